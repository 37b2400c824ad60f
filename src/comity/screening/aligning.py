"""Two names laid side by side: which word stands for which, what is left over, and how much that tells.

The score weighs what agrees against what does not, in nats of how rare each word is:

    score = G / (G + L + C + S)

G is what agreeing words tell, each by its rarity and likeness, L what their differences take, C what is left over on
both sides (another name), S what one side has more (a name left out). The same words score 1 in any order.
"""

from collections.abc import Sequence
from math import exp
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from comity.screening.likening import LEAST, likeness
from comity.screening.words import Word

DIFFERENCE: Final = 1.6
"""What a nat of difference within alike words takes."""
CONFLICT: Final = 1.5
"""What a nat takes that is left over on both sides."""
SURPLUS: Final = 0.25
"""What a nat takes that one side has more, where much else agrees; all but `_LITTLE` more where little does."""
_LITTLE: Final = 0.7
_MUCH: Final = 6.0
"""Nats over which agreement begins to be much."""
MOST_LEFT: Final = 9.0
"""The most a left-over word counts: a word misspelt beyond recognition is not rarer for that."""
OTHER_INITIAL: Final = 5.0
"""What an initial counts that is left over: another one stands for another name."""
UNTOLD: Final = 0.08
"""The share of a word's weight that is lost where only its initial stands."""


Nats = NDArray[np.float32]


class Pair(NamedTuple):
    """Two words, or two that one word joins, taken for the same."""

    one: str
    other: str
    likeness: float


class Alignment(NamedTuple):
    """Which words agree, how much that tells in nats, and what is left over on either side."""

    score: float
    nats: float
    pairs: tuple[Pair, ...]
    left: tuple[str, ...]
    left_other: tuple[str, ...]


NOTHING: Final = Alignment(0.0, 0.0, (), (), ())


def align(one: Sequence[Word], other: Sequence[Word]) -> Alignment:
    """Return two names side by side; their order and that of their words makes no difference to the score."""
    if not one or not other:
        return NOTHING
    alike = []
    for a, mine in enumerate(one):
        for b, theirs in enumerate(other):
            found = likeness(mine, theirs)
            if found >= LEAST:
                weight = min(mine.weight, theirs.weight)
                names = (mine.text, theirs.text)
                alike.append((-found * weight, min(names), max(names), found, weight, a, b))
    alike.sort()
    mine_left, theirs_left = set(range(len(one))), set(range(len(other)))
    told = lost = 0.0
    pairs = []
    for _, _, _, found, weight, a, b in alike:
        if a in mine_left and b in theirs_left:
            mine_left.remove(a)
            theirs_left.remove(b)
            told += weight * found
            lost += weight * (1 - found)
            if one[a].initial or other[b].initial:
                lost += UNTOLD * (max(one[a].weight, other[b].weight) - weight)
            pairs.append((a, Pair(one[a].text, other[b].text, found)))
    left = [_left(one[a]) for a in mine_left]
    left_other = [_left(other[b]) for b in theirs_left]
    return Alignment(
        score_of(told, lost, sum(left), sum(left_other)),
        told,
        tuple(pair for _, pair in sorted(pairs)),
        tuple(one[a].text for a in sorted(mine_left)),
        tuple(other[b].text for b in sorted(theirs_left)),
    )


def _left(word: Word) -> float:
    return OTHER_INITIAL if word.initial else min(word.weight, MOST_LEFT)


def score_of(told: float, lost: float, left: float, left_other: float) -> float:
    """Return the score of a name from its nats: told, lost by difference, left over on either side."""
    if not told:
        return 0.0
    surplus = SURPLUS + _LITTLE * exp(-told / _MUCH)
    against = DIFFERENCE * lost + CONFLICT * min(left, left_other) + surplus * abs(left - left_other)
    return told / (told + against)


def score_of_many(told: Nats, lost: Nats, left: Nats, left_other: Nats) -> Nats:
    """Return the score of each of many names, as `score_of` gives it."""
    surplus = SURPLUS + _LITTLE * np.exp(-told / _MUCH)
    against = DIFFERENCE * lost + CONFLICT * np.minimum(left, left_other) + surplus * np.abs(left - left_other)
    return np.asarray(np.divide(told, told + against, out=np.zeros_like(told), where=told > 0), dtype=np.float32)
