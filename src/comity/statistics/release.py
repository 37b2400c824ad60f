"""A quarter's release: all tables as they are published, with what they mean, frozen and ready to be signed.

A release depends on the acts before its quarter's end and on nothing else: whatever comes later, the
same acts give the same bytes. A released quarter is never restated; what comes late counts when it comes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Final

import msgspec

from comity.kernel.codes import Country
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.wire import canonical
from comity.law import parameters
from comity.notices.vocabulary import Kind
from comity.statistics.cases import Cases, Happened, edition_of
from comity.statistics.fold import fold
from comity.statistics.grounds import Edition
from comity.statistics.hours import Hours, review_hours
from comity.statistics.measures import By, Derived, Detail, Measure, derived, ground_labels, measures
from comity.statistics.quarter import Quarter
from comity.statistics.shares import Share, shares
from comity.statistics.suppression import rounded
from comity.statistics.tally import ALL, POOLED, Cell, Counts, Tally, tally

FORMATS: Final = {edition: f"comity-figures/{edition.value}" for edition in Edition}
LONGEST_REPLY: Final = 4_000


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table: a member, a kind, `*` for all or `-` for what no member's row shows."""

    row: str
    counts: tuple[int, ...]
    total: int


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The released counts of one measure in one arrangement."""

    measure: str
    by: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member wishes to say beside its figures, in its own words."""

    member: Country
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_REPLY)]


class Release(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All figures of a quarter; `bytes_of` is what the hub signs."""

    format: str
    quarter: str
    first_day: date
    last_day: date
    base: int
    members: tuple[Country, ...]
    tables: tuple[Table, ...]
    in_force: Table
    review_hours: tuple[Hours, ...]
    shares: tuple[Share, ...]
    measures: tuple[Measure, ...]
    derived: tuple[Derived, ...]
    grounds: dict[str, str]
    replies: tuple[Reply, ...]

    def table(self, measure: str, by: str) -> Table:
        """Return one table; raises `KeyError` if the list has none such."""
        for table in self.tables:
            if (table.measure, table.by) == (measure, by):
                return table
        raise KeyError(f"{measure} by {by}")


def bytes_of(release: Release) -> bytes:
    """Return the canonical bytes (RFC 8785) of a release, for signing and comparing."""
    return canonical(release)


def quarterly(
    happened: Iterable[Happened],
    quarter: Quarter,
    *,
    joined: Mapping[str, date] | None = None,
    replies: Mapping[str, str] | None = None,
    second_from: Quarter | None = None,
) -> Release:
    """Return the release of `quarter` from all acts in order; `replies` are members' words, by member.

    `joined` says since which day each is a member, where the acts themselves do not; `second_from` is the first quarter
    released in the second edition, as the formats of the releases say: None where none was released before. The caller
    releases a quarter once, after its end (`due_quarters`). Raises `UnusableInput` for a reply of one that is no
    member, or that is too long.
    """
    since = second_from.index if second_from else 0
    edition = edition_of(quarter.index, since)
    cases = fold(happened, quarter.end, since)
    joined = cases.joined if joined is None else joined
    members = sorted(member for member, day in joined.items() if day <= quarter.last_day)
    base = parameters.number("figures.smallest_cell", quarter.last_day)
    counts = tally(cases, joined, quarter.end)
    rows = _rows(members)
    fixed = measures(edition)
    series = {id_: _series(id_, counts, quarter, rows, base, since) for id_ in fixed}
    return Release(
        format=FORMATS[edition],
        quarter=str(quarter),
        first_day=quarter.first_day,
        last_day=quarter.last_day,
        base=base,
        members=tuple(Country(member) for member in members),
        tables=tuple(t for id_, measure in fixed.items() for t in _tables(measure, series[id_][-1], rows)),
        in_force=_in_force(series["published"], series["ended"]),
        review_hours=_hours(cases, quarter, series["decisions"][-1]),
        shares=shares({id_: released[-1] for id_, released in series.items()}),
        measures=tuple(fixed.values()),
        derived=tuple(derived().values()),
        grounds=ground_labels(edition),
        replies=_replies(replies or {}, members),
    )


def _rows(members: Sequence[str]) -> dict[By, Sequence[str]]:
    kinds = [kind.value for kind in Kind]
    return {By.KIND: kinds, By.REQUESTER: [*members, POOLED], By.RECIPIENT: [*members, POOLED]}


def _series(
    id_: str, counts: Tally, quarter: Quarter, rows: Mapping[By, Sequence[str]], base: int, second_from: int
) -> list[Counts]:
    turns = range(min((index for index, _ in counts), default=quarter.index), quarter.index + 1)
    as_counted = (measures(edition_of(index, second_from))[id_] for index in turns)
    return rounded(as_counted, (counts.get((index, id_), Counter()) for index in turns), rows, base)


def _tables(measure: Measure, counts: Counts, rows: Mapping[By, Sequence[str]]) -> list[Table]:
    codes = tuple(column.code for column in measure.columns)
    tables = [_table(measure.id, By.TOTAL, codes, [ALL], counts)]
    for name, columns in measure.also.items():
        tables.append(_table(measure.id, name, tuple(column.code for column in columns), [ALL], counts))
    groups = tuple(column.code for column in measure.groups)
    for by, detail in measure.rows.items():
        columns_of = codes if detail is Detail.COLUMNS else groups
        tables.append(_table(measure.id, by, columns_of, rows[by], counts))
    return tables


def _table(measure: str, by: str, columns: tuple[str, ...], rows: Sequence[str], counts: Mapping[Cell, int]) -> Table:
    lines: list[Line] = []
    for row in rows:
        cells = tuple(counts.get(Cell(by, row, column), 0) for column in columns)
        lines.append(Line(row, cells, sum(cells)))
    return Table(measure, str(by), columns, tuple(lines))


def _in_force(published: Iterable[Counts], ended: Iterable[Counts]) -> Table:
    """Return what stands at the end, from released figures only; rounding may not make it less than none."""
    stock: Counts = Counter()
    for sign, series in ((1, published), (-1, ended)):
        for cell, count in ((c, n) for counts in series for c, n in counts.items() if c.by == By.KIND):
            stock[Cell(By.KIND, cell.row, "in_force")] += sign * count
    return _table("in_force", By.KIND, ("in_force",), [kind.value for kind in Kind], +stock)


def _hours(cases: Cases, quarter: Quarter, decisions: Counts) -> tuple[Hours, ...]:
    return review_hours(((lane, h) for at, lane, h in cases.hours if Quarter.of(at) == quarter), decisions)


def _replies(replies: Mapping[str, str], members: Sequence[str]) -> tuple[Reply, ...]:
    for member, text in replies.items():
        if member not in members or len(text) > LONGEST_REPLY:
            message = f"a reply is of a member of the quarter and has at most {LONGEST_REPLY} characters"
            raise UnusableInput(f"The reply of '{member[:20]}' cannot be used.", [Fault("$.replies", message)])
    return tuple(Reply(Country(member), replies[member]) for member in sorted(replies))
