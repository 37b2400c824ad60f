"""What a reader made of a file, in a form that is easy to compare."""

import io
from collections.abc import Sequence
from datetime import date

from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Document
from comity.screening import Query
from comity.screening.reading import Asked, Format, Problem, read

TODAY = date(2026, 11, 21)


def records(body: bytes | str, form: Format) -> list[Asked | Problem]:
    return list(read(io.BytesIO(body.encode() if isinstance(body, str) else body), form, TODAY))


def questions(body: bytes | str, form: Format) -> list[Query]:
    """Return the questions, in order."""
    return [each.query for each in records(body, form) if isinstance(each, Asked)]


def notes(body: bytes | str, form: Format) -> list[str]:
    return [note for each in records(body, form) if isinstance(each, Asked) for note in each.notes]


def faults(body: bytes | str, form: Format) -> list[str]:
    """Return every fault as `place: message`, in order: those of records, or of a file without any."""
    try:
        found = [fault for each in records(body, form) if isinstance(each, Problem) for fault in each.faults]
    except UnusableInput as error:
        found = list(error.errors)
    return [f"{fault.path}: {fault.message}" for fault in found]


def papers(documents: Sequence[Document] | None) -> list[tuple[str, str, str | None]]:
    return [(each.type, each.number, each.country) for each in documents or ()]
