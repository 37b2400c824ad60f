"""A notice as the public may read it, unsealed in the reading that found it public."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256

import msgspec

from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.ports.vault import NotOpened
from comity.governance.scope import extracts, holds
from comity.kernel.decider import ContentRef
from comity.notices.access import Upload
from comity.notices.notice import Notice, extract_end
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind

CHUNK = 500
"""Notices read at a time: few enough that no reading stays open long and others are not kept waiting."""
FIRST = 50
"""The first are read in smaller numbers, because someone waits for them."""

_FIRST_ID, _LAST_ID = 10**15, 2**53


class Picture(msgspec.Struct, frozen=True):
    """A public picture: a number of its own in the whole service, and its pixels alone, sealed."""

    id: str
    ref: ContentRef


class Published(msgspec.Struct, frozen=True):
    """A notice as the public may read it: `extract` is what its requester authorised, and nothing else.

    `pictures` are the photographs in the extract that can be shown; `left_out` is how many cannot.
    """

    id: str
    number: str
    kind: Kind
    resolution: int | None
    published_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    extract: NoticeRequest
    pictures: tuple[Picture, ...] = ()
    left_out: int = 0


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
    except NotOpened:
        return None
    pictures, left_out = _pictures(look, state, extract)
    return Published(
        id=found.id,
        number=state.number,
        kind=state.kind,
        resolution=state.resolution,
        published_at=state.published_at,
        updated_at=state.shown_at or state.updated_at or state.published_at,
        expires_at=min((day for day in (state.expires, extract_end(state)) if day), default=None),
        extract=extract,
        pictures=pictures,
        left_out=left_out,
    )


def published_pages(comity: Comity) -> Iterator[list[tuple[Found, Published]]]:
    """Yield the whole public set, newest notice first, each page in a reading of its own."""
    after: str | None = None
    size = min(FIRST, CHUNK)
    while True:
        with comity.look() as look:
            rows = look.reader.page(Listing(stream_type="notice", scope=extracts(), after=after, limit=size))
            found = list(look.legible(rows))
            blobs = look.reader.sealed([one.state.extract.id for one in found if one.state.extract])
            read = [(one, published_of(look, one, blobs)) for one in found]
            after = look.reader.cursor(rows[-1]) if rows else None
        yield [(one, published) for one, published in read if published]
        if len(rows) < size:
            return
        size = min(2 * size, CHUNK)


def _pictures(look: Look, state: Notice, extract: NoticeRequest) -> tuple[tuple[Picture, ...], int]:
    """Return the pictures that can be shown, and how many the extract names that cannot."""
    named = dict.fromkeys(photo.sha256 for photo in extract.subject.photographs or () if photo.sha256)
    shown = [picture for sha256 in named if (picture := _picture(look, state, sha256))]
    return tuple(shown), len(named) - len(shown)


def _picture(look: Look, state: Notice, digest: str) -> Picture | None:
    content = look.reader.upload(digest, member=state.member) if state.member else None
    for found in look.legible(look.reader.children("file", content)) if content else ():
        upload: Upload = found.state
        if content and upload.picture:
            return Picture(picture_id(state.id, content), upload.picture)
    return None


def picture_id(notice: str, content: str) -> str:
    """Return the number of a picture: the same as long as its notice shows it, and another in any other notice.

    It comes from two random ids, so that it says nothing of how many pictures there are, does not move when another is
    taken away, and is not given again to another picture. Sixteen digits below 2^53: clients keep it as a number.
    """
    number = int.from_bytes(sha256(f"comity picture {notice} {content}".encode()).digest())
    return str(_FIRST_ID + number % (_LAST_ID - _FIRST_ID))
