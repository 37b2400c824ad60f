"""A line over quarters, and small ones beside each other: the same scale for all, the last figure beside its end."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from comity.hub.web.charts.lettering import width_of, wrapped
from comity.hub.web.charts.palette import INK, MAIN, PAPER, QUIET, RULE
from comity.hub.web.charts.sheet import LEADING, SIZE, Drawing, Said, Sheet, Width, sheet
from comity.hub.web.charts.svg import Svg, number, tag, together

_HIGH: Final = 76
_MARK: Final = 4.5
_SMALL: Final = 13


class Panel(msgspec.Struct, frozen=True):
    """One line: a value for each quarter, None where too little stands behind it; how values are written."""

    label: str
    values: tuple[int | None, ...]
    shown: tuple[str, ...]


def lines(said: Said, quarters: Sequence[str], panels: Sequence[Panel], width: Width = Width.WIDE) -> Drawing:
    """Return `panels` as SVG, one below the other; `quarters` (at least one) are written below the last."""
    paper = sheet(said, width)
    most = max((value or 0 for panel in panels for value in panel.values), default=0) or 1
    room = max(width_of(words, SIZE) for panel in panels for words in panel.shown) + 14
    y = 2.0
    drawn: list[Svg] = []
    for panel in panels:
        names = wrapped(panel.label, SIZE, width)
        drawn.append(paper.lines(0, y + 15, names, font_weight=600))
        y += LEADING * len(names) + 20
        drawn.extend(_panel(paper, panel, most, (y, room)))
        y += _HIGH + 18
    drawn.extend(_feet(paper, quarters, y, room))
    return paper.finished(said, y + LEADING, *drawn)


def _x(paper: Sheet, place: int, count: int, room: float) -> float:
    """Return where a quarter stands; the last leaves `room` for the figure beside it."""
    return 12 + (paper.width - 12 - room) * (place / (count - 1) if count > 1 else 0.5)


def _panel(paper: Sheet, panel: Panel, most: int, place: tuple[float, float]) -> Iterator[Svg]:
    top, room = place
    count = len(panel.values)
    yield paper.line(0, top + _HIGH, paper.width, top + _HIGH, stroke=QUIET)
    yield paper.line(0, top, paper.width, top, stroke=RULE)
    spots = [
        (_x(paper, at, count, room), top + _HIGH * (1 - value / most)) if value is not None else None
        for at, value in enumerate(panel.values)
    ]
    for stretch in _stretches(spots):
        points = " ".join(f"{number(paper.across(x))},{number(y)}" for x, y in stretch)
        yield tag("polyline", points=points, fill="none", stroke=MAIN, stroke_width=2)
    for at, spot in enumerate(spots):
        yield _spot(paper, spot, _x(paper, at, count, room), top + _HIGH)
    last = spots[-1]
    height = last[1] if last else top + _HIGH
    yield paper.text(
        _x(paper, count - 1, count, room) + 10, min(height + 5, top + _HIGH - 4), panel.shown[-1], font_weight=600
    )
    yield _peak(paper, panel, spots)


def _peak(paper: Sheet, panel: Panel, spots: Sequence[tuple[float, float] | None]) -> Svg:
    """Write the highest figure above its mark, so that the scale is known, unless it is the last one."""
    most = max((value or 0 for value in panel.values), default=0)
    at = next(place for place, value in enumerate(panel.values) if (value or 0) == most)
    spot = spots[at]
    if not spot or not most or at == len(spots) - 1:
        return together()
    start = max(spot[0], width_of(panel.shown[at], _SMALL) / 2)
    return paper.text(start, spot[1] - 8, panel.shown[at], text_anchor="middle", font_size=_SMALL, fill=INK)


def _spot(paper: Sheet, spot: tuple[float, float] | None, x: float, foot: float) -> Svg:
    """Mark a quarter: a dot, or a cross on the foot where too little stands behind the figure to give it."""
    if spot is None:
        across = number(paper.across(x) - _MARK)
        cross = f"M{across} {number(foot - _MARK)}l9 9m0 -9l-9 9"
        return tag("path", d=cross, stroke=QUIET, stroke_width=2)
    return tag("circle", cx=paper.across(spot[0]), cy=spot[1], r=_MARK, fill=MAIN, stroke=PAPER, stroke_width=1.5)


def _stretches(spots: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """Yield the runs of neighbouring figures: no line is drawn across a quarter without one."""
    run: list[tuple[float, float]] = []
    for spot in (*spots, None):
        if spot is not None:
            run.append(spot)
        elif run:
            yield run
            run = []


def _feet(paper: Sheet, quarters: Sequence[str], y: float, room: float) -> Iterator[Svg]:
    """Yield as many names of quarters as there is room for, the last always."""
    count = len(quarters)
    wide = max(width_of(quarter, _SMALL) for quarter in quarters) + 14
    between = (paper.width - 12 - room) / max(1, count - 1)
    step = max(1, -int(-wide // between))
    for at in range(count - 1, -1, -step):
        half = width_of(quarters[at], _SMALL) / 2
        x = min(max(_x(paper, at, count, room), half), paper.width - half)
        yield paper.text(x, y + 6, quarters[at], text_anchor="middle", font_size=_SMALL, fill=QUIET, direction="ltr")
