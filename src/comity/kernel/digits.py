"""Digits of any script, as keyboards of the world write them (Unicode, decimal digit values)."""

import unicodedata
from typing import Final

_DIRECTION: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of writing direction, which some keyboards and clipboards put beside numbers; nobody sees them."""


def ascii_digits(text: str) -> str:
    """Return `text` with each decimal digit as 0 to 9, and without marks of writing direction.

    Nothing else changes: a superscript, a fraction or a Roman numeral is no decimal digit.
    """
    if text.isascii():
        return text
    return "".join(_one(sign) for sign in text if sign not in _DIRECTION)


def _one(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
