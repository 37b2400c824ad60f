"""The acts as an auditor reads them: who did what, when, under which policy; never what stands in a file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Final, TypeVar

import msgspec

from comity.app.look import Look
from comity.app.ports.store import ActRow, Sought
from comity.app.registry import DECIDERS
from comity.governance.gate import Principal, Resource
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import Fault, NotFound, UnusableInput
from comity.kernel.subject import Record

SPAN: Final = 20_000
"""Acts that are looked through for one page where no index leads to them: some tens of milliseconds."""
_CHUNK: Final = 1_000
UNREADABLE: Final = "unreadable"
"""Stands for who acted, and under which policy, where the bytes of an act are damaged."""
_LEDGER: Final = Resource("ledger", "ledger", Row(state="open"))
_CHILDREN: Final = ("dealing", "opinion", "clearance")
EVENTS: Final = {event.__name__: decider.name for decider in DECIDERS.values() for event in decider.events}
"""Every type of act, and the kind of stream that it belongs to."""
T = TypeVar("T")
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]


class AuditQuery(Record, frozen=True):
    """Acts below the number `after`, newest first; `file` is any identifier, `since` and `until` are days in UTC."""

    after: Annotated[int, msgspec.Meta(ge=1, le=2**62)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50
    person: Name | None = None
    what: Name | None = None
    act: Name | None = None
    file: Name | None = None
    since: date | None = None
    until: date | None = None


class ActLine(msgspec.Struct, frozen=True, kw_only=True):
    """An act without its event: who, when, on what, under which policy."""

    seq: int
    at: datetime
    actor: str
    policy: str
    what: str
    stream: str
    version: int
    type: str
    via: str | None = None


class ActPage(msgspec.Struct, frozen=True):
    """Some acts, and where to go on; `whole` says that all acts were looked through, or an index led to them."""

    entries: tuple[ActLine, ...]
    next: int | None
    whole: bool


class WholeAct(msgspec.Struct, frozen=True):
    """One act with its event as plain data, and its canonical bytes, the leaf of the ledger."""

    line: ActLine
    event: dict[str, Any]
    nonce: str
    document: bytes


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    actor: str
    policy: str
    via: str | None = None


class _Whole(_Document, frozen=True, kw_only=True):
    event: dict[str, Any]
    nonce: str


def require(look: Look, by: Principal) -> None:
    """Raise `Forbidden` for who does not audit."""
    look.require(by, "ledger:acts:read", _LEDGER)


def acts(look: Look, by: Principal, query: AuditQuery) -> ActPage:
    """Return a page of acts, the newest first; where no index leads to them, from the next `SPAN` acts alone."""
    require(look, by)
    first, before = _bounds(look, query)
    sought = _sought(look, query)
    floor = first if sought.streams else max(first, before - SPAN)
    rows = look.reader.acts_back(before, floor, query.limit + 1, sought)
    shown = tuple(_line(row) for row in rows[: query.limit])
    if len(rows) > query.limit:
        return ActPage(shown, shown[-1].seq, True)
    return ActPage(shown, floor if floor > first else None, floor <= first)


def export(look: Look, by: Principal, query: AuditQuery, before: int) -> list[WholeAct]:
    """Return the next acts of an export, the newest first: those sought among the `_CHUNK` below `before`."""
    require(look, by)
    first, end = _bounds(look, query)
    rows = look.reader.acts_back(min(before, end), max(first, before - _CHUNK), _CHUNK, _sought(look, query))
    return [_whole(row) for row in rows]


def chunks(look: Look, by: Principal, query: AuditQuery) -> Iterator[int]:
    """Yield the numbers below which each part of an export lies; raises `UnusableInput` before the first."""
    require(look, by)
    _sought(look, query)
    first, end = _bounds(look, query)
    yield from range(end, first, -_CHUNK)


def act(look: Look, by: Principal, seq: int) -> WholeAct:
    """Return one act; raises `NotFound`, and `Forbidden` for who does not audit."""
    require(look, by)
    row = look.reader.act(seq)
    if row is None:
        raise NotFound
    return _whole(row)


def _bounds(look: Look, query: AuditQuery) -> tuple[int, int]:
    """Return the number of the first act that is asked for, and that after the last."""
    last = look.reader.last_seq()
    first, end = 1, last + 1
    if query.since or query.until:
        first, end = look.reader.acts_between(*_days(query))
    return first, min(end, query.after or end)


def _days(query: AuditQuery) -> tuple[datetime | None, datetime | None]:
    """Return from when and before when acts are asked for; where clocks were set, times do not rise with numbers."""
    since = datetime.combine(query.since, time(), UTC) if query.since else None
    until = datetime.combine(query.until + timedelta(days=1), time(), UTC) if query.until else None
    return since, until


def _sought(look: Look, query: AuditQuery) -> Sought:
    wrong = []
    if query.act and query.act not in EVENTS:
        wrong.append(Fault("act", "Choose one of the acts in the list"))
    if query.what and query.what not in DECIDERS:
        wrong.append(Fault("what", "Choose one of the kinds in the list"))
    if wrong:
        raise UnusableInput("The filters cannot be used.", wrong)
    return Sought(
        actor=query.person,
        what=(query.what,) if query.what else (),
        types=(query.act,) if query.act else (),
        streams=_streams(look, query.file) if query.file else (),
        since=_days(query)[0],
        until=_days(query)[1],
    )


def _streams(look: Look, file: str) -> tuple[tuple[str, str], ...]:
    """Return the streams on a file: those that bear its id, and what members and reviewers did with it."""
    own = [(what, file) for what in DECIDERS]
    under = [(what, row.stream_id) for what in _CHILDREN for row in look.reader.children(what, file)]
    return (*own, *under)


def _line(row: ActRow) -> ActLine:
    return _told(row, _document(row, _Document) or _Document(actor=UNREADABLE, policy=UNREADABLE))


def _told(row: ActRow, said: _Document) -> ActLine:
    return ActLine(
        seq=row.seq,
        at=row.at,
        actor=said.actor,
        policy=said.policy,
        what=row.stream_type,
        stream=row.stream_id,
        version=row.version,
        type=row.type,
        via=said.via,
    )


def _whole(row: ActRow) -> WholeAct:
    said = _document(row, _Whole) or _Whole(actor=UNREADABLE, policy=UNREADABLE, event={}, nonce="")
    return WholeAct(_told(row, said), said.event, said.nonce, row.document)


def _document(row: ActRow, kind: type[T]) -> T | None:
    """Return what an act says; None where its bytes are damaged, and then it is shown as such among the others."""
    try:
        return wire.trusted(row.document, kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
