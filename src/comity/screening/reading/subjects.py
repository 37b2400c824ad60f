"""Subjects as JSON Lines or one array, each with its id: the plainest kind of list."""

from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from comity.kernel.subject import Line, Record, Subject
from comity.screening.profile import Profile
from comity.screening.reading.json_records import records
from comity.screening.reading.record import Problem, decoded, problem
from comity.screening.resolving import names_somebody

_NOBODY: Final = "It holds no name, and no document number, that anybody could be found by; this one was left out"


class _SubjectLine(Record, frozen=True):
    id: Line
    subject: Subject


class Listed(msgspec.Struct, frozen=True):
    """A subject of a list under the id that the list gives it."""

    id: str
    subject: Subject


def read_subjects(stream: BinaryIO) -> Iterator[Listed | Problem]:
    """Yield each subject of the file, or its problem; an id that stands again is one."""
    seen: dict[str, str] = {}
    for raw in records(stream):
        if isinstance(raw, Problem):
            yield raw
            continue
        line = decoded(raw.place, raw.body, _SubjectLine)
        if isinstance(line, Problem):
            yield line
        elif line.id in seen:
            yield problem(raw.place, f"The id {line.id[:80]} stands at {seen[line.id]} too; this one was left out")
        elif not _findable(line.subject):
            yield problem(raw.place, _NOBODY)
        else:
            seen[line.id] = raw.place
            yield Listed(line.id, line.subject)


def _findable(subject: Subject) -> bool:
    profile = Profile.of_subject(subject)
    return bool(profile.documents) or any(names_somebody(name.text) for name in profile.names)
