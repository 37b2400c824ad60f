"""How alike two written names are, and how a document's number is compared."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from comity.kernel.digits import ascii_digits
from comity.screening.aligning import NOTHING, Alignment, align
from comity.screening.likening import learn_ahead, likeness
from comity.screening.naming import Parsed, parse, read_again
from comity.screening.words import MOST_WORDS, Word, compared, word

OTHER_GENERATION: Final = 0.75
"""Father and son bear one name: a junior is not the senior."""
JOINED: Final = 0.85
"""The least likeness at which words are taken for one that a space has parted."""
_GLANCE: Final = 3
"""Errors up to which two words may be one."""


class Reading(NamedTuple):
    """One way to read a name: the words that are compared, the name taken apart, and the generation it says."""

    words: tuple[Word, ...]
    parsed: Parsed
    word_of: Callable[[str], Word] = word


@lru_cache(maxsize=4_096)
def readings(text: str) -> tuple[Reading, ...]:
    """Return the ways to read a name."""
    return tuple(Reading(tuple(map(word, compared(each.words))), each) for each in parse(text))


def laid_beside(one: str, other: str, filed: Callable[[str], Word] = word) -> Alignment:
    """Return two written names side by side, by the readings that agree best; `filed` gives the words of the other."""
    best = NOTHING
    others = (
        readings(other)
        if filed is word
        else [Reading(tuple(map(filed, compared(each.words))), each, filed) for each in parse(other)]
    )
    for mine in readings(one):
        for theirs in others:
            for each in mine.words:
                if each.native:
                    learn_ahead(each, theirs.words)
            best = max(best, _laid_beside(mine, theirs), key=_score)
    return best


def _laid_beside(one: Reading, other: Reading) -> Alignment:
    best = align(one.words, other.words)
    if best.left or best.left_other or len(one.words) != len(other.words):
        ways = [(_joined(one, other), [other.words]), ([one.words], _joined(other, one))]
        for mine, theirs in ((a, b) for left, right in ways for a in left for b in right):
            best = max(best, align(mine, theirs), key=_score)
    says, other_says = one.parsed.generation, other.parsed.generation
    if says and other_says and says != other_says:
        return best._replace(score=best.score * OTHER_GENERATION)
    return best


def _score(found: Alignment) -> float:
    return found.score


def _joined(parted: Reading, whole: Reading) -> list[tuple[Word, ...]]:
    """Return a name with neighbouring written words as one, where the other name has about that word."""
    written = parted.parsed.written[: 2 * MOST_WORDS]
    words = [parted.word_of(each) for each in written]
    latin = [each.forms[0].latin for each in words]
    whole_latin = [each.forms[0].latin for each in whole.words]
    found = []
    for at in range(len(written) - 1):
        for end in range(at + 2, min(at + 4, len(written)) + 1):
            text = "".join(written[at:end])
            spelt = "".join(latin[at:end])
            if not any(OSA.distance(spelt, each, score_cutoff=_GLANCE) <= _GLANCE for each in whole_latin):
                continue
            joined = word(text)
            if any(likeness(joined, each) >= JOINED for each in whole.words):
                rest = read_again([*written[:at], text, *written[end:]])
                told = replace(joined, weight=sum(each.weight for each in words[at:end]))
                found.append(tuple(told if each == text else parted.word_of(each) for each in compared(rest.words)))
    return found


def name_score(one: str, other: str) -> float:
    """Return how alike two names are, in [0, 1], the same either way round and in any order of words.

    A name scores 1 with itself; a name that names nobody (only titles, nothing) scores 0 with every other.
    """
    return round(laid_beside(one, other).score, 4)


def document_number(text: str) -> str:
    """Return a document's number as it is compared: letters and digits, folded to capitals."""
    return "".join(each for each in ascii_digits(unicodedata.normalize("NFKC", text)).upper() if each.isalnum())
