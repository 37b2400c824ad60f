"""How alike two words of names are: by spelling, by sound and by consonants, the best of the three counts.

Every figure stands where the bench chose it (bench/screening): spelling variants of one name above 0.9, one typing
error in a name of six letters about 0.8, what is likelier another name below `LEAST`.
"""

from collections.abc import Iterable, Sequence
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
FEWEST_BONES: Final = 3
"""Consonants without which a word tells too little to be compared by them alone."""
FEWEST_BARE: Final = 2
NO_VOWELS: Final = 0.88
"""Where one side writes no vowels and the consonants are the same."""
_EXCHANGED: Final = 0.6
_COUNTED: Final = 254
"""Errors that are counted at most; words that are less alike than `LEAST` need no more."""
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
INITIAL_ALIKE: Final = 0.9
_BY_CHANCE: Final = 0.2
_LEARNED_FROM: Final = 0.5
_LEARNED_OVER: Final = 0.48
"""A learned likeness is 0.5 where one wrong pair in a hundred reaches it: here that is 0.74, and certainty 0.98."""
_MISSPELT: Final = 0.22
"""What it costs at most that the nearest spelling is not near."""
OTHER_SEX: Final = 0.62
TWO_NAMES: Final = 0.86
"""The most that two well-known names are alike, and a man's and a woman's, however they sound."""
_OF_A_WOMAN: Final = frozenset(("a", "e", "ia", "ine", "le", "ne", "te"))
_UNKNOWN: Final = 11.5
"""Weight in nats from which a word is as likely a misspelling as a name of its own."""
_WELL_KNOWN: Final = 10.0
"""Weight in nats below which a spelling is surely a name of its own."""
_KNOWN: Final = 0.06
_KNOWN_BOTH: Final = 0.03
_NEARLY_SAME: Final = 0.88
_BY_SPELLING: Final = 0.25
_VOWELS: Final = 0.1

Likenesses = NDArray[np.float32]


class Column(NamedTuple):
    """Forms side by side, as they are compared with many at once; consonants by number, too few of them by -1."""

    latin: Sequence[str]
    sound: Sequence[str]
    bones: NDArray[np.int32]
    bones_size: NDArray[np.float32]
    bare: NDArray[np.bool_]
    size: NDArray[np.float32]
    sound_size: NDArray[np.float32]
    cost: NDArray[np.float32]
    known: NDArray[np.float32]
    letters: NDArray[np.int64]
    """Each form's letters by number, the same whatever their order."""


