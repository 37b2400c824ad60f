"""How long reviews took, by lane, where enough released decisions stand behind it. Never by reviewer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil
from statistics import median
from typing import Final

import msgspec

from comity.notices.vocabulary import UrgencyLevel
from comity.statistics.tally import ALL, Cell

ENOUGH: Final = 20
"""Released cases from which a quantile or share is given: fewer would let one case be guessed from it."""


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hours from opening to decision in one lane, rounded up; None where too few stand behind them."""

    lane: UrgencyLevel
    median: int | None
    ninetieth: int | None


def review_hours(hours: Iterable[tuple[UrgencyLevel, float]], released: Mapping[Cell, int]) -> tuple[Hours, ...]:
    """Return the time of review by lane; what is shown depends on `released` counts, never on true ones."""
    by_lane: dict[UrgencyLevel, list[float]] = defaultdict(list)
    for lane, spent in hours:
        by_lane[lane].append(spent)
    return tuple(_of(lane, sorted(by_lane[lane]), released) for lane in UrgencyLevel)


def _of(lane: UrgencyLevel, spent: list[float], released: Mapping[Cell, int]) -> Hours:
    count = sum(released.get(Cell("lane", ALL, f"{lane.value}:{end}"), 0) for end in ("within", "late"))
    if count < ENOUGH or not spent:
        return Hours(lane, None, None)
    return Hours(lane, ceil(median(spent)), ceil(spent[ceil(0.9 * len(spent)) - 1]))
