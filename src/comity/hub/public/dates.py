"""Dates as the public notices service writes them: `1971/05/04`, as far as they are known."""

from collections.abc import Iterator
from datetime import UTC, datetime

from comity.kernel.dates import PartialDate
from comity.kernel.subject import Subject


def slashed(day: PartialDate | None) -> str | None:
    """Return `1971/05/04`, `1971/05` or `1971`; an approximate date shows its year, and a range is None."""
    if day is None or day.is_range:
        return None
    return day[:4] if day.approximate else day.replace("-", "/")


def birth_note(subject: Subject) -> str | None:
    """Return in words what `date_of_birth` cannot say: an estimate, a range, a note, other births; else None."""
    return "; ".join(_births(subject)) or None


def instant(at: datetime) -> str:
    """Return a time as `2026-11-21T12:00:00Z`."""
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def _births(subject: Subject) -> Iterator[str]:
    for index, birth in enumerate([*([subject.birth] if subject.birth else []), *(subject.other_births or [])]):
        doubtful = birth.date is not None and (birth.date.approximate or birth.date.is_range)
        if index == 0:
            parts = [_words(birth.date) if birth.date and doubtful else None, birth.note]
        else:
            where = [birth.place, birth.country]
            parts = [_words(birth.date) if birth.date else None, ", ".join(one for one in where if one), birth.note]
        said = ", ".join(part for part in parts if part)
        if said:
            yield said if index == 0 else f"also given as {said}"


def _words(day: PartialDate) -> str:
    if day.is_range:
        first, _, last = day.partition("/")
        return f"between {first.replace('-', '/')} and {last.replace('-', '/')}"
    written = day.removesuffix("~").replace("-", "/")
    return f"about {written}" if day.approximate else written
