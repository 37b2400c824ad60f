"""What was learned of how names sound: letters that units become, and how common letters are after each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from comity.screening.scripts import Script, script_of, sound_of, units

Reals = NDArray[np.float32]

ALPHA: Final = {script: 100.0 if script is Script.HAN else 10.0 for script in Script}
"""Sightings that a unit alone weighs against it before a neighbour; Han characters are many and rarely seen so."""
BETA: Final = 1.0
"""Sightings that the plain reading of a unit weighs against what was learned of it."""
LONGEST: Final = {Script.HAN: 6}
"""Letters that one unit can become, where it is not 4."""
KEPT: Final = 1024
"""Vectors of chances kept ready, of some 10 kB each."""
COMMON: Final = 0.5
"""Share by which a spelling gains from being like other Latin names."""
LETTER: Final = 2.4
"""What a letter of a Latin name costs by chance (nats)."""


def believed(sound: str, segment: str) -> float:
    """Return how likely a unit of a known sound becomes a segment before anything is learned."""
    if segment == sound:
        return 0.3
    likely = 0.1 if segment and segment[0] == sound[:1] else 0.01
    return likely * 0.05 ** max(len(segment), 1)


Row = tuple[dict[str, float], tuple[float, ...]]
"""Chances of the segments seen, and of any other by its length."""


@dataclass(slots=True)
class Model:
    """The learned costs of one script."""

    script: Script
    alone: dict[str, dict[str, float]]
    before: dict[tuple[str, str], dict[str, float]]
    background: Reals
    calibration: Reals
    longest: int = 4
    codes: NDArray[np.int64] = field(init=False)
    lengths: NDArray[np.int64] = field(init=False)
    numbers: dict[str, int] = field(init=False)
    _rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    _continued: dict[str, "Continuations"] = field(default_factory=dict)
    _vectors: dict[tuple[str, str], Reals] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.longest = LONGEST.get(self.script, 4)
        segments = {segment for seen in self.alone.values() for segment in seen if segment}
        segments |= {sound_of(unit)[: self.longest] for unit in self.alone} - {""}
        coded = sorted((code_of(segment), segment) for segment in segments)
        self.codes = np.array([code for code, _ in coded], np.int64)
        first = self.longest + 1
        self.lengths = np.array([*range(first), *(len(segment) for _, segment in coded), first], np.int64)
        self.numbers = {"": 0, **{segment: first + place for place, (_, segment) in enumerate(coded)}}

    def row(self, unit: str, after: str) -> Row:
        """Return the chances of what a unit becomes before a neighbour."""
        known = self._rows.get((unit, after))
        if known is None:
            known = self._rows[unit, after] = self._mixed(unit, after)
        return known

    def _mixed(self, unit: str, after: str) -> Row:
        seen = self.alone.get(unit, {})
        total = sum(seen.values())
        sound = sound_of(unit)[: self.longest]
        chances = {
            segment: (count + BETA * believed(sound, segment)) / (total + BETA) for segment, count in seen.items()
        }
        chances.setdefault(sound, BETA * believed(sound, sound) / (total + BETA))
        rest = [believed("", "x" * length) * BETA / (total + BETA) for length in range(self.longest + 1)]
        rest[0] = 0.01 * 0.05 * BETA / (total + BETA)
        near = self.before.get((unit, after))
        if near:
            alpha = ALPHA[self.script]
            weight = sum(near.values()) + alpha
            chances = {segment: alpha * chance / weight for segment, chance in chances.items()}
            rest = [alpha * chance / weight for chance in rest]
            for segment, count in near.items():
                chances[segment] = chances.get(segment, rest[len(segment)]) + count / weight
        return chances, tuple(rest)

    def vector(self, unit: str, after: str) -> Reals:
        """Return the same chances by segment number: none, others by their length, those known, and what cannot be."""
        known = self._vectors.get((unit, after))
        if known is None:
            chances, rest = self.row(unit, after)
            known = np.array((*rest, 0.0), np.float32)[self.lengths]
            for segment, chance in chances.items():
                if segment in self.numbers:
                    known[self.numbers[segment]] = chance
            if len(self._vectors) >= KEPT:
                self._vectors.clear()
            self._vectors[unit, after] = known
        return known

    def continuations(self, before: str) -> "Continuations":
        """Return what each segment costs after two letters, for being unlike other Latin names."""
        known = self._continued.get(before)
        if known is None:
            known = self._continued[before] = Continuations(before, self.background)
        return known


class Continuations(dict[str, float]):
    """What each segment costs after two letters (nats), found out when it is first asked."""

    def __init__(self, before: str, background: Reals) -> None:
        super().__init__({"": 0.0})
        self.before = (b"``" + before.encode())[-2:]
        self.background = background

    def __missing__(self, segment: str) -> float:
        """Return the cost of a segment: its share of what its letters are less likely than any letter by chance."""
        signs = self.before + segment.encode()
        chances = (
            float(self.background[one - 96, two - 96, sign - 96])
            for one, two, sign in zip(signs, signs[1:], signs[2:], strict=False)
        )
        cost = self[segment] = -COMMON * (sum(chances) + LETTER * len(segment))
        return cost


def code_of(segment: str) -> int:
    """Return the number of a segment, in base 27."""
    code = 0
    for letter in segment:
        code = code * 27 + ord(letter) - 96
    return code


def background_of(latins: Sequence[str]) -> NDArray[np.float64]:
    """Return log chances of each letter (0 the end) after two others, of a set of Latin tokens."""
    threes = np.zeros((27, 27, 27))
    for latin in latins:
        one = two = 0
        for sign in (*latin.encode(), 96):
            threes[one, two, sign - 96] += 1
            one, two = two, sign - 96
    twos = threes.sum(0)
    ones = (twos.sum(0) + 1) / (twos.sum(0) + 1).sum()
    near = (twos + 10 * ones) / (twos.sum(1, keepdims=True) + 10)
    return np.asarray(np.log((threes + 10 * near) / (threes.sum(2, keepdims=True) + 10)))


def commonness(latin: str, background: NDArray[Any]) -> float:
    """Return the log chance of a Latin token among others."""
    one = two = 0
    total = 0.0
    for sign in (*latin.encode(), 96):
        total += float(background[one, two, sign - 96])
        one, two = two, sign - 96
    return total


def packed(script: Script, model: Model) -> dict[str, NDArray[Any]]:
    """Return a model as arrays to be written."""
    segments = sorted(
        {s for seen in model.alone.values() for s in seen} | {s for seen in model.before.values() for s in seen}
    )
    number = {segment: place for place, segment in enumerate(segments)}
    unit_names = sorted(model.alone)
    unit_number = {unit: place for place, unit in enumerate(unit_names)}
    nexts = sorted({after for _, after in model.before})
    next_number = {after: place for place, after in enumerate(nexts)}
    alone = [(unit_number[u], number[s], c) for u in unit_names for s, c in sorted(model.alone[u].items())]
    before = [
        (unit_number[u] * len(nexts) + next_number[a], number[s], c)
        for (u, a) in sorted(model.before)
        for s, c in sorted(model.before[u, a].items())
    ]
    return {
        f"{script}_words": np.frombuffer(
            "\n".join([" ".join(unit_names), "|".join(nexts), "|".join(segments)]).encode(), np.uint8
        ),
        f"{script}_alone": np.array([row[:2] for row in alone], np.int32).T,
        f"{script}_alone_counts": np.array([row[2] for row in alone], np.float32).round(1),
        f"{script}_before": np.array([row[:2] for row in before], np.int32).T,
        f"{script}_before_counts": np.array([row[2] for row in before], np.float32).round(1),
        f"{script}_background": model.background.astype(np.float16),
        f"{script}_calibration": model.calibration.astype(np.float32),
    }


@lru_cache(maxsize=1)
def known_spellings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the usual spellings of common names, most usual first, by the units of the native token."""
    text = files("comity.screening").joinpath("data", "known_names.txt").read_text("utf-8")
    names = (name.split() for line in text.splitlines() for name in line.split("|"))
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for native, *latins in names:
        read = units(native, script_of(native))
        known[read] = tuple(dict.fromkeys((*known.get(read, ()), *latins)))
    return known