def likenesses(asked: Column, filed: Column) -> Likenesses:
    """Return how alike each form asked (a row) is to each on file, in [0, 1]; less than `LEAST` is 0."""
    most = min(_COUNTED, int((1 - LEAST) * max(asked.size.max(initial=1), filed.size.max(initial=1))) + 1)
    errors = cdist(asked.latin, filed.latin, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    exchanged = (errors == 1) & np.equal.outer(asked.letters, filed.letters)
    found = 1 - np.where(exchanged, _EXCHANGED, errors) / np.maximum.outer(asked.size, filed.size)
    errors = cdist(asked.sound, filed.sound, scorer=Levenshtein.distance, score_cutoff=most, dtype=np.uint8)
    by_sound = SAME_SOUND * (1 - _SOUND_ERROR * errors / np.maximum.outer(asked.sound_size, filed.sound_size))
    # Between spellings of one sound the nearer spelling is the likelier one.
    by_sound += (found - by_sound) * _BY_SPELLING * (errors == 0)
    np.maximum(found, by_sound, out=found)
    same = np.equal.outer(asked.bones, filed.bones) & (filed.bones >= 0)
    if same.any():
        whole = same & (filed.bones_size >= FEWEST_BONES)
        found[whole] = np.maximum(found[whole], SAME_BONES - _VOWELS * (1 - found[whole]))
        bare = same & np.logical_or.outer(asked.bare, filed.bare)
        found[bare] = np.maximum(found[bare], NO_VOWELS)
    known = _KNOWN * np.maximum(0, _UNKNOWN - np.maximum.outer(asked.known, filed.known)) + _KNOWN_BOTH
    found -= np.where((found < _NEARLY_SAME) & (known > _KNOWN_BOTH), known, 0)
    found -= _UNLIKELY * np.add.outer(asked.cost, filed.cost)
    found[found < LEAST] = 0
    return np.asarray(found, dtype=np.float32)


def likeness(one: Word, other: Word) -> float:
    """Return how alike two words are, in [0, 1], the same either way round; 1 for the same word."""
    if one.text == other.text:
        return 1.0
    pair = (one.text, other.text) if one.text < other.text else (other.text, one.text)
    found = _REMEMBERED.get(pair)
    if found is None:
        found = _compared(one, other) if one.text < other.text else _compared(other, one)
        _remember(pair, found)
    return found


_REMEMBERED: Final[dict[tuple[str, str], float]] = {}
_MOST_REMEMBERED: Final = 100_000


def _remember(pair: tuple[str, str], found: float) -> None:
    if len(_REMEMBERED) >= _MOST_REMEMBERED:
        _REMEMBERED.clear()
    _REMEMBERED[pair] = found


def forget_pairs() -> None:
    """Forget how alike pairs of words were."""
    _REMEMBERED.clear()


def letters_number(latin: str) -> int:
    """Return a number that words share whose letters are the same in another order; it is of this process alone."""
    return hash("".join(sorted(latin)))


def learn_ahead(asked: Word, filed: Iterable[Word]) -> None:
    """Compare a word with many of another kind of script at once, which is cheaper than one after another."""
    latin = {}
    for other in filed:
        pair = (asked.text, other.text) if asked.text < other.text else (other.text, asked.text)
        if other.native != asked.native and not other.initial and pair not in _REMEMBERED:
            latin[pair] = other
    if not latin or asked.initial or not asked.native:
        return
    spelt = {pair: _spelt(asked, other) for pair, other in latin.items()}
    for pair in [pair for pair, found in spelt.items() if not found]:
        _remember(pair, related(asked, latin.pop(pair)))
    if latin:
        found = learned(asked, list(latin.values()), np.array([spelt[pair] for pair in latin], dtype=np.float32))
        for pair, value in zip(latin, found.tolist(), strict=True):
            _remember(pair, value)


def _spelt(one: Word, other: Word) -> float:
    known = max(one.known, other.known)
    return max(_likeness(form, other_form, known) for form in one.forms for other_form in other.forms)


def _compared(one: Word, other: Word) -> float:
    if one.initial or other.initial:
        return initial_likeness(one, other)
    best = _spelt(one, other)
    if one.native != other.native and best:
        native, latin = (one, other) if one.native else (other, one)
        return float(learned(native, [latin], np.array([best], dtype=np.float32))[0])
    known = max(one.known, other.known)
    if known < _WELL_KNOWN:
        # Lena and Lina are two names, though they sound alike.
        best = min(best, OTHER_SEX if _other_sex(one, other) else TWO_NAMES)
    return max(best, related(one, other))


def _likeness(one: Form, other: Form, known: float) -> float:
    """Return for one pair what `likenesses` gives for many."""
    size = max(len(one.latin), len(other.latin))
    errors: float = OSA.distance(one.latin, other.latin)
    if errors == 1 and len(one.latin) == len(other.latin) and sorted(one.latin) == sorted(other.latin):
        errors = _EXCHANGED
    found = 1 - errors / size
    if one.sound == other.sound:
        found = max(found, SAME_SOUND + (found - SAME_SOUND) * _BY_SPELLING)
    else:
        size = max(len(one.sound), len(other.sound))
        found = max(found, SAME_SOUND * (1 - _SOUND_ERROR * Levenshtein.distance(one.sound, other.sound) / size))
    if one.bones == other.bones and len(one.bones) >= FEWEST_BONES:
        found = max(found, SAME_BONES - _VOWELS * (1 - found))
    if (one.bare or other.bare) and one.bones == other.bones and len(one.bones) >= FEWEST_BARE:
        found = max(found, NO_VOWELS)
    if found < _NEARLY_SAME and known < _UNKNOWN:
        # Larry is no misspelt Harry: many bear both names.
        found -= _KNOWN * (_UNKNOWN - known) + _KNOWN_BOTH
    found -= _UNLIKELY * (one.cost + other.cost)
    return found if found >= LEAST else 0.0


def learned(native: Word, others: Sequence[Word], spelt: Likenesses) -> Likenesses:
    """Return how alike a word of a learned script is to Latin ones; less than `LEAST` is 0.

    What was learned tells a true spelling from chance; of two near ones the better spelt is the likelier, as `spelt`
    has it.
    """
    found = likeness_many(native.text, [each.forms[0].latin for each in others])
    alike = _LEARNED_FROM + _LEARNED_OVER * found - _MISSPELT * (1 - spelt)
    return np.where((found >= _BY_CHANCE) & (alike >= LEAST), alike, 0).astype(np.float32)


def learned_at_most(spelt: Likenesses) -> Likenesses:
    """Return how alike words are at most by what was learned of sounds, which costs more to find out."""
    return np.where(spelt > 0, _LEARNED_FROM + _LEARNED_OVER - _MISSPELT * (1 - spelt), 0).astype(np.float32)


def _other_sex(one: Word, other: Word) -> bool:
    """Say whether two known words are a man's and a woman's name and not two forms of one family name."""
    if one.stems & other.stems and not (one.given and other.given):
        return False
    short, long = sorted((one.forms[0].latin, other.forms[0].latin), key=len)
    return (long.startswith(short) and long[len(short) :] in _OF_A_WOMAN) or (
        len(short) == len(long) and short[:-1] == long[:-1] and {short[-1:], long[-1:]} == {"a", "o"}
    )


def initial_likeness(one: Word, other: Word) -> float:
    """Return whether a single letter begins the other word."""
    return INITIAL_ALIKE if any(a.latin[:1] == b.latin[:1] for a in one.forms for b in other.forms) else 0.0


def related(one: Word, other: Word) -> float:
    """Return how alike two words are by what is known of names: forms of one given name, endings of sex."""
    if any(len(each) >= 3 for each in one.stems & other.stems) and not (one.given and other.given):
        return SAME_STEM
    relation = given_relation(one.forms[0].latin, other.forms[0].latin)
    return RELATED[relation] if relation else 0.0
