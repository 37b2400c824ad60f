"""What follows by law from what happened: each reaction is a command of the process, on the one path."""

from typing import assert_never

from comity.app.acts import Act
from comity.app.unit import Unit
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.commands import OpinionText
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.opining import Opinion
from comity.notices.requesting import Request
from comity.notices.reviewing import Review
from comity.notices.telling import ADDENDUM_REFUSED, may_quote_reviewers, told_ground
from comity.notices.vocabulary import (
    PROTECTIVE_GROUNDS,
    RE_EXAMINATIONS,
    Answer,
    Decision,
    Ground,
    ReviewCause,
    State,
    VisibleTo,
)


def react(unit: Unit, act: Act) -> list[Command]:
    """Return the commands that follow from `act`, in order."""
    stream = act.stream_id
    match act.event:
        case e.RequestSubmitted():
            return [c.OpenReview(id=stream, cause=ReviewCause.SUBMISSION)]
        case e.ReplyGiven():
            return [c.OpenReview(id=stream, cause=ReviewCause.REPLY)]
        case e.ReconsiderationAsked():
            return [c.OpenReview(id=stream, cause=ReviewCause.RECONSIDERATION)]
        case e.RequestWithdrawn():
            return _close(unit, stream)
        case e.ReviewClaimed():
            return _begin(unit, stream)
        case e.OpinionGiven(request=request):
            return [c.WeighTies(id=request), c.TallyOpinions(id=request)]
        case e.ContextRecorded():
            return _weigh(unit, stream)
        case e.ReviewDecided():
            return _conclude(unit, stream, act.event)
        case e.RequestApproved():
            return _publish(unit, stream)
        case e.NoticePublished(request=request):
            return [c.RecordPublication(id=request, notice=stream)]
        case e.NoticeAmended(request=str() as request):
            return [c.RecordPublication(id=request, notice=stream)]
        case e.SecondLookAsked():
            return _examine(unit, stream, ReviewCause.SECOND_LOOK)
        case e.ObjectionRaised(notice=notice):
            return _examine(unit, notice, ReviewCause.OBJECTION)
        case e.AnswerRecorded(answer=Answer.EXTRADITION_REFUSED):
            return _refused(unit, act.event)
        case e.NoticeEnded():
            return _end(unit, stream)
        case _:
            return []


def _close(unit: Unit, request: str) -> list[Command]:
    review: Review = unit.load("review", request).state
    return [c.CloseReview(id=request)] if review.state is State.OPEN else []


def _begin(unit: Unit, request: str) -> list[Command]:
    """The first claim of a first review shows to the requester as under review; a re-examination does not.

    The duty pair holds two claims at once, of which only the first begins the review.
    """
    state: Request = unit.load("request", request).state
    review: Review = unit.load("review", request).state
    waiting = state.state in {State.SUBMITTED, State.RECONSIDERATION_ASKED}
    return [c.BeginReview(id=request)] if waiting and len(review.claims) == 1 else []


def _conclude(unit: Unit, request: str, decided: e.ReviewDecided) -> list[Command]:
    if decided.cause in RE_EXAMINATIONS:
        return _conclude_examination(unit, request, decided)
    told = told_ground(decided.ground, decided.decision) if decided.ground else None
    quoted = may_quote_reviewers(decided.ground, decided.decision)
    remarks = _remarks(unit, request, decided) if quoted else None
    return [
        c.Conclude(
            id=request, decision=decided.decision, told=told, struck=decided.struck, kind=decided.kind, remarks=remarks
        )
    ]


def _remarks(unit: Unit, request: str, decided: e.ReviewDecided) -> str | None:
    """Return what the reviewers on the deciding side wrote for the requester, but for who names a pooled ground."""
    review: Review = unit.load("review", request).state
    found = []
    for _, loaded in unit.children("opinion", request):
        opinion: Opinion = loaded.state
        deciding = opinion.round == review.round and opinion.reviewer in decided.reviewers
        if deciding and may_quote_reviewers(opinion.ground, decided.decision) and opinion.text:
            text = wire.trusted(unit.opened(opinion.text), OpinionText)
            found.append((text.for_requester or "").strip())
    return "\n\n".join(text for text in found if text) or None


def _conclude_examination(unit: Unit, request: str, decided: e.ReviewDecided) -> list[Command]:
    notice = unit.load("request", request).state.notice
    if notice is None or unit.load("notice", notice).state.state not in IN_FORCE:
        return []
    match decided.decision:
        case Decision.APPROVE:
            return [c.MaintainNotice(id=notice)]
        case Decision.APPROVE_IN_PART:
            return [c.StrikeCharges(id=notice, struck=decided.struck)]
        case Decision.REFUSE | Decision.RETURN | Decision.OTHER_KIND:
            return [c.CancelNotice(id=notice, ground=decided.ground or Ground.OTHER)]
        case _:
            assert_never(decided.decision)


def _publish(unit: Unit, request: str) -> list[Command]:
    state: Request = unit.load("request", request).state
    if state.amends is None:
        return [c.PublishNotice(id=unit.id("ntc"), request=request)]
    notice: Notice = unit.load("notice", state.amends).state
    return [c.AmendNotice(id=notice.id, request=request)] if notice.state in IN_FORCE else []


def _examine(unit: Unit, notice: str, cause: ReviewCause) -> list[Command]:
    """Open a review of a notice that stands, unless one is open: then the file already shows what was raised."""
    state: Notice = unit.load("notice", notice).state
    if state.request is None or state.state not in IN_FORCE:
        return []
    return _weigh(unit, state.request) or [c.OpenReview(id=state.request, cause=cause)]


def _weigh(unit: Unit, request: str) -> list[Command]:
    """What became known of an open case may tie one of its reviewers."""
    review: Review = unit.load("review", request).state
    return [c.WeighTies(id=request)] if review.state is State.OPEN else []


def _refused(unit: Unit, answer: e.AnswerRecorded) -> list[Command]:
    """A refused extradition writes an addendum and asks for a new review (DOMAIN 1.4, practice after refusal).

    The state is named only with its consent, and never where the ground would show where the person is safe.
    """
    quiet = answer.visible_to is VisibleTo.SECRETARIAT or answer.ground in PROTECTIVE_GROUNDS
    who = str(answer.member) if answer.name_us and not quiet else "A member"
    addendum = c.AddAddendum(id=answer.notice, text=ADDENDUM_REFUSED.format(who=who), to_requester=not quiet)
    return [addendum, *_examine(unit, answer.notice, ReviewCause.REFUSED_EXTRADITION)]


def _end(unit: Unit, notice: str) -> list[Command]:
    """The end of a notice ends its request and amendments under way, and closes what is open on them."""
    found: list[Command] = []
    for request, loaded in unit.children("request", notice):
        state: Request = loaded.state
        match state.state:
            case State.PUBLISHED:
                found += [c.RecordEnd(id=request), *_close(unit, request)]
            case State.DRAFT:
                found.append(c.DiscardDraft(id=request))
            case State.SUBMITTED | State.UNDER_REVIEW | State.RETURNED | State.RECONSIDERATION_ASKED:
                found += [c.WithdrawRequest(id=request), c.EraseRequest(id=request)]
            case State.REFUSED | State.WITHDRAWN | State.LAPSED:
                found.append(c.EraseRequest(id=request))
            case _:
                pass
    return found
