"""The cases that a caller may open, in every state, without content."""

from datetime import datetime
from typing import Annotated

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.notices.reviewing import Review
from comity.notices.vocabulary import Decision, Kind, ReviewCause, State, UrgencyLevel


class HeldLine(msgspec.Struct, frozen=True, kw_only=True):
    """A case in a list; `decision` is that of its last round, and `due` is set while it is open."""

    id: str
    state: State
    kind: Kind
    member: str | None
    urgency: UrgencyLevel
    cause: ReviewCause
    round: int
    opened: datetime | None
    due: datetime | None
    decision: Decision | None


class HeldQuery(PageQuery, frozen=True):
    state: Annotated[tuple[State, ...], msgspec.Meta(max_length=30)] = ()
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=9)] = ()


def held(look: Look, by: Principal, query: HeldQuery) -> Page[HeldLine]:
    """Return a page of the cases that `by` may open, newest first."""
    listing = Listing(
        stream_type="review",
        scope=scope(by, "review"),
        states=tuple(each.value for each in query.state),
        kinds=tuple(each.value for each in query.kind),
        after=query.after,
        limit=query.limit,
    )
    return page(look, listing, _line)


def _line(found: Found) -> HeldLine:
    state: Review = found.state
    return HeldLine(
        id=found.id,
        state=state.state,
        kind=state.kind,
        member=state.member,
        urgency=state.urgency,
        cause=state.cause,
        round=state.round,
        opened=state.opened,
        due=state.due if state.state is State.OPEN else None,
        decision=state.decision,
    )
