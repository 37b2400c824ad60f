"""Where a day begins: the time zone that a member names, or the last place on earth where the day begins or ends.

Zones are those of the IANA time zone database (RFC 6557), by their names.
"""

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

TimeZone = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_+/-]{1,40}$")]
_LAST: Final = timezone(timedelta(hours=-12))
"""Where each day begins last, and ends last."""
_FIRST: Final = timezone(timedelta(hours=14))
"""Where each day begins first."""


def zone(name: str | None) -> tzinfo | None:
    """Return the time zone of that name, None for none and for a name that is not known here."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def latest(name: str | None) -> tzinfo:
    """Return the zone in which a deadline of a day is counted: without one named, that in which it ends last."""
    return zone(name) or _LAST


def earliest(name: str | None) -> tzinfo:
    """Return the zone in which a day is asked for that has begun: without one named, that in which it begins first."""
    return zone(name) or _FIRST


def beginning(day: date, where: tzinfo) -> datetime:
    """Return the moment at which `day` begins in a zone."""
    return datetime.combine(day, time(), where)


def names() -> list[str]:
    """Return the names of places with a time zone, such as `Africa/Dakar`, and `UTC`, in order."""
    areas = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return sorted(name for name in available_timezones() if name.startswith(areas) or name == "UTC")
