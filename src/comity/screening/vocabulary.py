"""The words on file: which are near the words asked for, without looking at all of them."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from comity.screening.grown import Grown
from comity.screening.keys import NONE, Keys, Numbers
from comity.screening.likening import (
    FEWEST_BARE,
    INITIAL_ALIKE,
    Column,
    Likenesses,
    learn_ahead,
    learned_at_most,
    letters_number,
    likeness,
    likenesses,
    related,
)
from comity.screening.words import Word, all_hashes, hashes, word

_NO_BONES: Final = -1


class Near(NamedTuple):
    """Words on file by number, in rising order, and how alike each word asked for (a row) is to each of them.

    `at_most` is where they may be less alike than that, which `settle` finds out.
    """

    numbers: Numbers
    alike: Likenesses
    at_most: NDArray[np.bool_]


class Vocabulary:
    """Words by number. A word is there as long as a name uses it; its number is not given again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[Word | None] = []
        self.names: list[array[int]] = []
        """The names that use each word, by the word's number."""
        self._uses = Grown(np.int32)
        self._weights = Grown(np.float32)
        self._beginnings = Grown(np.uint32)
        self._initial = Grown(np.bool_)
        self._native = Grown(np.bool_)
        self._owners = Grown(np.int32)
        self._latin: list[str] = []
        self._sounds: list[str] = []
        self._sizes = Grown(np.float32, 6)
        self._bones = Grown(np.int32)
        self._letters = Grown(np.int64)
        self._bones_known: dict[str, int] = {}
        self._first: list[int] = []
        self._keys = Keys()
        self._kin: defaultdict[str, set[int]] = defaultdict(set)

    def __contains__(self, text: object) -> bool:
        return text in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def weights(self) -> NDArray[np.float32]:
        """The weight of each word."""
        return self._weights.array

    @property
    def uses(self) -> NDArray[np.int32]:
        """How many names use each word."""
        return self._uses.array

    @property
    def beginnings(self) -> NDArray[np.uint32]:
        """The letters that each word may begin with, as bits."""
        return self._beginnings.array

    @property
    def initial(self) -> NDArray[np.bool_]:
        """Whether each word is an initial."""
        return self._initial.array

    def use(self, text: str, name: int) -> int:
        """Return the number of a word that the name uses; a new word gets one."""
        number = self._numbers.get(text)
        if number is None:
            number = self._take(word(text))
        self.names[number].append(name)
        self._uses.array[number] += 1
        return number

    def _take(self, new: Word) -> int:
        number = self._numbers[new.text] = len(self.words)
        self.words.append(new)
        self.names.append(array("i"))
        self._uses.append(0)
        self._weights.append(new.weight)
        self._beginnings.append(beginnings(new))
        self._initial.append(new.initial)
        self._native.append(new.native)
        self._first.append(len(self._latin))
        for form in new.forms:
            self._keys.enter(hashes(form), len(self._latin))
            self._latin.append(form.latin)
            self._sounds.append(form.sound)
            self._sizes.append(
                (len(form.latin), len(form.sound), form.cost, new.known, len(form.bones), float(form.bare))
            )
            self._owners.append(number)
            self._bones.append(self._bones_number(form.bones))
            self._letters.append(letters_number(form.latin))
        for each in new.kin:
            self._kin[each].add(number)
        return number

    def _bones_number(self, bones: str) -> int:
        return _NO_BONES if len(bones) < FEWEST_BARE else self._bones_known.setdefault(bones, len(self._bones_known))

    def leave(self, number: int, name: int) -> None:
        """Say that the name uses the word no more; a word that no name uses is forgotten."""
        names = self.names[number]
        names.remove(name)
        self._uses.array[number] -= 1
        if names:
            return
        gone = self.words[number]
        assert gone is not None
        del self._numbers[gone.text]
        self.words[number] = None
        for place in range(self._first[number], self._first[number] + len(gone.forms)):
            self._latin[place] = self._sounds[place] = ""
            self._bones.array[place] = _NO_BONES
        for each in gone.kin:
            self._kin[each].discard(number)
            if not self._kin[each]:
                del self._kin[each]

    def near(self, asked: Sequence[Word]) -> Near:
        """Return the words on file that may stand for any of those asked for."""
        found = self._keys.find([all_hashes(each) for each in asked]) if asked else NONE
        found = found[self.uses[self._owners.array[found]] > 0]  # keys of words that have gone are not taken out
        if not found.size:
            none = np.zeros((len(asked), 0))
            return self._with_kin(asked, Near(NONE, none.astype(np.float32), none.astype(np.bool_)))
        alike = likenesses(self._asked(asked), self._column(found))
        owners = self._owners.array[found]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        if len(starts) < len(owners):
            owners, alike = owners[starts], np.maximum.reduceat(alike, starts, axis=1)
        starts = np.cumsum([0, *(len(each.forms) for each in asked[:-1])])
        if len(asked) < len(alike):
            alike = np.maximum.reduceat(alike, starts, axis=0)
        at_most = np.zeros(alike.shape, dtype=np.bool_)
        native = self._native.array[owners]
        for row, each, only in zip(alike, asked, at_most, strict=True):
            if each.native:
                self._learned(row, each, owners)
            else:
                only[:] = native & (row > 0)
                row[only] = learned_at_most(row[only])
        return self._with_kin(asked, Near(owners, alike, at_most))

    def _learned(self, row: Likenesses, asked: Word, owners: Numbers) -> None:
        """Compare a word of a learned script with Latin ones by what was learned of its sounds."""
        near = np.flatnonzero(row)
        near = near[~self._native.array[owners[near]]]
        latin = [(place, self.words[number]) for place, number in zip(near, owners[near].tolist(), strict=True)]
        learn_ahead(asked, [other for _, other in latin if other is not None])
        for place, other in latin:
            if other is not None:
                row[place] = likeness(asked, other)

    def settle(self, asked: Sequence[Word], near: Near, places: Numbers) -> None:
        """Find out how alike the words at some places are to those asked for, where only the most is known."""
        for row, place in zip(*np.nonzero(near.at_most[:, places]), strict=True):
            other = self.words[near.numbers[places[place]]]
            if other is not None:
                near.alike[row, places[place]] = likeness(asked[row], other)
        near.at_most[:, places] = False

    def _asked(self, asked: Sequence[Word]) -> Column:
        forms = [form for each in asked for form in each.forms]
        known = [each.known for each in asked for _ in each.forms]
        return Column(
            [form.latin for form in forms],
            [form.sound for form in forms],
            np.array([self._bones_known.get(form.bones, _NO_BONES) for form in forms], dtype=np.int32),
            np.array([len(form.bones) for form in forms], dtype=np.float32),
            np.array([form.bare for form in forms], dtype=np.bool_),
            np.array([len(form.latin) for form in forms], dtype=np.float32),
            np.array([len(form.sound) for form in forms], dtype=np.float32),
            np.array([form.cost for form in forms], dtype=np.float32),
            np.array(known, dtype=np.float32),
            np.array([letters_number(form.latin) for form in forms], dtype=np.int64),
        )

    def _column(self, forms: Numbers) -> Column:
        places = forms.tolist()
        sizes = self._sizes.array[forms]
        return Column(
            _at(self._latin, places),
            _at(self._sounds, places),
            self._bones.array[forms],
            sizes[:, 4],
            sizes[:, 5] > 0,
            sizes[:, 0],
            sizes[:, 1],
            sizes[:, 2],
            sizes[:, 3],
            self._letters.array[forms],
        )

    def _with_kin(self, asked: Sequence[Word], near: Near) -> Near:
        """Add what is known of names: the same word, other forms of a given name, endings of sex, initials."""
        more: list[tuple[int, int, float]] = []
        for row, each in enumerate(asked):
            same = self._numbers.get(each.text)
            if same is not None:
                more.append((row, same, 1.0))
            for number in self._kin_of(each):
                other = self.words[number]
                if other is not None and number != same and (value := related(each, other)):
                    more.append((row, number, value))
            for letter in {form.latin[:1] for form in each.forms}:
                if (number := self._numbers.get(letter, -1)) >= 0 and self._initial.array[number]:
                    more.append((row, number, INITIAL_ALIKE))
        if not more:
            return near
        extra = np.array(sorted({number for _, number, _ in more}), dtype=np.int32)
        if not np.isin(extra, near.numbers, assume_unique=True).all():
            near = _widened(near, np.union1d(near.numbers, extra))
        column = dict(zip(extra.tolist(), np.searchsorted(near.numbers, extra).tolist(), strict=True))
        for row, number, value in more:
            place = column[number]
            near.alike[row, place] = max(near.alike[row, place], value)
        return near

    def word(self, text: str) -> Word:
        """Return a word as it is compared, the one on file where a name uses it."""
        number = self._numbers.get(text)
        found = None if number is None else self.words[number]
        return word(text) if found is None else found

    def _kin_of(self, asked: Word) -> set[int]:
        """Return the words that share a given name or a family name's stem with one asked for."""
        found: set[int] = set()
        for each in (*asked.kin, *(f"T{stem}" for stem in asked.stems)):
            found |= self._kin.get(each, set())
        return found | {number for stem in asked.stems if (number := self._numbers.get(stem)) is not None}


def _widened(near: Near, numbers: Numbers) -> Near:
    """Return the same words among more, to which nothing asked for is alike."""
    places = np.searchsorted(numbers, near.numbers)
    alike = np.zeros((len(near.alike), len(numbers)), dtype=np.float32)
    at_most = np.zeros(alike.shape, dtype=np.bool_)
    alike[:, places], at_most[:, places] = near.alike, near.at_most
    return Near(numbers, alike, at_most)


def beginnings(asked: Word) -> int:
    """Return the letters a to z that a word may begin with, as bits."""
    bits = 0
    for form in asked.forms:
        if "a" <= form.latin[:1] <= "z":
            bits |= 1 << ord(form.latin[0]) - ord("a")
    return bits


def _at(texts: Sequence[str], places: Sequence[int]) -> Sequence[str]:
    """Return the texts at some places, at once."""
    return itemgetter(*places)(texts) if len(places) > 1 else [texts[place] for place in places]
