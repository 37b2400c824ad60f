"""The names on file: whose words come near those of a name asked for, the best first."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from comity.screening.aligning import DIFFERENCE, MOST_LEFT, OTHER_INITIAL, SURPLUS, UNTOLD, score_of, score_of_many
from comity.screening.grown import Grown
from comity.screening.keys import NONE, Keys, Numbers, hashed
from comity.screening.likening import INITIAL_ALIKE, Likenesses
from comity.screening.naming import Parsed, read_again
from comity.screening.vocabulary import Near, Vocabulary, beginnings
from comity.screening.words import INITIAL, MOST_WORDS, Word, compared, word

LOW: Final = 0.88
"""What the score of an alias of low quality is multiplied by: it was heard, or is a nickname that many bear."""
_LEFT_OUT: Final = 0.45
"""The share of a name's weight that may be left out of retrieval, the most common words: by those alone nobody reaches
a threshold."""
_FEW: Final = 300
"""Names that are looked at without asking whether they need be."""
_TWO_WORDS: Final = 5
"""Letters from which on a word may be two."""
_TIE: Final = 2e-6
_SURE: Final = 0.85
"""Below this likeness a word may be two that have lost their space, or half of one, as an initial may."""


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
        texts = compared(parsed.words)
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
        asked = list({text: word(text) for each in many for text in compared(each.words)}.values())
        told = [each for each in asked if not each.initial]
        alike = self.vocabulary.near(told).alike.max(axis=1, initial=0).tolist()
        best = {each.text: value for each, value in zip(told, alike, strict=True)}
        return [each for each in many if _at_most([word(text) for text in compared(each.words)], best) >= least]

    def near(self, parsed: Parsed, least: float) -> Found:
        """Return the names that come near, by their words or by what a space joins or parts, with scores.

        Names that score less than `least` may be left out; a name may come twice.
        """
        asked, near = self._asked(parsed)
        found = [self._found(asked, near, least)]
        best = np.where(near.at_most, 0, near.alike).max(axis=1, initial=0).tolist()
        told = [each for each in asked if not each.initial]
        poor = {each.text for each, alike in zip(told, best, strict=True) if alike < _SURE}
        poor |= {each.text for each in asked if each.initial}
        found += self._parted(asked, near)
        found += [self._found(*self._asked(way), least) for way in self._joined_ways(parsed, poor)]
        return found[0] if len(found) == 1 else Found(*map(np.concatenate, zip(*found, strict=True)))

    def _asked(self, parsed: Parsed) -> tuple[list[Word], Near]:
        asked = sorted((word(text) for text in compared(parsed.words)), key=lambda each: -each.weight)
        return asked, self.vocabulary.near([each for each in asked if not each.initial])

    def _found(self, asked: Sequence[Word], near: Near, least: float) -> Found:
        names = self._retrieved(asked, near, least)
        return Found(names, self._scored(asked, near, names, least))

    def _parted(self, asked: Sequence[Word], near: Near) -> list[Found]:
        """Return the names in which neighbouring words are together one of those asked for, whose space was lost.

        They score as their other words do, with the joined word taken to agree and nothing to be left over on file.
        """
        found = []
        told = [each for each in asked if not each.initial]
        for row, each in enumerate(told):
            forms = [form for form in each.forms if len(form.latin) >= _TWO_WORDS]
            names = self._joined.find([hashed(f"J{form.latin}" for form in forms)]) if forms else NONE
            if names.size:
                rest = [other for other in asked if other is not each]
                alike, at_most = np.delete(near.alike, row, axis=0), np.delete(near.at_most, row, axis=0)
                scores = self._scored(rest, Near(near.numbers, alike, at_most), names, 0, more=False)
                others = sum(other.weight for other in rest)
                found.append(Found(names, (each.weight + others * scores) / (each.weight + others)))
        return found

    def _joined_ways(self, parsed: Parsed, poor: set[str]) -> list[Parsed]:
        """Return the name with two neighbouring words as one, where a word on file is near that."""
        written = parsed.written[: 2 * MOST_WORDS]
        found = []
        for at in range(len(written) - 1):
            text = written[at] + written[at + 1]
            if text in self.vocabulary or (
                (written[at] in poor or written[at + 1] in poor)
                and self.vocabulary.near([word(text)]).alike.max(initial=0) >= _SURE
            ):
                found.append(read_again([*written[:at], text, *parsed.written[at + 2 :]]))
        return found

    def _retrieved(self, asked: Sequence[Word], near: Near, least: float) -> Numbers:
        """Return every name that holds a word near enough one of the rarer ones.

        Where all words pair, a score of `least` needs words that are on average so and so alike (see `aligning`): one
        of them is. What the words that are left out, and initials, may add is taken to be there.
        """
        told = [each for each in asked if not each.initial]
        words = np.flatnonzero(~self.vocabulary.initial[near.numbers])
        numbers, alike = near.numbers[words], near.alike[:, words]
        sizes = ((alike > 0) * self.vocabulary.uses[numbers]).sum(axis=1).tolist()
        left_out = INITIAL * (len(asked) - len(told))
        total = sum(each.weight for each in told) + left_out
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
        enough = alike[taken].max(axis=0) >= (average - share) / (1 - share)
        found = [self.vocabulary.names[number] for number in numbers[enough].tolist()]
        return self._once(np.concatenate([np.frombuffer(each, dtype=np.int32) for each in found])) if found else NONE

    def _once(self, names: Numbers) -> Numbers:
        """Return names each once: whoever was written last under its number is the one."""
        if len(self._place) < self.size:
            self._place = np.zeros(2 * self.size, dtype=np.int32)
        order = np.arange(len(names), dtype=np.int32)
        self._place[names] = order
        return np.asarray(names[self._place[names] == order])

    def _scored(
        self, asked: Sequence[Word], near: Near, names: Numbers, least: float, more: bool = True
    ) -> NDArray[np.float32]:
        """Return the score of each name, or the most that it may be where that is less than `least`."""
        scores = self._scores(asked, near, names, more)
        if near.at_most.any():
            columns = self._columns(near, self._words.array[names])
            unsettled = _padded(near.at_most)[columns]
            pairs = _padded(near.alike)[columns] > 0
            # One pair that is less alike than it may be can take the place of another in which a word stands too.
            several = (pairs.sum(axis=1, keepdims=True) > 1) | (pairs.sum(axis=2, keepdims=True) > 1)
            open_: NDArray[np.bool_] = np.logical_or.reduce(unsettled, axis=2)
            high = np.flatnonzero((open_.any(axis=1) & (scores >= least)) | (unsettled & several).any(axis=(1, 2)))
            if high.size:
                places = np.unique(columns[high][open_[high]])
                self.vocabulary.settle([each for each in asked if not each.initial], near, places)
                scores[high] = self._scores(asked, near, names[high], more)
        return scores

    def _scores(self, asked: Sequence[Word], near: Near, names: Numbers, more: bool = True) -> NDArray[np.float32]:
        """Return the score of each name as `aligning.align` gives it: the pair that tells most is taken first.

        Without `more` nothing is taken off for what a name on file has more.
        """
        if not names.size or not asked:
            return np.zeros(len(names), dtype=np.float32)
        rows = self._words.array[names]
        rows = rows[:, : int((rows >= 0).any(axis=0).sum())]
        weights = np.where(rows >= 0, self.vocabulary.weights[rows], np.float32(0))
        initial = self.vocabulary.initial[rows] & (rows >= 0)
        own = np.array([each.weight for each in asked], dtype=np.float32)
        own_initial = np.array([each.initial for each in asked])
        alike = self._alike(asked, near, rows, initial)
        told, lost = np.zeros((2, len(names)), dtype=np.float32)
        left_other, own_left = _left(weights, initial), _left(own, own_initial)
        left = np.tile(own_left, (len(names), 1))
        # Of pairs that tell as much, the first is the one that leaves least over, and of whose words least is untold.
        over, untold = left_other[:, :, None] + own_left, UNTOLD * np.maximum(weights[:, :, None], own)
        better = SURPLUS * over - DIFFERENCE * untold
        tells = alike * (np.minimum(weights[:, :, None], own) + _TIE * better)
        every = np.arange(len(names))
        for _ in range(min(len(asked), rows.shape[1])):
            place, mine = np.divmod(tells.reshape(len(names), -1).argmax(axis=1), len(asked))
            hit = tells[every, place, mine] > 0
            if not hit.any():
                break
            value, theirs, ours = alike[every, place, mine], weights[every, place], own[mine]
            weight = np.minimum(theirs, ours) * hit
            untold = UNTOLD * (np.maximum(theirs, ours) - weight) * (initial[every, place] | own_initial[mine])
            told += value * weight
            lost += (1 - value) * weight + untold * hit
            left[every[hit], mine[hit]] = 0
            left_other[every[hit], place[hit]] = 0
            tells[every, place] = 0
            tells[every, :, mine] = 0
        others = left_other.sum(axis=1) if more else np.zeros_like(told)
        return score_of_many(told, lost, left.sum(axis=1), others) * self._quality.array[names]

    def _alike(self, asked: Sequence[Word], near: Near, rows: Numbers, initial: NDArray[np.bool_]) -> Likenesses:
        """Return how alike the words of each row are to each word asked for: by row, word on file, word asked."""
        table = np.zeros((len(near.numbers) + 1, len(asked)), dtype=np.float32)
        table[:-1, [place for place, each in enumerate(asked) if not each.initial]] = near.alike.T
        alike = table[self._columns(near, rows)]
        for place, each in enumerate(asked):
            if each.initial:
                begins = (self.vocabulary.beginnings[rows] & np.uint32(beginnings(each)) > 0) & (rows >= 0)
                alike[:, :, place] = np.where(begins, np.where(initial, 1, INITIAL_ALIKE), 0)
        return alike

    def _columns(self, near: Near, rows: Numbers) -> Numbers:
        """Return the column of each word of the rows among the near ones, or the one past them."""
        if len(self._column) < len(self.vocabulary.words) + 1:
            self._column = np.full(2 * len(self.vocabulary.words) + 1, -1, dtype=np.int32)
        self._column[near.numbers] = np.arange(len(near.numbers), dtype=np.int32)
        found = self._column[rows]
        self._column[near.numbers] = -1
        return found


def _padded(table: NDArray[Any]) -> NDArray[Any]:
    """Return a table turned, by word on file, with a last row for words that are not in it."""
    return np.concatenate([table.T, np.zeros((1, len(table)), dtype=table.dtype)])


def _left(weights: NDArray[np.float32], initial: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return what words count that are left over, as `aligning` has it."""
    return np.where(initial, np.float32(OTHER_INITIAL), np.minimum(weights, np.float32(MOST_LEFT)))


def _at_most(asked: Sequence[Word], best: Mapping[str, float]) -> float:
    """Return the score that a name reaches at most whose words are as alike as the best on file, all of one name."""
    alike = [(each.weight, 1.0 if each.initial else best[each.text]) for each in asked]
    told = sum(weight * value for weight, value in alike)
    lost = sum(weight * (1 - value) for weight, value in alike if value)
    return score_of(told, lost, sum(min(weight, MOST_LEFT) for weight, value in alike if not value), 0.0)


def _runs(written: Sequence[str]) -> list[str]:
    """Return each two neighbouring words as one, and all."""
    latin = [word(text).forms[0].latin for text in written[:MOST_WORDS]]
    runs = [f"J{one}{other}" for one, other in pairwise(latin)]
    if len(latin) > 2:
        runs.append("J" + "".join(latin))
    return runs
