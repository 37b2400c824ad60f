"""Texts as the public search compares them: base letters, whatever their case, accents, dashes and apostrophes."""

import unicodedata
from typing import Final

from anyascii import anyascii

_APOSTROPHES: Final = "`´ʹʻʼʽʾʿˊˋ‘’‚‛′‵ꞌ׳״"


_MOST_KEPT: Final = 10_000


class _Signs(dict[int, str]):
    """What a character of a decomposed text becomes, found out when it is first met, and kept for the first of them."""

    def __missing__(self, code: int) -> str:
        found = _sign(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = found
        return found


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    category = unicodedata.category(sign)
    if unicodedata.combining(sign) or category == "Cf":
        return ""
    if category == "Pd" or sign == "−":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category[0] == "L" and unicodedata.name(sign, "").startswith("LATIN"):
        return anyascii(sign).lower()
    return " " if category[0] == "Z" else sign


_SIGNS: Final = _Signs({ord(sign): "'" for sign in _APOSTROPHES})
_BEFORE: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
"""Some apostrophes come apart into a space and an accent, and so are replaced first."""


def base_letters(text: str) -> str:
    """Return `text` in base letters: one sign for a letter with its accents, two for one that stands for two (ß, æ).

    Marks that are letters of their own script stay, and so does a Korean syllable.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    apart = unicodedata.normalize("NFKD", text.translate(_BEFORE)).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", apart).translate(_SIGNS))


def folded(text: str | None) -> str:
    """Return `text` for comparison: in base letters, with one space between words."""
    return " ".join(base_letters(text or "").split())
