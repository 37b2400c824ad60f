"""A line of time: where a day stands on it, and the few days that are written under it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from comity.hub.web.charts.when import MONTHS
from comity.kernel.dates import add_months

MOST_TICKS: Final = 5
"""As many labels as stand beside one another on a screen of 320 pixels."""
_Label = Callable[[date], str]
_MARGIN: Final = 0.06
_LEAST_DAYS: Final = 8
_STEPS_OF_DAYS: Final = (1, 2, 7, 14)
_STEPS_OF_MONTHS: Final = (1, 2, 3, 6)
_STEPS_OF_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Tick(msgspec.Struct, frozen=True):
    at: float
    label: str


class Axis(msgspec.Struct, frozen=True):
    """The days from `first` to `last`, spread over the width but for a margin on both sides."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where `day` stands, as a part of the width in [0, 1]."""
        whole = (self.last - self.first).days
        return _MARGIN + (1 - 2 * _MARGIN) * (day - self.first).days / whole

    def ticks(self) -> tuple[Tick, ...]:
        """Return round days with their labels, in order, as finely as there is room for."""
        for days, label in _ticks(self.first, self.last):
            if len(days) <= MOST_TICKS:
                return tuple(Tick(self.place(day), label(day)) for day in days)
        return ()


def axis(days: Sequence[date]) -> Axis:
    """Return the axis on which all `days` (at least one) stand; it is never shorter than a week."""
    first, last = min(days), max(days)
    wanting = _LEAST_DAYS - (last - first).days
    if wanting > 0:
        before = min(wanting // 2, (first - date.min).days)
        first -= timedelta(days=before)
        last = min(last, date.max - timedelta(days=wanting)) + timedelta(days=wanting - before)
    return Axis(first, last)


def _ticks(first: date, last: date) -> Iterator[tuple[list[date], _Label]]:
    """Yield ways to mark the axis, the finest first; each begins at a round day."""
    span = (last - first).days
    for step in _STEPS_OF_DAYS:
        if span // step <= MOST_TICKS:
            yield [first + timedelta(days=step * n) for n in range(span // step + 1)], _day
    for step in _STEPS_OF_MONTHS:
        if span // (28 * step) <= 2 * MOST_TICKS:
            yield [day for day in _months(first, last) if (day.month - 1) % step == 0], _month
    for step in _STEPS_OF_YEARS:
        if span // (365 * step) <= 2 * MOST_TICKS:
            years = range(first.year, last.year + 1)
            yield [date(y, 1, 1) for y in years if y % step == 0 and first <= date(y, 1, 1)], _year


def _months(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        if (day.year, day.month) == (date.max.year, date.max.month):
            return
        day = add_months(day, 1)


def _day(day: date) -> str:
    return f"{day.day} {_short(day)}"


def _month(day: date) -> str:
    return f"{_short(day)} {day.year}"


def _year(day: date) -> str:
    return str(day.year)


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
