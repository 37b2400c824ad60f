"""Keys by which Latin spellings of one name meet: by sound, and by consonants alone."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from comity.screening.scripts import plain

_SOUNDS: Final = {
    "tsch": "c", "dsch": "j", "tch": "c", "tsh": "c", "sch": "s", "dzh": "j", "zh": "j", "dj": "j", "dz": "z",
    "cz": "c", "sz": "s", "sh": "s", "ch": "c", "ck": "k", "kh": "h", "gh": "g", "ph": "f", "th": "t",
    "dh": "d", "rh": "r", "bh": "b", "lh": "l", "nh": "n", "ts": "z", "tz": "z", "qu": "k", "ce": "si",
    "ci": "si", "cy": "si", "c": "k", "q": "k", "w": "v", "x": "ks", "y": "i", "j": "j", "ou": "u", "oo": "u",
    "ee": "i", "ea": "i", "ie": "i", "ei": "i", "ey": "i", "ay": "ai", "eu": "u", "ue": "u", "oe": "o",
    "ae": "a", "au": "u", "o": "u", "e": "i", "z": "s",
}  # fmt: skip
_FOUND: Final = re.compile("|".join(sorted(map(re.escape, _SOUNDS), key=lambda text: (-len(text), text))))
_DOUBLE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=262144)
def sound_key(latin: str) -> str:
    """Return how a Latin token sounds, coarsely: what differs in spelling only is mostly the same."""
    text = latin if latin.isascii() and latin.isalpha() and latin.islower() else plain(latin)
    folded = _DOUBLE.sub(r"\1", _FOUND.sub(_sound, _DOUBLE.sub(r"\1", text)))
    return folded.rstrip("h") or folded


def _sound(found: re.Match[str]) -> str:
    return _SOUNDS[found.group()]


@lru_cache(maxsize=262144)
def skeleton(latin: str) -> str:
    """Return the consonants of a token's sound, and a mark where it begins with a vowel."""
    key = sound_key(latin)
    bare = _DOUBLE.sub(r"\1", key.translate(_VOWELS))
    return "a" + bare if key[:1] in ("a", "e", "i", "o", "u") else bare


def closeness(one: str, other: str) -> float:
    """Return how alike two Latin tokens are, in [0, 1], by letters, sound and consonants."""
    if not one or not other:
        return 0.0
    return max(
        Levenshtein.normalized_similarity(one, other),
        0.97 * Levenshtein.normalized_similarity(sound_key(one), sound_key(other)),
        0.9 * Levenshtein.normalized_similarity(skeleton(one), skeleton(other)),
    )
