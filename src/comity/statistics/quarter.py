"""Calendar quarters in UTC, the only periods for which figures are released."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import total_ordering

import msgspec

from comity.kernel.errors import Fault, UnusableInput

_FORM = re.compile(r"(\d{4})-Q([1-4])")


@total_ordering
class Quarter(msgspec.Struct, frozen=True):
    """A calendar quarter; `index` counts quarters so that neighbours differ by one."""

    index: int

    @classmethod
    def of(cls, at: datetime) -> "Quarter":
        """Return the quarter in which `at` (with a time zone) lies."""
        return cls(index_of(at))

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Return the quarter written `2026-Q3`, or raise `UnusableInput`."""
        match = _FORM.fullmatch(text)
        if match is None or match[1] == "0000":
            message = "a quarter is written 2026-Q3"
            raise UnusableInput(f"'{text[:20]}' is not a quarter: {message}.", [Fault("$.quarter", message)])
        return cls(int(match[1]) * 4 + int(match[2]) - 1)

    def __str__(self) -> str:
        return f"{self.index // 4:04d}-Q{self.index % 4 + 1}"

    def __lt__(self, other: "Quarter") -> bool:
        return self.index < other.index

    @property
    def first_day(self) -> date:
        return date(self.index // 4, self.index % 4 * 3 + 1, 1)

    @property
    def last_day(self) -> date:
        return Quarter(self.index + 1).first_day - timedelta(days=1)

    @property
    def end(self) -> datetime:
        """The first instant that no longer belongs to the quarter."""
        following = Quarter(self.index + 1).first_day
        return datetime(following.year, following.month, following.day, tzinfo=UTC)


def index_of(at: datetime) -> int:
    """Return the index of the quarter in which `at` lies; refuses a time without a zone."""
    if at.tzinfo is not UTC:
        if at.tzinfo is None:
            raise ValueError("a time without a zone belongs to no quarter")
        at = at.astimezone(UTC)
    return at.year * 4 + (at.month - 1) // 3


def due_quarters(first_act_at: datetime | None, at: datetime, released: Collection[Quarter]) -> tuple[Quarter, ...]:
    """Return the closed quarters that are not yet released, earliest first; each must be released in turn.

    Gaps before the last released quarter are not filled: figures are never released backwards.
    """
    if first_act_at is None:
        return ()
    start = max((quarter.index + 1 for quarter in released), default=index_of(first_act_at))
    return tuple(Quarter(index) for index in range(start, index_of(at)))
