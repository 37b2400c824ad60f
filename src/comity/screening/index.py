"""The index of subjects: who on file may be the person asked about, without looking at everyone."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import RLock
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from comity.kernel.dates import PartialDate
from comity.kernel.subject import Subject
from comity.screening.evidence import FULL_POWER
from comity.screening.grown import Grown
from comity.screening.judging import best_name, judge
from comity.screening.keys import Numbers
from comity.screening.namelist import NameList
from comity.screening.naming import parse
from comity.screening.profile import Name, Profile
from comity.screening.query import Hit, Query

_NAMES_COMPARED: Final = 3
"""Pairs of names of one subject compared in full, the nearest first."""
_MANY: Final = 5
"""Names of one question beyond which those that come near nobody are left out first, lost spaces among them."""
_LOOKED_AT: Final = 3
"""Subjects compared in full for each answer asked for: estimates may stand in another order than scores."""
_SLACK: Final = 0.04
"""How much higher a score may be than was estimated from the words alone."""
_LOWEST: Final = 0.05
_FINE: Final = 0.005
_UNKNOWN: Final = 0
_RAISED: Final = 0.62
"""The share by which a birth that may agree and what else does raise a score at most, or nearly so."""
_LOWERED: Final = 0.985
_UNSETTLED: Final = 0.96
"""What is kept of a score where one side alone knows the date of birth, at most (`evidence.unsettled`)."""

_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(Profile).decode


class _Near(NamedTuple):
    """A name on file, by its place among those of its subject, that comes near one asked for."""

    rank: float
    asked: Name
    place: int


class Index:
    """Subjects by the words of their names and by document number; in memory, safe for threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._slots: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._profiles: list[bytes] = []
        self._first = Grown(np.int32)
        self._born_from = Grown(np.int32)
        self._born_to = Grown(np.int32)
        self._names = NameList()
        self._by_document: defaultdict[str, set[int]] = defaultdict(set)

    @classmethod
    def of(cls, subjects: Iterable[tuple[str, Subject]]) -> "Index":
        """Return an index of many subjects."""
        index = cls()
        collected = gc.isenabled()
        gc.disable()  # there is nothing to collect, and looking for it takes a sixth of the time
        try:
            for subject_id, subject in subjects:
                index.add(subject_id, subject)
        finally:
            if collected:
                gc.enable()
        return index

    def __len__(self) -> int:
        return len(self._slots)

    @property
    def words(self) -> int:
        """How many different words the names on file have."""
        return len(self._names.vocabulary)

    def __contains__(self, subject_id: object) -> bool:
        return subject_id in self._slots

    def add(self, subject_id: str, subject: Subject) -> None:
        """Put a subject on file under an id, in the place of what stood there."""
        with self._lock:
            self.remove(subject_id)
            profile = Profile.of_subject(subject)
            slot = self._slots[subject_id] = len(self._ids)
            self._ids.append(subject_id)
            self._profiles.append(_encode(profile))
            self._first.append(self._names.size)
            begin, end = _born(profile)
            self._born_from.append(begin)
            self._born_to.append(end)
            for place, name in enumerate(profile.names):
                for parsed in parse(name.text):
                    self._names.add(parsed, slot, place, name.low)
            for paper in profile.documents:
                self._by_document[paper.folded].add(slot)

    def remove(self, subject_id: str) -> None:
        """Take a subject off file, leaving nothing of it; an unknown id is no error."""
        with self._lock:
            slot = self._slots.pop(subject_id, None)
            if slot is None:
                return
            profile = _decode(self._profiles[slot])
            self._ids[slot], self._profiles[slot] = None, b""
            self._born_from.array[slot] = self._born_to.array[slot] = _UNKNOWN
            for name in range(self._first.array[slot], self._end(slot)):
                self._names.remove(name)
            for paper in profile.documents:
                self._by_document[paper.folded].discard(slot)
                if not self._by_document[paper.folded]:
                    del self._by_document[paper.folded]

    def screen(self, query: Query, threshold: float = 0.7, limit: int = 10) -> list[Hit]:
        """Return those on file that score `threshold` (above 0) or more, the highest first.

        Raises `ValueError` where the question still holds a zone that `resolved` should have read.
        """
        if query.mrz is not None:
            raise ValueError("a machine-readable zone is put in its place by `resolved` before the index is asked")
        asked = Profile.of_query(query)
        return self._matches(asked, threshold, limit)

    def _matches(self, asked: Profile, threshold: float, limit: int) -> list[Hit]:
        with self._lock:
            hits = [self._judged(asked, slot, None) for slot in self._by_papers(asked)]
            seen = {hit.subject for hit in hits}
            nearest = self._by_names(asked, threshold, limit)[: limit * _LOOKED_AT]
            for slot, near in nearest:
                # What is still to come is no better than it was estimated, and a little.
                if len(hits) >= limit and sorted(hit.score for hit in hits)[-limit] > near[0].rank + _SLACK:
                    break
                if self._ids[slot] not in seen:
                    hits.append(self._judged(asked, slot, near))
        return sorted((hit for hit in hits if hit.score >= threshold), key=_order)[:limit]

    def _judged(self, asked: Profile, slot: int, near: Sequence[_Near] | None) -> Hit:
        """Return the verdict on one subject, by the names that came near or, without them, by all."""
        filed, subject_id = _decode(self._profiles[slot]), self._ids[slot]
        assert subject_id is not None
        if near is None:
            pairs = [(one, other) for one in asked.names for other in filed.names]
        else:
            pairs = list(dict.fromkeys((each.asked, filed.names[each.place]) for each in near))[:_NAMES_COMPARED]
        return judge(subject_id, asked, filed, best_name(pairs, self._names.vocabulary.word))

    def _by_papers(self, asked: Profile) -> list[int]:
        return sorted({slot for paper in asked.documents for slot in self._by_document.get(paper.folded, ())})

    def _by_names(self, asked: Profile, threshold: float, limit: int) -> list[tuple[int, list[_Near]]]:
        """Return the subjects whose names come nearest, the best first, each with its names, the nearest first."""
        begin, end = _born(asked)
        least = _least(threshold) if asked.births else threshold
        most = 8 * limit * _LOOKED_AT
        near: defaultdict[int, list[_Near]] = defaultdict(list)
        floor = max(_LOWEST, least - _SLACK)
        ways = [(name, parsed) for name in asked.names for parsed in parse(name.text)]
        if len(asked.names) > _MANY:
            kept_ways = set(self._names.promising([parsed for _, parsed in ways], floor))
            ways = [(name, parsed) for name, parsed in ways if parsed in kept_ways]
        for name, parsed in ways:
            found = self._names.near(parsed, floor)
            owners = self._names.owners(found.names)
            ranks = self._ranked(owners, found.scores, begin, end)
            kept = np.flatnonzero((ranks >= threshold - _SLACK) & (owners >= 0))
            if kept.size > most:
                kept = kept[np.argpartition(-ranks[kept], most)[:most]]
            places = self._names.places(found.names[kept])
            rows = zip(owners[kept].tolist(), ranks[kept].tolist(), places.tolist(), strict=True)
            for owner, rank, place in rows:
                near[owner].append(_Near(rank, name, place))
        for each in near.values():
            each.sort(key=lambda one: -one.rank)
        return sorted(near.items(), key=lambda item: (-item[1][0].rank, item[0]))

    def _ranked(self, owners: Numbers, scores: NDArray[np.float32], begin: int, end: int) -> NDArray[np.float32]:
        """Return scores moved by the dates of birth, so that the right one of many of one name is looked at."""
        born_from, born_to = self._born_from.array[owners], self._born_to.array[owners]
        if begin == _UNKNOWN:
            return np.where(born_from == _UNKNOWN, scores, scores * _UNSETTLED)
        agrees = (born_from <= end) & (born_to >= begin)
        raised = scores + (1 - scores) * _RAISED * np.minimum(1, (scores / FULL_POWER) ** 3)
        return np.where(born_from == _UNKNOWN, scores * _UNSETTLED, np.where(agrees, raised, scores * _LOWERED))

    def _end(self, slot: int) -> int:
        return int(self._first.array[slot + 1]) if slot + 1 < len(self._first) else self._names.size


def _least(threshold: float) -> float:
    """Return the least score of a name that a date of birth, and what else agrees, can raise to a threshold."""
    low, high = 0.0, threshold
    while high - low > _FINE:
        middle = (low + high) / 2
        reached = middle + (1 - middle) * _RAISED * min(1.0, (middle / FULL_POWER) ** 3)
        low, high = (middle, high) if reached < threshold else (low, middle)
    return low


def _born(profile: Profile) -> tuple[int, int]:
    """Return the first and last day of birth as ordinals, widened where a date is approximate; 0, 0 if not known."""
    if not profile.births:
        return _UNKNOWN, _UNKNOWN
    dates = [PartialDate(each) for each in profile.births]
    wide = 800 if any(each.approximate for each in dates) else 0
    return (
        max(1, min(each.earliest for each in dates).toordinal() - wide),
        max(each.latest for each in dates).toordinal() + wide,
    )


def _order(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.subject
