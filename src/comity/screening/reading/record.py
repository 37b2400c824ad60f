"""What a reader yields for each record of a file: a question, or a problem that names its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

import msgspec

from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.screening.query import Query

T = TypeVar("T")
_NO_JSON: Final = re.compile(r"^(.*): line \d+ column (\d+) \(char \d+\)$", re.DOTALL)
_WITHIN: Final = r"This is not JSON: \1, at sign \2"
"""A record counts its own lines, which would be taken for those of the file."""


class Asked(msgspec.Struct, frozen=True):
    """A question, the place in the file where it stands, and in words what of the record was not used."""

    place: str
    query: Query
    notes: tuple[str, ...] = ()


class Problem(msgspec.Struct, frozen=True):
    """What cannot be used, and where: the path of a fault begins with a line, an item or a segment."""

    faults: tuple[Fault, ...]


Record = Asked | Problem


def problem(place: str, message: str) -> Problem:
    """Return the problem of one place."""
    return Problem((Fault(place, message),))


def placed(place: str, faults: Sequence[Fault]) -> Problem:
    """Return the faults of one record, with its place before the place within it."""
    return Problem(tuple(_placed(place, each) for each in faults))


def _placed(place: str, fault: Fault) -> Fault:
    where = place if fault.path == "$" else f"{place}: {fault.path}"
    return Fault(where, _NO_JSON.sub(_WITHIN, fault.message))


def decoded(place: str, body: bytes, kind: type[T]) -> T | Problem:
    """Return the JSON of one record as a `kind`, or its problem."""
    try:
        return wire.decode(body, kind, place)
    except UnusableInput as error:
        return placed(place, error.errors)


def asked(place: str, fields: Mapping[str, Any], notes: Sequence[str] = ()) -> Record:
    """Return the question that these plain fields make, checked as one that came as JSON, or the problem."""
    known = {name: value for name, value in fields.items() if value}
    try:
        body = wire.encode(known)
    except UnicodeEncodeError:
        return problem(place, "A sign of it cannot be read; save the file as UTF-8")
    query = decoded(place, body, Query)
    return query if isinstance(query, Problem) else Asked(place, query, tuple(notes))
