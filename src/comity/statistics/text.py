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
    """Return the whole release as readable text."""
    lines = [
        f"Figures of {release.quarter} ({release.first_day} to {release.last_day})",
        "",
        *_paragraph(
            f"Every count is rounded to {release.base}, down or up, so that no small number can be computed from "
            f"sums or from two releases; each is less than {release.base} from the truth, save the totals of a "
            "member's row. Columns and rows of nought only are left out."
        ),
    ]
    for measure in release.measures:
        lines += _measure(release, measure)
    lines += ["", *_heading("In force at the end of the quarter")]
    lines += [_entry(row.row, row.total) for row in release.in_force.rows if row.total]
    lines += ["", *_heading("Time of review in hours")]
    lines += [_entry(f"{h.lane.value}, median", h.median) for h in release.review_hours]
    lines += [_entry(f"{h.lane.value}, ninetieth percentile", h.ninetieth) for h in release.review_hours]
    lines += ["", *_heading("Shares in per cent")]
    lines += [_entry(share.title, share.percent) for share in release.shares]
    for reply in release.replies:
        lines += ["", *_heading(f"Reply of {reply.member}"), *_paragraph(reply.text)]
    return "\n".join(lines) + "\n"


def _measure(release: Release, measure: Measure) -> Iterator[str]:
    yield ""
    yield from _heading(f"{measure.title} ({measure.unit})")
    yield from _paragraph(measure.definition)
    for by in (By.TOTAL.value, *measure.also, *(row.value for row in measure.rows)):
        table = release.table(measure.id, by)
        columns = measure.also.get(by) or (*measure.columns, *measure.groups)
        yield ""
        yield from _flat(table, columns) if table.rows[0].row == ALL else _grid(table, columns)


def _flat(table: Table, columns: Sequence[Column]) -> Iterator[str]:
    labels = {column.code: column.label for column in columns}
    line = table.rows[0]
    if table.by == By.TOTAL:
        yield _entry("All", line.total)
    for code, count in zip(table.columns, line.counts, strict=True):
        if count:
            yield _entry(f"  {labels[code]}", count)


def _grid(table: Table, columns: Sequence[Column]) -> Iterator[str]:
    """Yield a table in as many strips as its columns need; rows and columns of nought are left out."""
    labels = {column.code: column.label for column in columns}
    lines = [line for line in table.rows if line.total]
    used = [place for place in range(len(table.columns)) if any(line.counts[place] for line in lines)]
    yield f"By {table.by}:" if lines else f"By {table.by}: none"
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
