"""SVG as values: elements whose text is always escaped, numbers always short, attributes always in one order."""

import re
from typing import Final

from markupsafe import Markup, escape

NAMESPACE: Final = "http://www.w3.org/2000/svg"
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING: Final = Markup("")
_ATTRIBUTE: Final = Markup(' {}="{}"')
_FULL: Final = Markup("<{0}{1}>{2}</{0}>")
_EMPTY: Final = Markup("<{}{}/>")
Value = str | float | int | None


def tag(element: str, /, *children: str, **attributes: Value) -> Markup:
    """Return one element. `stroke_width=2` writes `stroke-width="2"`, a trailing `_` is dropped, None is left out.

    A child that is not `Markup` is text and is escaped.
    """
    written = _NOTHING.join(
        _ATTRIBUTE.format(name.rstrip("_").replace("_", "-"), _attribute(value))
        for name, value in attributes.items()
        if value is not None
    )
    inside = _NOTHING.join(words(child) for child in children)
    return _FULL.format(element, written, inside) if inside else _EMPTY.format(element, written)


def words(text: str) -> Markup:
    """Return text that may stand in an element; characters that XML cannot hold are left out."""
    return text if isinstance(text, Markup) else escape(_NOT_IN_XML.sub("", text))


def number(value: float) -> str:
    """Return a number with at most one decimal, so that charts stay small and their bytes the same everywhere."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _attribute(value: str | float) -> str:
    return words(value) if isinstance(value, str) else number(value)


def percent(share: float) -> str:
    """Return a length as a part of the width that the reader's screen has; `share` in [0, 1]."""
    return f"{100 * share:.2f}%"
