"""Bars: one below the other, each with its name and its figure beside it, so that no scale need be read."""

from collections.abc import Sequence
from typing import Final

import msgspec

from comity.hub.web.charts.lettering import width_of, wrapped
from comity.hub.web.charts.palette import INK, MAIN, QUIET, RULE
from comity.hub.web.charts.sheet import LEADING, SIZE, Drawing, Said, Sheet, Width, sheet
from comity.hub.web.charts.svg import Svg, together

_BAR: Final = 18
_GAP: Final = 12
_NAMES: Final = 0.42
"""Part of a wide sheet for the names; on a narrow one they stand above their bars."""


class Bar(msgspec.Struct, frozen=True):
    """A name, a value (None where too little stands behind it to say) and how the value is written."""

    label: str
    value: int | None
    shown: str


def bars(said: Said, rows: Sequence[Bar], width: Width = Width.WIDE) -> Drawing:
    """Return a chart of `rows` as SVG, in their order, the longest bar as long as there is room."""
    paper = sheet(said, width)
    above = width is Width.NARROW
    start = 0.0 if above else width * _NAMES
    most = max((row.value or 0 for row in rows), default=0) or 1
    figures = max((width_of(row.shown, SIZE) for row in rows), default=0.0) + 8
    room = (width - start - figures) / most
    y = 4.0
    drawn: list[Svg] = []
    for row in rows:
        lines = wrapped(row.label, SIZE, width if above else start - 14)
        drawn.append(_row(paper, row, lines, (start, y), room))
        y += LEADING * len(lines) + _BAR + _GAP + 2 if above else max(LEADING * len(lines), _BAR) + _GAP
    return paper.finished(said, y, *drawn)


def _row(paper: Sheet, row: Bar, lines: Sequence[str], place: tuple[float, float], room: float) -> Svg:
    start, y = place
    middle = y + LEADING * len(lines) + 4 if not start else y + max(0, LEADING * (len(lines) - 1)) / 2 + 1
    length = (row.value or 0) * room
    shape = paper.rect(start, middle, max(length, 2), _BAR, fill=MAIN if length else RULE)
    figure = paper.text(
        start + max(length, 2) + 6,
        middle + 14,
        row.shown,
        font_weight=None if row.value is None else 600,
        fill=QUIET if row.value is None else INK,
    )
    return together(paper.lines(0, y + 15, lines), shape, figure)
