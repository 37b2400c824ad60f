"""How wide words are, nearly: a picture must leave room for them without a browser to measure them in."""

import unicodedata
from typing import Final

_NARROW: Final = frozenset("iljtfrI.,:;|!'()[] -")
_BROAD: Final = frozenset("mwMW%@")


def width_of(words: str, size: float) -> float:
    """Return about how many pixels `words` take in a sans-serif of `size` pixels, rather too many than too few."""
    return size * sum(map(_share, words))


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.92
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.0
    return 0.72 if letter.isupper() else 0.58


def wrapped(words: str, size: float, room: float) -> tuple[str, ...]:
    """Return `words` in lines of at most `room` pixels; a single word that is wider has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)
