"""Deadlines in words and shape: how long is left, or by how much it is over."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

SOON: Final = timedelta(days=3)
"""Within this a deadline is shown as near: a weekend may lie between."""
_HOUR: Final = timedelta(hours=1)


class Nearness(StrEnum):
    """How near a deadline is; the name of its shape in the design system."""

    FAR = "far"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


class Deadline(msgspec.Struct, frozen=True):
    """A deadline as a page says it."""

    words: str
    nearness: Nearness
    due: datetime


def deadline(due: datetime | None, at: datetime) -> Deadline | None:
    """Return how `due` stands at `at`, both with a time zone; None where there is no deadline."""
    if due is None:
        return None
    left = due - at
    if left <= timedelta():
        return Deadline(f"{_length(-left)} overdue", Nearness.OVERDUE, due)
    if _day(due) == _day(at):
        return Deadline(f"Due today, in {_length(left)}", Nearness.TODAY, due)
    return Deadline(f"Due in {_length(left)}", Nearness.SOON if left <= SOON else Nearness.FAR, due)


def _day(at: datetime) -> object:
    return at.astimezone(UTC).date()


def _length(time: timedelta) -> str:
    if time < _HOUR:
        return _counted(max(1, int(time.total_seconds() // 60)), "minute")
    if time < timedelta(days=2):
        return _counted(int(time / _HOUR), "hour")
    return _counted(time.days, "day")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
