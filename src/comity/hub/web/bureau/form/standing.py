"""Where a request stands: what the checks say of each section and field, and which sections are complete."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from comity.compliance.rule import Effect, Fact, Finding
from comity.compliance.stated import stated
from comity.hub.web.bureau.form.fields import Field, Plain
from comity.hub.web.bureau.form.sections import Section
from comity.notices.request import NoticeRequest

_ENTRY: Final = re.compile(r"\[(\d+)\]")
_PLACE: Final = re.compile(r"\[[^\]]*\]")


class Status(StrEnum):
    """How far a section is."""

    NOT_STARTED = "Not started"
    OPTIONAL = "Optional"
    IN_PROGRESS = "In progress"
    MEND = "Has something to mend"
    COMPLETE = "Complete"


def place_of(path: str) -> str:
    """Return the place of a fact without entries and passages: `judicial.charges[0].law` is `judicial.charges.law`."""
    return _PLACE.sub("", path)


def entry_of(path: str, group: str) -> int | None:
    """Return which entry of `group` a fact is about, None for all of them."""
    match = _ENTRY.match(path, len(group)) if path.startswith(group) else None
    return int(match[1]) if match else None


def touches(place: str, path: str) -> bool:
    """Say whether a fact at `place` is about the value at `path`: on it, within it, or around it."""
    return place == path or place.startswith(f"{path}.") or path.startswith(f"{place}.")


def on_section(section: Section, body: NoticeRequest, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that rest on something in a section."""
    paths = section.paths(body)
    return tuple(
        each for each in findings if any(touches(place_of(fact.path), path) for fact in each.facts for path in paths)
    )


def beside(
    fields: Sequence[Field], findings: Sequence[Finding], group: str = "", entry: int | None = None
) -> Mapping[str, tuple[Finding, ...]]:
    """Return the findings by the field that they stand beside, each once: at the first field that it rests on.

    For an entry of a group `group` is its path and `entry` its place; findings on other entries are left out. What
    rests on the whole section stands under "".
    """
    found: dict[str, tuple[Finding, ...]] = {}
    for each in findings:
        places = [_within(fact, group, entry) for fact in each.facts]
        here = [place for place in places if place is not None]
        if here:
            field = next((field.path for field in fields if any(touches(place, field.path) for place in here)), "")
            found[field] = (*found.get(field, ()), each)
    return found


def _within(fact: Fact, group: str, entry: int | None) -> str | None:
    """Return a fact's place as the fields of a page name it, None where it is about something else."""
    place = place_of(fact.path)
    if not group:
        return place
    if not place.startswith(f"{group}.") or entry_of(fact.path, group) not in (entry, None):
        return None
    return place.removeprefix(f"{group}.")


def status(section: Section, body: NoticeRequest, plain: Plain, findings: Sequence[Finding]) -> Status:
    """Return how far a section is, by what stands in it and what the checks say of that."""
    open_ = [each for each in on_section(section, body, findings) if each.effect in (Effect.RETURN, Effect.REFUSE)]
    if not section.stated(body, plain):
        return Status.NOT_STARTED if open_ else Status.OPTIONAL
    if not open_:
        return Status.COMPLETE
    paths = section.paths(body)
    rests = [fact for each in open_ for fact in each.facts if any(touches(place_of(fact.path), path) for path in paths)]
    return Status.MEND if any(stated(fact.value) for fact in rests) else Status.IN_PROGRESS
