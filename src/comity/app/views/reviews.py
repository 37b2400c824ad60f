"""The review as the secretariat sees it: the queue, who holds what, and the case page of a reviewer."""

from datetime import datetime
from typing import Final

import msgspec

from comity.app.casefile import context_of, text_of
from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.dealings import DealingView, on_case
from comity.app.views.paging import Page, PageQuery, page
from comity.app.views.precedents import Precedent, precedents
from comity.compliance.check import Report, check
from comity.compliance.rule import Question
from comity.governance.gate import Principal, Resource, listed
from comity.governance.offices import Office
from comity.governance.scope import queue
from comity.kernel.decider import Row
from comity.notices.commands import OpinionText
from comity.notices.context import CaseContext
from comity.notices.opining import Opinion
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request
from comity.notices.reviewing import Review
from comity.notices.vocabulary import Decision, Ground, Kind, ReviewCause, State, UrgencyLevel


class QueueLine(msgspec.Struct, frozen=True, kw_only=True):
    """An open case in the queue, without content."""

    id: str
    kind: Kind
    member: str | None
    urgency: UrgencyLevel
    cause: ReviewCause
    round: int
    due: datetime | None
    overdue: bool
    places_left: int
    mine: bool
    given: bool


class ClaimView(msgspec.Struct, frozen=True):
    reviewer: str
    until: datetime


class LoadLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a case and how late it is: for who runs the secretariat, without what the case is about."""

    id: str
    urgency: UrgencyLevel
    due: datetime | None
    overdue: bool
    claims: tuple[ClaimView, ...]


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """The open cases, the most urgent first; who runs the secretariat gets the counts and no case.

    `counts` by kind come with the first page.
    """

    entries: tuple[QueueLine, ...]
    next: str | None
    counts: dict[str, int] | None


class OpinionView(msgspec.Struct, frozen=True, kw_only=True):
    reviewer: str
    round: int
    decision: Decision
    ground: Ground | None
    struck_charges: tuple[int, ...]
    kind: Kind | None
    text: OpinionText


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """All that a reviewer needs to decide; others' `opinions` once an own one is given, or at the end.

    Until then a reviewer reads neither that others gave one nor what would show it: of the `claims` only the own,
    and `needed` as it is at the beginning.
    """

    id: str
    tag: str
    state: State
    cause: ReviewCause
    round: int
    urgency: UrgencyLevel
    member: str | None
    due: datetime | None
    claims: tuple[ClaimView, ...]
    needed: int
    opinions_given: int | None
    body: NoticeRequest | None
    despite: str | None
    context: CaseContext
    report: Report | None
    questions: tuple[Question, ...]
    opinions: tuple[OpinionView, ...]
    precedents: tuple[Precedent, ...]
    dealings: tuple[DealingView, ...]
    notice: str | None
    decision: Decision | None
    ground: Ground | None


_SEES_CASES: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER})
_FIRST_NEEDED: Final = Review().needed


def in_queue(look: Look, by: Principal, query: PageQuery) -> Queue:
    """Return a page of the open cases that `by` may see, by urgency and deadline; raises `Forbidden`."""
    if not by.offices & _SEES_CASES:
        look.require(by, "secretariat:load:view", Resource("organisation", "organisation", Row(state="established")))
    listing = Listing(
        stream_type="review", scope=queue(by), states=("open",), after=query.after, limit=query.limit, by_deadline=True
    )
    counts = _counts(look, by) if query.after is None else None
    if not by.offices & _SEES_CASES:
        return Queue(entries=(), next=None, counts=counts)
    found: Page[QueueLine] = page(look, listing, lambda each: queued(each.state, by, look.at))
    return Queue(entries=found.entries, next=found.next, counts=counts)


def _counts(look: Look, by: Principal) -> dict[str, int]:
    return {kind or "-": count for (_, kind), count in look.reader.counts("review", queue(by)).items()}


def queued(state: Review, by: Principal, at: datetime) -> QueueLine:
    """Return a case as a line of the queue: `mine` is one that `by` holds, `given` one on which `by` has spoken."""
    claims = [claim for claim in state.claims if claim.until > at]
    return QueueLine(
        id=state.id,
        kind=state.kind,
        member=state.member,
        urgency=state.urgency,
        cause=state.cause,
        round=state.round,
        due=state.due,
        overdue=bool(state.due and state.due <= at),
        places_left=max(0, state.needed - len(claims) - len(state.counted)),
        mine=by.id in {claim.reviewer for claim in claims},
        given=by.id in state.counted,
    )


def load(look: Look, by: Principal, query: PageQuery) -> Page[LoadLine]:
    """Return who holds which open case; raises `Forbidden`."""
    look.require(by, "secretariat:load:view", Resource("organisation", "organisation", Row(state="established")))
    listing = Listing(
        stream_type="review", scope=queue(by), states=("open",), after=query.after, limit=query.limit, by_deadline=True
    )
    return page(look, listing, lambda each: _loaded(each.state, look.at))


def _loaded(state: Review, at: datetime) -> LoadLine:
    claims = tuple(ClaimView(claim.reviewer, claim.until) for claim in state.claims)
    overdue = bool(state.due and state.due <= at)
    return LoadLine(id=state.id, urgency=state.urgency, due=state.due, overdue=overdue, claims=claims)


def tag_of(look: Look, found: Found) -> str:
    """Return the version of a case: it moves with request, round and context, and not with others' opinions."""
    state: Review = found.state
    request = look.find("request", found.id)
    assert request is not None
    return f"{request.version}.{state.round}.{state.context.id[4:] if state.context else 0}"


