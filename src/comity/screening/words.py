"""One word of a name as it is compared: its Latin spellings, how they sound, how rare it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from comity.screening import lexicon
from comity.screening.keys import Hashes, hashed
from comity.screening.likeness import LEARNED
from comity.screening.rarity import RAREST, weight_of, weight_of_spelling
from comity.screening.romanisations import variants
from comity.screening.romanising import spellings
from comity.screening.scripts import script_of
from comity.screening.sounding import skeleton, sound_key
from comity.screening.surnames import patronymic_stem, surname_forms, surname_stem

_VOWEL: Final = re.compile("[aeiou]")
MOST_SPELLINGS: Final = 4
MOST_WORDS: Final = 8
"""Words of a name that are compared; the rarest are kept of a longer one."""
INITIAL: Final = 1.5
"""Weight of a single letter, in nats: it tells little."""
BINDING: Final = 2.0
"""Weight of a word that binds (Abd, Abu) where it stands apart: the word it belongs to is the name."""
_PATRONYMIC: Final = 0.5
"""Share of its weight that a patronymic keeps: most lists leave it out, and it goes with the father, not the person."""
_TITLE: Final = 0.4
_TWO_ERRORS_FROM: Final = 7
_ONE_ERROR_FROM: Final = 3
_LETTERS_FROM: Final = 3
_BONES_FROM: Final = 3
_BONES_ERROR_FROM: Final = 5
"""Letters from which on a key is made with one or two left out; shorter ones are shared by too many words."""
_BARE_FROM: Final = 2
"""Where no vowels are written, two consonants must do."""
_KEYED: Final = 32
"""Letters of a word that its keys are made of: two left out of 32 are 496 keys, of 1,200 they would be 719,400."""


class Form(NamedTuple):
    """A Latin spelling of a word, its sound and consonants; `cost` is what the spelling is less likely, 0 at best.

    `bare` says that no vowels are written (Ysf), though it is no name so spelt (Ng).
    """

    latin: str
    sound: str
    bones: str
    cost: float
    bare: bool


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A folded word; `weight` is what agreeing on it tells, in nats (-ln of how often it is met among persons).

    `kin` are keys that it shares with other forms of its given name, in any language, or of its family name for the
    other sex.
    """

    text: str
    forms: tuple[Form, ...]
    weight: float
    kin: tuple[str, ...]
    stems: frozenset[str]
    initial: bool
    known: float
    """Weight by its spelling alone: whether it is a name that many bear, or may be an error for one."""
    given: bool
    """Whether it is known as a given name."""
    native: bool
    """Whether it is written in a script whose sounds are learned, and not in Latin."""


def compared(texts: Sequence[str]) -> Sequence[str]:
    """Return the words of a name that are compared: all, or the rarest of a very long one."""
    if len(texts) <= MOST_WORDS:
        return texts
    kept = sorted(range(len(texts)), key=lambda place: -word(texts[place]).weight)[:MOST_WORDS]
    return [texts[place] for place in sorted(kept)]


@lru_cache(maxsize=8_192)
def word(text: str) -> Word:
    """Return a folded word as it is compared."""
    written = spellings(text, MOST_SPELLINGS) or ((text, 0.0),)
    if text.isascii():
        written = (*written, *variants(written[0][0]))
    forms = tuple(
        Form(latin, sound_key(latin) or latin, skeleton(latin), cost, _bare(latin)) for latin, cost in written
    )
    latin = forms[0].latin
    stems = surname_forms(latin) | {surname_stem(latin)}
    given = lexicon.given_keys(latin)
    names = lexicon.given_keys(latin, cognates=True)
    kin = (*(f"G{each}" for each in names), *(f"T{each}" for each in sorted(stems - {text})))
    initial = len(text) == 1 and text.isascii() and text.isalpha()
    weight = _weight(text, forms, patronymic_stem(latin) is not None)
    known = weight_of_spelling(latin)
    return Word(text, forms, weight, kin, stems, initial, known, bool(given), _native(text))


def _bare(latin: str) -> bool:
    return len(latin) > 1 and not _VOWEL.search(latin, 1) and weight_of_spelling(latin) >= RAREST


def _native(text: str) -> bool:
    return not text.isascii() and script_of(text) in LEARNED


def _weight(text: str, forms: tuple[Form, ...], patronymic: bool) -> float:
    if len(text) == 1 and text.isascii():
        return INITIAL
    weight = min(weight_of(form.sound) for form in forms)
    if lexicon.title(text) is lexicon.Title.NAME_TOO:
        weight *= _TITLE
    if lexicon.particle(text) is lexicon.Particle.BINDING:
        return min(weight, BINDING)
    return weight * _PATRONYMIC if patronymic else min(weight, RAREST)


@lru_cache(maxsize=8_192)
def all_hashes(asked: Word) -> Hashes:
    """Return the hashes of the keys under which a word is looked up."""
    return np.concatenate([hashed(_keys(form, _BARE_FROM if form.bare else _BONES_FROM)) for form in asked.forms])


def hashes(filed: Form) -> Hashes:
    """Return the hashes of the keys under which a form is entered."""
    return hashed(_keys(filed, _BARE_FROM))


def _keys(form: Form, bones_from: int) -> list[str]:
    """Return the keys of a form: two words that may stand for one another share at least one.

    S: the sound, whole and with one or two letters left out (SymSpell, W. Garbe 2012): one or two errors.
    R: the letters, whole and with one left out: an error that changes the sound of its neighbours.
    K: the consonants, whole and with one left out: vowels not written, or written otherwise.
    """
    sound, bones, latin = form.sound[:_KEYED], form.bones[:_KEYED], form.latin[:_KEYED]
    size = len(sound)
    found = ["S" + sound]
    if size >= _ONE_ERROR_FROM:
        found += ["S" + sound[:at] + sound[at + 1 :] for at in range(size)]
    if size >= _TWO_ERRORS_FROM:
        found += [
            "S" + sound[:one] + sound[one + 1 : other] + sound[other + 1 :]
            for one in range(size - 1)
            for other in range(one + 1, size)
        ]
    if len(latin) >= _LETTERS_FROM:
        found.append("R" + latin)
        found += ["R" + latin[:at] + latin[at + 1 :] for at in range(len(latin))]
    if len(bones) >= bones_from:
        found.append("K" + bones)
    if len(bones) >= _BONES_ERROR_FROM:
        found += ["K" + bones[:at] + bones[at + 1 :] for at in range(len(bones))]
    return found
