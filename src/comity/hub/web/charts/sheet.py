"""A sheet to draw on: places are said from where reading begins, so that one drawing serves both directions."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

import msgspec

from comity.hub.web.charts.palette import FONT, INK, PAPER, patterns
from comity.hub.web.charts.svg import NAMESPACE, Svg, tag, together

MEDIA_TYPE: Final = "image/svg+xml"
SIZE: Final = 15
"""Of letters, in pixels."""
LEADING: Final = 20
"""From line to line, in pixels."""


class Width(IntEnum):
    """A picture is drawn for a desk or for a telephone, each in the size in which it is shown."""

    WIDE = 720
    NARROW = 296


class Said(msgspec.Struct, frozen=True):
    """What a chart is called, and what it shows in words, in the language of its page."""

    title: str
    finding: str
    language: str = "en"
    rtl: bool = False


class Drawing(msgspec.Struct, frozen=True):
    """A picture as a document of its own, and its size in pixels."""

    document: bytes
    width: int
    height: int


class Sheet(msgspec.Struct, frozen=True):
    """A width in pixels and a direction of reading; `x` grows from where reading begins."""

    width: int = Width.WIDE
    rtl: bool = False

    def rect(self, x: float, y: float, width: float, height: float, **more: Any) -> Svg:
        left = self.width - x - width if self.rtl else x
        return tag("rect", x=left, y=y, width=width, height=height, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, **more: Any) -> Svg:
        return tag("line", x1=self.across(x1), y1=y1, x2=self.across(x2), y2=y2, **more)

    def text(self, x: float, y: float, text: str, **more: Any) -> Svg:
        """Write from `x` on in the direction of reading, or as `text_anchor` says."""
        return tag("text", text, x=self.across(x), y=y, **{"fill": INK, **more})

    def lines(self, x: float, y: float, lines: Sequence[str], **more: Any) -> Svg:
        """Write lines one below the other, the first on `y`."""
        return together(*(self.text(x, y + LEADING * n, line, **more) for n, line in enumerate(lines)))

    def across(self, x: float) -> float:
        """Return a place as SVG counts it, from the left."""
        return self.width - x if self.rtl else x

    def finished(self, said: Said, height: float, *parts: str) -> Drawing:
        """Return the picture as a document that stands by itself and says in words what it shows."""
        tall = round(height)
        drawn = tag(
            "svg",
            tag("title", said.title, id="title"),
            tag("desc", said.finding, id="desc"),
            patterns(),
            tag("rect", width=self.width, height=tall, fill=PAPER),
            *parts,
            xmlns=NAMESPACE,
            width=self.width,
            height=tall,
            viewBox=f"0 0 {self.width} {tall}",
            role="img",
            aria_labelledby="title desc",
            lang=said.language,
            direction="rtl" if self.rtl else "ltr",
            font_family=FONT,
            font_size=SIZE,
        )
        return Drawing(drawn.encode(), self.width, tall)


def sheet(said: Said, width: Width) -> Sheet:
    """Return an empty sheet for what is `said`."""
    return Sheet(int(width), said.rtl)
