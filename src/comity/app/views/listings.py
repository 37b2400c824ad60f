"""Listings of the Security Council for who publishes them: by name, as their public extract says it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.gate import Principal
from comity.governance.scope import And, KindIn, scope
from comity.notices.notice import Notice
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind, State


class ListingsQuery(PageQuery, frozen=True):
    """`ended` leaves those that left their list; `find` is a public number or identifier."""

    ended: bool = False
    find: Annotated[str, msgspec.Meta(max_length=60)] | None = None


class ListingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A listing; `name`, `reference` and `list` are what its public extract says, None once it has ended."""

    id: str
    state: State
    number: str | None
    resolution: int | None
    published_at: datetime | None
    updated_at: datetime | None
    name: str | None = None
    reference: str | None = None
    list: str | None = None


def listings(look: Look, by: Principal, query: ListingsQuery) -> Page[ListingLine]:
    """Return a page of the listings, the newest first; what is told of them is public."""
    states = (State.WITHDRAWN, State.CANCELLED) if query.ended else (State.PUBLISHED, State.SUSPENDED, State.BLOCKED)
    listing = Listing(
        stream_type="notice",
        scope=And((scope(by, "notice"), KindIn(frozenset({Kind.SPECIAL.value})))),
        states=tuple(each.value for each in states),
        after=query.after,
        limit=query.limit,
    )
    found: Page[Found] = page(look, listing, lambda each: each)
    return Page(tuple(_lines(look, found.entries)), found.next)


def _lines(look: Look, found: tuple[Found, ...]) -> Iterator[ListingLine]:
    states: list[Notice] = [each.state for each in found]
    blobs = look.reader.sealed([state.extract.id for state in states if state.extract])
    for state in states:
        blob = blobs.get(state.extract.id) if state.extract else None
        extract = look.if_opened(state.extract, NoticeRequest, blob) if blob is not None else None
        yield _line(state, extract)


def _line(state: Notice, extract: NoticeRequest | None) -> ListingLine:
    line = ListingLine(
        id=state.id,
        state=state.state,
        number=state.number,
        resolution=state.resolution,
        published_at=state.published_at,
        updated_at=state.updated_at,
    )
    if extract is None:
        return line
    given = extract.particulars
    return msgspec.structs.replace(
        line, name=extract.subject.full_name or None, reference=extract.reference, list=given.list if given else None
    )
