"""Dates of a timeline: the first and last day that each may mean, and how it is said in words."""

from datetime import UTC, date, datetime
from typing import Final

from comity.kernel.dates import PartialDate

At = date | PartialDate
"""A day, an instant (`datetime` is a `date`), or a date as files have them: partial, approximate, or a range."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def span(at: At) -> tuple[date, date]:
    """Return the first and the last day that `at` may mean."""
    if isinstance(at, PartialDate):
        return at.earliest, at.latest
    day = _day(at)
    return day, day


def _day(at: date) -> date:
    return at.astimezone(UTC).date() if isinstance(at, datetime) else at


def said(at: At) -> str:
    """Return a date in words: `4 May 1971`, `May 1971`, `about 1965`, `1960 to 1965`; a time is in UTC."""
    match at:
        case PartialDate(is_range=True):
            start, _, end = at.partition("/")
            return f"{_part(start)} to {_part(end)}"
        case PartialDate(approximate=True):
            return f"about {_part(at.removesuffix('~'))}"
        case PartialDate():
            return _part(at)
        case datetime():
            return f"{_part(_day(at).isoformat())}, {at.astimezone(UTC):%H:%M} UTC"
        case _:
            return _part(at.isoformat())


def _part(text: str) -> str:
    """Return `1971`, `1971-05` or `1971-05-04` in words."""
    year, *rest = text.split("-")
    names = [MONTHS[int(part) - 1] for part in rest[:1]]
    days = [str(int(part)) for part in rest[1:]]
    return " ".join((*days, *names, year))


def machine(at: At) -> str | None:
    """Return the value of a `time` element's `datetime`, or None where HTML has no form for such a date."""
    if isinstance(at, PartialDate):
        return None if at.is_range or at.approximate else str(at)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") if isinstance(at, datetime) else at.isoformat()
