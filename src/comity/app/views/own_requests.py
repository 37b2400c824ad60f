"""A bureau's own requests as it works through them: by what is to be done, each with the reference of its file."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.ports.vault import NotOpened
from comity.app.views.paging import Page, page
from comity.app.views.requests import RequestLine, RequestsQuery, line_of
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request
from comity.notices.vocabulary import State


class Shelf(StrEnum):
    """Where a request lies for its bureau."""

    ASKED = "asked"
    DRAFTS = "drafts"
    REVIEW = "review"
    DECIDED = "decided"


STATES: Final[Mapping[Shelf, tuple[State, ...]]] = {
    Shelf.ASKED: (State.RETURNED,),
    Shelf.DRAFTS: (State.DRAFT,),
    Shelf.REVIEW: (State.SUBMITTED, State.UNDER_REVIEW, State.RECONSIDERATION_ASKED),
    Shelf.DECIDED: (
        State.APPROVED,
        State.APPROVED_IN_PART,
        State.APPROVED_AS_OTHER_KIND,
        State.PUBLISHED,
        State.REFUSED,
        State.WITHDRAWN,
        State.LAPSED,
        State.ENDED,
    ),
}
"""Every state that a bureau's list shows; what was discarded or erased has nothing left to show."""


class OwnLine(RequestLine, frozen=True, kw_only=True):
    """A request in its bureau's list: `reference` is the number of the bureau's own file, None once it is erased."""

    reference: str | None
    updated: datetime


def own(look: Look, by: Principal, query: RequestsQuery) -> Page[OwnLine]:
    """Return a page of the requests that `by` may see, newest first, each with its reference and nothing else said."""
    listing = Listing(
        stream_type="request",
        scope=scope(by, "request"),
        states=tuple(each.value for each in query.state),
        kinds=tuple(each.value for each in query.kind),
        after=query.after,
        limit=query.limit,
    )
    return page(look, listing, lambda found: _line(look, found))


def _line(look: Look, found: Found) -> OwnLine:
    return OwnLine(**line_of(found.state), reference=_reference(look, found.state), updated=found.updated)


def _reference(look: Look, state: Request) -> str | None:
    ref = look.state_of("notice", state.notice).body if state.notice else state.body
    try:
        return look.opened(ref, NoticeRequest).reference if ref else None
    except NotOpened:
        return None


def shelved(look: Look, by: Principal) -> Mapping[Shelf, int]:
    """Return how many requests lie on each shelf of `by`."""
    found = look.reader.counts("request", scope(by, "request"))
    counted = dict.fromkeys(Shelf, 0)
    for (state, _), number in found.items():
        for shelf, states in STATES.items():
            counted[shelf] += number if state in states else 0
    return counted
