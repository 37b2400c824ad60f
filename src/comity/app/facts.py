"""What each command's decider must know beyond its own stream, gathered and unsealed within the transaction."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import msgspec

from comity.app.casefile import context_of, text_of
from comity.app.checks import Checks
from comity.app.ports.vault import NotOpened
from comity.app.unit import Unit
from comity.compliance.rule import Audience, Effect, Outcome
from comity.governance.commands import IssueToken
from comity.governance.conflicts import ties, unconflicted
from comity.governance.describing import Described
from comity.governance.dual_control import takes_two
from comity.governance.gate import OPERATOR, Principal
from comity.governance.notifications import Choice, ConfirmAddress, PendingAddress, Route
from comity.governance.offices import CONFIRMERS, Office
from comity.governance.people import PeopleFacts, PersonState
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.decider import Command, ContentRef
from comity.kernel.errors import CommandRefused, Fault
from comity.kernel.hashing import sha256_hex
from comity.kernel.time_zone import TimeZone
from comity.law import parameters
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.clearing import ClearMatch
from comity.notices.context import CaseContext
from comity.notices.extract import make_extract, strike
from comity.notices.facts import ApprovedRequest, Clocks, NoticeFacts, OpinionFact, ReviewFact
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.opining import Opinion
from comity.notices.request import NoticeRequest, PublicExtract
from comity.notices.requesting import Request
from comity.notices.reviewing import Review
from comity.notices.standing import as_of
from comity.notices.vocabulary import RE_EXAMINATIONS, Kind, UrgencyLevel
from comity.redress.application import RedressFacts
from comity.statistics.releasing import PublishRelease, ReleaseFacts, WriteReply

Gatherer = Callable[[Unit, Command, Principal, dict[str, ContentRef], str, datetime], Any]
_FOR_PEOPLE = "comity.governance"
_ERASED = "The file of this case was erased."


@cache
def clocks_on(day: date) -> Clocks:
    """Return the time limits of the law as they stand on a day."""

    def number(name: str) -> int:
        return parameters.number(name, day)

    levels = UrgencyLevel.ROUTINE, UrgencyLevel.URGENT, UrgencyLevel.IMMINENT
    review = (number("review.routine_days") * 24, number("review.urgent_hours"), number("review.imminent_hours"))
    claim = tuple(number(f"claim.{level.value}_hours") for level in levels)
    return Clocks(
        retention_months=number("retention.years") * 12,
        reply_days=number("return.reply_days"),
        recall_hours=number("recall.deadline_hours"),
        second_look_hours=number("review.second_look_days") * 24,
        review_hours=dict(zip(levels, review, strict=True)),
        claim_hours=dict(zip(levels, claim, strict=True)),
    )


def body_of(unit: Unit, ref: ContentRef) -> NoticeRequest:
    """Return the unsealed request behind `ref`."""
    return wire.trusted(unit.opened(ref), NoticeRequest)


def to_mend(checks: Checks, body: NoticeRequest, at: datetime) -> tuple[Fault, ...]:
    """Return what the checks tell the requester to supply, without anything that only the secretariat knows."""
    report = checks.report(body, None, at.date())
    return tuple(
        Fault(finding.facts[0].path if finding.facts else "$", f"{finding.remedy or finding.reason} ({finding.rule})")
        for finding in report.findings
        if finding.outcome is Outcome.BREACH
        and finding.effect is Effect.RETURN
        and finding.audience is Audience.REQUESTER
    )


def _approved(unit: Unit, request: str) -> ApprovedRequest:
    state: Request = unit.load("request", request).state
    review: Review = unit.load("review", request).state
    body = text_of(unit, request)
    assert state.body is not None
    assert body is not None
    return ApprovedRequest(request, body, state.body, review.reviewers, state.struck, state.other_kind)


def _opinions(unit: Unit, request: str, review: Review) -> tuple[OpinionFact, ...]:
    """Return the opinions of this round in the order given: those counted, then the new one."""
    given: dict[str, Opinion] = {}
    for _, loaded in unit.children("opinion", request):
        state: Opinion = loaded.state
        if state.round == review.round:
            given[state.reviewer] = state
    order = [*review.counted, *(reviewer for reviewer in given if reviewer not in review.counted)]
    found = [given[reviewer] for reviewer in order if reviewer in given]
    return tuple(OpinionFact(o.reviewer, o.decision, o.ground, o.struck, o.kind) for o in found if o.decision)


def _public(unit: Unit, notice: Notice | None, approved: ApprovedRequest, at: datetime) -> dict[str, Any]:
    """Seal the extract that the requester authorised, if any, and give it its number."""
    leave = approved.body.public_extract
    kind = approved.kind or approved.body.kind
    if leave is None or not leave.authorised:
        return {}
    extract = make_extract(strike(approved.body, approved.struck), kind, leave.fields)
    if extract is None:
        return {}
    number = (notice.number if notice else None) or unit.writer.next_public_number(at.year)
    until = leave.until.latest if leave.until else None
    return {"extract": _extract(unit, notice, extract), "number": number, "extract_until": until}


def _extract(unit: Unit, notice: Notice | None, extract: NoticeRequest) -> ContentRef:
    """Return the extract that the notice has where the new one says the same: what the public has did not change."""
    held = notice.extract if notice else None
    try:
        if held and unit.opened(held) == wire.encode(extract):
            return held
    except NotOpened:
        pass  # It was erased or is damaged: a new one takes its place.
    return unit.seal(extract, "extract")


def _listing(unit: Unit, command: c.PublishListing | c.ReviseListing, at: datetime) -> dict[str, Any]:
    extract = make_extract(command.body, command.body.kind, None)
    number = unit.writer.next_public_number(at.year) if isinstance(command, c.PublishListing) else None
    return {"extract": unit.seal(extract, "extract"), "number": number}


def _for_review(unit: Unit, command: Command, by: Principal, at: datetime) -> dict[str, Any]:
    match command:
        case c.OpenReview(id=request):
            state: Request = unit.load("request", request).state
            body, concerned = text_of(unit, request), _concerned(unit, request, state)
            urgent = state.urgency is not UrgencyLevel.ROUTINE
            return {"body": body, "concerned": concerned, "duty": _on_duty(unit, concerned) if urgent else ()}
        case c.RecordContext(id=request, context=context):
            state = unit.load("request", request).state
            if text_of(unit, request) is None:
                raise CommandRefused(_ERASED, code="wrong-state")
            return {"concerned": _concerned(unit, request, state, context)}
        case c.WeighTies(id=request):
            return _ties(unit, request)
        case c.TallyOpinions(id=request):
            review: Review = unit.load("review", request).state
            opinions, questions = _opinions(unit, request, review), _questions(unit, request, at)
            return {"opinions": opinions, "questions": questions, "charges": _charges(unit, request)}
        case c.GiveOpinion(id=request):
            return _for_opinion(unit, request, by, at)
        case _:
            return {}


def _on_duty(unit: Unit, concerned: tuple[Country, ...]) -> tuple[str, ...]:
    """Return the reviewers on duty who have no conflict, in the order of their appointment."""
    people = {found.stream_id: unit.load("person", found.stream_id).state for found in unit.writer.registers("person")}
    duty = {person: ties(state) for person, state in people.items() if _judges(state)}
    return unconflicted(duty, concerned)


def _judges(state: PersonState) -> bool:
    """Return True for an active reviewer on duty who is not case officer as well."""
    return state.on_duty and state.state == "active" and Office.CASE_OFFICER not in state.offices


def _ties(unit: Unit, request: str) -> dict[str, Any]:
    """Return who is concerned as things stand now, and who of those that hold or judged the case is tied to them."""
    review: Review = unit.load("review", request).state
    concerned = _concerned(unit, request, unit.load("request", request).state)
    held = (*review.counted, *(claim.reviewer for claim in review.claims))
    free = unconflicted({person: ties(unit.load("person", person).state) for person in held}, concerned)
    return {"concerned": concerned, "tied": tuple(person for person in held if person not in free)}


def _charges(unit: Unit, request: str) -> tuple[int, ...]:
    """Return the numbers of the charges that stand: all of a request's, or those not yet struck from its notice."""
    state: Request = unit.load("request", request).state
    body = text_of(unit, request)
    struck = unit.load("notice", state.notice).state.struck if state.notice else ()
    return tuple(number for number in range(len(body.charges if body else ())) if number not in struck)