def case(look: Look, by: Principal, found: Found) -> CasePage:
    """Return the case page; the caller has been let in already."""
    state: Review = found.state
    held = look.find("request", found.id)
    assert held is not None
    request: Request = held.state
    body = text_of(look, found.id)
    context = context_of(look, found.id)
    report = check(body, context, look.at.date()) if body else None
    opinions = _opinions(look, by, found)
    questions = report.questions if report else ()
    notice = look.find("notice", request.notice) if request.notice else None
    blind = _blind(by, state)
    return CasePage(
        id=found.id,
        tag=tag_of(look, found),
        state=state.state,
        cause=state.cause,
        round=state.round,
        urgency=state.urgency,
        member=state.member,
        due=state.due,
        claims=tuple(ClaimView(k.reviewer, k.until) for k in state.claims if not blind or k.reviewer == by.id),
        needed=_FIRST_NEEDED if blind else state.needed,
        opinions_given=None if blind else len(state.counted),
        body=body,
        despite=look.text(request.reasons) if request.reasons else None,
        context=context,
        report=report,
        questions=questions,
        opinions=opinions,
        precedents=precedents(look, found, tuple(question.rule for question in questions)),
        dealings=on_case(look, notice) if notice else (),
        notice=request.notice,
        decision=state.decision,
        ground=state.ground,
    )


def _blind(by: Principal, state: Review) -> bool:
    """Say whether `by` is still to judge: then nothing shows whether, or how often, others did."""
    return Office.REVIEWER in by.offices and state.state is State.OPEN and by.id not in state.counted


def _opinions(look: Look, by: Principal, review: Found) -> tuple[OpinionView, ...]:
    """Return the opinions that are open to `by`, by the policy, asked of the opinion as it stands open to reviewers."""
    found = list(look.children("opinion", review.id))
    given = {(each.state.round, each.state.reviewer) for each in found}
    shown = []
    for each in found:
        row = _opened_to(each, review, given)
        if look.may(by, "files:opinion:view", "opinion", msgspec.structs.replace(each, row=row)):
            shown.append(_opinion(look, each.state))
    return tuple(shown)


def _opened_to(opinion: Found, review: Found, given: set[tuple[int, str]]) -> Row:
    """An opinion opens to who gave an own one in its round; once that is decided, to all who held the case."""
    round_ = opinion.state.round
    names = {opinion.state.reviewer} | {reviewer for number, reviewer in given if number == round_}
    if review.state.state is not State.OPEN or round_ < review.state.round:
        names |= listed(review.row.assigned)
    return msgspec.structs.replace(opinion.row, assigned=",".join(sorted(names)))


def _opinion(look: Look, state: Opinion) -> OpinionView:
    assert state.decision is not None
    assert state.text is not None
    return OpinionView(
        reviewer=state.reviewer,
        round=state.round,
        decision=state.decision,
        ground=state.ground,
        struck_charges=state.struck,
        kind=state.kind,
        text=look.opened(state.text, OpinionText),
    )
