"""The colours and fills of charts, those of the design system; tests hold their contrasts (WCAG 2.2, 1.4.3, 1.4.11)."""

from enum import StrEnum
from functools import cache
from typing import Final

from comity.hub.web.charts.svg import Svg, tag

PAPER: Final = "#ffffff"
INK: Final = "#14242c"
QUIET: Final = "#4f626b"
RULE: Final = "#c9d5d8"
MAIN: Final = "#0a5c74"
WARM: Final = "#9c4310"
VIOLET: Final = "#5b3f86"
PALE: Final = "#9cc5cc"
FONT: Final = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Arial, sans-serif"
LEVELS: Final = (("#cfe3e6", INK), ("#9cc7cf", INK), ("#62a6b2", INK), ("#1f7281", PAPER), ("#0b3a45", PAPER))
"""From little to much: the shade of a tile, and the colour of the words on it."""


class Fill(StrEnum):
    """How parts of a whole are told apart: by pattern and shade, so that no colour need be seen."""

    FULL = "full"
    PALE = "pale"
    STRIPES = "stripes"
    DOTS = "dots"
    HATCH = "hatch"
    EMPTY = "empty"


def paint(fill: Fill) -> str:
    """Return the value of a `fill` attribute; patterns are those of `patterns`."""
    match fill:
        case Fill.FULL:
            return MAIN
        case Fill.PALE:
            return PALE
        case Fill.EMPTY:
            return PAPER
        case Fill.STRIPES | Fill.DOTS | Fill.HATCH:
            return f"url(#{fill})"


@cache
def patterns() -> Svg:
    """Return the definitions of all patterns."""
    stripe = tag("path", d="M-2 10 10 -2M4 12 12 4M-4 4 4 -4", stroke=MAIN, stroke_width=3)
    dot = tag("circle", cx=4, cy=4, r=2, fill=WARM)
    hatch = tag("path", d="M0 0 8 8M8 0 0 8", stroke=WARM, stroke_width=1.5)
    return tag(
        "defs",
        *(_pattern(fill, shape) for fill, shape in ((Fill.STRIPES, stripe), (Fill.DOTS, dot), (Fill.HATCH, hatch))),
    )


def _pattern(fill: Fill, shape: Svg) -> Svg:
    paper = tag("rect", width=8, height=8, fill=PAPER)
    return tag("pattern", paper, shape, id=fill.value, width=8, height=8, patternUnits="userSpaceOnUse")
