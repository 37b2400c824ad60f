"""Text cut into words, each folded so that case, accents, Arabic marks and hidden characters do not matter."""

import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"\w[\w{_MARKS}{_HIDDEN}]*")
_ASCII = re.compile(r"\w+", re.ASCII)
_SENTENCE = re.compile(r"[!?؟۔。\n\r\u2028\u2029]|\.(?=\s+[^\sa-z\d])|\.(?=\s*$)")
_CLAUSE = re.compile(r"[,;:،؛()\[\]«»\"“”]")
_PLAIN = frozenset({"", " ", "-", "'", "’"})
_ARABIC = str.maketrans("ٱىةکیە", "ايهكيه")


class Break(IntEnum):
    """What stands between a word and the one before it."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2


class Words(NamedTuple):
    """The words of a text in order: folded form, offsets in the text as it was given, and the break before each."""

    folded: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[Break]


class _Folding(dict[int, str]):
    """A character to its folded form, worked out when first met: NFKC, small letters, no marks."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        bare = (c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) not in {"Mn", "Cf"})
        # A hamza above or below its letter is a mark in decomposed form and has gone with the others here.
        folded = "".join(bare).translate(_ARABIC).replace("\u0640", "")
        self[code] = folded
        return folded


_FOLDING = _Folding({ord(char): str(unicodedata.digit(char)) for char in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"})


def sentence_starts(cut: Words) -> list[int]:
    """Return the places of the words that begin a sentence, the first left out."""
    ends = Break.SENTENCE
    return [place for place, gap in enumerate(cut.breaks) if gap is ends]


def fold(text: str) -> str:
    """Return `text` with case, accents, Arabic diacritics, letter variants and hidden characters removed."""
    return text.translate(_FOLDING)


def words(text: str) -> Words:
    """Return the words of `text`; linear in its length whatever it holds."""
    plain = text.isascii()
    found = list((_ASCII if plain else _WORD).finditer(text.lower() if plain else text))
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    folded = [match[0] if plain else fold(match[0]) for match in found]
    none = Break.NONE
    gaps = zip([0, *ends], starts, strict=False)
    breaks = [none if text[last:start] in _PLAIN else _break(text, last, start) for last, start in gaps]
    return Words(folded, starts, ends, breaks)


def _break(text: str, last: int, start: int) -> Break:
    """Return what stands between two words; a full stop ends a sentence only before a capital or another script."""
    if _SENTENCE.search(text, last, min(start + 1, len(text))):
        return Break.SENTENCE
    return Break.CLAUSE if _CLAUSE.search(text, last, start) else Break.NONE
