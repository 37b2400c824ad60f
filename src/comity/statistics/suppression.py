"""Rounding that reveals nothing: every released figure is a multiple of five, and all of them add up.

The proof, on which everything else rests. `rounded` leaves a table of fives as it is, and its result is
such a table. So the released figures of all quarters, taken as true counts, would be released as the
very same bytes: nobody who sees only releases can exclude that they are the exact truth. A true count
of one to four is never a multiple of five, so for each such cell there are always two histories, one
in which it is what it is and one in which it is nought or five or more, that look alike.

Figures that were each rounded on their own would not do: four cells of 2 with a total of 8 would be
released as 0, 0, 0, 0 and 10, and only that one table rounds so.

How: the total is rounded so that its sum over the quarters stays nearest the truth; each level below
shares out its parent's fives, each part rounded down or up, the parts most owed first. What a part is
owed, for having been rounded down before, is kept from quarter to quarter, so that small figures come
out right over time. Any single figure is less than five away from the truth.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from comity.statistics.measures import By, Column, Detail, Measure
from comity.statistics.tally import ALL, Cell, Counts

_SUM = Cell("sum", ALL, ALL)


def nearest(value: int, owed: int, base: int) -> int:
    """Return `value` rounded down or up to `base`, whichever keeps `owed` (true less released so far) small."""
    low = value - value % base
    return low + base if value > low and 2 * (owed + value - low) >= base else low


def apportion(total: int, values: Sequence[int], owed: Sequence[int], base: int) -> list[int]:
    """Share `total` out so that each value is rounded down or up to `base`; the most owed are rounded up.

    `total` is the sum of `values` rounded down or up to `base`, or such a share of it; ties go to the first.
    """
    shares = [value - value % base for value in values]
    up, over = divmod(total - sum(shares), base)
    open_ = [place for place, value in enumerate(values) if value % base]
    if over or not 0 <= up <= len(open_):
        raise ValueError(f"{total} cannot be shared out over {sum(values)}")
    open_.sort(key=lambda place: (-(owed[place] + values[place] % base), place))
    for place in open_[:up]:
        shares[place] += base
    return shares


def rounded(
    measures: Iterable[Measure], quarters: Iterable[Counts], rows: Mapping[By, Sequence[str]], base: int
) -> list[Counts]:
    """Return what is released of a measure for each quarter in turn, from its true counts.

    `measures` has the measure as each quarter's edition counts it; `rows` are the rows of each table, and each count
    lies in one of them. Members' tables that show groups have the group's code as column.
    """
    owed: Counts = Counter()
    turns = zip(measures, quarters, strict=False)
    return [_Quarter(measure, counts, owed, base).released(rows) for measure, counts in turns]


class _Quarter:
    """One quarter of one measure on its way from the total down to the cells."""

    def __init__(self, measure: Measure, counts: Counts, owed: Counts, base: int) -> None:
        self.measure, self.counts, self.owed, self.base = measure, counts, owed, base
        self.out: Counts = Counter()
        self.of_group: dict[str, list[Column]] = defaultdict(list)
        for column in measure.columns:
            self.of_group[column.group].append(column)

    def released(self, rows: Mapping[By, Sequence[str]]) -> Counts:
        true = {column.code: self.counts[Cell(By.TOTAL, ALL, column.code)] for column in self.measure.columns}
        groups = {code: sum(true[column.code] for column in self.of_group[code]) for code in self.of_group}
        total = nearest(sum(true.values()), self.owed[_SUM], self.base)
        self.owed[_SUM] += sum(true.values()) - total
        shares = self._share(total, {Cell("group", ALL, code): value for code, value in groups.items()})
        columns: dict[str, int] = {}
        for code, share in zip(groups, shares, strict=True):
            parts = {Cell(By.TOTAL, ALL, column.code): true[column.code] for column in self.of_group[code]}
            columns.update(zip((cell.column for cell in parts), self._share(share, parts), strict=True))
        for code, value in columns.items():
            self.out[Cell(By.TOTAL, ALL, code)] = value
        for name, also in self.measure.also.items():
            self._also(name, also, total)
        for by, detail in self.measure.rows.items():
            if detail is Detail.COLUMNS:
                self._rows(by, rows[by], {code: (code,) for code in columns}, columns)
            else:
                members = {code: tuple(c.code for c in self.of_group[code]) for code in groups}
                self._rows(by, rows[by], members, dict(zip(groups, shares, strict=True)))
        return self.out

    def _also(self, name: str, columns: Sequence[Column], total: int) -> None:
        cells = {Cell(name, ALL, c.code): self.counts[Cell(name, ALL, c.code)] for c in columns}
        for cell, value in zip(cells, self._share(total, cells), strict=True):
            self.out[cell] = value

    def _rows(
        self, by: By, rows: Sequence[str], parts: Mapping[str, tuple[str, ...]], totals: Mapping[str, int]
    ) -> None:
        """Share each column out over the rows; a row that got too little in one column comes first in the next."""
        for column, codes in parts.items():
            true = {row: sum(self.counts[Cell(by, row, code)] for code in codes) for row in rows}
            cells = {Cell(by, row, column): value for row, value in true.items() if value}
            for cell, share in zip(cells, self._share(totals[column], cells), strict=True):
                self.out[cell] = share
                self.owed[Cell(by, cell.row, ALL)] += cells[cell] - share

    def _share(self, total: int, cells: Mapping[Cell, int]) -> list[int]:
        owed = [self.owed[cell] + self.owed[Cell(cell.by, cell.row, ALL)] for cell in cells]
        shares = apportion(total, list(cells.values()), owed, self.base)
        for (cell, value), share in zip(cells.items(), shares, strict=True):
            self.owed[cell] += value - share
        return shares
