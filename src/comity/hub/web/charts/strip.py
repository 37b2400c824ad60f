"""The strip above a timeline: a lane for each sort of event, a numbered mark for each, a bar for what took time.

It has no width of its own: places are parts of the width and sizes are pixels, so that its words are as
large on a telephone as on a desk. Marks that would lie on one another are drawn as one, `3…7`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from comity.hub.web.charts.axis import Axis, axis
from comity.hub.web.charts.palette import FONT, INK, MAIN, PAPER, QUIET, RULE, VIOLET
from comity.hub.web.charts.svg import Svg, percent, tag
from comity.hub.web.charts.when import said

LANE: Final = 54
"""Height of a lane in pixels: its name, and below it its line."""
_LINE: Final = 36
_FOOT: Final = 28
_RADIUS: Final = 10
_NARROWEST: Final = 290
"""Pixels of the narrowest strip that is shown."""
_NEAR: Final = 0.07
"""Two marks of 20 pixels touch at this part of the narrowest strip."""
_NEAR_A_GROUP: Final = 0.11


class Mark(msgspec.Struct, frozen=True):
    """An event: the days that it may mean, `vague` where even these are not to be relied on."""

    number: int
    lane: str
    first: date
    last: date
    hint: str
    vague: bool = False
    square: bool = False


def strip(marks: Sequence[Mark], lanes: Sequence[str]) -> Svg:
    """Return the strip as inline SVG; `marks` (at least one) are in order, `lanes` name every lane once."""
    line = axis([day for mark in marks for day in (mark.first, mark.last)])
    height = LANE * len(lanes) + _FOOT
    drawn = [_axis(line, height)]
    for place, lane in enumerate(lanes):
        drawn.append(_lane(lane, [mark for mark in marks if mark.lane == lane], line, LANE * place))
    return tag(
        "svg",
        *drawn,
        class_="comity-timeline__strip",
        role="img",
        aria_label=_summary(marks),
        width="100%",
        height=height,
        font_family=FONT,
        font_size=13,
        direction="ltr",
    )


def _summary(marks: Sequence[Mark]) -> str:
    last = max(mark.last for mark in marks)
    return f"{len(marks)} events from {said(marks[0].first)} to {said(last)}; the list below tells each."


def _axis(line: Axis, height: int) -> Svg:
    foot = height - _FOOT
    ticks: list[Svg] = []
    for tick in line.ticks():
        x = percent(tick.at)
        ticks.append(tag("line", x1=x, x2=x, y1=0, y2=foot + 6, stroke=RULE))
        ticks.append(tag("text", tick.label, x=x, y=foot + 21, text_anchor="middle", fill=QUIET))
    return tag("g", tag("rect", width="100%", height=height, fill=PAPER), *ticks)


def _lane(name: str, marks: Sequence[Mark], line: Axis, top: int) -> Svg:
    middle = top + _LINE
    return tag(
        "g",
        tag("line", x1=0, x2="100%", y1=middle, y2=middle, stroke=QUIET),
        *(bar for mark in marks for bar in _bar(mark, line, middle)),
        *(_mark(group, line, middle) for group in _groups(marks, line)),
        # A white edge keeps the name legible where a line of the axis runs behind it.
        tag(
            "text", name, x=0, y=top + 17, fill=INK, font_weight=600, stroke=PAPER, stroke_width=4, paint_order="stroke"
        ),
    )


def _bar(mark: Mark, line: Axis, middle: int) -> Iterator[Svg]:
    """Yield the bar of what took time, or may have been at any time in it."""
    start, end = line.place(mark.first), line.place(mark.last)
    if mark.first == mark.last:
        return
    dashes = "4 3" if mark.vague else None
    yield tag(
        "rect",
        tag("title", mark.hint),
        x=percent(start),
        width=percent(end - start),
        y=middle - 5,
        height=10,
        fill=PAPER if mark.vague else RULE,
        stroke=MAIN,
        stroke_width=1.5,
        stroke_dasharray=dashes,
    )


def _middle(mark: Mark, line: Axis) -> float:
    return (line.place(mark.first) + line.place(mark.last)) / 2


def _groups(marks: Sequence[Mark], line: Axis) -> list[list[Mark]]:
    """Return marks in groups of those that would lie on one another, from left to right."""
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda each: (_middle(each, line), each.number)):
        if groups:
            room = _NEAR if len(groups[-1]) == 1 else _NEAR_A_GROUP
            if _middle(mark, line) - _centre(groups[-1], line) < room:
                groups[-1].append(mark)
                continue
        groups.append([mark])
    return groups


def _centre(group: Sequence[Mark], line: Axis) -> float:
    return (_middle(group[0], line) + _middle(group[-1], line)) / 2


def _mark(group: Sequence[Mark], line: Axis, middle: int) -> Svg:
    """Return one mark for a group, in a place of its own within which sizes are pixels."""
    square = any(mark.square for mark in group)
    numbers = sorted(mark.number for mark in group)
    shown = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}…{numbers[-1]}"
    half = max(_RADIUS, 4 + 4 * len(shown))
    edge = half / _NARROWEST
    return tag(
        "svg",
        tag("title", "\n".join(mark.hint for mark in group)),
        tag(
            "rect",
            x=-half,
            y=-_RADIUS,
            width=2 * half,
            height=2 * _RADIUS,
            rx=2 if square else _RADIUS,
            fill=VIOLET if square else MAIN,
            stroke=PAPER,
            stroke_width=2,
        ),
        tag("text", shown, y=4, text_anchor="middle", fill=PAPER, font_size=12, font_weight=600),
        # A long mark at an end moves inwards, so that nothing of it is cut off on a telephone.
        x=percent(min(max(_centre(group, line), edge), 1 - edge)),
        y=middle,
        overflow="visible",
    )
