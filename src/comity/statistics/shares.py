"""Shares in per cent, computed from released figures only."""

from collections.abc import Mapping
from typing import Final

import msgspec

from comity.statistics.hours import ENOUGH
from comity.statistics.measures import By
from comity.statistics.tally import ALL, Cell


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a whole; `percent` is None where the whole is too small to say."""

    id: str
    title: str
    percent: int | None


_LANES: Final = ("routine", "urgent", "imminent")
_SHARES: Final[tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("public", "Notices with a public extract", "published", By.TOTAL, ("notice:public",), ("notice:police_only",)),
    *(
        (f"{lane}_within", f"Within target, {lane}", "decisions", "lane", (f"{lane}:within",), (f"{lane}:late",))
        for lane in _LANES
    ),
    (
        "two_agreed",
        "Reviews in which two agreed",
        "decisions",
        "agreement",
        ("two_agreed",),
        ("third:dissent", "third:detail"),
    ),
    *(
        (f"ignored_{days}", f"Finds ignored for {days} days", f"ignored_{days}", By.TOTAL, ("ignored",), ("answered",))
        for days in (30, 90, 180)
    ),
)
"""Id, title, measure, table, columns of the part, columns of the rest."""


def shares(released: Mapping[str, Mapping[Cell, int]]) -> tuple[Share, ...]:
    """Return all shares, from the released counts of each measure."""
    found: list[Share] = []
    for id_, title, measure, by, part, rest in _SHARES:
        counts = released[measure]
        has = sum(counts.get(Cell(by, ALL, column), 0) for column in part)
        whole = has + sum(counts.get(Cell(by, ALL, column), 0) for column in rest)
        found.append(Share(id_, title, percent(has, whole)))
    return tuple(found)


def percent(part: int, whole: int) -> int | None:
    """Return the share of released counts in per cent, rounded half up; None where the whole is too small to say."""
    return (200 * part + whole) // (2 * whole) if whole >= ENOUGH else None
