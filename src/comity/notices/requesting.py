"""The life of a request, as far as its requester may know of it; the review is a stream of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from comity.kernel.codes import Country
from comity.kernel.dates import add_months
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.kernel.errors import Fault
from comity.law import parameters
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import NoticeFacts
from comity.notices.lifecycle import step
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Channel, Decision, Ground, Kind, State, UrgencyLevel

_RANK = {UrgencyLevel.ROUTINE: 0, UrgencyLevel.URGENT: 1, UrgencyLevel.IMMINENT: 2}


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """`told` and `remarks` are what the requester reads of the last conclusion, `mending` is a reply being written."""

    state: State = State.NEW
    id: str = ""
    kind: Kind = Kind.RED
    channel: Channel = Channel.NOTICE
    member: str | None = None
    body: ContentRef | None = None
    amends: str | None = None
    urgency: UrgencyLevel = UrgencyLevel.ROUTINE
    concerned: tuple[Country, ...] = ()
    submitted_at: datetime | None = None
    reply_by: datetime | None = None
    told: Ground | None = None
    decision: Decision | None = None
    struck: tuple[int, ...] = ()
    other_kind: Kind | None = None
    remarks: ContentRef | None = None
    reasons: ContentRef | None = None
    notice: str | None = None
    mending: ContentRef | None = None
    reconsidered: bool = False
    erase_on: datetime | None = None


def urgency_of(body: NoticeRequest) -> UrgencyLevel:
    """Return the urgency asked for; routine where nothing is said."""
    return body.urgency.level if body.urgency else UrgencyLevel.ROUTINE


def concerned_states(body: NoticeRequest) -> tuple[Country, ...]:
    """Return the states whose nationals and officers may not review: requester, nationality, place of the facts."""
    states = {body.requesting_member, body.judicial.facts_country if body.judicial else None}
    states |= set(body.subject.nationalities or ())
    return tuple(sorted(state for state in states if state))


def _same_requester(state: Request, body: NoticeRequest) -> Refusal | None:
    if body.requesting_member != state.member:
        fault = Fault("$.requesting_member", f"must stay {state.member}")
        return Refusal("A request stays with the member that made it.", (fault,), "other-member")
    return None


def _incomplete(facts: NoticeFacts, despite: str | None) -> Refusal | None:
    if facts.mend and not (despite or "").strip():
        detail = (
            "The checks name what must be supplied first; mend it, or say in `despite` why it should be seen as it is."
        )
        return Refusal(detail, facts.mend, "incomplete-request")
    return None


def decide(state: Request, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`, by the lifecycle table first."""
    row = step("request", state, command, at)
    if isinstance(row, Refusal):
        return row
    refs = facts.refs
    match command:
        case c.DraftRequest(body=body):
            if command.amends and facts.owner != (body.requesting_member or "organisation"):
                detail = "Only the member that asked for a notice may amend it, while it is in force."
                return Refusal(detail, code="other-member")
            return [
                e.RequestDrafted(
                    id=command.id,
                    kind=body.kind,
                    channel=body.channel,
                    member=body.requesting_member,
                    body=refs["body"],
                    amends=command.amends,
                )
            ]
        case c.ReviseDraft(body=body):
            revised = e.DraftRevised(kind=body.kind, channel=body.channel, body=refs["body"], erased=_ids(state.body))
            return _same_requester(state, body) or [revised]
        case c.DiscardDraft():
            return [e.DraftDiscarded(erased=facts.contents)]
        case c.SubmitRequest():
            assert facts.body is not None
            submitted = e.RequestSubmitted(
                urgency=urgency_of(facts.body), concerned=concerned_states(facts.body), despite=refs.get("despite")
            )
            return _incomplete(facts, command.despite) or [submitted]
        case c.DraftReply(body=body):
            drafted = e.ReplyDrafted(body=refs["body"], erased=_ids(state.mending))
            return _same_requester(state, body) or [drafted]
        case c.ReplyToReturn(body=body):
            given = e.ReplyGiven(
                kind=body.kind,
                channel=body.channel,
                body=refs["body"],
                urgency=urgency_of(body),
                concerned=concerned_states(body),
                reply=refs.get("reply"),
                erased=_ids(state.mending),
            )
            return _same_requester(state, body) or _incomplete(facts, command.reply) or [given]
        case c.Conclude():
            return _conclude(command, facts, at)
        case _:
            return _simple(state, command, facts)


def _ids(*refs: ContentRef | None) -> tuple[Id, ...]:
    return tuple(ref.id for ref in refs if ref)


def _conclude(command: c.Conclude, facts: NoticeFacts, at: datetime) -> list[Event]:
    remarks = facts.refs.get("remarks")
    match command.decision:
        case Decision.RETURN:
            reply_by = at + timedelta(days=facts.clocks.reply_days)
            return [e.RequestReturned(told=command.told, reply_by=reply_by, remarks=remarks)]
        case Decision.REFUSE:
            return [e.RequestRefused(told=command.told or Ground.LEGAL_REVIEW, remarks=remarks)]
        case _:
            return [
                e.RequestApproved(decision=command.decision, struck=command.struck, kind=command.kind, remarks=remarks)
            ]


def _simple(state: Request, command: Command, facts: NoticeFacts) -> list[Event]:
    match command:
        case c.BeginReview():
            return [e.ReviewBegun()]
        case c.RecordPublication(notice=notice):
            return [e.RequestPublished(notice=notice)]
        case c.RecordEnd():
            return [e.RequestEnded()]
        case c.WithdrawRequest():
            return [e.RequestWithdrawn(reason=facts.refs.get("reason"))]
        case c.AskReconsideration():
            return [e.ReconsiderationAsked(reasons=facts.refs["reasons"])]
        case c.LapseRequest():
            return [e.RequestLapsed()]
        case c.EraseRequest():
            return [e.RequestErased(erased=facts.contents)]
        case _:
            raise AssertionError(f"{type(command).__name__} is in the table and not in the decider")


