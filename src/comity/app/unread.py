"""Rows that this process could not read: each is left out by itself, logged once, and known until it reads again."""

from threading import Lock
from typing import Final

import structlog

from comity.kernel.errors import Unavailable

_log = structlog.get_logger()
_WHAT: Final = "This cannot be read at present: its row is damaged. It was not erased; the operators know of it."


class RowDamaged(Unavailable):
    """A row of the register cannot be read; its acts and contents may be whole."""

    type = "row-damaged"

    def __init__(self, what: str, stream: str) -> None:
        super().__init__(_WHAT)
        self.what, self.stream = what, stream


class Unread:
    """The rows that could not be read when last tried, by kind and id; safe for threads."""

    def __init__(self) -> None:
        self._rows: set[tuple[str, str]] = set()
        self._turn = Lock()

    def note(self, what: str, which: str) -> None:
        """Know of a row that cannot be read; the first time, log it."""
        with self._turn:
            new = (what, which) not in self._rows
            self._rows.add((what, which))
        if new:
            _log.error("row_damaged", what=what, which=which)

    def forget(self, what: str, which: str) -> None:
        """Know no more of a row: it was read, or is gone."""
        with self._turn:
            self._rows.discard((what, which))

    def known(self) -> list[tuple[str, str]]:
        """Return what is known, in order."""
        with self._turn:
            return sorted(self._rows)
