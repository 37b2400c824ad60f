"""The index of subjects: who on file may be the person asked about, without looking at everyone."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from threading import RLock

from comity.kernel.subject import Subject
from comity.screening.names import overlap, tokens
from comity.screening.profile import MOST_RAISED, Profile, compare
from comity.screening.query import Band, Feature, Hit, Query, Reason

DUPLICATE = 0.8
"""The least score at which an earlier file is shown as a possible duplicate."""

_ROUNDING = 0.001


class Index:
    """Subjects by the words of their names and by document number; in memory, safe for threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._profiles: dict[str, Profile] = {}
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._by_document: defaultdict[str, set[str]] = defaultdict(set)
        self._sorted: list[str] | None = None

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, subject_id: object) -> bool:
        return subject_id in self._profiles

    def add(self, subject_id: str, subject: Subject) -> None:
        """Put a subject on file under an id, in the place of what stood there."""
        with self._lock:
            self.remove(subject_id)
            profile = self._profiles[subject_id] = Profile.of_subject(subject)
            for keys, key in self._keys(profile):
                if key not in keys:
                    self._sorted = None
                keys[key].add(subject_id)

    def remove(self, subject_id: str) -> None:
        """Take a subject off file, leaving nothing of it; an unknown id is no error."""
        with self._lock:
            profile = self._profiles.pop(subject_id, None)
            for keys, key in self._keys(profile) if profile else ():
                keys[key].discard(subject_id)
                if not keys[key]:
                    del keys[key]
                    self._sorted = None

    def screen(self, query: Query, threshold: float = 0.7, limit: int = 10) -> list[Hit]:
        """Return those on file that score `threshold` (above 0) or more, the highest first."""
        return self._matches(Profile.of_query(query), threshold, limit)

    def duplicates(self, subject: Subject, threshold: float = DUPLICATE, limit: int = 20) -> list[Hit]:
        """Return the files that may be about the same person as `subject`, by any of its names and documents."""
        return self._matches(Profile.of_subject(subject), threshold, limit)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return those on file whose names hold all words of `text`, of which each may be only begun.

        The score is the share of the name's words that were named; the band is always `review`.
        """
        words = tokens(text)
        with self._lock:
            found = [self._beginning(word) for word in words]
            ids = set.intersection(*found) if found else set()
            hits = [hit for each in ids if (hit := _named(each, self._profiles[each], text, words))]
        return sorted(hits, key=_order)[:limit]

    def _keys(self, profile: Profile) -> Iterable[tuple[defaultdict[str, set[str]], str]]:
        for word in {word for name in profile.names for word in name.words}:
            yield self._by_word, word
        for number in {number for number, _ in profile.documents}:
            yield self._by_document, number

    def _matches(self, asked: Profile, threshold: float, limit: int) -> list[Hit]:
        with self._lock:
            hits = [compare(each, asked, self._profiles[each]) for each in self._candidates(asked, threshold)]
        return sorted((hit for hit in hits if hit.score >= threshold), key=_order)[:limit]

    def _candidates(self, asked: Profile, threshold: float) -> set[str]:
        """Return all who can reach the threshold: by a document, or by enough words of one name.

        Of n words at least k must be shared to reach it, so each candidate has one of the n - k + 1 rarest.
        """
        found = {each for number, _ in asked.documents for each in self._by_document.get(number, ())}
        least = max(threshold - MOST_RAISED - _ROUNDING, 0.0)
        for words in (name.words for name in asked.names):
            needed = max(1, ceil(least * len(words) / (2 - least)))
            rarest = sorted(words, key=lambda word: len(self._by_word.get(word, ())))
            sharing = {each for word in rarest[: len(words) - needed + 1] for each in self._by_word.get(word, ())}
            found |= {
                each
                for each in sharing - found
                if any(overlap(words, name.words) >= least for name in self._profiles[each].names)
            }
        return found

    def _beginning(self, word: str) -> set[str]:
        """Return all who have a word that begins so."""
        if self._sorted is None:
            self._sorted = sorted(self._by_word)
        found: set[str] = set()
        for at in range(bisect_left(self._sorted, word), len(self._sorted)):
            if not self._sorted[at].startswith(word):
                break
            found |= self._by_word[self._sorted[at]]
        return found


def _named(subject_id: str, profile: Profile, text: str, words: frozenset[str]) -> Hit | None:
    """Return the file if one of its names holds all the words, with the name that holds the least besides."""
    best: tuple[float, str] | None = None
    for name in profile.names:
        if all(any(each.startswith(word) for each in name.words) for word in words):
            begun = sum(any(each.startswith(word) for word in words) for each in name.words)
            best = max(best or (0.0, ""), (round(begun / len(name.words), 4), name.text))
    if best is None:
        return None
    reason = Reason(Feature.NAME, best[0], text, best[1], "the name holds these words")
    return Hit(subject_id, best[0], Band.REVIEW, (reason,))


def _order(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.subject
