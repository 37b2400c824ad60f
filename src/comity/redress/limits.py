"""The time limits of an application, as the law stood on the day it was received."""

from datetime import UTC, date, datetime, time
from typing import assert_never

import msgspec

from comity.kernel.dates import add_months
from comity.law import parameters
from comity.law.citations import Citation
from comity.redress.commands import ApplicationKind


class Limit(msgspec.Struct, frozen=True):
    """A number of months and on what it rests."""

    months: int
    citation: Citation


def admissibility(day: date) -> Limit:
    """Return the time in which the commission says whether an application is admissible."""
    return _limit("redress.admissibility_months", day)


def decision(kind: ApplicationKind, day: date) -> Limit:
    """Return the time to decide, which runs from the day the application is found admissible."""
    match kind:
        case ApplicationKind.ACCESS:
            return _limit("redress.access_months", day)
        case ApplicationKind.CORRECTION | ApplicationKind.DELETION:
            return _limit("redress.deletion_months", day)
        case _:
            assert_never(kind)


def falls_due(at: datetime, limit: Limit) -> datetime:
    """Return the end of the last day of `limit` (UTC), counted from the day of `at`."""
    last = add_months(at.astimezone(UTC).date(), limit.months)
    return datetime.combine(last, time(23, 59, 59), UTC)


def _limit(name: str, day: date) -> Limit:
    return Limit(parameters.number(name, day), parameters.at(name, day).citation)
