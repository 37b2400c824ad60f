"""What the acts say of each case, in the little that the figures need; no content, no reviewer.

`Happened` is the input of all figures. A `Fact` is one thing to be counted, at the time it happened.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import msgspec

from comity.kernel.decider import Event
from comity.notices.vocabulary import Answer, CirculationMode, UrgencyLevel
from comity.statistics.grounds import Edition
from comity.statistics.quarter import index_of


class Happened(msgspec.Struct, frozen=True):
    """An act as the ledger has it: its place, when, on which stream, and what happened."""

    seq: int
    at: datetime
    stream_type: str
    stream_id: str
    event: Event


@dataclass(slots=True)
class RequestCase:
    """A request and its latest review; `restricted` is since when it is known to be for some members only."""

    kind: str
    member: str | None
    amends: bool
    restricted: datetime | None = None
    urgency: UrgencyLevel = UrgencyLevel.ROUTINE
    opened: datetime | None = None
    due: datetime | None = None
    escalated: bool = False
    decided: datetime | None = None
    agreement: str = "two_agreed"


@dataclass(slots=True)
class NoticeCase:
    """A notice with the kind that it had when it was published, its audiences in turn and its pauses."""

    kind: str
    member: str | None
    published: datetime
    listing: bool = False
    request: RequestCase | None = None
    restricted: datetime | None = None
    audiences: list[tuple[datetime, CirculationMode, frozenset[str]]] = field(default_factory=list)
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    paused: frozenset[str] = frozenset()
    ended: datetime | None = None
    dealings: dict[str, "DealingCase"] = field(default_factory=dict)

    def dealing(self, member: str) -> "DealingCase":
        """Return the member's dealing with the notice, begun now if there was none."""
        found = self.dealings.get(member)
        if found is None:
            found = self.dealings[member] = DealingCase()
        return found

    def pause(self, at: datetime, why: str) -> None:
        """Begin a time in which nothing is asked of members: `why` it is suspended or blocked."""
        if not self.paused:
            self.pauses.append((at, None))
        self.paused |= {why}

    def resume(self, at: datetime, why: str) -> None:
        """End one cause of a pause; the notice asks again once no cause is left."""
        if self.paused == {why}:
            self.pauses[-1] = (self.pauses[-1][0], at)
        self.paused -= {why}

    def after(self, start: datetime, days: int) -> datetime | None:
        """Return when the notice had been in force for `days` since `start`, or None if it never was."""
        mark = start + timedelta(days=days)
        for begun, over in self.pauses:
            if begun >= mark:
                break
            if over is None:
                return None
            if over > start:
                mark += over - max(begun, start)
        return mark if self.ended is None or mark < self.ended else None

    def audience(self, at: datetime) -> tuple[CirculationMode, frozenset[str]]:
        """Return to whom the notice circulated at `at`."""
        return next((mode, members) for since, mode, members in reversed(self.audiences) if since <= at)


class DealingCase(msgspec.Struct, gc=False):
    """What one member did with one notice: first treatment, first find, first action or reason after it.

    `told` says whether the requester was told a treatment; `answers` of each answer whether it was told that.
    """

    treated: datetime | None = None
    told: bool = False
    found: datetime | None = None
    settled: datetime | None = None
    answers: dict[Answer, bool] = msgspec.field(default_factory=dict)


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One thing to count. `hidden` facts never count by requester; `also` are further columns of the total.

    There are as many of them as acts, so they are left out of the search for cycles (none can be in one).
    """

    measure: str
    at: datetime
    column: str
    case: RequestCase | NoticeCase
    kind: str
    recipient: str | None = None
    hidden: bool = False
    also: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Cases:
    """All that one pass over the acts leaves: members, cases, what to count, and how long reviews took.

    `second_from` is the index of the first quarter that the second edition counts.
    """

    second_from: int = 0

    joined: dict[str, date] = field(default_factory=dict)
    requests: dict[str, RequestCase] = field(default_factory=dict)
    notices: dict[str, NoticeCase] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    hours: list[tuple[datetime, UrgencyLevel, float]] = field(default_factory=list)

    def edition(self, at: datetime) -> Edition:
        """Return the edition that counts what happened at `at`."""
        return edition_of(index_of(at), self.second_from)


def edition_of(quarter: int, second_from: int) -> Edition:
    """Return the edition that counts the quarter of an index."""
    return Edition.SECOND if quarter >= second_from else Edition.FIRST
