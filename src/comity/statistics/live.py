"""Live counts for the desks: of the register rows that the caller may see, as they stand, not rounded.

These never leave the desk: what is published is a release.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from comity.kernel.decider import Row


class Facet(StrEnum):
    """What rows may be counted by."""

    STATE = "state"
    KIND = "kind"
    MEMBER = "member"


class Due(msgspec.Struct, frozen=True):
    """How rows stand to their deadlines."""

    overdue: int = 0
    today: int = 0
    week: int = 0
    later: int = 0
    none: int = 0


class Live(msgspec.Struct, frozen=True):
    """Counts over one list of rows; a facet's values are most frequent first, then by name."""

    total: int
    public: int
    facets: dict[Facet, dict[str, int]]
    due: Due


def live(rows: Iterable[Row], at: datetime, facets: Sequence[Facet] = (Facet.STATE, Facet.KIND)) -> Live:
    """Return the counts of `rows`, which the caller's scope has already filtered; `-` is a value not known."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in facets}
    due: Counter[str] = Counter()
    total = public = 0
    for row in rows:
        total += 1
        public += row.public
        due[_due(row.due, at)] += 1
        for facet in facets:
            value: str | None = getattr(row, facet.value)
            counts[facet]["-" if value is None else value] += 1
    ordered = {
        facet: dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))) for facet, found in counts.items()
    }
    return Live(total, public, ordered, Due(**due))


def crosstab(rows: Iterable[Row], first: Facet, second: Facet) -> dict[tuple[str, str], int]:
    """Return how many rows share each pair of values, in the order of the values."""
    pairs = Counter((getattr(row, first.value) or "-", getattr(row, second.value) or "-") for row in rows)
    return dict(sorted(pairs.items()))


def _due(due: datetime | None, at: datetime) -> str:
    if due is None:
        return "none"
    if due < at:
        return "overdue"
    if due.astimezone(at.tzinfo).date() == at.date():
        return "today"
    return "week" if due < at + timedelta(days=7) else "later"
