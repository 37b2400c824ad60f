"""FollowTheMoney entities as questions: a person or legal entity each, with the papers that name it as their holder."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO, Final

import msgspec

from comity.kernel import wire
from comity.kernel.dates import PartialDate
from comity.kernel.errors import UnusableInput
from comity.screening.reading.json_records import records
from comity.screening.reading.record import Problem, Record, asked, placed, problem
from comity.screening.resolving import country

SCHEMATA: Final = frozenset({"Person", "LegalEntity", "Organization", "Company", "PublicBody"})
_PAPERS: Final = frozenset({"Passport", "Identification"})
_NUMBERS: Final = {
    "passportNumber": "passport",
    "idNumber": "identity document",
    "registrationNumber": "registration",
    "taxNumber": "tax number",
}
_SEXES: Final = {"male": "male", "female": "female"}
_WIDEST: Final = 10
"""Years between dates of birth that are still one range; wider apart they say nothing."""
Properties = dict[str, list[str]]


class _Entity(msgspec.Struct, frozen=True):
    """What is read of an entity; what an export adds beside it, such as `datasets`, is of no concern."""

    id: str
    schema: str
    properties: Properties = {}


def read_ftm(stream: BinaryIO) -> Iterator[Record]:
    """Yield a question for each person and legal entity, in any of their scripts; the stream is read twice."""
    papers: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    begin = stream.tell()
    for _, entity in _entities(stream):
        if isinstance(entity, _Entity) and entity.schema in _PAPERS:
            for holder in entity.properties.get("holder", ()):
                papers[holder] += _paper(entity)
    stream.seek(begin)
    for place, entity in _entities(stream):
        if isinstance(entity, Problem):
            yield entity
        elif entity.schema in SCHEMATA:
            yield _question(place, entity, papers.pop(entity.id, []))
        elif entity.schema not in _PAPERS:
            known = ", ".join(sorted(SCHEMATA | _PAPERS))
            yield problem(place, f"A {entity.schema[:40]!r} is no one to ask about; known are {known}")
    for holder in papers:
        yield problem(f"the papers of {holder[:80]}", "No person or legal entity of this id is in the file")


def _entities(stream: BinaryIO) -> Iterator[tuple[str, _Entity | Problem]]:
    for raw in records(stream):
        if isinstance(raw, Problem):
            yield "", raw
            continue
        try:
            # The strict reader first: a key that stands twice or half a character must not pass.
            yield raw.place, wire.convert(wire.decode(raw.body, dict[str, Any], raw.place), _Entity)
        except UnusableInput as error:
            yield raw.place, placed(raw.place, error.errors)


def _question(place: str, entity: _Entity, papers: list[dict[str, str]]) -> Record:
    said, notes = entity.properties, list[str]()
    names = _names(said)
    if said.get("weakAlias"):
        notes.append("Weak aliases were not asked: they find others.")
    numbered = ({"type": kind, "number": number} for key, kind in _NUMBERS.items() for number in said.get(key, ()))
    fields = {
        "id": entity.id,
        "name": names[0] if names else None,
        "names_in_original_script": names[1:],
        "birth_date": _birth(said.get("birthDate", []), notes),
        "birth_place": next(iter(said.get("birthPlace", ())), None),
        "birth_country": next(iter(_countries(said.get("birthCountry", []), notes)), None),
        "sex": next((_SEXES[each] for each in said.get("gender", ()) if each in _SEXES), None),
        "nationalities": _countries([*said.get("nationality", ()), *said.get("citizenship", ())], notes),
        "documents": _without_repeats([*papers, *numbered]),
    }
    return asked(place, fields, notes)


def _names(said: Properties) -> list[str]:
    full = [*said.get("name", ()), *said.get("alias", ()), *said.get("previousName", ())]
    parts = chain.from_iterable(said.get(key, ())[:1] for key in ("firstName", "secondName", "middleName", "lastName"))
    return list(dict.fromkeys(each for each in full or [" ".join(parts)] if each.strip()))


def _paper(entity: _Entity) -> Iterator[dict[str, str]]:
    said = entity.properties
    kind = "passport" if entity.schema == "Passport" else next(iter(said.get("type", ())), "identity document")
    codes = _countries(said.get("country", []), [])
    for number in chain(said.get("number", ()), said.get("passportNumber", ())):
        yield {"type": kind, "number": number, **({"country": codes[0]} if codes else {})}


def _without_repeats(papers: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return each number once; where it stands as a paper of its own, with its country, that one is kept."""
    kept: dict[str, dict[str, str]] = {}
    for each in papers:
        kept.setdefault(each["number"], each)
    return list(kept.values())


def _birth(written: list[str], notes: list[str]) -> str | None:
    """Return the date of birth; of several the years that they span."""
    try:
        dates = [PartialDate(each[:10]) for each in written]
    except ValueError as error:
        notes.append(f"The date of birth was left out: {error}.")
        return None
    if len(set(dates)) < 2:
        return dates[0] if dates else None
    first, last = min(each.earliest.year for each in dates), max(each.latest.year for each in dates)
    if last - first > _WIDEST:
        notes.append(f"The dates of birth lie {last - first} years apart: none was asked.")
        return None
    notes.append(f"There are several dates of birth: asked was {first}/{last}.")
    return f"{first:04}/{last:04}" if first < last else f"{first:04}"


def _countries(codes: list[str], notes: list[str]) -> list[str]:
    found = []
    for code in dict.fromkeys(codes):
        known = country(code)
        if known:
            found.append(str(known))
        else:
            notes.append(f"“{code[:20]}” is no country known here; it was left out.")
    return found
