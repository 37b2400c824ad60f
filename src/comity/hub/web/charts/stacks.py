"""Parts of a whole: bars of equal length, shared out; each part has a pattern, a name and its figure."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from comity.hub.web.charts.lettering import width_of, wrapped
from comity.hub.web.charts.palette import INK, MAIN, PAPER, QUIET, Fill, paint
from comity.hub.web.charts.sheet import LEADING, SIZE, Drawing, Said, Sheet, Width, sheet
from comity.hub.web.charts.svg import Svg

_BAR: Final = 34
_SWATCH: Final = 18
_GAP: Final = 14


class Part(msgspec.Struct, frozen=True):
    """What is told apart in every bar; the label of a single bar's part says its figure too."""

    label: str
    fill: Fill


class Stack(msgspec.Struct, frozen=True):
    """A bar: one value for each part, as it is and as it is written; `note` stands where there is nothing to share."""

    label: str
    values: tuple[int, ...]
    shown: tuple[str, ...]
    note: str = ""


def stacks(said: Said, parts: Sequence[Part], rows: Sequence[Stack], width: Width = Width.WIDE) -> Drawing:
    """Return bars of `rows` as SVG, with a key of `parts` above them."""
    paper = sheet(said, width)
    y = 2.0
    drawn: list[Svg] = []
    for part in parts:
        lines = wrapped(part.label, SIZE, width - _SWATCH - 12)
        drawn += (_swatch(paper, part, y), paper.lines(_SWATCH + 10, y + 14, lines))
        y += LEADING * len(lines) + 6
    y += 8
    for row in rows:
        if row.label:
            drawn.append(paper.text(0, y + 14, row.label, font_weight=600))
            y += LEADING + 4
        drawn.extend(_bar(paper, row, parts, y))
        y += _BAR + _GAP
    return paper.finished(said, y, *drawn)


def _swatch(paper: Sheet, part: Part, y: float) -> Svg:
    return paper.rect(1, y + 1, _SWATCH - 2, _SWATCH - 2, fill=paint(part.fill), stroke=MAIN)


def _bar(paper: Sheet, row: Stack, parts: Sequence[Part], y: float) -> Iterator[Svg]:
    """Yield the parts of one bar; a figure stands in its part where there is room, on paper so that it can be read."""
    whole = sum(row.values)
    if not whole:
        yield paper.rect(1, y, paper.width - 2, _BAR, fill=PAPER, stroke=QUIET, stroke_dasharray="4 3")
        yield paper.text(12, y + 22, row.note, fill=QUIET)
        return
    x = 1.0
    for part, value, shown in zip(parts, row.values, row.shown, strict=True):
        length = (paper.width - 2) * value / whole
        if not value:
            continue
        yield paper.rect(x, y, length, _BAR, fill=paint(part.fill), stroke=MAIN)
        chip = width_of(shown, SIZE) + 10
        if length > chip + 8:
            middle = x + length / 2
            yield paper.rect(middle - chip / 2, y + 6, chip, _BAR - 12, fill=PAPER, rx=3)
            yield paper.text(middle, y + 22, shown, text_anchor="middle", font_weight=600, fill=INK)
        x += length
