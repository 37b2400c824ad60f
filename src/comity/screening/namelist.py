"""The names on file: whose words come near those of a name asked for, the best first."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from comity.screening.aligning import DIFFERENCE, MOST_LEFT, score_of, score_of_many
from comity.screening.grown import Grown
from comity.screening.keys import NONE, Keys, Numbers, hashed
from comity.screening.naming import MOST_WORDS, Parsed, read_again
from comity.screening.vocabulary import Near, Vocabulary
from comity.screening.words import Word, word

LOW: Final = 0.88
"""What the score of an alias of low quality is multiplied by: it was heard, or is a nickname that many bear."""
_LEFT_OUT: Final = 0.45
"""The share of a name's weight that may be left out of retrieval, the most common words: by those alone nobody reaches
a threshold."""
_FEW: Final = 300
"""Names that are looked at without asking whether they need be."""
_TWO_WORDS: Final = 5
"""Letters from which on a word may be two."""
_SURE: Final = 0.85
"""Below this likeness a word may be two that have lost their space, or half of one."""


class Found(NamedTuple):
    """Names by number, with their scores as estimated from the words alone."""

    names: Numbers
    scores: NDArray[np.float32]


class NameList:
    """Names by number, each as the numbers of its words and the slot of its subject (-1 once it is gone)."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._words = Grown(np.int32, MOST_WORDS)
        self._owners = Grown(np.int32)
        self._places = Grown(np.int32)
        self._quality = Grown(np.float32)
        self._joined = Keys()
        self._place = np.zeros(0, dtype=np.int32)
        self._column = np.full(0, -1, dtype=np.int32)

    @property
    def size(self) -> int:
        """The number that the next name gets."""
        return len(self._owners)

    def add(self, parsed: Parsed, owner: int, place: int, low: bool) -> int:
        """Put a name on file and return its number; `place` is which of the names of its subject it is."""
        name = len(self._owners)
        texts = _compared(parsed.words)
        row = np.full(MOST_WORDS, -1, dtype=np.int32)
        row[: len(texts)] = [self.vocabulary.use(text, name) for text in texts]
        self._words.append(row)
        self._owners.append(owner)
        self._places.append(place)
        self._quality.append(LOW if low else 1.0)
        if len(parsed.written) > 1:
            self._joined.enter(hashed(_runs(parsed.written)), name)
        return name

    def remove(self, name: int) -> None:
        """Take a name off file."""
        row = self._words.array[name]
        for number in row[row >= 0].tolist():
            self.vocabulary.leave(number, name)
        row[:] = -1
        self._owners.array[name] = -1

    def owners(self, names: Numbers) -> Numbers:
        """Return the slots of the subjects of names."""
        return np.asarray(self._owners.array[names])

    def places(self, names: Numbers) -> Numbers:
        """Return which of the names of its subject each name is."""
        return np.asarray(self._places.array[names])

    def promising(self, many: Sequence[Parsed], least: float) -> list[Parsed]:
        """Return of many names those whose words come near enough any on file to reach `least`, at one look."""
        asked = list({text: word(text) for each in many for text in _compared(each.words)}.values())
        told = [each for each in asked if not each.initial]
        alike = self.vocabulary.near(told).alike.max(axis=1, initial=0).tolist()
        best = {each.text: value for each, value in zip(told, alike, strict=True)}
        return [each for each in many if _at_most([word(text) for text in _compared(each.words)], best) >= least]

    def near(self, parsed: Parsed, least: float) -> Found:
        """Return the names that come near, by their words or by what a space joins or parts, with scores.

        Names that score less than `least` may be left out; a name may come twice.
        """
        asked, near = self._asked(parsed)
        found = [self._found(asked, near, least)]
        best = near.alike.max(axis=1, initial=0).tolist()
        told = [each for each in asked if not each.initial]
        poor = {each.text for each, alike in zip(told, best, strict=True) if alike < _SURE}
        found += self._parted(asked, near)
        found += [self._found(*self._asked(way), least) for way in self._joined_ways(parsed, poor)]
        return found[0] if len(found) == 1 else Found(*map(np.concatenate, zip(*found, strict=True)))

    def _asked(self, parsed: Parsed) -> tuple[list[Word], Near]:
        asked = sorted((word(text) for text in _compared(parsed.words)), key=lambda each: -each.weight)
        return asked, self.vocabulary.near([each for each in asked if not each.initial])

    def _found(self, asked: Sequence[Word], near: Near, least: float) -> Found:
        names = self._retrieved(asked, near, least)
        return Found(names, self._scores(asked, near, names))

    def _parted(self, asked: Sequence[Word], near: Near) -> list[Found]:
        """Return the names in which neighbouring words are together one of those asked for, whose space was lost.

        They score as their other words do, with the joined word taken to agree.
        """
        found = []
        told = [each for each in asked if not each.initial]
        for row, each in enumerate(told):
            forms = [form for form in each.forms if len(form.latin) >= _TWO_WORDS]
            names = self._joined.find([hashed(f"J{form.latin}" for form in forms)]) if forms else NONE
            if names.size:
                rest = [other for other in told if other is not each]
                scores = self._scores(rest, Near(near.numbers, np.delete(near.alike, row, axis=0)), names)
                others = sum(other.weight for other in rest)
                found.append(Found(names, (each.weight + others * scores) / (each.weight + others)))
        return found

    def _joined_ways(self, parsed: Parsed, poor: set[str]) -> list[Parsed]:
        """Return the name with two neighbouring words as one, where a word on file is near that."""
        written = parsed.written
        found = []
        for at in range(len(written) - 1):
            text = written[at] + written[at + 1]
            if text in self.vocabulary or (
                (written[at] in poor or written[at + 1] in poor)
                and self.vocabulary.near([word(text)]).alike.max(initial=0) >= _SURE
            ):
                found.append(read_again([*written[:at], text, *written[at + 2 :]]))
        return found

    def _retrieved(self, asked: Sequence[Word], near: Near, least: float) -> Numbers:
        """Return every name that holds a word near enough one of the rarer ones.

        Where all words pair, a score of `least` needs words that are on average so and so alike (see `aligning`): one
        of them is. What the words that are left out may add is taken to be there.
        """
        told = [each for each in asked if not each.initial]
        sizes = ((near.alike > 0) * self.vocabulary.uses[near.numbers]).sum(axis=1).tolist()
        total = sum(each.weight for each in told)
        left_out = 0.0
        taken = []
        for place in sorted(range(len(told)), key=lambda place: -sizes[place]):
            if sizes[place] > _FEW and left_out + told[place].weight <= _LEFT_OUT * total:
                left_out += told[place].weight
            else:
                taken.append(place)
        if not taken:
            return NONE
        average = DIFFERENCE / (DIFFERENCE + (1 - least) / least)
        share = left_out / total
        enough = near.alike[taken].max(axis=0) >= (average - share) / (1 - share)
        found = [self.vocabulary.names[number] for number in near.numbers[enough].tolist()]
        return self._once(np.concatenate([np.frombuffer(each, dtype=np.int32) for each in found])) if found else NONE

    def _once(self, names: Numbers) -> Numbers:
        """Return names each once: whoever was written last under its number is the one."""
        if len(self._place) < self.size:
            self._place = np.zeros(2 * self.size, dtype=np.int32)
        order = np.arange(len(names), dtype=np.int32)
        self._place[names] = order
        return np.asarray(names[self._place[names] == order])

    def _scores(self, asked: Sequence[Word], near: Near, names: Numbers) -> NDArray[np.float32]:
        """Return the score of each name as `aligning.align` gives it where words are paired in falling weight."""
        if not names.size:
            return np.empty(0, dtype=np.float32)
        rows = self._words.array[names]
        open_ = rows >= 0
        longest = int(open_.any(axis=0).sum())
        rows, open_ = rows[:, :longest], open_[:, :longest]
        columns = self._columns(near, rows)
        weights = np.where(open_, self.vocabulary.weights[rows], np.float32(0))
        told = np.zeros(len(names), dtype=np.float32)
        lost, left = told.copy(), told.copy()
        every = np.arange(len(names))
        alike = iter(near.alike)
        for each in asked:
            if each.initial:
                told += each.weight
                continue
            likeness = np.append(next(alike), np.float32(0))[columns] * open_
            best = likeness.argmax(axis=1)
            value = likeness[every, best]
            weight = np.minimum(weights[every, best], np.float32(each.weight))
            hit = value > 0
            told += value * weight
            lost += np.where(hit, (1 - value) * weight, 0)
            left += np.where(hit, 0, np.float32(min(each.weight, MOST_LEFT)))
            open_[every[hit], best[hit]] = False
        left_other = (np.minimum(weights, MOST_LEFT) * open_).sum(axis=1)
        return score_of_many(told, lost, left, left_other) * self._quality.array[names]

    def _columns(self, near: Near, rows: Numbers) -> Numbers:
        """Return the column of each word of the rows among the near ones, or the one past them."""
        if len(self._column) < len(self.vocabulary.words) + 1:
            self._column = np.full(2 * len(self.vocabulary.words) + 1, -1, dtype=np.int32)
        self._column[near.numbers] = np.arange(len(near.numbers), dtype=np.int32)
        found = self._column[rows]
        self._column[near.numbers] = -1
        return found


def _at_most(asked: Sequence[Word], best: Mapping[str, float]) -> float:
    """Return the score that a name reaches at most whose words are as alike as the best on file, all of one name."""
    alike = [(each.weight, 1.0 if each.initial else best[each.text]) for each in asked]
    told = sum(weight * value for weight, value in alike)
    lost = sum(weight * (1 - value) for weight, value in alike if value)
    return score_of(told, lost, sum(min(weight, MOST_LEFT) for weight, value in alike if not value), 0.0)


def _compared(texts: Sequence[str]) -> Sequence[str]:
    """Return the words of a name that are compared: all, or the rarest of a very long one."""
    if len(texts) <= MOST_WORDS:
        return texts
    kept = sorted(range(len(texts)), key=lambda place: -word(texts[place]).weight)[:MOST_WORDS]
    return [texts[place] for place in sorted(kept)]


def _runs(written: Sequence[str]) -> list[str]:
    """Return each two neighbouring words as one, and all."""
    latin = [word(text).forms[0].latin for text in written[:MOST_WORDS]]
    runs = [f"J{one}{other}" for one, other in pairwise(latin)]
    if len(latin) > 2:
        runs.append("J" + "".join(latin))
    return runs
