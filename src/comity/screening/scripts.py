"""Which script a token is written in, and the units its sounds are read from."""

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

_NOT_PLAIN = re.compile(r"[^a-z]+")
_PRIME = dict.fromkeys(map(ord, "`´ʻʼʹ‘’׳"), "'")
_SMALL_KANA = frozenset("ァィゥェォャュョヮ")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SAME_LETTER = str.maketrans(
    {
        "ی": "ي",
        "ې": "ي",
        "ۍ": "ي",
        "ے": "ي",
        "ک": "ك",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۀ": "ه",
        "ټ": "ت",
        "ډ": "د",
        "ړ": "ر",
        "ۇ": "و",
        "ـ": "",
    }
)
"""Persian, Urdu, Pashto and Uighur forms of letters that stand for the same sounds in names."""
_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x1100, 0x11FF, "hangul"),
    (0x3005, 0x3007, "han"),
    (0x3041, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0x20000, 0x323AF, "han"),
)


class Script(StrEnum):
    """The scripts that names are learned in; every other one is read by its plain letters."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    OTHER = "other"


def script_of(token: str) -> Script:
    """Return the script that most letters of a token belong to; Kana wins over Han, as Japanese mixes them."""
    if token.isascii():
        return Script.LATIN
    found = Counter(_script(character) for character in unicodedata.normalize("NFKC", token) if character.isalpha())
    if not found:
        return Script.OTHER
    return min(found, key=lambda script: (-found[script], script is Script.HAN, script))


def _script(character: str) -> Script:
    code = ord(character)
    for first, last, script in _RANGES:
        if first <= code <= last:
            return Script(script)
    return Script.OTHER


@lru_cache(maxsize=65536)
def plain(token: str) -> str:
    """Return the letters a to z of a token, accents stripped and other scripts read letter by letter."""
    if not token.isascii():
        token = anyascii(unicodedata.normalize("NFKC", token.lower()))
    return _NOT_PLAIN.sub("", token.lower())


def units(token: str, script: Script) -> tuple[str, ...]:
    """Return the units of a native token: letters, Hebrew letters with geresh, Kana with small Kana, Hangul letters."""
    text = unicodedata.normalize("NFKC", token).lower().translate(_PRIME)
    if script is Script.ARABIC:
        text = text.translate(_SAME_LETTER)
    elif script is Script.KANA:
        text = text.translate(_HIRAGANA_TO_KATAKANA)
    found: list[str] = []
    for character in text:
        if script is Script.HANGUL and "가" <= character <= "힣":
            found.extend(unicodedata.normalize("NFD", character))
        elif character == "々" and found:
            found.append(found[-1])
        elif (script is Script.KANA and character in _SMALL_KANA) or (script is Script.HEBREW and character == "'"):
            _join(found, character)
        elif unicodedata.category(character) in ("Lo", "Ll", "Lm"):
            found.append(character)
    return tuple(found)


def _join(found: list[str], character: str) -> None:
    if found and len(found[-1]) == 1:
        found[-1] += character
    elif character != "'":
        found.append(character)


@lru_cache(maxsize=16384)
def sound_of(unit: str) -> str:
    """Return the letters a to z that a unit is read by without anything learned."""
    return plain(_LONG.get(unit, unit))


_LONG = {"ー": "", "ッ": "", "ᄋ": "", "ь": "", "ъ": "", "ع": "", "ء": "", "א": "", "ע": ""}
"""Units that mostly have no letter of their own in Latin spellings."""


def next_to(unit: str, script: Script) -> str:
    """Return what a unit's neighbour before it may depend on: the unit, or its first sound where units are many."""
    return (sound_of(unit)[:1] or unit) if script in (Script.HAN, Script.KANA) else unit