def _concerned(unit: Unit, request: str, state: Request, recorded: CaseContext | None = None) -> tuple[Country, ...]:
    """Return the states whose officers may not review: those of the request, of the context, and who objected."""
    notice = state.notice or state.amends
    objecting = [d.member for d in unit.states_under("dealing", notice) if d.objections] if notice else []
    return _with((*state.concerned, *objecting), context_of(unit, request, recorded))


def _with(concerned: tuple[Country, ...], context: CaseContext) -> tuple[Country, ...]:
    """Add the states that took a position or protect the person: their officers may not review either."""
    more = {status.confirmed_by for status in context.subject_status} | {p.member for p in context.positions}
    return tuple(sorted({*concerned, *(state for state in more if state)}))


def _questions(unit: Unit, request: str, at: datetime) -> tuple[str, ...]:
    body = text_of(unit, request)
    assert body is not None
    report = unit.checks.report(body, context_of(unit, request), at.date())
    return tuple(dict.fromkeys(question.rule for question in report.questions))


def _for_opinion(unit: Unit, request: str, by: Principal, at: datetime) -> dict[str, Any]:
    review: Review = unit.load("review", request).state
    body = text_of(unit, request)
    if body is None:
        raise CommandRefused(_ERASED, code="wrong-state")
    claimed = any(claim.reviewer == by.id and claim.until > at for claim in review.claims)
    fact = ReviewFact(review.round, review.cause in RE_EXAMINATIONS, claimed)
    questions = _questions(unit, request, at)
    return {"review": fact, "body": body, "questions": questions, "charges": _charges(unit, request)}


