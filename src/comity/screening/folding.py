"""Text of a name folded to plain words: one spelling for what differs in writing only."""

import re
import unicodedata
from typing import Final

from comity.screening.lookalikes import fold_homoglyphs

LONGEST: Final = 400
"""Characters of a name that are read; no person's name is longer, and what is longer costs time and says nothing."""

_SINGLE: Final = {
    "ł": "l", "ð": "d", "þ": "th", "ı": "i", "ə": "a", "ħ": "h", "ŧ": "t", "ŋ": "ng",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ĸ": "k", "ſ": "s", "ɣ": "g", "ɔ": "o", "ɛ": "e",
}  # fmt: skip
_TWO_WAYS: Final = frozenset("äöüøåæœčćçšşșśžżźñţțğđ")
"""Letters that are written in two ways without their mark (ö as o or oe); `romanising` knows both."""
_APOSTROPHES: Final = frozenset("'`´ʻʼʹʾʿ‘’′״\"“”")
_GERESH: Final = re.compile("(?<=[\u05d0-\u05ea])['’׳`]")
_HEBREW: Final = re.compile("[\u05d0-\u05ea]")


class _Signs(dict[int, str]):
    """What each character becomes, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        sign = self[code] = _folded(chr(code))
        return sign


_SIGNS: Final = _Signs()
_ASCII: Final = str.maketrans(
    {
        chr(code): chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`\"" else " "
        for code in range(128)
    }
)


def words(text: str) -> list[str]:
    """Return the words of a text: case folded, without marks and apostrophes, look-alikes of other scripts mended.

    Marks fall where they only colour a letter (Latin, Greek, Arabic, Hebrew) and stay where they are one.
    """
    text = text[:LONGEST]
    if text.isascii():
        return text.translate(_ASCII).split()
    text = unicodedata.normalize("NFKC", text).casefold()[:LONGEST]  # one sign may be eighteen
    if _HEBREW.search(text):
        text = _GERESH.sub("\u05f3", text)
    found = unicodedata.normalize("NFC", text.translate(_SIGNS)).split()
    return [word if word.isascii() else fold_homoglyphs(word) for word in found]


def _folded(sign: str) -> str:
    """Return what one character of a text in NFKC, case folded, becomes."""
    if sign in _APOSTROPHES:
        return ""
    if sign in _SINGLE:
        return _SINGLE[sign]
    if sign in _TWO_WAYS:
        return sign
    match unicodedata.category(sign)[0]:
        case "L" | "N":
            return _bare(sign) if _coloured(sign) else sign
        case "M":
            # Thai, Devanagari and their like write vowels as marks: without them names would fall together.
            return "" if _coloured(sign) else sign
        case "C":
            return " " if sign.isspace() else ""
        case _:
            return "\u05f3" if sign == "\u05f3" else " "


def _coloured(sign: str) -> bool:
    """Say whether the marks of this character's script only colour a letter."""
    code = ord(sign)
    return code < 0x400 or 0x591 <= code < 0x780 or 0x1E00 <= code < 0x2000 or 0xFB1D <= code < 0xFE00


def _bare(sign: str) -> str:
    kept = [each for each in unicodedata.normalize("NFKD", sign) if unicodedata.category(each)[0] != "M"]
    return "".join(_SINGLE.get(each, each) for each in kept).casefold()
