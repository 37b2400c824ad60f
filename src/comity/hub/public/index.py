"""What a worker keeps in memory of a public notice: its entry in lists, and what one may search it by."""

from collections.abc import Iterator
from datetime import date

import msgspec

from comity.app.published import Published
from comity.hub.public.codes import codes
from comity.hub.public.letters import folded
from comity.hub.public.shapes import family_name, is_entity, summary
from comity.kernel import wire
from comity.kernel.subject import Sex
from comity.notices.request import Particulars
from comity.notices.vocabulary import Kind

UNKNOWN_SEX = codes().sexes[Sex.UNKNOWN]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A public notice in a list: `item` is its JSON; texts are in base letters; `births` are first and last days."""

    item: bytes
    entity: bool
    name: str
    forename: str
    text: str
    nationalities: tuple[str, ...]
    sex: str
    births: tuple[tuple[date, date], ...]
    warrant: str | None
    reference: str
    resolution: int | None


def entry(published: Published, base: str) -> Entry:
    """Return the entry of a notice; `base` is the address of the hub."""
    subject, said = published.extract.subject, published.extract.particulars or Particulars()
    births = [one.date for one in [subject.birth, *(subject.other_births or [])] if one and one.date]
    return Entry(
        item=wire.encode(summary(published, base)),
        entity=is_entity(published),
        name=folded(family_name(subject)),
        forename=folded(subject.forenames),
        text=folded("\n".join(_texts(published))),
        nationalities=tuple(subject.nationalities or ()),
        sex=codes().sexes[subject.sex] if subject.sex else UNKNOWN_SEX,
        births=tuple((day.earliest, day.latest) for day in births),
        warrant=published.extract.requesting_member if published.kind is Kind.RED else None,
        reference=folded(said.reference),
        resolution=published.resolution,
    )


def _texts(published: Published) -> Iterator[str]:
    """Yield every word of the extract that a free text search may meet."""
    extract, subject = published.extract, published.extract.subject
    said = [subject.name, subject.forenames, subject.family_name, subject.name_at_birth, subject.occupation]
    said += [subject.father_name, subject.mother_name, subject.description.marks if subject.description else None]
    said += [*(subject.names_in_original_script or []), *(alias.name for alias in subject.aliases or [])]
    for birth in [subject.birth, *(subject.other_births or [])]:
        said += [birth.place, birth.note] if birth else []
    said += [document.number for document in subject.documents or []]
    said += [sighting.place for sighting in subject.last_known or []]
    for charge in extract.charges:
        said += [charge.title, charge.law]
    if extract.particulars:
        said += [value for value in wire.builtins(extract.particulars).values() if isinstance(value, str)]
    yield from (text for text in said if text)
