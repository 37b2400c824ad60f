"""Learn by expectation and maximisation which letters each unit of a native token becomes."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comity.screening.learned import believed
from comity.screening.scripts import Script, next_to, sound_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """One native token, its units, and its Latin spelling in the letters a to z."""

    native: str
    units: tuple[str, ...]
    latin: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each unit became each segment, alone and before each neighbour, and each pair's odds of being true."""

    alone: dict[tuple[str, str], float]
    before: dict[tuple[str, str, str], float]
    odds: Floats


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Pairs of the same two lengths, so that nothing is padded."""

    members: Ints
    length: int
    letters: int
    edges: NDArray[np.int32]


class Aligner:
    """All alignments of a set of pairs, as edges (unit, neighbour, segment) of lattices."""

    def __init__(self, pairs: list[Pair], script: Script, longest: int) -> None:
        self.longest = longest
        self.base = 27**longest
        self.units = sorted({unit for pair in pairs for unit in pair.units})
        self.nexts = ["", *sorted({next_to(unit, script) for unit in self.units})]
        self.size = len(pairs)
        keys, shapes = self._lattices(pairs, script)
        found, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        self.buckets = []
        start = 0
        for members, length, letters in shapes:
            shape = (length, longest + 1, len(members), letters + 1)
            stop = start + int(np.prod(shape))
            edges = inverse[start:stop].astype(np.int32).reshape(shape)
            self.buckets.append(_Bucket(members, length, letters, edges))
            start = stop
        self.valid = found >= 0
        self.context = np.where(self.valid, found // self.base, 0)
        self.segment = np.where(self.valid, found % self.base, 0)
        self.unit = self.context // len(self.nexts)
        self.texts = {int(code): _text(int(code)) for code in np.unique(self.segment)}
        alone, self.to_alone = np.unique(self.unit * self.base + self.segment, return_inverse=True)
        self.alone_unit, self.alone_segment = alone // self.base, alone % self.base
        self.prior = self._prior()

    def _lattices(self, pairs: list[Pair], script: Script) -> tuple[list[Ints], list[tuple[Ints, int, int]]]:
        unit_ids = {unit: place for place, unit in enumerate(self.units)}
        next_ids = {unit: self.nexts.index(next_to(unit, script)) for unit in self.units}
        shaped: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, pair in enumerate(pairs):
            if len(pair.latin) <= self.longest * len(pair.units):
                shaped[len(pair.units), len(pair.latin)].append(place)
        keys, shapes = [], []
        for (length, letters), places in sorted(shaped.items()):
            rows = [pairs[place] for place in places]
            here = np.array([[unit_ids[unit] for unit in row.units] for row in rows])
            after = np.array([[*(next_ids[unit] for unit in row.units[1:]), 0] for row in rows])
            context = (here * len(self.nexts) + after).T[:, None, :, None]
            segments = segment_codes([row.latin for row in rows], letters, self.longest)
            keys.append(np.where(segments < 0, -1, context * self.base + segments).ravel())
            shapes.append((np.array(places), length, letters))
        return keys, shapes

    def _prior(self) -> Floats:
        """Return what is believed of each unit and segment before any pair is seen."""
        sounds = [sound_of(unit) for unit in self.units]
        return np.array(
            [
                believed(sounds[unit], self.texts[int(segment)])
                for unit, segment in zip(self.alone_unit, self.alone_segment, strict=True)
            ]
        )

    def learn(self, background: Floats, weights: Floats, rounds: int, alpha: float, beta: float) -> Counts:
        """Return the counts after some rounds, each pair weighing as told."""
        size = len(self.units)
        seen = np.zeros(len(self.valid))
        alone = np.zeros(len(self.prior))
        odds = np.zeros(self.size)
        _, place = np.unique(self.context, return_inverse=True)
        for _ in range(rounds):
            total = np.bincount(self.alone_unit, alone, size)[self.alone_unit]
            rough = (alone + beta * self.prior) / (total + beta)
            chance = (seen + alpha * rough[self.to_alone]) / (np.bincount(place, seen)[place] + alpha) * self.valid
            seen = np.zeros(len(self.valid))
            for bucket in self.buckets:
                self._expect(bucket, chance, background, weights, odds, seen)
            seen *= self.valid
            alone = np.bincount(self.to_alone, seen, len(self.prior))
        return self._counts(alone, seen, odds)

    def _expect(
        self, bucket: _Bucket, chance: Floats, background: Floats, weights: Floats, odds: Floats, seen: Floats
    ) -> None:
        length, letters, edges = bucket.length, bucket.letters, bucket.edges
        here = chance[edges]
        forward = np.zeros((length + 1, len(bucket.members), letters + 1))
        backward = np.zeros_like(forward)
        forward[0, :, 0] = backward[length, :, letters] = 1
        spans = range(min(self.longest, letters) + 1)
        for place in range(length):
            for span in spans:
                forward[place + 1, :, span:] += forward[place, :, : letters + 1 - span] * here[place, span, :, span:]
        for place in reversed(range(length)):
            for span in spans:
                backward[place, :, : letters + 1 - span] += backward[place + 1, :, span:] * here[place, span, :, span:]
        whole = forward[length, :, letters] + 1e-300
        odds[bucket.members] = np.log(whole) - background[bucket.members]
        share = (weights[bucket.members] / whole)[:, None]
        for place in range(length):
            for span in spans:
                used = forward[place, :, : letters + 1 - span] * backward[place + 1, :, span:]
                here[place, span, :, span:] *= used * share
        seen += np.bincount(edges.ravel(), here.ravel(), len(seen))

    def _counts(self, alone: Floats, seen: Floats, odds: Floats) -> Counts:
        return Counts(
            {
                (self.units[self.alone_unit[k]], self.texts[int(self.alone_segment[k])]): float(alone[k])
                for k in np.flatnonzero(alone > 0.05)
            },
            {self._named(int(k)): float(seen[k]) for k in np.flatnonzero(seen > 0.3)},
            odds,
        )

    def _named(self, key: int) -> tuple[str, str, str]:
        after = self.nexts[self.context[key] % len(self.nexts)]
        return self.units[self.unit[key]], after, self.texts[int(self.segment[key])]


def segment_codes(latins: list[str], letters: int, longest: int) -> Ints:
    """Return the code of the segment of each span that ends at each place, -1 where there is none."""
    signs = np.array([[ord(letter) - 96 for letter in latin] for latin in latins], dtype=np.int64)
    codes = np.full((longest + 1, len(latins), letters + 1), -1, np.int64)
    codes[0] = 0
    for span in range(1, min(longest, letters) + 1):
        code = np.zeros((len(latins), letters + 1 - span), np.int64)
        for step in range(span):
            code = code * 27 + signs[:, step : letters + 1 - span + step]
        codes[span, :, span:] = code
    return codes


def _text(code: int) -> str:
    letters = ""
    while code:
        code, letter = divmod(code, 27)
        letters = chr(96 + letter) + letters
    return letters