_APPROVED = {
    Decision.APPROVE: State.APPROVED,
    Decision.APPROVE_IN_PART: State.APPROVED_IN_PART,
    Decision.OTHER_KIND: State.APPROVED_AS_OTHER_KIND,
}


def evolve(state: Request, event: Any, at: datetime) -> Request:
    """Return the state after `event`; content is never needed."""
    new = msgspec.structs.replace
    match event:
        case e.RequestDrafted():
            return new(
                state,
                state=State.DRAFT,
                id=event.id,
                kind=event.kind,
                channel=event.channel,
                member=event.member,
                body=event.body,
                amends=event.amends,
            )
        case e.DraftRevised():
            return new(state, kind=event.kind, channel=event.channel, body=event.body)
        case e.DraftDiscarded():
            return new(state, state=State.DISCARDED, body=None)
        case e.RequestSubmitted():
            return new(
                state,
                state=State.SUBMITTED,
                urgency=event.urgency,
                concerned=event.concerned,
                submitted_at=at,
                reasons=event.despite,
            )
        case e.ReviewBegun():
            return new(state, state=State.UNDER_REVIEW)
        case e.ReplyDrafted():
            return new(state, mending=event.body)
        case e.ReplyGiven():
            return new(
                state,
                state=State.SUBMITTED,
                kind=event.kind,
                channel=event.channel,
                body=event.body,
                urgency=event.urgency,
                concerned=event.concerned,
                submitted_at=at,
                reply_by=None,
                told=None,
                mending=None,
                reasons=event.reply,
            )
        case _:
            return _concluded(state, event, at)


def _concluded(state: Request, event: Any, at: datetime) -> Request:
    """Return the state after what ended a review, or the request itself."""
    new = msgspec.structs.replace
    match event:
        case e.RequestReturned():
            return new(state, state=State.RETURNED, told=event.told, reply_by=event.reply_by, remarks=event.remarks)
        case e.RequestRefused():
            return new(
                state,
                state=State.REFUSED,
                told=event.told,
                remarks=event.remarks,
                decision=Decision.REFUSE,
                erase_on=_erasure(at),
            )
        case e.RequestApproved():
            return new(
                state,
                state=_APPROVED[event.decision],
                told=None,
                remarks=event.remarks,
                decision=event.decision,
                struck=event.struck,
                other_kind=event.kind,
            )
        case e.RequestPublished():
            return new(state, state=State.PUBLISHED, notice=event.notice)
        case e.RequestWithdrawn():
            return new(state, state=State.WITHDRAWN, erase_on=_erasure(at))
        case e.ReconsiderationAsked():
            return new(
                state,
                state=State.RECONSIDERATION_ASKED,
                reconsidered=True,
                reasons=event.reasons,
                submitted_at=at,
                erase_on=None,
            )
        case e.RequestLapsed():
            return new(state, state=State.LAPSED, erase_on=_erasure(at))
        case e.RequestEnded():
            return new(state, state=State.ENDED, body=None, remarks=None, reasons=None, mending=None)
        case e.RequestErased():
            return new(state, state=State.ERASED, body=None, remarks=None, reasons=None, mending=None, erase_on=None)
        case _:
            raise AssertionError(f"unknown event {event!r}")


def _erasure(at: datetime) -> datetime:
    """Return when the file of a request closed at `at` is erased."""
    months = parameters.number("retention.closed_request_months", at.date())
    return datetime.combine(add_months(at.date(), months), at.timetz())


def row(state: Request) -> Row:
    return Row(
        state=state.state.value,
        kind=state.kind.value,
        member=state.member,
        concerned=",".join(state.concerned),
        parent=state.notice or state.amends,
        rank=_RANK[state.urgency],
        due=state.reply_by,
        wake=_wake(state),
    )


def _wake(state: Request) -> datetime | None:
    found = due(state)
    return found[0] if found else None


def due(state: Request) -> tuple[datetime, Command] | None:
    """Return what the clock must do: a return without reply lapses; a closed file is erased."""
    if state.state is State.RETURNED and state.reply_by:
        return state.reply_by, c.LapseRequest(id=state.id)
    if state.erase_on and state.state in {State.REFUSED, State.WITHDRAWN, State.LAPSED}:
        return state.erase_on, c.EraseRequest(id=state.id)
    return None


REQUEST = Decider(
    name="request",
    initial=Request(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(
        c.DraftRequest,
        c.ReviseDraft,
        c.DiscardDraft,
        c.SubmitRequest,
        c.BeginReview,
        c.Conclude,
        c.RecordPublication,
        c.DraftReply,
        c.ReplyToReturn,
        c.LapseRequest,
        c.WithdrawRequest,
        c.AskReconsideration,
        c.RecordEnd,
        c.EraseRequest,
    ),
    events=(
        e.RequestDrafted,
        e.DraftRevised,
        e.DraftDiscarded,
        e.RequestSubmitted,
        e.ReviewBegun,
        e.RequestReturned,
        e.ReplyDrafted,
        e.ReplyGiven,
        e.RequestRefused,
        e.RequestApproved,
        e.RequestPublished,
        e.RequestWithdrawn,
        e.ReconsiderationAsked,
        e.RequestLapsed,
        e.RequestEnded,
        e.RequestErased,
    ),
)
