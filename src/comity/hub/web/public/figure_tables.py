"""Tables of released figures as a page shows them: names in words; what counts nothing is left out and said to be."""

from collections.abc import Mapping, Sequence

import msgspec

from comity.hub.web.public.tongue import Tongue
from comity.statistics.measures import By, Column, Measure
from comity.statistics.release import Release, Table
from comity.statistics.tally import ALL, POOLED


class Row(msgspec.Struct, frozen=True):
    """A row of cells as they are written; `member` where the row is one."""

    name: str
    cells: tuple[str, ...]
    member: str | None = None


class Grid(msgspec.Struct, frozen=True):
    """A table: what its rows are, the heads of its columns, and whether rows or columns of nought were left out."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: bool = False


def measure_of(release: Release, id_: str) -> Measure:
    """Return a measure as the release itself describes it; raises `KeyError` for one that it does not have."""
    return {measure.id: measure for measure in release.measures}[id_]


def arrangements(release: Release, id_: str, tongue: Tongue) -> tuple[Grid, ...]:
    """Return every table of a measure in which something is counted, that of the whole organisation first."""
    measure = measure_of(release, id_)
    names = (By.TOTAL.value, *measure.also, *(by.value for by in measure.rows))
    grids = (_grid(measure, release.table(id_, name), tongue) for name in names)
    return tuple(grid for grid in grids if grid.rows)


def _grid(measure: Measure, table: Table, tongue: Tongue) -> Grid:
    labels = {column.code: tongue.label(column.label) for column in _columns(measure, table)}
    if table.rows[0].row == ALL:
        return _down(table, labels, tongue)
    return _across(table, labels, tongue)


def _columns(measure: Measure, table: Table) -> Sequence[Column]:
    return measure.also.get(table.by) or (*measure.columns, *measure.groups)


def _down(table: Table, labels: Mapping[str, str], tongue: Tongue) -> Grid:
    """Return the one row of the whole organisation as rows, one for each column."""
    line = table.rows[0]
    rows = [
        Row(labels[code], (tongue.number(count),))
        for code, count in zip(table.columns, line.counts, strict=True)
        if count or len(table.columns) <= FEW
    ]
    rows.append(Row(tongue.say("Total"), (tongue.number(line.total),)))
    return Grid(
        caption(table.by, tongue),
        tongue.say("Column"),
        (tongue.say("Count"),),
        tuple(rows),
        len(rows) <= len(table.columns),
    )


FEW = 8
"""So many columns are shown even where nothing is counted in them."""


def _across(table: Table, labels: Mapping[str, str], tongue: Tongue) -> Grid:
    lines = [line for line in table.rows if line.total]
    used = [place for place in range(len(table.columns)) if any(line.counts[place] for line in lines)]
    rows = tuple(
        Row(
            row_name(line.row, table.by, tongue),
            (*(tongue.number(line.counts[place]) for place in used), tongue.number(line.total)),
            line.row if table.by != By.KIND and line.row != POOLED else None,
        )
        for line in lines
    )
    heads = (*(labels[table.columns[place]] for place in used), tongue.say("Total"))
    left_out = len(lines) < len(table.rows) or len(used) < len(table.columns)
    corner = tongue.say("Kind") if table.by == By.KIND else tongue.say("Member")
    return Grid(caption(table.by, tongue), corner, heads, rows, left_out)


def row_name(row: str, by: str, tongue: Tongue) -> str:
    """Return the name of a row: a kind in words, a member by its code."""
    if row == POOLED:
        return tongue.say("Not shown by member")
    return kind_name(row, tongue) if by == By.KIND else row


def kind_name(kind: str, tongue: Tongue) -> str:
    """Return a kind of notice in words."""
    return {
        "red": tongue.say("Red"),
        "blue": tongue.say("Blue"),
        "green": tongue.say("Green"),
        "yellow": tongue.say("Yellow"),
        "black": tongue.say("Black"),
        "orange": tongue.say("Orange"),
        "purple": tongue.say("Purple"),
        "silver": tongue.say("Silver"),
        "special": tongue.say("Special"),
    }.get(kind, kind)


def caption(by: str, tongue: Tongue) -> str:
    """Return how the rows of a table are arranged, in words."""
    return {
        By.TOTAL.value: tongue.say("The whole organisation"),
        By.KIND.value: tongue.say("By kind of notice"),
        By.REQUESTER.value: tongue.say("By requesting member"),
        By.RECIPIENT.value: tongue.say("By receiving member"),
        "agreement": tongue.say("By agreement of the reviewers"),
        "lane": tongue.say("By urgency and target"),
    }.get(by, by)