def _for_request(unit: Unit, command: Command, at: datetime) -> dict[str, Any]:
    match command:
        case ReceiveUpload(member=member, data=data):
            return {"held": unit.writer.upload(sha256_hex(data), member=member) is not None}
        case c.DraftRequest(amends=str() as amends):
            return {"owner": _amendable_by(unit, amends, at)}
        case c.SubmitRequest(id=request):
            body = text_of(unit, request)
            return {"body": body, "mend": to_mend(unit.checks, body, at) if body else ()}
        case c.ReplyToReturn(body=body):
            return {"mend": to_mend(unit.checks, body, at)}
        case _:
            return {}


def _amendable_by(unit: Unit, notice: str, at: datetime) -> str | None:
    """Return who may amend a notice, `organisation` for an entity's; None once it ended, and for a listing."""
    state: Notice = as_of(unit.load("notice", notice).state, at)
    return (state.member or "organisation") if state.state in IN_FORCE and state.resolution is None else None


def _for_notice(unit: Unit, command: Command, at: datetime) -> dict[str, Any]:
    match command:
        case c.PublishNotice(request=request):
            approved = _approved(unit, request)
            return {"approved": approved, **_public(unit, None, approved, at)}
        case c.AmendNotice(id=notice, request=request):
            approved = _approved(unit, request)
            return {"approved": approved, **_public(unit, unit.load("notice", notice).state, approved, at)}
        case c.PublishListing() | c.ReviseListing():
            return _listing(unit, command, at)
        case c.StrikeCharges(id=notice, struck=struck):
            return _struck(unit, notice, struck)
        case c.AuthoriseExtract(id=notice):
            return _authorised(unit, notice, command, at)
        case c.AddToCampaign(notice=notice):
            return {"owner": unit.load("notice", notice).state.member}
        case ClearMatch(notice=notice, member=member):
            cleared: Notice = as_of(unit.load("notice", notice).state, at)
            return {"owner": cleared.member, "face": cleared.face(member)}
        case _:
            return {}


def _time_zone(unit: Unit, command: Command) -> TimeZone | None:
    """Return where the days that a command names begin and end, as the card of the member says that they are of."""
    match command:
        case c.SuspendNotice(id=notice) | c.ExtendRetention(id=notice) | c.AuthoriseExtract(id=notice):
            member = unit.load("notice", notice).state.member
        case c.PublishNotice(request=request) | c.AmendNotice(request=request):
            member = unit.load("request", request).state.member
        case c.RecordAnswer(member=member):
            pass
        case _:
            return None
    described: Described = unit.load("member", str(member)).state
    return described.time_zone


def _struck(unit: Unit, notice: str, struck: tuple[int, ...]) -> dict[str, Any]:
    """A re-examination that strikes charges makes the extract anew where there is one."""
    state: Notice = unit.load("notice", notice).state
    assert state.request is not None
    approved = _approved(unit, state.request)
    if state.extract is None:
        return {"approved": approved}
    fields = approved.body.public_extract.fields if approved.body.public_extract else None
    extract = make_extract(strike(approved.body, (*state.struck, *struck)), state.kind, fields)
    return {"approved": approved, "extract": _extract(unit, state, extract) if extract else None}


def _authorised(unit: Unit, notice: str, command: c.AuthoriseExtract, at: datetime) -> dict[str, Any]:
    state: Notice = unit.load("notice", notice).state
    if state.body is None:
        return {}
    body = strike(body_of(unit, state.body), state.struck)
    extract = make_extract(body, state.kind, command.fields)
    if extract is None:
        return {}
    if mend := _against_extract(unit.checks, body, state.kind, command, at):
        return {"mend": mend}
    return {"extract": unit.seal(extract, "extract"), "number": state.number or unit.writer.next_public_number(at.year)}


def _against_extract(
    checks: Checks, body: NoticeRequest, kind: Kind, command: c.AuthoriseExtract, at: datetime
) -> tuple[Fault, ...]:
    """Return what the checks hold against an extract that no reviewer saw, beyond the reason that a request gives."""
    until = PartialDate(command.until.isoformat()) if command.until else None
    leave = PublicExtract(authorised=True, fields=command.fields, reason="After publication", until=until)
    asked = msgspec.structs.replace(body, kind=kind, public_extract=leave)
    return tuple(
        Fault("$.fields", f"{finding.reason} ({finding.rule})")
        for finding in checks.report(asked, None, at.date()).for_requester().findings
        if finding.outcome is Outcome.BREACH and any(fact.path.startswith("public_extract") for fact in finding.facts)
    )


