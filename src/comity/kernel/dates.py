"""Dates as files have them: whole, partial, approximate or a range (a subset of EDTF, ISO 8601-2)."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Self

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
FORMS = "a date written 1971, 1971-05, 1971-05-04, 1965~ or 1960/1965"


@lru_cache(8_192)
def _bounds(part: str, text: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"'{text[:40]}' is not {FORMS}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"'{text}' is not in the calendar") from error


class PartialDate(str):
    """A date in EDTF form, kept as it was written; `earliest` and `latest` are the days it may mean.

    An approximate date (`1965~`) is widened by no fixed amount: `earliest` and `latest` are those of
    the year as written, and `approximate` says that they are not to be relied on.
    """

    __slots__ = ("approximate", "earliest", "is_range", "latest")
    earliest: date
    latest: date
    approximate: bool
    is_range: bool

    def __new__(cls, text: str) -> Self:
        self = super().__new__(cls, text)
        self.approximate = text.endswith("~")
        start, slash, end = text.removesuffix("~").partition("/")
        self.is_range = bool(slash)
        self.earliest, self.latest = _bounds(start, text)
        if slash:
            if self.approximate:
                raise ValueError(f"'{text[:40]}' is not {FORMS}")
            self.latest = _bounds(end, text)[1]
            if self.latest < self.earliest:
                raise ValueError(f"'{text}' ends before it begins")
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as a date, or raise `ValueError` saying what would be right."""
        return cls(text)

    @property
    def exact(self) -> date | None:
        """The one day meant, or None where the date is partial, approximate or a range."""
        return self.earliest if self.earliest == self.latest and not self.approximate else None


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month where it has no such day.

    Beyond the calendar it is the first or last day that a date can be: a file may say 9999 for ever.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
