"""The questions of a whole list, as it is sent: as one JSON document, or as a file that the engine reads."""

import io
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Annotated, Final

import msgspec

from comity.app.views.searching import Screened
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Record as Body
from comity.screening import Query
from comity.screening.reading import Asked, Format, Problem, Record, detect, read
from comity.screening.reading.formats import HEAD

MOST_LISTED: Final = 50_000
MOST_LINES: Final = 1_000_000
"""Twenty for each question. Lines that say nothing would take many times their own room."""
_MOST_SAID: Final = 5
"""Faults of one record that are named in its answer."""


class ListFormat(StrEnum):
    """`json` is one document with `queries`; any other is a file, and `auto` one that is told by what it holds."""

    JSON = "json"
    AUTO = "auto"
    JSONL = Format.JSONL.value
    CSV = Format.CSV.value
    MRZ = Format.MRZ.value
    PAXLST = Format.PAXLST.value
    FTM = Format.FTM.value


class Listed(Body, frozen=True):
    """A passenger list, or more; what was answered before a connection broke off is left out when it is sent again."""

    queries: Annotated[list[Query], msgspec.Meta(max_length=MOST_LISTED)]


def records(body: Listed | bytes, form: ListFormat, at: date) -> Sequence[Record]:
    """Return the question of each record of a list, or its problem; `at` decides the century of short years.

    Raises `UnusableInput` where nothing of it can be used, and where there are more than `MOST_LISTED` records or
    `MOST_LINES` lines: all of it is read before the first answer.
    """
    if isinstance(body, Listed):
        return [Asked(f"$.queries[{number}]", query) for number, query in enumerate(body.queries)]
    if max(body.count(b"\n"), body.count(b"\r")) > MOST_LINES:
        raise _too_long(f"{MOST_LINES:,} lines")
    read_as = detect(body[:HEAD]) if form is ListFormat.AUTO else Format(form.value)
    found = list(islice(read(io.BytesIO(body), read_as, at), MOST_LISTED + 1))
    if len(found) > MOST_LISTED:
        raise _too_long(f"{MOST_LISTED:,} records")
    return found


def _too_long(most: str) -> UnusableInput:
    message = f"It has more than {most}; send it in parts"
    return UnusableInput(f"The list cannot be used: {message}.", [Fault("body", message)])


def unanswered(found: Problem) -> Screened:
    """Return the answer to a record that cannot be used: its place stands where the id of a question does."""
    said = [f"{each.path}: {each.message}" for each in found.faults[:_MOST_SAID]]
    if more := len(found.faults) - len(said):
        said.append(f"and {more} more")
    return Screened(found.faults[0].path.partition(": ")[0], (), "", problem="; ".join(said))
