"""A tile for each member, shaded and labelled with a share: a picture of the whole that two hundred members fit in.

Tiles stand in the order of their codes. Members of a sample have no geography, and a map of the world would give
size where there is none: one member, one tile.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from comity.hub.web.charts.palette import INK, LEVELS, QUIET, Fill, paint
from comity.hub.web.charts.sheet import LEADING, SIZE, Drawing, Said, Sheet, Width, sheet
from comity.hub.web.charts.svg import Svg, Value, tag

_SIDES: Final = (88, 64, 46)
_GAP: Final = 4
_MOST_HIGH: Final = 420
_STEP: Final = 20
"""Per cent from shade to shade."""
NO_LEVEL: Final = -1


class Tile(msgspec.Struct, frozen=True):
    """A member and its share in per cent, None where too little stands behind it; how the share is written."""

    code: str
    percent: int | None
    shown: str


class Key(msgspec.Struct, frozen=True):
    """What a shade means, in words; `level` as `level_of` gives it."""

    level: int
    label: str


def level_of(percent: int | None) -> int:
    """Return which shade a share has, from 0 to 4, or `NO_LEVEL`."""
    return NO_LEVEL if percent is None else min(percent // _STEP, len(LEVELS) - 1)


def bounds_of(level: int) -> tuple[int, int]:
    """Return the lowest and highest share of a shade, in per cent."""
    return level * _STEP, 100 if level == len(LEVELS) - 1 else (level + 1) * _STEP - 1


def tiles(said: Said, members: Sequence[Tile], keys: Sequence[Key], width: Width = Width.WIDE) -> Drawing:
    """Return the tiles of `members` as SVG, in their order, and a key of the shades below."""
    paper = sheet(said, width)
    side = _side(len(members), width)
    across = int((width + _GAP) // (side + _GAP))
    size = SIZE - 2 if side == _SIDES[-1] else SIZE
    shapes: list[Svg] = []
    names: list[Svg] = []
    shares: list[Svg] = []
    for place, tile in enumerate(members):
        x, y = place % across * (side + _GAP), place // across * (side + _GAP)
        level = level_of(tile.percent)
        ink = INK if level == NO_LEVEL else LEVELS[level][1]
        shapes.append(paper.rect(x + 0.5, y + 0.5, side - 1, side - 1, **_shade(level)))
        names.append(paper.text(x + side / 2, y + side / 2 - 3, tile.code, fill=ink))
        shares.append(paper.text(x + side / 2, y + side / 2 + size, tile.shown, fill=ink))
    drawn = [
        tag("g", *shapes, stroke=QUIET),
        tag("g", *names, text_anchor="middle", font_size=size, font_weight=700),
        tag("g", *shares, text_anchor="middle", font_size=size),
    ]
    foot = -(-len(members) // across) * (side + _GAP) + 12.0
    return paper.finished(said, foot + (LEADING + 6) * len(keys), *drawn, *_keys(paper, keys, foot))


def _keys(paper: Sheet, keys: Sequence[Key], foot: float) -> Iterator[Svg]:
    for place, key in enumerate(keys):
        y = foot + place * (LEADING + 6)
        yield paper.rect(1, y, 26, 18, stroke=QUIET, **_shade(key.level))
        yield paper.text(38, y + 14, key.label)


def _side(count: int, width: Width) -> int:
    """Return the largest side of a tile with which the whole is not too high; the smallest where none is."""
    for side in _SIDES:
        if -(-count // int((width + _GAP) // (side + _GAP))) * (side + _GAP) <= _MOST_HIGH:
            return side
    return _SIDES[-1]


def _shade(level: int) -> dict[str, Value]:
    if level == NO_LEVEL:
        return {"fill": paint(Fill.EMPTY), "stroke_dasharray": "4 3"}
    return {"fill": LEVELS[level][0]}
