"""What becomes of requests and notices: each function is a plot for the stage."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.decider import Command
from comity.notices import commands as c
from comity.notices.request import Circulation, NoticeRequest
from comity.notices.vocabulary import (
    PROTECTIVE_GROUNDS,
    Answer,
    AnswerGround,
    CirculationMode,
    Decision,
    Ground,
    Kind,
    ObjectionKind,
    Treatment,
    VisibleTo,
)
from comity.sample.case import APPROVE, Case, Said
from comity.sample.stage import Plot

_NOT_ENTERED = (
    AnswerGround.INSUFFICIENT_EVIDENCE,
    AnswerGround.NO_TREATY,
    AnswerGround.NO_EFFECT_IN_OUR_LAW,
    AnswerGround.DOUBLE_CRIMINALITY,
    AnswerGround.NATIONALITY,
    None,
)


def submitted(case: Case) -> Plot:
    """A bureau drafts and submits."""
    case.draft()
    yield case.stage.hours(2, 60)
    case.submit()
    yield case.pause(8, 110)


def published(case: Case, *said: Said) -> Plot:
    """Two reviewers approve, or as `said`."""
    yield from submitted(case)
    yield from case.review(*(said or (APPROVE, APPROVE)))


def received(case: Case) -> Plot:
    """Some members say on receipt what they do with the notice; the others stay silent."""
    yield case.stage.hours(5, 60)
    chance = case.stage.chance
    for member in case.others(chance.between(1, 5)):
        roll = chance.number(10)
        if roll < 6:
            case.treat(member, Treatment.ENTERED)
        elif roll < 8:
            case.treat(member, Treatment.ALERT_ONLY)
        else:
            case.treat(member, Treatment.NOT_ENTERED, chance.pick(_NOT_ENTERED))
        yield case.stage.hours(3, 120)


def standing(case: Case, *said: Said) -> Plot:
    """The notice stands to this day."""
    yield from published(case, *said)
    yield from received(case)


def urgent(case: Case) -> Plot:
    """The duty pair decides at once, and two reviewers look again at what was published."""
    yield from standing(case)
    yield timedelta(days=9)
    case.judges = []
    yield from case.review(APPROVE, APPROVE)


def split(case: Case) -> Plot:
    """Two reviewers differ and a third decides."""
    yield from standing(case, APPROVE, Said(Decision.REFUSE, Ground.JUDICIAL_DATA), APPROVE)


def in_part(case: Case) -> Plot:
    """One charge is struck and the other kept; the bureau reads why."""
    said = Said(Decision.APPROVE_IN_PART, struck=(1,), remarks="The second charge concerns an expression of opinion.")
    yield from standing(case, said, said)


def as_other_kind(case: Case) -> Plot:
    said = Said(Decision.OTHER_KIND, kind=Kind.BLUE, remarks="What is known supports a request for information only.")
    yield from standing(case, said, said)


def found(
    case: Case, *course: Answer, ground: AnswerGround | None = None, quiet: bool = False, within: int = 200
) -> Plot:
    """A member finds the person `within` days and says what it did, answer by answer."""
    yield from standing(case)
    yield case.stage.days(10, within)
    (member,) = case.others(1)
    for answer in course:
        grounded = answer in (Answer.EXTRADITION_REFUSED, Answer.NO_ACTION, Answer.RELEASED_NO_PAPERS)
        visible = None if quiet else VisibleTo.REQUESTER
        case.answer(member, answer, ground if grounded else None, visible, name_us=not quiet)
        yield case.stage.days(1, 24)


def returned_home(case: Case, *course: Answer) -> Plot:
    """The person is back: the bureau says that the purpose is achieved, and everything is erased."""
    yield from found(case, *course)
    yield case.stage.days(2, 9)
    case.achieve(course[-1])


def extradition_refused(case: Case, ground: AnswerGround, outcome: Said | None) -> Plot:
    """A state refuses to extradite, which opens a new review; None leaves it open."""
    quiet = ground in PROTECTIVE_GROUNDS
    course = (Answer.LOCATED, Answer.PROVISIONAL_ARREST, Answer.PROCEEDINGS_OPENED, Answer.EXTRADITION_REFUSED)
    yield from found(case, *course, ground=ground, quiet=quiet, within=200 if outcome else 12)
    if outcome is not None:
        case.judges = []
        yield from case.review(outcome, outcome)


def objected(case: Case, kind: ObjectionKind, outcome: Said | None) -> Plot:
    """A recipient objects, which opens a review; None leaves it open."""
    yield from standing(case)
    yield case.stage.days(5, 60)
    (member,) = case.others(1)
    text = "The person is known to us; the file does not tell all that speaks against the notice."
    case.stage.do(
        case.stage.staff.bureau(member), c.RaiseObjection(notice=case.notice, member=member, kind=kind, text=text)
    )
    case.objecting.add(member)
    yield case.stage.days(1, 4)
    if outcome is not None:
        case.judges = []
        yield from case.review(outcome, outcome)


def returned(case: Case, mended: NoticeRequest | None) -> Plot:
    """The reviewers send the request back; the bureau mends it, or does not answer until it lapses."""
    said = Said(Decision.RETURN, Ground.JUDICIAL_DATA, remarks="Please describe the person's own part in the facts.")
    yield from published(case, said, said)
    if mended is None:
        return
    yield case.stage.days(4, 30)
    case.reply(mended)
    yield case.stage.days(1, 5)
    case.judges = []
    yield from case.review(APPROVE, APPROVE)
    yield from received(case)


def refused(case: Case, ground: Ground, again: Said | None = None, ask: bool = False) -> Plot:
    """The request is refused; where `ask`, others reconsider it and say `again`, or have not yet."""
    yield from submitted(case)
    if case.context is not None:
        case.inform(case.context)
        yield case.stage.hours(1, 8)
    said = Said(Decision.REFUSE, ground, remarks="The conditions of publication are not met, for the reasons coded.")
    yield from case.review(said, said)
    if not ask:
        return
    yield case.stage.days(6, 25)
    reasons = "The court has since completed the file; the bureau asks that it be read again."
    case.stage.do(case.bureau, c.AskReconsideration(id=case.id, reasons=reasons))
    yield case.stage.days(1, 6)
    if again is not None:
        yield from case.review(again, again)


def withdrawn_request(case: Case) -> Plot:
    yield from submitted(case)
    case.stage.do(case.bureau, c.WithdrawRequest(id=case.id, reason="The person came to the court of own accord."))


def discarded(case: Case) -> Plot:
    case.draft()
    yield case.stage.days(1, 20)
    case.stage.do(case.bureau, c.DiscardDraft(id=case.id))


def drafted(case: Case) -> Plot:
    case.draft()
    yield timedelta(days=1)


def claimed(case: Case, count: int, on: datetime) -> Plot:
    """`count` reviewers take the case from `on` on, which is after it was submitted."""
    case.draft()
    yield case.stage.hours(2, 60)
    case.submit()
    yield on - case.stage.at
    for judge in case.reviewers(count):
        case.claim(judge)
        yield case.stage.hours(1, 3)


def suspended(case: Case, months: int, resume_after: int | None = None) -> Plot:
    """The bureau suspends; it resumes, or the suspension runs out, or stands."""
    yield from standing(case)
    yield case.stage.days(20, 60)
    until = (case.stage.at + timedelta(days=30 * months)).date()
    reason = "Talks on a voluntary return are under way."
    case.stage.do(case.bureau, c.SuspendNotice(id=case.notice, until=until, reason=reason))
    if resume_after is not None:
        yield timedelta(days=resume_after)
        case.stage.do(case.bureau, c.ResumeNotice(id=case.notice))


def blocked(case: Case, by: str, then: str | None = None) -> Plot:
    """Someone competent blocks the notice at once; later it is freed, cancelled, or stays blocked."""
    yield from standing(case)
    yield case.stage.days(15, 50)
    reason = "New information on the person's situation is being verified."
    command = c.BlockNotice(id=case.notice, ground=Ground.HUMAN_RIGHTS, reason=reason)
    case.stage.do(case.stage.staff.of(by), command)
    yield case.stage.days(6, 40)
    officer = case.stage.staff.of("case2")
    if then == "freed":
        case.stage.do(officer, c.UnblockNotice(id=case.notice, reason="The information was not confirmed."))
    elif then == "cancelled":
        case.stage.do(officer, c.CancelNotice(id=case.notice, ground=Ground.PROTECTION, reason="Confirmed."))


def amended(case: Case, body: NoticeRequest, done: bool = True) -> Plot:
    """A new version goes through review while the old one stands."""
    yield from standing(case)
    yield case.stage.days(20, 90)
    change = Case(case.stage, body, case.context)
    change.draft(amends=case.notice)
    yield case.stage.hours(3, 20)
    change.submit()
    yield case.stage.hours(10, 60)
    if done:
        yield from change.review(APPROVE, APPROVE)


def ended(case: Case, ground: Ground, by_secretariat: bool) -> Plot:
    """The bureau withdraws the notice, or the secretariat cancels it."""
    yield from standing(case)
    yield case.stage.days(30, 200)
    if by_secretariat:
        command: Command = c.CancelNotice(id=case.notice, ground=ground, reason="The conditions are no longer met.")
        case.stage.do(case.stage.staff.of("case1"), command)
    else:
        case.stage.do(case.bureau, c.WithdrawNotice(id=case.notice, ground=ground))


def restricted(case: Case, without: Country) -> Plot:
    """The bureau leaves a member out after publication."""
    yield from standing(case)
    yield case.stage.days(10, 40)
    reach = Circulation(mode=CirculationMode.EXCEPT, members=[without])
    case.stage.do(case.bureau, c.RestrictCirculation(id=case.notice, circulation=reach))


def retracted(case: Case) -> Plot:
    """The bureau takes its public extract back."""
    yield from standing(case)
    yield case.stage.days(10, 90)
    case.stage.do(case.bureau, c.RetractExtract(id=case.notice))


def retained(case: Case) -> Plot:
    """The need to retain is asked for six months before the end, and the bureau states it."""
    yield from standing(case)
    yield timedelta(days=365 * 5 - 150)
    until = (case.stage.at + timedelta(days=365 * 2)).date()
    case.stage.do(
        case.bureau, c.ExtendRetention(id=case.notice, until=until, reason="The trial of accomplices goes on.")
    )


def with_extract_until(body: NoticeRequest, day: str) -> NoticeRequest:
    """Return a request whose extract ends on `day`."""
    assert body.public_extract is not None
    return replace(body, public_extract=replace(body.public_extract, until=PartialDate(day)))
