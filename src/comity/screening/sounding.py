"""Keys by which Latin spellings of one name meet: by sound, and by consonants alone.

The rules were chosen from candidates on pairs of spellings that share one Russian or Arabic token, each for what it
brings together against what it throws together. Of 15,112 such Russian and 14,582 Arabic pairs 53 and 50 in a hundred
have one sound key, 71 and 76 one skeleton; of 12,000 different names the usual sound key holds 1.1, the usual skeleton
4.5 (`python -m tools.learn_transliteration` counts them anew).
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from comity.screening.scripts import plain

_SOUNDS: Final = {
    "tsch": "k", "tch": "k", "sch": "s", "dzh": "i", "dj": "i", "zh": "s", "cz": "k", "cs": "k", "hs": "s", "sh": "s",
    "ch": "k", "kh": "h", "gh": "g", "ph": "v", "th": "t", "dh": "d", "rh": "r", "bh": "b", "lh": "l", "nh": "n",
    "ts": "s", "tz": "s", "qu": "k", "gu": "g", "mc": "mak", "gn": "n", "nb": "mb", "ce": "si", "ci": "si", "cy": "si",
    "c": "k", "q": "k", "f": "v", "w": "v", "x": "ks", "y": "i", "j": "i", "z": "s",
    "ah": "a", "ea": "i", "eu": "u", "ue": "u", "oe": "u", "au": "u", "ae": "a", "o": "u", "e": "i",
}  # fmt: skip
_FOUND: Final = re.compile("|".join(sorted(map(re.escape, _SOUNDS), key=lambda text: (-len(text), text))))
_DOUBLE: Final = re.compile(r"(.)\1+")
_UNHEARD: Final = str.maketrans("", "", "aiuh")
_PLAIN: Final = re.compile("[a-z]+")


@lru_cache(maxsize=262144)
def sound_key(latin: str) -> str:
    """Return how a Latin token sounds, coarsely: what differs in spelling only is mostly the same."""
    text = _DOUBLE.sub(r"\1", latin if _PLAIN.fullmatch(latin) else plain(latin))
    if len(text) > 3 and text[-1] in "eh":
        text = text[:-1]
    key = _DOUBLE.sub(r"\1", _FOUND.sub(_sound, text))
    return "j" + key[1:] if key[:1] == "i" and key[1:2] in ("a", "u") else key


def _sound(found: re.Match[str]) -> str:
    return _SOUNDS[found.group()]


@lru_cache(maxsize=262144)
def skeleton(latin: str) -> str:
    """Return the consonants of a token's sound, after an `a` where it begins with a vowel."""
    key = sound_key(latin)
    first = "a" if key[:1] in ("a", "i", "u") else key[:1]
    return first + key[1:].translate(_UNHEARD)


def closeness(one: str, other: str) -> float:
    """Return how alike two Latin tokens are, in [0, 1], by letters, sound and consonants."""
    if not one or not other:
        return 0.0
    return max(
        Levenshtein.normalized_similarity(one, other),
        0.95 * Levenshtein.normalized_similarity(sound_key(one), sound_key(other)),
        0.84 * Levenshtein.normalized_similarity(skeleton(one), skeleton(other)),
    )
