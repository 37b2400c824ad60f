"""A notice as the public may read it, unsealed in the reading that found it public."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.ports.vault import KeyDestroyed
from comity.governance.scope import extracts, holds
from comity.notices.notice import Notice
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind

CHUNK = 500
"""Notices read at a time: few enough that no reading stays open long and others are not kept waiting."""
FIRST = 50
"""The first are read in smaller numbers, because someone waits for them."""


class Published(msgspec.Struct, frozen=True):
    """A notice as the public may read it: `extract` is what its requester authorised, and nothing else.

    `pictures` are the content ids of the photographs in the extract that are there.
    """

    id: str
    number: str
    kind: Kind
    resolution: int | None
    published_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    extract: NoticeRequest
    pictures: tuple[str, ...]


def published_of(look: Look, found: Found, blobs: Mapping[str, bytes] | None = None) -> Published | None:
    """Return what the public may read of a notice, or None; what was erased meanwhile is not there.

    `blobs` are sealed contents by id, where they were read for many notices at once.
    """
    state: Notice = found.state
    if not holds(extracts(), found.row) or state.extract is None or state.number is None:
        return None
    assert state.published_at is not None
    try:
        extract = look.opened(state.extract, NoticeRequest, (blobs or {}).get(state.extract.id))
    except KeyDestroyed:
        return None
    return Published(
        id=found.id,
        number=state.number,
        kind=state.kind,
        resolution=state.resolution,
        published_at=state.published_at,
        updated_at=state.updated_at or state.published_at,
        expires_at=state.expires,
        extract=extract,
        pictures=_pictures(look, state, extract),
    )


def published_pages(comity: Comity) -> Iterator[list[tuple[Found, Published]]]:
    """Yield the whole public set, newest notice first, each page in a reading of its own."""
    after: str | None = None
    size = min(FIRST, CHUNK)
    while True:
        with comity.look() as look:
            rows = look.reader.page(Listing(stream_type="notice", scope=extracts(), after=after, limit=size))
            found = [look.typed(row) for row in rows]
            blobs = look.reader.sealed([one.state.extract.id for one in found if one.state.extract])
            read = [(one, published_of(look, one, blobs)) for one in found]
            after = look.reader.cursor(rows[-1]) if rows else None
        yield [(one, published) for one, published in read if published]
        if len(rows) < size:
            return
        size = min(2 * size, CHUNK)


def _pictures(look: Look, state: Notice, extract: NoticeRequest) -> tuple[str, ...]:
    if state.member is None or not extract.subject.photographs:
        return ()
    found = (look.reader.upload(photo.sha256, member=state.member) for photo in extract.subject.photographs)
    return tuple(content for content in found if content)
