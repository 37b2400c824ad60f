"""A member's feed: what it may hold, in order; content goes only with what it may hold at the moment of asking."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Final

import msgspec

from comity.app.acts import ActReader
from comity.app.look import Found, Look
from comity.app.ports.store import FeedRow
from comity.app.registry import DECIDERS
from comity.app.views.notices import NoticeView, view
from comity.governance.gate import Principal, Resource
from comity.governance.scope import holds, scope
from comity.kernel.decider import Row
from comity.kernel.subject import Record
from comity.law import parameters
from comity.notices import events as e

_CARRY: Final = frozenset({"notice", "amendment", "resumption", "unblock"})
"""Kinds of entry with which the notice itself travels."""
_READER: Final = ActReader(DECIDERS.values())


class FeedQuery(Record, frozen=True):
    """`after` is the cursor of the page before; 0 is the beginning."""

    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 100


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry. A recall names the notice and the deadline and nothing else, the same whatever its cause."""

    seq: int
    kind: str
    notice: str
    at: datetime | None = None
    act: int | None = None
    deadline: datetime | None = None
    content: NoticeView | None = None
    addendum: str | None = None


class Feed(msgspec.Struct, frozen=True):
    cursor: int
    entries: tuple[FeedEntry, ...]


def feed(look: Look, by: Principal, query: FeedQuery) -> Feed:
    """Return a page of the feed of the member that `by` acts for; raises `Forbidden` for who acts for none."""
    look.require(by, "feed:entries:read", Resource(by.member or "none", "feed", Row(state="open", member=by.member)))
    assert by.member is not None
    rows = look.reader.feed(by.member, query.after, query.limit)
    held = _holding(look, by)
    entries = tuple(_entry(look, by, row, held(row.notice)) for row in rows)
    return Feed(rows[-1].seq if rows else query.after, entries)


def _holding(look: Look, by: Principal) -> Callable[[str], Found | None]:
    """Return a function that says of a notice whether the member may hold it now."""
    seen = scope(by, "notice")
    found: dict[str, Found | None] = {}

    def held(notice: str) -> Found | None:
        if notice not in found:
            each = look.find("notice", notice)
            found[notice] = each if each and each.state.body and holds(seen, each.row) else None
        return found[notice]

    return held


def _entry(look: Look, by: Principal, row: FeedRow, held: Found | None) -> FeedEntry:
    if row.kind == "recall":
        hours = parameters.number("recall.deadline_hours", row.at.date())
        return FeedEntry(seq=row.seq, kind=row.kind, notice=row.notice, deadline=row.at + timedelta(hours=hours))
    return FeedEntry(
        seq=row.seq,
        kind=row.kind,
        notice=row.notice,
        at=row.at,
        act=row.act,
        content=view(look, by, held) if held and row.kind in _CARRY else None,
        addendum=_addendum(look, row.act) if held and row.kind == "addendum" else None,
    )


def _addendum(look: Look, act: int) -> str | None:
    """Return the words of the addendum that an act added, while they are kept."""
    row = look.reader.act(act)
    event = _READER.read(row).event if row else None
    if not isinstance(event, e.AddendumAdded) or look.reader.content(event.text.id) is None:
        return None
    return look.opened(event.text, str)
