"""SVG as values: elements whose text is always escaped, numbers always short, attributes always in one order."""

import re
from html import escape
from typing import Final

NAMESPACE: Final = "http://www.w3.org/2000/svg"
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | float | int | None


class Svg(str):
    """SVG that is finished: what was typed is escaped in it, and a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def tag(element: str, /, *children: str, **attributes: Value) -> Svg:
    """Return one element. `stroke_width=2` writes `stroke-width="2"`, a trailing `_` is dropped, None is left out.

    A child that is not `Svg` is text and is escaped.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = together(*children)
    return Svg(f"<{element}{written}>{inside}</{element}>" if inside else f"<{element}{written}/>")


def together(*parts: str) -> Svg:
    """Return parts one after the other, text among them escaped."""
    return Svg("".join(map(words, parts)))


def words(text: str) -> Svg:
    """Return text that may stand in an element; characters that XML cannot hold are left out."""
    return text if isinstance(text, Svg) else Svg(escape(_NOT_IN_XML.sub("", text)))


def number(value: float) -> str:
    """Return a number with at most one decimal, so that charts stay small and their bytes the same everywhere."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _attribute(value: str | float) -> str:
    return words(value) if isinstance(value, str) else number(value)


def percent(share: float) -> str:
    """Return a length as a part of the width that the reader's screen has; `share` in [0, 1]."""
    return f"{100 * share:.2f}%"
