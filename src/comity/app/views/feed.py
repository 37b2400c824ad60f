"""A member's feed: what it may hold, in order; content goes only with what it may hold at the moment of asking."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from typing import Annotated, Any, Final

import msgspec
import structlog

from comity.app.acts import ActDamaged, ActReader
from comity.app.delivering import is_damaged
from comity.app.look import Found, Look
from comity.app.ports.store import FeedRow
from comity.app.ports.vault import KeyDestroyed, NotOpened
from comity.app.registry import DECIDERS
from comity.app.unread import RowDamaged
from comity.app.views.notices import NoticeView, view
from comity.governance.gate import Principal, Resource
from comity.governance.scope import holds, scope
from comity.kernel.decider import ContentRef, Row
from comity.kernel.errors import CursorUnknown, Fault
from comity.kernel.subject import Record
from comity.law import parameters
from comity.notices import events as e

_CARRY: Final = frozenset({"notice", "amendment", "resumption", "unblock"})
"""Kinds of entry with which the notice itself travels."""
BEGIN_ANEW: Final = (
    "This feed never gave that cursor, or gave it before the hub was restored and lost what it stands for. "
    "Begin anew: read from the beginning, and erase what you hold and do not find there."
)
_Held = Callable[[str], Found | None]
_READER: Final = ActReader(DECIDERS.values())
_log = structlog.get_logger()


class FeedQuery(Record, frozen=True):
    """`after` is the cursor of the page before; 0 is the beginning."""

    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 100


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry. A recall names the notice and the deadline and nothing else, the same whatever its cause.

    `unread` where the hub cannot open what travels with the entry, a content that is lost or damaged: ask for the
    notice itself later; the entries after it are not held up.
    So it is where the row of the entry is damaged, its time or kind: then `content` is the notice as it stands,
    if the member may hold it. A notice that cannot be had any more is erased as after a recall.
    `act` is the size of the first signed checkpoint that covers the act of the entry, and absent until one is signed:
    the act's own number would count all that was done in the organisation between two entries.
    """

    seq: int
    kind: str
    notice: str
    at: datetime | None = None
    act: int | None = None
    deadline: datetime | None = None
    content: NoticeView | None = None
    addendum: str | None = None
    unread: bool = False


class Feed(msgspec.Struct, frozen=True):
    """A page; `epoch` is another one after each restore of the hub, and 0 where there was none."""

    cursor: int
    entries: tuple[FeedEntry, ...]
    epoch: int


def feed(look: Look, by: Principal, query: FeedQuery) -> Feed:
    """Return a page of the feed of the member that `by` acts for.

    Raises `Forbidden` for who acts for none, and `CursorUnknown` for a cursor that leads to no entry of this feed: the
    acts behind it were lost by a restore, and to answer it with "nothing new" would hide every later recall.
    """
    look.require(by, "feed:entries:read", Resource(by.member or "none", "feed", Row(state="open", member=by.member)))
    assert by.member is not None
    if query.after and not look.reader.in_feed(by.member, query.after):
        raise CursorUnknown(BEGIN_ANEW, [Fault("after", "0, the beginning")])
    rows = look.reader.feed(by.member, query.after, query.limit)
    held = _holding(look, by, rows)
    entries = tuple(_entry(look, by, row, held) for row in rows)
    return Feed(rows[-1].seq if rows else query.after, entries, look.reader.floor("feed"))


def _holding(look: Look, by: Principal, rows: Sequence[FeedRow]) -> _Held:
    """Return a function that says of a notice whether the member may hold it now; all that views need is read ahead."""
    seen = scope(by, "notice")
    notices = tuple(dict.fromkeys(row.notice for row in rows if row.kind != "recall" or row.damaged))
    registered = {each.stream_id: each for each in look.reader.several("notice", notices)}
    found: dict[str, Found | None] = {}

    def held(notice: str) -> Found | None:
        if notice not in found:
            each = look.typed(registered[notice]) if notice in registered else None
            found[notice] = each if each and each.state.body and holds(seen, each.row) else None
        return found[notice]

    refs: dict[str, list[ContentRef]] = {}
    for notice in notices:
        # What cannot be read fails again where it is shown, and there alone.
        with suppress(RowDamaged):
            if each := held(notice):
                refs[notice] = [each.state.body, *(said.text for said in each.state.addenda)]
    look.ahead("notice", tuple(refs), list(chain.from_iterable(refs.values())))
    return held


def _entry(look: Look, by: Principal, row: FeedRow, held: _Held) -> FeedEntry:
    if is_damaged(row):
        look.unread.note("feed", f"{by.member}/{row.seq}")
        # What it was cannot be told: a notice that the member may hold travels as it stands.
        return FeedEntry(
            seq=row.seq, kind=row.kind, notice=row.notice, **{**_carried(look, by, row, held), "unread": True}
        )
    if row.kind == "recall":
        hours = parameters.number("recall.deadline_hours", row.at.date())
        return FeedEntry(seq=row.seq, kind=row.kind, notice=row.notice, deadline=row.at + timedelta(hours=hours))
    return FeedEntry(
        seq=row.seq, kind=row.kind, notice=row.notice, at=row.at, act=row.signed, **_carried(look, by, row, held)
    )


def _carried(look: Look, by: Principal, row: FeedRow, held: _Held) -> dict[str, Any]:
    """Return what travels with an entry. One that cannot be opened is marked, so that no later recall waits for it."""
    if row.kind not in _CARRY and row.kind != "addendum" and not is_damaged(row):
        return {}
    try:
        found = held(row.notice)
        if found and (row.kind in _CARRY or is_damaged(row)):
            return {"content": view(look, by, found)}
        if found and row.kind == "addendum":
            return {"addendum": _addendum(look, row.act)}
    except KeyDestroyed:
        return {}  # erased while the look was open: a recall follows
    except (NotOpened, ActDamaged, RowDamaged) as error:
        _log.error("feed_entry_unread", notice=row.notice, kind=row.kind, why=error.type)
        return {"unread": True}
    return {}


def _addendum(look: Look, act: int) -> str | None:
    """Return the words of the addendum that an act added, while they are kept."""
    row = look.reader.act(act)
    event = _READER.read(row).event if row else None
    if not isinstance(event, e.AddendumAdded) or look.reader.content(event.text.id) is None:
        return None
    return look.opened(event.text, str)
