"""Questions as JSON: one a line, or the items of one array."""

from collections.abc import Iterator
from typing import BinaryIO

from comity.screening.query import Query
from comity.screening.reading.json_records import records
from comity.screening.reading.record import Asked, Problem, Record, decoded


def read_jsonl(stream: BinaryIO) -> Iterator[Record]:
    """Yield each question of the file, or its problem."""
    for raw in records(stream):
        if isinstance(raw, Problem):
            yield raw
            continue
        query = decoded(raw.place, raw.body, Query)
        yield query if isinstance(query, Problem) else Asked(raw.place, query)
