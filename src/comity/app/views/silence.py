"""Members that say nothing: on notices that reached them long ago, and after a find; counted beside answering.

A count reads every notice in force, so it is made at most every `FRESH`, in a thread of its own; a page that comes
meanwhile shows the one before, or says that it is being counted.
"""

from collections import Counter
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import Final

import msgspec
import structlog

from comity.app.comity import Comity
from comity.app.look import Look
from comity.governance.scope import Reaches, holds
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError
from comity.law import parameters
from comity.notices.dealing import FOUND, Dealing
from comity.statistics.measures import measures

_log = structlog.get_logger()
FRESH: Final = timedelta(minutes=10)
_PATIENCE: Final = 0.06
"""Seconds that a page waits for a count: less than it may take in all."""
_MOST_FINDS: Final = 5_000


class Silent(msgspec.Struct, frozen=True, kw_only=True):
    """One member: notices in force that reached it before the mark, and how many of them it said nothing on.

    `finds` are those after which it has not said what it did, by the marks in days that they have passed.
    """

    member: str
    reached: int
    unanswered: int
    finds: tuple[int, ...]
    oldest_find: datetime | None


class Counted(msgspec.Struct, frozen=True):
    """The count of all members by code, at a time; `days` is the mark on receipt, `marks` are those after a find."""

    at: datetime
    days: int
    marks: tuple[int, ...]
    members: tuple[Silent, ...]


def count(look: Look) -> Counted:
    """Return the count as it stands now."""
    days = measures()["treatment"].mark_days or 0
    marks = parameters.marks("ignored.marks_days", look.at.date())
    members = sorted(map(str, look.organisation().members))
    reached, said = _received(look, members, look.at - timedelta(days=days))
    finds = _finds(look)
    found = tuple(
        Silent(
            member=member,
            reached=reached[member],
            unanswered=reached[member] - said[member],
            finds=tuple(sum(at <= look.at - timedelta(days=mark) for at in finds.get(member, ())) for mark in marks),
            oldest_find=min(finds.get(member, ()), default=None),
        )
        for member in members
    )
    return Counted(look.at, days, marks, found)


def _received(look: Look, members: list[str], before: datetime) -> tuple[Counter[str], Counter[str]]:
    """Return how many notices reached each member, and on how many of them it has said something."""
    reached: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for each in look.reader.spoken(before):
        row = Row(state="published", member=each.owner, circulation=each.circulation)
        if each.member is None:
            reached.update({member: each.count for member in members if holds(Reaches(member), row)})
        elif holds(Reaches(each.member), row):
            said[each.member] += each.count
    return reached, said


def _finds(look: Look) -> dict[str, list[datetime]]:
    """Return since when each member owes a word after a find, for each find."""
    found: dict[str, list[datetime]] = {}
    for each in look.legible(look.reader.found_in_force(_MOST_FINDS)):
        state: Dealing = each.state
        if state.answers and state.answers[-1].answer in FOUND:
            found.setdefault(str(state.member), []).append(state.answers[-1].at)
    return found


class Silence:
    """The last count, and the next one under way; safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._last: Counted | None = None
        self._under_way: Event | None = None

    def known(self, comity: Comity) -> Counted | None:
        """Return the count, None while the first is being made; one that is older than `FRESH` is made anew."""
        with self._turn:
            last = self._last
            if last is not None and comity.clock.now() - last.at < FRESH:
                return last
            if self._under_way is None:
                self._under_way = Event()
                Thread(target=self._count, args=(comity,), name="silence", daemon=True).start()
            under_way = self._under_way
        under_way.wait(_PATIENCE)
        with self._turn:
            return self._last

    def _count(self, comity: Comity) -> None:
        found = None
        try:
            with comity.look() as look:
                found = count(look)
        except Exception as error:  # noqa: BLE001
            told = error.detail if isinstance(error, ComityError) else "a defect of Comity"
            _log.warning("silence_not_counted", kind=type(error).__name__, why=told)
        finally:
            with self._turn:
                self._last = found or self._last
                under_way, self._under_way = self._under_way, None
            if under_way is not None:
                under_way.set()
