"""Rounding reveals nothing: neither sums, nor two releases, nor knowledge of the method tell a small number."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.statistics.measures import By, Column, Detail, Measure, measures
from comity.statistics.suppression import apportion, nearest, rounded
from comity.statistics.tally import ALL, POOLED, Cell, Counts

BASE = 5
MEMBERS = ("XA", "XB", POOLED)
KINDS = ("red", "blue")
ROWS: Mapping[By, Sequence[str]] = {By.KIND: KINDS, By.REQUESTER: MEMBERS, By.RECIPIENT: MEMBERS}
COUNTED = list(measures().values())
counts_of_one = st.integers(0, 30) | st.integers(0, 6)


def plain(*codes: str, rows: Mapping[By, Detail] | None = None) -> Measure:
    columns = tuple(Column(code, code.partition(":")[0], code) for code in codes)
    groups = tuple(Column(code, code, code) for code in dict.fromkeys(column.group for column in columns))
    return Measure(
        id="m",
        title="",
        definition="",
        unit="",
        caveat="",
        columns=columns,
        groups=groups,
        also={},
        rows=dict(rows or {}),
    )


@st.composite
def truths(draw: st.DrawFn, measure: Measure) -> Counts:
    """Draw the true counts of a quarter: each act has a column, a kind, a requester, a recipient and other marks."""
    counts: Counts = Counter()
    for column in measure.columns:
        for _ in range(draw(st.integers(0, 3))):
            times = draw(counts_of_one)
            for by in measure.rows:
                counts[Cell(by, draw(st.sampled_from(ROWS[by])), column.code)] += times
            counts[Cell(By.TOTAL, ALL, column.code)] += times
            for name, also in measure.also.items():
                counts[Cell(name, ALL, draw(st.sampled_from(also)).code)] += times
    return counts


@st.composite
def histories(draw: st.DrawFn) -> tuple[Measure, list[Counts]]:
    measure = draw(st.sampled_from(COUNTED))
    return measure, draw(st.lists(truths(measure), min_size=1, max_size=4))


def shown(measure: Measure, counts: Counts) -> Counts:
    """Return true counts in the arrangement of the released ones: groups where members see groups."""
    group = {column.code: column.group for column in measure.columns}
    found: Counts = Counter()
    for cell, count in counts.items():
        coarse = measure.rows.get(By(cell.by)) is Detail.GROUPS if cell.by in set(By) else False
        found[cell._replace(column=group[cell.column]) if coarse else cell] += count
    return found


def as_truth(measure: Measure, released: Counts) -> Counts:
    """Return released counts as true ones: a group's count laid into that group's columns, in order."""
    found: Counts = Counter()
    for by, detail in measure.rows.items():
        if detail is Detail.GROUPS:
            for group in measure.groups:
                codes = [column.code for column in measure.columns if column.group == group.code]
                left = {code: released[Cell(By.TOTAL, ALL, code)] for code in codes}
                for row in ROWS[by]:
                    due = released[Cell(by, row, group.code)]
                    for code in codes:
                        part = min(due, left[code])
                        found[Cell(by, row, code)] += part
                        due, left[code] = due - part, left[code] - part
    kept = {c: n for c, n in released.items() if measure.rows.get(c.by) is not Detail.GROUPS}  # type: ignore[call-overload]
    found.update(kept)
    return found


@given(histories())
def test_what_is_released_might_be_the_exact_truth(history: tuple[Measure, list[Counts]]) -> None:
    """The released figures of all quarters, taken as true, are released as themselves: two histories look alike."""
    measure, truth = history
    released = rounded(repeat(measure), truth, ROWS, BASE)
    imagined = [as_truth(measure, quarter) for quarter in released]
    assert [+quarter for quarter in rounded(repeat(measure), imagined, ROWS, BASE)] == [
        +quarter for quarter in released
    ]


@given(histories())
def test_no_small_count_equals_what_is_released_for_it(history: tuple[Measure, list[Counts]]) -> None:
    """So the two histories differ in every cell of one to four, in every release."""
    measure, truth = history
    for quarter, released in zip(truth, rounded(repeat(measure), truth, ROWS, BASE), strict=True):
        for cell, count in shown(measure, quarter).items():
            if 0 < count < BASE:
                assert released[cell] in {0, BASE}


@given(histories())
def test_released_figures_add_up_and_are_less_than_five_away(history: tuple[Measure, list[Counts]]) -> None:
    """Each arrangement has the same total; each cell is a multiple of five nearest below or above the truth."""
    measure, truth = history
    for quarter, released in zip(truth, rounded(repeat(measure), truth, ROWS, BASE), strict=True):
        true = shown(measure, quarter)
        for cell in true.keys() | released.keys():
            assert released[cell] % BASE == 0
            assert abs(released[cell] - true[cell]) < BASE
        whole = sum(count for cell, count in released.items() if cell.by == By.TOTAL)
        for by in (*measure.rows, *measure.also):
            assert sum(count for cell, count in released.items() if cell.by == by) == whole


@given(histories())
def test_a_total_over_all_quarters_stays_within_half_a_five(history: tuple[Measure, list[Counts]]) -> None:
    """What rounding takes in one quarter it gives back in another, so that sums over time are true."""
    measure, truth = history
    released = rounded(repeat(measure), truth, ROWS, BASE)
    difference = sum(
        true[cell] - out[cell]
        for true, out in zip(truth, released, strict=True)
        for cell in true.keys() | out.keys()
        if cell.by == By.TOTAL
    )
    assert 2 * abs(difference) <= BASE


@given(histories(), st.integers(0, 3))
def test_a_later_quarter_never_changes_an_earlier_one(history: tuple[Measure, list[Counts]], kept: int) -> None:
    """What was released stays as it is, whatever comes after."""
    measure, truth = history
    assert rounded(repeat(measure), truth, ROWS, BASE)[:kept] == rounded(repeat(measure), truth[:kept], ROWS, BASE)


def released_of(table: Sequence[Sequence[int]], measure: Measure) -> Counts:
    counts: Counts = Counter()
    for row, values in zip(MEMBERS, table, strict=False):
        for column, value in zip(measure.columns, values, strict=True):
            counts[Cell(By.REQUESTER, row, column.code)] += value
            counts[Cell(By.TOTAL, ALL, column.code)] += value
    return counts


TWO_BY_TWO = plain("a", "b", rows={By.REQUESTER: Detail.COLUMNS})
ONE_COLUMN = plain("a", rows={By.REQUESTER: Detail.COLUMNS})


def test_of_all_small_tables_none_is_alone_with_what_it_releases() -> None:
    """Two members and two columns, counts up to 10 tried out: each small cell keeps two values or more."""
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for values in product((0, 1, 2, 3, 4, 5, 6, 8, 10), repeat=4):
        truth = [released_of((values[:2], values[2:]), TWO_BY_TWO)]
        alike[seen(TWO_BY_TWO, truth)].append(values)
    assert_no_cell_is_known(alike)


def test_of_all_pairs_of_releases_none_reveals_a_cell() -> None:
    """Two members over two quarters, tried out: both releases together leave each small cell two values or more."""
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for values in product((0, 1, 2, 3, 4, 5, 6, 8, 10), repeat=4):
        truth = [released_of(((a,), (b,)), ONE_COLUMN) for a, b in (values[:2], values[2:])]
        alike[seen(ONE_COLUMN, truth)].append(values)
    assert_no_cell_is_known(alike)


def seen(measure: Measure, truth: list[Counts]) -> object:
    """Return all that a reader of the releases sees of a history."""
    return tuple(frozenset((+released).items()) for released in rounded(repeat(measure), truth, ROWS, BASE))


def assert_no_cell_is_known(alike: Mapping[object, list[tuple[int, ...]]]) -> None:
    """Of the histories that look alike, no small cell has the same value in all."""
    assert len(alike) > 1
    for same in alike.values():
        for place in range(4):
            values = {history[place] for history in same}
            assert len(values) > 1 or values.isdisjoint(range(1, BASE)), (place, same)


def test_rounding_each_figure_on_its_own_would_have_revealed_four_cells() -> None:
    """Why totals are shared out: rounded alone, four cells of 2 and their total of 8 fit no other table."""
    cells = [2, 2, 2, 2]
    alone = [nearest(cell, 0, BASE) for cell in cells], nearest(sum(cells), 0, BASE)
    fitting = [
        values
        for values in product(range(8), repeat=4)
        if ([nearest(v, 0, BASE) for v in values], nearest(sum(values), 0, BASE)) == alone
    ]
    assert fitting == [(2, 2, 2, 2)]
    assert sum(apportion(alone[1], cells, [0] * 4, BASE)) == alone[1]


def test_a_member_with_one_case_each_quarter_is_shown_five_in_five_quarters() -> None:
    """Small figures are late and never lost: the member most owed is rounded up first."""
    truth = [released_of(((1,), (1,)), ONE_COLUMN) for _ in range(10)]
    released = rounded(repeat(ONE_COLUMN), truth, ROWS, BASE)
    for member in ("XA", "XB"):
        assert sum(quarter[Cell(By.REQUESTER, member, "a")] for quarter in released) == 10


def test_nothing_is_shown_where_nothing_happened() -> None:
    """Nought is never rounded up."""
    (released,) = rounded(repeat(TWO_BY_TWO), [released_of(((0, 3), (0, 4)), TWO_BY_TWO)], ROWS, BASE)
    assert [cell for cell, count in released.items() if count and cell.column == "a"] == []
    assert sum(released.values()) == 10


@pytest.mark.parametrize(("total", "values"), [(10, [1]), (3, [1, 2]), (0, [5])])
def test_a_total_that_is_no_rounding_of_its_parts_is_refused(total: int, values: list[int]) -> None:
    """Sharing out never bends a cell by five or more to make a sum come out."""
    with pytest.raises(ValueError, match="cannot be shared out"):
        apportion(total, values, [0] * len(values), BASE)


@given(st.lists(st.integers(0, 100)), st.sampled_from([5, 10]))
def test_sharing_out_rounds_each_part_down_or_up(values: list[int], base: int) -> None:
    """A part is rounded to one of its two neighbours, whatever is owed."""
    total = nearest(sum(values), 0, base)
    for value, share in zip(values, apportion(total, values, [0] * len(values), base), strict=True):
        assert share in {value - value % base, value + -value % base}
