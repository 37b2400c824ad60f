"""Passenger and crew lists as UN/EDIFACT PAXLST, in the form that the WCO, IATA and ICAO give it for API.

Each person is asked about, whatever is wrong around it: counts that do not agree, a message that is cut off or a
segment that cannot be read are problems of their own.
"""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from comity.screening.reading.edifact import Segment, segments
from comity.screening.reading.envelope import Envelope
from comity.screening.reading.passenger import Passenger
from comity.screening.reading.record import Problem, Record, problem

_ENVELOPE = frozenset({"UNB", "UNG", "UNH", "CNT", "UNT", "UNE", "UNZ"})


def read_paxlst(stream: BinaryIO, at: date) -> Iterator[Record]:
    """Yield each person of the lists in a file, and each problem; `at` decides the century of years of two digits."""
    envelope = Envelope()
    person: Passenger | None = None
    for segment in segments(stream.read()):
        if isinstance(segment, Problem):
            envelope.passed_over()
            yield segment
            continue
        if person and (segment.tag == "NAD" or segment.tag in _ENVELOPE):
            yield person.record()
            person = None
        if problems := envelope.take(segment):
            yield from problems
        if segment.tag == "NAD" and envelope.open_list:
            person, trouble = _person(segment, envelope, at)
            if trouble:
                yield trouble
        elif person:
            person.take(segment)
    if person:
        yield person.record()
    yield from envelope.end()


def _person(segment: Segment, envelope: Envelope, at: date) -> tuple[Passenger | None, Problem | None]:
    """Return the person of a name segment, if it is one, and what is wrong with its kind."""
    kind = segment.get(0)
    if not envelope.counts(kind):
        if not envelope.persons_follow:
            return None, None
        known = "FL and DDU (passengers), FM and DDT (crew)"
        trouble = problem(
            segment.place, f"{kind!r} is no kind of person on board; known are {known}; it was asked all the same"
        )
        return Passenger(segment, envelope.next_id(), at), trouble
    return Passenger(segment, envelope.next_id(), at), None
