"""The true counts, before rounding: by quarter, measure, row and column. They never leave this package's callers.

What circulates to some members only, what an international entity asks for and what the requester may
not see counts for the whole organisation only: it stands in the row `POOLED`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from comity.statistics.cases import Cases, Fact, edition_of
from comity.statistics.grounds import Edition
from comity.statistics.marks import Silence, ignored_finds, silences
from comity.statistics.measures import By
from comity.statistics.quarter import index_of

POOLED: Final = "-"
"""The row of what is counted for the whole organisation only."""
ALL: Final = "*"
"""The one row of tables of the whole organisation."""


class Cell(NamedTuple):
    """A place in a table: `by` is the value of a `By`, or the name of a further way to share out the total."""

    by: str
    row: str
    column: str


Counts = Counter[Cell]
Tally = dict[tuple[int, str], Counts]
"""Counts by index of the quarter and measure."""

_Raw = dict[tuple[int, str, str, str, str], int]
_TOTAL, _KIND, _REQUESTER, _RECIPIENT = (by.value for by in By)


def tally(cases: Cases, joined: Mapping[str, date], until: datetime) -> Tally:
    """Return the true counts of all quarters before `until`; `joined` says since which day each is a member.

    Counting goes through plain tuples of plain strings: a million acts take seconds and not a minute.
    """
    raw: _Raw = defaultdict(int)
    for facts in (cases.facts, ignored_finds(cases, until)):
        for fact in facts:
            _count(raw, fact, joined)
    _count_silence(raw, silences(cases, until), joined, cases.second_from)
    counts: Tally = {}
    for (quarter, measure, by, row, column), count in raw.items():
        if count:
            counts.setdefault((quarter, measure), Counter())[Cell(by, row, column)] = count
    return counts


def _count(raw: _Raw, fact: Fact, joined: Mapping[str, date]) -> None:
    measure, column, case = fact.measure, fact.column, fact.case
    at = fact.at
    quarter, day = index_of(at), at.date()
    restricted = case.restricted is not None and index_of(case.restricted) <= quarter
    requester = POOLED if restricted or fact.hidden else _row(case.member, day, joined)
    raw[quarter, measure, _TOTAL, ALL, column] += 1
    raw[quarter, measure, _KIND, fact.kind, column] += 1
    raw[quarter, measure, _REQUESTER, requester, column] += 1
    if fact.recipient is not None:
        pooled = restricted or fact.recipient == case.member
        recipient = POOLED if pooled else _row(fact.recipient, day, joined)
        raw[quarter, measure, _RECIPIENT, recipient, column] += 1
    for by, other in fact.also:
        raw[quarter, measure, by, ALL, other] += 1


def _row(member: str | None, day: date, joined: Mapping[str, date]) -> str:
    """Return the row of a member, or `POOLED` for who is none on that day."""
    since = None if member is None else joined.get(member)
    return POOLED if member is None or since is None or since > day else str(member)


def _count_silence(raw: _Raw, due: Iterable[Silence], joined: Mapping[str, date], second_from: int) -> None:
    """Count recipients that said nothing: all that received, less those that spoke.

    Notices for all are shared out to the members at the end, by day of publication, so that a hundred
    thousand notices do not each walk the list of members. No requester's row of the second edition shows silence: who
    spoke on a protective ground is silent to the requester, and two counts of silence would tell how many did.
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
        pooled = notice.restricted is not None and index_of(notice.restricted) <= quarter
        unsaid = pooled or edition_of(quarter, second_from) is Edition.SECOND
        requester = POOLED if unsaid else _row(notice.member, day, joined)
        raw[quarter, "treatment", _TOTAL, ALL, "silent"] += silent
        raw[quarter, "treatment", _KIND, notice.kind, "silent"] += silent
        raw[quarter, "treatment", _REQUESTER, requester, "silent"] += silent
        if pooled:
            raw[quarter, "treatment", _RECIPIENT, POOLED, "silent"] += silent
            continue
        to_all[quarter, day] += 1
        for member in spoke | (there[day] - recipients):
            raw[quarter, "treatment", _RECIPIENT, member, "silent"] -= 1
    for (quarter, day), times in to_all.items():
        for member in there[day]:
            raw[quarter, "treatment", _RECIPIENT, member, "silent"] += times