@lru_cache(maxsize=1)
def _stored() -> dict[str, NDArray[Any]]:
    with files("comity.screening").joinpath("data", "transliteration.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return {name: stored[name] for name in stored.files}


@lru_cache(maxsize=8)
def model_of(script: Script) -> Model:
    """Return what was learned of a script."""
    stored = _stored()
    unit_names, nexts, segments = stored[f"{script}_words"].tobytes().decode().split("\n")
    names, after, spelled = unit_names.split(" "), nexts.split("|"), segments.split("|")
    alone: dict[str, dict[str, float]] = {}
    units, numbers = stored[f"{script}_alone"].tolist()
    for unit, segment, count in zip(units, numbers, stored[f"{script}_alone_counts"].tolist(), strict=True):
        alone.setdefault(names[unit], {})[spelled[segment]] = count
    before: dict[tuple[str, str], dict[str, float]] = {}
    units, numbers = stored[f"{script}_before"].tolist()
    for pair, segment, count in zip(units, numbers, stored[f"{script}_before_counts"].tolist(), strict=True):
        key = names[pair // len(after)], after[pair % len(after)]
        before.setdefault(key, {})[spelled[segment]] = count
    background = stored[f"{script}_background"].astype(np.float32)
    return Model(script, alone, before, background, stored[f"{script}_calibration"])
