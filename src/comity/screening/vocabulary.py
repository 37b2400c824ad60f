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
from comity.screening.likening import FEWEST_BARE, Column, Likenesses, learn_ahead, likeness, likenesses, related
from comity.screening.words import Word, all_hashes, hashes, word

_NO_BONES: Final = -1


class Near(NamedTuple):
    """Words on file by number, in rising order, and how alike each word asked for (a row) is to each of them."""

    numbers: Numbers
    alike: Likenesses


class Vocabulary:
    """Words by number. A word is there as long as a name uses it; its number is not given again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[Word | None] = []
        self.names: list[array[int]] = []
        """The names that use each word, by the word's number."""
        self._uses = Grown(np.int32)
        self._weights = Grown(np.float32)
        self._owners = Grown(np.int32)
        self._latin: list[str] = []
        self._sounds: list[str] = []
        self._sizes = Grown(np.float32, 6)
        self._bones = Grown(np.int32)
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
        if not found.size:
            return Near(NONE, np.zeros((len(asked), 0), dtype=np.float32))
        alike = likenesses(self._asked(asked), self._column(found))
        owners = self._owners.array[found]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        if len(starts) < len(owners):
            owners, alike = owners[starts], np.maximum.reduceat(alike, starts, axis=1)
        starts = np.cumsum([0, *(len(each.forms) for each in asked[:-1])])
        if len(asked) < len(alike):
            alike = np.maximum.reduceat(alike, starts, axis=0)
        for row, each in zip(alike, asked, strict=True):
            if each.native:
                self._learned(row, each, owners)
        return self._with_kin(asked, owners, alike)

    def _learned(self, row: Likenesses, asked: Word, owners: Numbers) -> None:
        """Compare a word of a learned script with the Latin ones by what was learned of its sounds."""
        near = np.flatnonzero(row)
        words = [(place, self.words[number]) for place, number in zip(near, owners[near].tolist(), strict=True)]
        latin = {place: other for place, other in words if other is not None and not other.native}
        learn_ahead(asked, latin.values())
        for place, other in latin.items():
            row[place] = likeness(asked, other)

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
        )

    def _with_kin(self, asked: Sequence[Word], numbers: Numbers, alike: Likenesses) -> Near:
        """Add what is known of names: the same word, other forms of a given name, endings of sex."""
        more: list[tuple[int, int, float]] = []
        for row, each in enumerate(asked):
            same = self._numbers.get(each.text)
            if same is not None:
                more.append((row, same, 1.0))
            for number in self._kin_of(each):
                other = self.words[number]
                if other is not None and number != same and (value := related(each, other)):
                    more.append((row, number, value))
        if not more:
            return Near(numbers, alike)
        extra = np.array(sorted({number for _, number, _ in more}), dtype=np.int32)
        at = np.searchsorted(numbers, extra)
        if not numbers.size or (numbers[np.minimum(at, len(numbers) - 1)] != extra).any():
            every = np.union1d(numbers, extra)
            table = np.zeros((len(asked), len(every)), dtype=np.float32)
            table[:, np.searchsorted(every, numbers)] = alike
            numbers, alike, at = every, table, np.searchsorted(every, extra)
        column = dict(zip(extra.tolist(), at.tolist(), strict=True))
        for row, number, value in more:
            place = column[number]
            alike[row, place] = max(alike[row, place], value)
        return Near(numbers, alike)

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


def _at(texts: Sequence[str], places: Sequence[int]) -> Sequence[str]:
    """Return the texts at some places, at once."""
    return itemgetter(*places)(texts) if len(places) > 1 else [texts[place] for place in places]
