"""The true counts, before rounding: by quarter, measure, row and column. They never leave this package's callers.

What circulates to some members only, what an international entity asks for and what the requester may
not see counts for the whole organisation only: it stands in the row `POOLED`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from comity.statistics.cases import Cases, Fact
from comity.statistics.marks import Silence, ignored_finds, silences
from comity.statistics.measures import By
from comity.statistics.quarter import index_of

POOLED: Final = "-"
"""The row of what is counted for the whole organisation only."""
ALL: Final = "*"
"""The one row of tables of the whole organisation."""


class Cell(NamedTuple):
    """A place in a table: `by` is a `By`, or the name of a further way to share out the total."""

    by: str
    row: str
    column: str


Counts = Counter[Cell]
Tally = dict[tuple[int, str], Counts]
"""Counts by index of the quarter and measure."""


def tally(cases: Cases, joined: Mapping[str, date], until: datetime) -> Tally:
    """Return the true counts of all quarters before `until`; `joined` says since which day each is a member."""
    counts: Tally = {}
    for fact in _facts(cases, until):
        _count(counts, fact, joined)
    _count_silence(counts, silences(cases, until), joined)
    return counts


def _facts(cases: Cases, until: datetime) -> Iterator[Fact]:
    yield from cases.facts
    yield from ignored_finds(cases, until)


def _count(counts: Tally, fact: Fact, joined: Mapping[str, date]) -> None:
    quarter = index_of(fact.at)
    cells = counts.setdefault((quarter, fact.measure), Counter())
    restricted = _restricted(fact.case.restricted, quarter)
    owner, day = fact.case.member, fact.at.date()
    requester = POOLED if restricted or fact.hidden else _row(owner, day, joined)
    cells[Cell(By.TOTAL, ALL, fact.column)] += 1
    cells[Cell(By.KIND, fact.kind.value, fact.column)] += 1
    cells[Cell(By.REQUESTER, requester, fact.column)] += 1
    if fact.recipient is not None:
        pooled = restricted or fact.recipient == owner
        recipient = POOLED if pooled else _row(fact.recipient, day, joined)
        cells[Cell(By.RECIPIENT, recipient, fact.column)] += 1
    for by, column in fact.also:
        cells[Cell(by, ALL, column)] += 1


def _row(member: str | None, day: date, joined: Mapping[str, date]) -> str:
    """Return the row of a member, or `POOLED` for who is none on that day."""
    since = None if member is None else joined.get(member)
    return POOLED if member is None or since is None or since > day else str(member)


def _restricted(since: datetime | None, quarter: int) -> bool:
    """Say whether a case was known to be for some members only by the end of the quarter."""
    return since is not None and index_of(since) <= quarter


def _count_silence(counts: Tally, due: Iterable[Silence], joined: Mapping[str, date]) -> None:
    """Count recipients that said nothing: all that received, less those that spoke.

    Notices for all are shared out to the members at the end, by day of publication, so that a hundred
    thousand notices do not each walk the list of members.
    """
    to_all: Counter[tuple[int, date]] = Counter()
    there: dict[date, frozenset[str]] = {}
    for silence in due:
        notice, quarter = silence.notice, index_of(silence.mark)
        day = notice.published.date()
        if day not in there:
            there[day] = frozenset(member for member, since in joined.items() if since <= day)
        recipients = silence.recipients(there[day])
        spoke = silence.spoke & recipients
        silent = len(recipients) - len(spoke)
        pooled = _restricted(notice.restricted, quarter)
        cells = counts.setdefault((quarter, "treatment"), Counter())
        requester = POOLED if pooled else _row(notice.member, day, joined)
        cells[Cell(By.TOTAL, ALL, "silent")] += silent
        cells[Cell(By.KIND, notice.kind.value, "silent")] += silent
        cells[Cell(By.REQUESTER, requester, "silent")] += silent
        if pooled:
            cells[Cell(By.RECIPIENT, POOLED, "silent")] += silent
            continue
        to_all[quarter, day] += 1
        for member in spoke | (there[day] - recipients):
            cells[Cell(By.RECIPIENT, member, "silent")] -= 1
    for (quarter, day), times in to_all.items():
        for member in there[day]:
            counts[quarter, "treatment"][Cell(By.RECIPIENT, member, "silent")] += times
