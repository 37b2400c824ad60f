"""Lists put together into one index, and the answer to a question that is asked of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Self

import msgspec

from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Subject
from comity.screening.index import Index
from comity.screening.reading import Asked, Problem
from comity.screening.reading.record import placed
from comity.screening.resolving import resolved


class Entry(msgspec.Struct, frozen=True):
    """A subject of a list. `key` tells it from those of other lists; `about` stands in each hit on it."""

    key: str
    id: str
    subject: Subject
    about: dict[str, Any] = {}


class Terms(msgspec.Struct, frozen=True):
    """How questions are asked: the least score of a hit, how many are shown, and the day for years of two digits."""

    threshold: float
    limit: int
    at: date


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to one question; `list_version` names the lists it was asked of, `notes` what of it was not used.

    Of the notices of an organisation, `silenced` counts the matches that were cleared before, and `receipt` is where
    its trail has the question.
    """

    id: str
    hits: tuple[dict[str, Any], ...]
    list_version: str
    notes: tuple[str, ...] = ()
    silenced: int = 0
    receipt: str = ""


class Lists:
    """All entries of some lists, ready to be asked."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._index = Index()
        self._shown: dict[str, tuple[str, dict[str, Any]]] = {}

    def __len__(self) -> int:
        return len(self._shown)

    @classmethod
    def build(cls, entries: Iterable[Entry], version: str) -> Self:
        """Return the lists that hold these entries, under the version that names them."""
        lists = cls(version)
        lists._index = Index.of(lists._taken(entries))
        return lists

    def _taken(self, entries: Iterable[Entry]) -> Iterator[tuple[str, Subject]]:
        """Keep how each entry is shown, and yield what the index holds of it."""
        for entry in entries:
            self._shown[entry.key] = entry.id, entry.about
            yield entry.key, entry.subject

    def answer(self, asked: Asked, terms: Terms) -> Answer:
        """Return the answer to a question that is `ready`."""
        hits = []
        for hit in self._index.screen(asked.query, terms.threshold, terms.limit):
            shown, about = self._shown[hit.subject]
            hits.append(wire.builtins(hit) | {"subject": shown} | about)
        return Answer(asked.query.id, tuple(hits), self.version, asked.notes)


def ready(asked: Asked, at: date) -> Asked | Problem:
    """Return a question with its machine-readable zone resolved, or its problem where that cannot be."""
    try:
        query, notes = resolved(asked.query, at)
    except UnusableInput as error:
        return placed(asked.place, error.errors)
    return Asked(asked.place, query, (*asked.notes, *notes))
