"""The engine that is measured, by its contract alone: building is the only thing that may be done in more ways."""

from collections.abc import Iterable, Mapping
from typing import Any

from comity.kernel import wire
from comity.kernel.subject import Subject
from comity.screening import Index, Query

LOOSE = 0.5
"""A threshold low enough to see the order of what is found, not only what is shown at the usual one."""

USUAL = 0.7
"""The threshold of the contract."""


def build(subjects: Iterable[tuple[str, Subject]]) -> Index:
    """Return the index of subjects, built in bulk where the engine can."""
    bulk: Any = getattr(Index, "of", None)
    if bulk is not None:
        made: Index = bulk(subjects)
        return made
    index = Index()
    for each, subject in subjects:
        index.add(each, subject)
    return index


def question(asked: Mapping[str, object]) -> Query:
    """Return a question read as it would be from outside."""
    return wire.convert({"id": "q", **asked}, Query)
