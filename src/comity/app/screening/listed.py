"""What an answer says of each notice besides the person, in memory; and which of them a caller may find.

A caller finds what it may open and nothing else, so that no difference between a list and an answer tells anything.
The version of a list is a digest of what its caller may find: what happens to anything else does not move it.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from heapq import heappop, heappush
from threading import Lock
from typing import Final, NamedTuple

import msgspec

from comity.app.views.sides import Side, side_of
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.governance.scope import Everything, Predicate, holds, scope
from comity.kernel.decider import Row
from comity.notices.facts import Face
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.noticing import NOTICE
from comity.notices.vocabulary import Caution, Kind, State

_DESKS: Final = frozenset({Office.CASE_OFFICER, Office.REVIEWER})
"""Who asks for duplicates among all files; everyone else is told only of notices that they may open."""
_MOST_KEPT: Final = 10_000


class Group(NamedTuple):
    """What decides who may find a notice."""

    state: str
    member: str | None
    circulation: str | None

    @property
    def row(self) -> Row:
        return Row(state=self.state, member=self.member, circulation=self.circulation)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as answers speak of it: `own` is its face to its requester, `face` to everyone else."""

    group: Group
    kind: Kind
    cautions: tuple[Caution, ...]
    own: Face
    face: Face
    until: datetime | None

    @property
    def in_effect(self) -> bool:
        return self.group.state == State.PUBLISHED

    def face_for(self, member: str | None) -> Face:
        """Return the face for who asks for `member`, None for the organisation's own desks."""
        return self.own if member is not None and member == self.group.member else self.face


class Sight(msgspec.Struct, frozen=True):
    """What a caller may find: notices of these groups, seen as `member`; `version` names their present state.

    `lacks` says that a notice which the caller may open is left out, because it is damaged.
    """

    groups: frozenset[Group]
    member: str | None
    version: str
    lacks: bool = False


class Listed:
    """The notices in force; safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._entries: dict[str, Entry] = {}
        self._sums: dict[Group, tuple[int, int, int]] = {}
        self._ends: list[tuple[datetime, str]] = []
        self._sights: dict[tuple[Predicate, str | None], Sight] = {}
        self._lacking: dict[str, Row] = {}

    def lack(self, notice: Notice) -> None:
        """Note that a notice in force cannot be read; it is forgotten until it can."""
        with self._turn:
            self._drop(notice.id)
            self._lacking[notice.id] = NOTICE.row(notice)
            self._sights.clear()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The notices in force that could not be read."""
        return tuple(self._lacking)

    def get(self, notice: str) -> Entry | None:
        return self._entries.get(notice)

    def put(self, notice: Notice, cautions: tuple[Caution, ...]) -> None:
        """Take a notice in force in, in the place of what it was before."""
        entry = _entry(notice, cautions)
        with self._turn:
            self._drop(notice.id)
            self._entries[notice.id] = entry
            self._count(notice.id, entry, 1)
            if entry.until:
                heappush(self._ends, (entry.until, notice.id))

    def drop(self, notice: str) -> None:
        """Forget a notice; one that is not here is no error."""
        with self._turn:
            self._drop(notice)

    def over(self, at: datetime) -> list[str]:
        """Forget the notices that a date has ended by `at`, however late the clock, and return which."""
        if not self._ends or self._ends[0][0] > at:
            return []
        return list(self._ended(at))

    def _ended(self, at: datetime) -> Iterator[str]:
        with self._turn:
            while self._ends and self._ends[0][0] <= at:
                until, notice = heappop(self._ends)
                entry = self._entries.get(notice)
                if entry is not None and entry.until == until:
                    self._drop(notice)
                    yield notice

    def sight(self, by: Principal) -> Sight:
        """Return what `by` may find now."""
        predicate: Predicate = Everything() if by.offices & _DESKS else scope(by, "notice")
        member = None if side_of(by, by.member) is Side.ORGANISATION else by.member
        with self._turn:
            found = self._sights.get((predicate, member))
            if found is None:
                if len(self._sights) >= _MOST_KEPT:
                    self._sights.clear()
                found = self._sights[predicate, member] = self._seen(predicate, member)
        return found

    def _seen(self, predicate: Predicate, member: str | None) -> Sight:
        groups = frozenset(group for group in self._sums if holds(predicate, group.row))
        total = 0
        for group in groups:
            own, other, _ = self._sums[group]
            total ^= own if member is not None and member == group.member else other
        lacks = any(holds(predicate, row) for row in self._lacking.values())
        return Sight(groups, member, f"{total:016x}", lacks)

    def _drop(self, notice: str) -> None:
        if self._lacking.pop(notice, None) is not None:
            self._sights.clear()
        entry = self._entries.pop(notice, None)
        if entry is not None:
            self._count(notice, entry, -1)

    def _count(self, notice: str, entry: Entry, by: int) -> None:
        """Add a notice to the sums of its group, or take it away: the sum of a set is the XOR of its members."""
        own, other, count = self._sums.get(entry.group, (0, 0, 0))
        sums = own ^ _mark(notice, entry, entry.own), other ^ _mark(notice, entry, entry.face), count + by
        if sums[2]:
            self._sums[entry.group] = sums
        else:
            self._sums.pop(entry.group, None)
        self._sights.clear()


def _entry(notice: Notice, cautions: tuple[Caution, ...]) -> Entry:
    own, face = notice.face(notice.member), notice.face(None)
    assert own is not None
    assert face is not None
    row = NOTICE.row(notice)
    ends = [notice.expires, notice.suspended_until if notice.state is State.SUSPENDED else None]
    return Entry(
        group=Group(row.state, row.member, row.circulation),
        kind=notice.kind,
        cautions=cautions,
        own=own,
        face=face if notice.member is not None else own,
        until=min((each for each in ends if each), default=None) if notice.state in IN_FORCE else None,
    )


def _mark(notice: str, entry: Entry, face: Face) -> int:
    said = f"{notice}|{entry.kind}|{entry.group.state}|{face.content}|{face.edition}|{face.addenda}"
    return int.from_bytes(sha256(said.encode()).digest()[:8])


def tag(face: Face) -> str:
    """Return what a hit calls the content that it was compared with: it changes whenever that does."""
    return sha256(f"{face.content}|{face.edition}|{face.addenda}".encode()).hexdigest()[:16]
