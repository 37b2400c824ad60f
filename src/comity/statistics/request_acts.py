"""What acts on requests and their reviews leave for the figures."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, assert_never

from comity.kernel.decider import Event
from comity.notices import events as e
from comity.notices.vocabulary import RE_EXAMINATIONS, Channel, Decision
from comity.statistics.cases import Cases, Fact, RequestCase
from comity.statistics.grounds import request_ground

Handler = Callable[[Cases, datetime, str, Any], None]

_OUTCOME: Final[Mapping[Decision, str]] = {
    Decision.APPROVE: "approved",
    Decision.APPROVE_IN_PART: "approved_in_part",
    Decision.OTHER_KIND: "other_kind",
}


def _drafted(cases: Cases, at: datetime, id_: str, event: e.RequestDrafted) -> None:
    restricted = at if event.channel is Channel.DIFFUSION else None
    cases.requests[id_] = RequestCase(event.kind.value, event.member, event.amends is not None, restricted)


def _revised(cases: Cases, at: datetime, id_: str, event: e.DraftRevised | e.ReplyGiven) -> None:
    case = cases.requests[id_]
    case.kind = event.kind.value
    if case.restricted is None and event.channel is Channel.DIFFUSION:
        case.restricted = at


def _submitted(cases: Cases, at: datetime, id_: str, event: e.RequestSubmitted) -> None:
    case = cases.requests[id_]
    case.urgency = event.urgency
    column = "amendment" if case.amends else f"new:{event.urgency.value}"
    cases.facts.append(Fact("requests", at, column, case, case.kind))


def _withdrawn(cases: Cases, at: datetime, id_: str, _: e.RequestWithdrawn) -> None:
    case = cases.requests[id_]
    cases.facts.append(Fact("given_up", at, "withdrawn", case, case.kind))


def _lapsed(cases: Cases, at: datetime, id_: str, _: e.RequestLapsed) -> None:
    case = cases.requests[id_]
    cases.facts.append(Fact("given_up", at, "lapsed", case, case.kind))


def _opened(cases: Cases, at: datetime, id_: str, event: e.ReviewOpened) -> None:
    if event.cause not in RE_EXAMINATIONS:
        case = cases.requests[id_]
        case.opened, case.due, case.urgency = at, event.due, event.urgency
        case.escalated, case.decided = False, None


def _escalated(cases: Cases, _: datetime, id_: str, __: e.ReviewEscalated) -> None:
    cases.requests[id_].escalated = True


def _decided(cases: Cases, at: datetime, id_: str, event: e.ReviewDecided) -> None:
    case = cases.requests[id_]
    if event.cause not in RE_EXAMINATIONS and case.opened is not None:
        case.decided = at
        third = "third:dissent" if event.dissent else "third:detail"
        case.agreement = third if case.escalated else "two_agreed"
        cases.hours.append((at, case.urgency, (at - case.opened).total_seconds() / 3600))


_Conclusion = e.RequestReturned | e.RequestRefused | e.RequestApproved


def _concluded(cases: Cases, at: datetime, id_: str, event: _Conclusion) -> None:
    case = cases.requests[id_]
    match event:
        case e.RequestReturned():
            column = "returned"
        case e.RequestRefused():
            column = f"refused:{request_ground(event.told, cases.edition(at))}"
        case e.RequestApproved():
            column = _OUTCOME[event.decision]
        case _:
            assert_never(event)
    late = case.due is not None and (case.decided or at) > case.due
    lane = f"{case.urgency.value}:{'late' if late else 'within'}"
    also = (("lane", lane), ("agreement", case.agreement))
    cases.facts.append(Fact("decisions", at, column, case, case.kind, also=also))


HANDLERS: Final[Mapping[type[Event], Handler]] = {
    e.RequestDrafted: _drafted,
    e.DraftRevised: _revised,
    e.ReplyGiven: _revised,
    e.RequestSubmitted: _submitted,
    e.RequestWithdrawn: _withdrawn,
    e.RequestLapsed: _lapsed,
    e.ReviewOpened: _opened,
    e.ReviewEscalated: _escalated,
    e.ReviewDecided: _decided,
    e.RequestReturned: _concluded,
    e.RequestRefused: _concluded,
    e.RequestApproved: _concluded,
}
