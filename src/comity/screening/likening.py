"""How alike two words of names are: by spelling, by sound and by consonants, the best of the three counts.

Every figure stands where the bench chose it (bench/screening): spelling variants of one name above 0.9, one typing
error in a name of six letters about 0.8, what is likelier another name below `LEAST`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

from comity.screening.lexicon import Relation, given_relation
from comity.screening.likeness import likeness_many
from comity.screening.words import Form, Word

LEAST: Final = 0.55
"""Two words less alike than this are other words."""
SAME_SOUND: Final = 0.95
SAME_BONES: Final = 0.84
_ERROR: Final = 1.2
_SOUND_ERROR: Final = 1.25
_UNLIKELY: Final = 0.03
"""What each nat costs that a spelling is less likely than the likeliest of its word."""
RELATED: Final = {
    Relation.VARIANT: 0.95,
    Relation.ABBREVIATION: 0.92,
    Relation.DIMINUTIVE: 0.88,
    Relation.COGNATE: 0.72,
}
SAME_STEM: Final = 0.93
_BY_CHANCE: Final = 0.2
_LEARNED_FROM: Final = 0.5
_LEARNED_OVER: Final = 0.48
_MISSPELT: Final = 0.22
OTHER_SEX: Final = 0.62
"""A learned likeness is 0.5 where one wrong pair in a hundred reaches it: here that is 0.74, and certainty 0.98."""
_UNKNOWN: Final = 11.5
"""Weight in nats from which a word is as likely a misspelling as a name of its own."""
_KNOWN: Final = 0.06
_NEARLY: Final = 0.07
_BY_SPELLING: Final = 0.25
_VOWELS: Final = 0.1

Likenesses = NDArray[np.float32]


class Column(NamedTuple):
    """Forms side by side, as they are compared with many at once; consonants by number."""

    latin: list[str]
    sound: list[str]
    bones: NDArray[np.int32]
    size: NDArray[np.float32]
    sound_size: NDArray[np.float32]
    cost: NDArray[np.float32]


def likenesses(one: Form, bones: int, others: Column) -> Likenesses:
    """Return how alike a form is to each of the others, in [0, 1]; less than `LEAST` is 0. `bones` is the number of its
    consonants in the column."""
    errors = cdist([one.latin], others.latin, scorer=OSA.distance, dtype=np.uint8)[0]
    size = np.maximum(others.size, np.float32(len(one.latin)))
    found = 1 - _ERROR * errors / size
    errors = cdist([one.sound], others.sound, scorer=Levenshtein.distance, dtype=np.uint8)[0]
    sound_size = np.maximum(others.sound_size, np.float32(len(one.sound)))
    by_sound = SAME_SOUND * (1 - _SOUND_ERROR * errors / sound_size)
    # Between spellings of one sound the nearer spelling is the likelier one.
    by_sound += (found - by_sound) * _BY_SPELLING * (errors == 0)
    found = np.maximum(found, by_sound)
    if len(one.bones) >= 3:
        alike = others.bones == bones
        if alike.any():
            found[alike] = np.maximum(found[alike], SAME_BONES - _VOWELS * (1 - found[alike]))
    found -= _UNLIKELY * (others.cost + np.float32(one.cost))
    found[found < LEAST] = 0
    return np.asarray(found, dtype=np.float32)


@lru_cache(maxsize=16_384)
def likeness(one: Word, other: Word) -> float:
    """Return how alike two words are, in [0, 1], the same either way round; 1 for the same word."""
    if one.text == other.text:
        return 1.0
    if one.initial or other.initial:
        return initial_likeness(one, other)
    if one.text > other.text:
        return likeness(other, one)
    best = max(_likeness(form, other_form) for form in one.forms for other_form in other.forms)
    if one.native != other.native:
        native, latin = (one, other) if one.native else (other, one)
        return float(learned(native, [latin], np.array([best], dtype=np.float32))[0])
    if _other_sex(one, other):
        best = min(best, OTHER_SEX)
    return max(unless_known(best, one.weight, other.weight), related(one, other))


def unless_known(found: float, weight: float, other_weight: float) -> float:
    """Return what a likeness by error is worth: Larry is no misspelt Harry where many bear both names."""
    if found < SAME_SOUND - _NEARLY:
        found -= _KNOWN * max(0.0, _UNKNOWN - max(weight, other_weight))
    return found if found >= LEAST else 0.0


def _likeness(one: Form, other: Form) -> float:
    """Return for one pair what `likenesses` gives for many."""
    size = max(len(one.latin), len(other.latin))
    found = 1 - _ERROR * OSA.distance(one.latin, other.latin) / size
    if one.sound == other.sound:
        found = max(found, SAME_SOUND + (found - SAME_SOUND) * _BY_SPELLING)
    else:
        size = max(len(one.sound), len(other.sound))
        found = max(found, SAME_SOUND * (1 - _SOUND_ERROR * Levenshtein.distance(one.sound, other.sound) / size))
    if one.bones == other.bones and len(one.bones) >= 3:
        found = max(found, SAME_BONES - _VOWELS * (1 - found))
    found -= _UNLIKELY * (one.cost + other.cost)
    return found if found >= LEAST else 0.0


def unless_all_known(found: Likenesses, weight: float, others: Likenesses) -> None:
    """Take from many likenesses what `unless_known` takes from one."""
    taken = _KNOWN * np.maximum(0, _UNKNOWN - np.maximum(others, np.float32(weight)))
    found -= np.where(found < SAME_SOUND - _NEARLY, taken, 0).astype(np.float32)
    found[found < LEAST] = 0


def learned(native: Word, others: Sequence[Word], spelt: Likenesses) -> Likenesses:
    """Return how alike a word of a learned script is to Latin ones; less than `LEAST` is 0.

    What was learned tells a true spelling from chance; of two near ones the better spelt is the likelier, as `spelt`
    has it.
    """
    found = likeness_many(native.text, [each.forms[0].latin for each in others])
    alike = _LEARNED_FROM + _LEARNED_OVER * found - _MISSPELT * (1 - spelt)
    return np.where((found >= _BY_CHANCE) & (alike >= LEAST), alike, 0).astype(np.float32)


def _other_sex(one: Word, other: Word) -> bool:
    """Say whether two known words are a man's and a woman's name and not two forms of one family name."""
    if one.stems & other.stems or max(one.weight, other.weight) > _UNKNOWN:
        return False
    short, long = sorted((one.forms[0].latin, other.forms[0].latin), key=len)
    return long in (short + "a", short + "e", short + "ine") or (
        len(short) == len(long) and short[:-1] == long[:-1] and {short[-1:], long[-1:]} == {"a", "o"}
    )


def initial_likeness(one: Word, other: Word) -> float:
    """Return whether a single letter begins the other word."""
    return 0.9 if any(a.latin[:1] == b.latin[:1] for a in one.forms for b in other.forms) else 0.0


def related(one: Word, other: Word) -> float:
    """Return how alike two words are by what is known of names: forms of one given name, endings of sex."""
    if any(len(each) >= 3 for each in one.stems & other.stems):
        return SAME_STEM
    relation = given_relation(one.forms[0].latin, other.forms[0].latin)
    return RELATED[relation] if relation else 0.0
