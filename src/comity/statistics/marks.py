"""What silence leaves to count: recipients that never said what they do, and finds that were ignored.

A mark is a number of days in which the notice was in force; it counts in the quarter in which it falls,
by what was known at that moment, so that a later act never changes it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, assert_never

from comity.notices.vocabulary import CirculationMode, Kind
from comity.statistics.cases import Cases, DealingCase, Fact, NoticeCase
from comity.statistics.measures import measures

IGNORED: Final = ("ignored_30", "ignored_90", "ignored_180")
ASKS_FOR_ACTION: Final = frozenset({Kind.RED.value})
"""Kinds that ask for more than news: to locate the person is all that the others ask."""


def ignored_finds(cases: Cases, until: datetime) -> Iterator[Fact]:
    """Yield a fact for each find that reached a mark before `until`, ignored or not."""
    marks = [(id_, measures()[id_].mark_days or 0) for id_ in IGNORED]
    for notice in cases.notices.values():
        if notice.kind not in ASKS_FOR_ACTION:
            continue
        for member, dealing in notice.dealings.items():
            if dealing.found is None:
                continue
            for measure, days in marks:
                mark = notice.after(dealing.found, days)
                if mark is None or mark >= until:
                    break
                column = "answered" if _by(dealing.settled, mark) else "ignored"
                yield Fact(measure, mark, column, notice, notice.kind, member)


def _by(at: datetime | None, mark: datetime) -> bool:
    return at is not None and at <= mark


class Silence:
    """One notice at the mark of silence on receipt: to whom it went and who had said what it does by then.

    Answers do not count here: one that is kept from the requester would show in the requester's row.
    """

    __slots__ = ("audience", "mark", "mode", "notice", "spoke")

    def __init__(self, notice: NoticeCase, mark: datetime) -> None:
        self.notice, self.mark = notice, mark
        self.mode, self.audience = notice.audience(mark)
        self.spoke = frozenset(member for member, dealing in notice.dealings.items() if _spoke(dealing, mark))

    def recipients(self, there: frozenset[str]) -> frozenset[str]:
        """Return who received the notice, of those `there` (members on the day of its publication)."""
        match self.mode:
            case CirculationMode.ALL:
                received = there
            case CirculationMode.ONLY:
                received = there & self.audience
            case CirculationMode.EXCEPT:
                received = there - self.audience
            case _:
                assert_never(self.mode)
        return received - {self.notice.member} if self.notice.member else received


def _spoke(dealing: DealingCase, mark: datetime) -> bool:
    return dealing.treated is not None and dealing.treated <= mark


def silences(cases: Cases, until: datetime) -> Iterator[Silence]:
    """Yield each notice that reached the mark of silence on receipt before `until`."""
    days = measures()["treatment"].mark_days or 0
    for notice in cases.notices.values():
        if not notice.listing:
            mark = notice.after(notice.published, days)
            if mark is not None and mark < until:
                yield Silence(notice, mark)
