"""Whether an Arabic text has a name that is given in Latin letters: by the consonants that both scripts share."""

import re
from collections.abc import Iterable

from comity.compliance.reading.words import fold, words

LEAST = 3
"""Consonants of a name below which it could be any word."""

_CLASSES = ("بbp", "تثطظt", "دضذd", "رr", "زسشصzs", "فfv", "قكخغجkcqgjx", "لl", "مm", "نn")
_CONSONANT = {letter: row[0] for row in _CLASSES for letter in row}
_PAIRS = re.compile("sh|ch|kh|gh|th|ph|ck|ss|ll|rr|nn|mm|tt")
_ONE = {"sh": "s", "ch": "s", "kh": "k", "gh": "k", "th": "t", "ph": "f", "ck": "k"}


def consonants(word: str) -> str:
    """Return the consonants of a folded word in classes that the Latin and the Arabic script share."""
    plain = _PAIRS.sub(lambda pair: _ONE.get(pair[0], pair[0][0]), word)
    return "".join(_CONSONANT.get(letter, "") for letter in plain)


def arabic_name(text: str, names: Iterable[str]) -> tuple[int, int] | None:
    """Return where `text` has one of `names` in Arabic letters; names of fewer than three consonants are left out."""
    wanted = {consonants(fold(token)) for name in names for token in name.split() if token.isascii()}
    wanted = {each for each in wanted if len(each) >= LEAST}
    cut = words(text)
    for place, word in enumerate(cut.folded):
        if wanted and "\u0600" <= word[0] < "\u0780" and consonants(word) in wanted:
            return cut.starts[place], cut.ends[place]
    return None
