"""A release as text for a terminal: no line longer than `WIDTH`, tables of members only where something is counted."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from comity.statistics.measures import By, Column, Measure
from comity.statistics.release import Release, Table
from comity.statistics.tally import ALL, POOLED

WIDTH: Final = 100
_NAMES: Final = {ALL: "All", POOLED: "Not shown by member"}
_ROW_WIDTH: Final = 20
_CELL: Final = 11


def text(release: Release) -> str:
    """Return the whole release as readable text, what most readers look for first."""
    lines = [
        f"Figures of {release.quarter} ({release.first_day} to {release.last_day})",
        "",
        *_paragraph(
            f"Every count is rounded to {release.base}, down or up, so that no small number can be computed from "
            f"sums or from two releases; each is less than {release.base} from the truth, save the totals of a "
            "member's row. Columns and rows of nought are left out."
        ),
        "",
        *_heading("Shares in per cent"),
        *(_entry(share.title, share.percent) for share in release.shares),
        "",
        *_heading("Time of review in hours"),
        *(_entry(f"{hours.lane.value}, median", hours.median) for hours in release.review_hours),
        *(_entry(f"{hours.lane.value}, ninetieth percentile", hours.ninetieth) for hours in release.review_hours),
        "",
        *_heading("In force at the end of the quarter"),
        *(_entry(line.row, line.total) for line in release.in_force.rows if line.total),
    ]
    for measure in release.measures:
        lines += _measure(release, measure)
    for reply in release.replies:
        lines += ["", *_heading(f"Reply of {reply.member}"), *_paragraph(reply.text)]
    return "\n".join(lines) + "\n"


def title_of(measure: Measure) -> str:
    """Return the heading of a measure, with its unit where the title does not say it."""
    return measure.title if measure.title.lower() == measure.unit else f"{measure.title} ({measure.unit})"


def _measure(release: Release, measure: Measure) -> Iterator[str]:
    yield ""
    yield from _heading(title_of(measure))
    yield from _paragraph(measure.definition)
    yield ""
    total = release.table(measure.id, By.TOTAL).rows[0].total
    yield _entry("All", total)
    if not total:
        return
    for by in (By.TOTAL.value, *measure.also, *(row.value for row in measure.rows)):
        table = release.table(measure.id, by)
        columns = measure.also.get(by) or (*measure.columns, *measure.groups)
        if by != By.TOTAL:
            yield ""
            yield f"By {by}:"
        yield from _flat(table, columns) if table.rows[0].row == ALL else _grid(table, columns)


def _flat(table: Table, columns: Sequence[Column]) -> Iterator[str]:
    labels = {column.code: column.label for column in columns}
    for code, count in zip(table.columns, table.rows[0].counts, strict=True):
        if count:
            yield _entry(f"  {labels[code]}", count)


def _grid(table: Table, columns: Sequence[Column]) -> Iterator[str]:
    """Yield a table in as many strips as its columns need; rows and columns of nought are left out."""
    labels = {column.code: column.label for column in columns}
    lines = [line for line in table.rows if line.total]
    used = [place for place in range(len(table.columns)) if any(line.counts[place] for line in lines)]
    each = (WIDTH - _ROW_WIDTH) // _CELL
    for start in range(0, len(used), each):
        strip = used[start : start + each]
        yield from _head([labels[table.columns[place]] for place in strip])
        for line in lines:
            name = _NAMES.get(line.row, line.row)
            yield f"{name:<{_ROW_WIDTH}}" + "".join(f"{line.counts[place]:>{_CELL},}" for place in strip)


def _head(labels: Sequence[str]) -> Iterator[str]:
    wrapped = [textwrap.wrap(label, _CELL - 1) for label in labels]
    for depth in range(max(map(len, wrapped))):
        cells = [part[depth] if depth < len(part) else "" for part in wrapped]
        yield " " * _ROW_WIDTH + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _heading(words: str) -> list[str]:
    return [words, "-" * min(len(words), WIDTH)]


def _entry(label: str, value: int | None) -> str:
    shown = "too few" if value is None else f"{value:,}"
    return f"{label:<60}{shown:>12}"


def _paragraph(words: str) -> list[str]:
    return [line for part in words.splitlines() for line in (textwrap.wrap(part, WIDTH) or [""])]
