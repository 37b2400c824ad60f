"""How names are spelled in machine-readable zones: the recommended Latin transliterations of ICAO Doc 9303-3, 6 A."""

import re
import unicodedata
from typing import Final

_TWO: Final = {
    "Å": "AA", "Ä": "AE", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS",
    "Þ": "TH", "Ĳ": "IJ", "Ð": "D", "Đ": "D", "Ħ": "H", "Ł": "L", "Ŋ": "N", "Ŧ": "T", "ı": "I", "ĸ": "Q",
}  # fmt: skip
_DROPPED: Final = re.compile(r"['’ʼ`.]")
_BETWEEN: Final = re.compile(r"[^A-Z0-9]+")


def spelled(name: str) -> str | None:
    """Return a name in Latin letters as a zone spells it, words apart by one space; None where it has other letters.

    Apostrophes are left out and hyphens are spaces, so that what was read from a zone can be compared with a name.
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFC", name)).replace("ß", "ẞ").upper()
    spelled_out = "".join(_TWO.get(sign, sign) for sign in plain)
    base = "".join(sign for sign in unicodedata.normalize("NFD", spelled_out) if not unicodedata.combining(sign))
    if any(sign.isalpha() and not sign.isascii() for sign in base):
        return None
    return _BETWEEN.sub(" ", base).strip() or None