def _uploads(unit: Unit, command: Command, file: str, at: datetime) -> None:
    """Bind the photographs and attachments that a body names to its file, so that its end destroys them."""
    body = getattr(command, "body", None)
    if isinstance(body, NoticeRequest) and body.requesting_member:
        named = [photo.sha256 for photo in body.subject.photographs or ()]
        named += [attachment.sha256 for attachment in body.attachments or ()]
        unit.writer.bind_uploads([each for each in named if each], body.requesting_member, file)


_ENDS_NOTICE = (c.AchievePurpose, c.WithdrawNotice, c.CancelNotice, c.ExpireNotice, c.EndSuspension, c.EndListing)
_ENDS = (*_ENDS_NOTICE, c.EraseRequest, c.DiscardDraft)


def _contents(unit: Unit, command: Command, file: str, at: datetime) -> tuple[str, ...]:
    """Return all content that an end destroys: of the file, of its amendments, and uploads used by nothing else."""
    files = [file]
    if isinstance(command, _ENDS_NOTICE):
        files += [request for request, _ in unit.children("request", command.id) if request != file]
    found = [content for each in files for content in unit.writer.contents(each)]
    return tuple(dict.fromkeys([*found, *unit.writer.loose_uploads(files, at)]))


def _for_people(
    unit: Unit, command: Command, by: Principal, refs: dict[str, ContentRef], contents: tuple[str, ...]
) -> PeopleFacts:
    """Lay open an address that waits to be confirmed, with the choice that it becomes once it is."""
    asked = unit.load("person", command.id).state.notifications.pending if isinstance(command, ConfirmAddress) else None
    if asked is None or unit.writer.content(asked.id) is None:
        return PeopleFacts(
            actor=by.id,
            via=by.via,
            through_until=_through_until(unit, by) if isinstance(command, IssueToken) else None,
            founding=unit.founding,
            alone=by.id == OPERATOR and _takes_two(unit, command) and not _may_confirm(unit, command),
            refs=refs,
            contents=contents,
        )
    pending = wire.trusted(unit.opened(asked), PendingAddress)
    choice = unit.seal(Choice(route=Route.EMAIL, to=pending.to, language=pending.language), "choice")
    return PeopleFacts(actor=by.id, refs=refs | {"choice": choice}, contents=contents, pending=pending)


def _takes_two(unit: Unit, command: Command) -> bool:
    return takes_two(unit.load("person", getattr(command, "id", "")).state, command)


def _may_confirm(unit: Unit, command: Command) -> bool:
    """Return True if anyone but the person concerned could confirm: holds the office and has a way in."""
    others = (unit.load("person", each.stream_id).state for each in unit.writer.registers("person"))
    return any(
        each.id != getattr(command, "id", "")
        and each.state == "active"
        and each.offices & CONFIRMERS
        and (each.account.credentials is not None or each.tokens)
        for each in others
    )


def _through_until(unit: Unit, by: Principal) -> datetime | None:
    """Return when the token ends through which someone acts; None where it is no token."""
    person: PersonState = unit.load("person", by.id).state
    return next((each.expires for each in person.tokens if each.id == by.via), None)


def gather(
    unit: Unit, command: Command, by: Principal, refs: dict[str, ContentRef], file: str, at: datetime
) -> NoticeFacts | PeopleFacts | ReleaseFacts | RedressFacts:
    """Return the facts for `command`; `refs` are its sealed contents and `file` is where content belongs."""
    if type(command).__module__.startswith(_FOR_PEOPLE):
        return _for_people(unit, command, by, refs, tuple(unit.writer.contents(file)))
    if isinstance(command, PublishRelease | WriteReply):
        return ReleaseFacts(actor=by.id, refs=refs)
    if type(command).__module__.startswith("comity.redress"):
        return RedressFacts(actor=by.id, refs=refs)
    _uploads(unit, command, file, at)
    found: Mapping[str, Any] = {
        **_for_request(unit, command, at),
        **_for_review(unit, command, by, at),
        **_for_notice(unit, command, at),
        "time_zone": _time_zone(unit, command),
    }
    contents = _contents(unit, command, file, at) if isinstance(command, _ENDS) else ()
    commission = Office.COMMISSIONER in by.offices
    return NoticeFacts(
        actor=by.id, clocks=clocks_on(at.date()), refs=refs, contents=contents, by_commission=commission, **found
    )
