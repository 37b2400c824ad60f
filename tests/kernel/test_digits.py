"""Digits of every script are digits."""

import sys
import unicodedata

import pytest

from comity.kernel.digits import ascii_digits


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("", ""),
        ("K1234567", "K1234567"),
        ("K١٢٣٤٥٦٧", "K1234567"),
        ("\u200f٠٩\u200e", "09"),
        ("\u206612\u2069", "12"),
        ("x² ½ Ⅴ", "x² ½ Ⅴ"),
        ("مارس", "مارس"),
    ],
)
def test_digits_become_those_of_ascii_and_nothing_else_changes(typed: str, right: str) -> None:
    """Letters, superscripts and Roman numerals stay; marks of direction, which nobody sees, go."""
    assert ascii_digits(typed) == right


def test_every_decimal_digit_of_unicode_is_read() -> None:
    """No script is forgotten."""
    for code in range(sys.maxunicode + 1):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            assert ascii_digits(chr(code)) == str(value), hex(code)
