"""How much came to wait for each person since this process began: numbers alone, and never what it is.

One reader follows the acts for everyone who listens, at most every `STEP`; who listens reads a number.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from comity.app.acts import Act
from comity.app.awaits import WATCHED, who_is
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.marking import after_acts, begin_of_feed

STEP: Final = timedelta(seconds=2)
PLACES: Final = 100
"""Who may listen at once at a hub, shared among its processes; nobody needs it to work."""
EACH: Final = 4
"""Of these, how many one person may have in one process: a few windows, and nobody's places but one's own."""
_PAGE: Final = 500


class Live:
    """The numbers, and how many listen; safe for threads. `epoch` tells this counting from that of another process."""

    def __init__(self, places: int = PLACES) -> None:
        self.epoch = ""
        self._turn = Lock()
        self._totals: Counter[str] = Counter()
        self._feeds: dict[str, int] = {}
        self._seq: int | None = None
        self._read: datetime | None = None
        self._places = places
        self._listening: Counter[str] = Counter()

    def full(self, person: str) -> bool:
        """Return True if no place is left for a person: all are taken, or all that one may have."""
        with self._turn:
            return self._is_full(person)

    def enter(self, person: str) -> bool:
        """Take a place for a person; False where none is left."""
        with self._turn:
            if self._is_full(person):
                return False
            self._listening[person] += 1
            return True

    def leave(self, person: str) -> None:
        """Give a place back."""
        with self._turn:
            self._listening[person] -= 1
            if not self._listening[person]:
                del self._listening[person]

    def _is_full(self, person: str) -> bool:
        return self._listening[person] >= EACH or self._listening.total() >= self._places

    def total(self, comity: Comity, person: str) -> int:
        """Return how much came to wait for a person since this process began to follow."""
        at = comity.clock.now()
        with self._turn:
            if self._read is None or at - self._read >= STEP:
                self.epoch = self.epoch or f"{int(at.timestamp() * 1000) & 0xFFFFFFFF:08x}"
                self._read = at
                with comity.look() as look:
                    self._follow(look)
            return self._totals[person]

    def _follow(self, look: Look) -> None:
        if self._seq is None:
            self._seq = look.reader.last_seq()
            return
        while acts := look.acts(self._seq, _PAGE):
            fed = self._fed(look, acts)
            if fed or any(act.stream_type in WATCHED for act in acts):
                people = (each.state for each in look.legible(look.reader.registers("person")))
                everyone = tuple(who_is(state) for state in people if state.state == "active")
                self._totals.update(mark.person for mark in after_acts(look, acts, everyone, fed) if mark.cause)
            self._seq = acts[-1].seq

    def _fed(self, look: Look, acts: Sequence[Act]) -> dict[int, set[str]]:
        """Return which members' feeds have an entry of which act, and remember how far they were read."""
        found: dict[int, set[str]] = {}
        if not any(act.stream_type == "notice" for act in acts):
            return found
        for member in map(str, look.organisation().members):
            after = self._feeds.get(member)
            after = begin_of_feed(look, member, acts[0].seq) if after is None else after
            while rows := [row for row in look.reader.feed(member, after, _PAGE) if row.act <= acts[-1].seq]:
                for row in rows:
                    found.setdefault(row.act, set()).add(member)
                after = rows[-1].seq
            self._feeds[member] = after
        return found
