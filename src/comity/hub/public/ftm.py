"""Public notices in the FollowTheMoney model: a Person or an Organization, and a Sanction for what stands against it.

Written without the package and tested with it. The model requires a name and knows only countries of its own list:
who has no name is left out, and the codes XA to XZ of fictional members are not given.
"""

from collections.abc import Iterator
from typing import Any, Final

from comity.app.published import Published
from comity.hub.public.dates import instant
from comity.hub.public.shapes import address, detail, family_name
from comity.kernel.codes import FICTIONAL_MEMBERS
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Quality, Sex, Subject, SubjectType
from comity.notices.request import Particulars
from comity.notices.vocabulary import Kind

_SCHEMATA: Final = {SubjectType.PERSON: "Person", SubjectType.ENTITY: "Organization"}
_GENDERS: Final = {Sex.MALE: "male", Sex.FEMALE: "female"}
_TOPICS: Final = {Kind.RED: ("crime", "wanted"), Kind.SPECIAL: ("sanction",)}
_SECURITY_COUNCIL: Final = "United Nations Security Council"
_LONGEST: Final = {"address": 250, "idNumber": 64, "alias": 384, "weakAlias": 384, "previousName": 384}
"""What the model takes of a property, in characters, where files have been seen to hold more or may."""
_OVERFLOW: Final = {"Person": "notes", "Organization": "notes", "Sanction": "summary"}
Properties = dict[str, list[str]]


def entities(published: Published, base: str) -> Iterator[dict[str, Any]]:
    """Yield the entities of one notice; none for an object, event or method, or for who has no name."""
    subject = published.extract.subject
    schema = _SCHEMATA.get(subject.type)
    if schema is None or not (family_name(subject) or subject.forenames):
        return
    person = f"comity-{published.number.replace('/', '-')}"
    common = _common(published, subject, base)
    more = _of_person(subject) if schema == "Person" else {}
    yield _entity(person, schema, common | more)
    for number, act in enumerate(_acts(published, base)):
        suffix = f"-{number + 1}" if number else ""
        yield _entity(f"{person}-notice{suffix}", "Sanction", {"entity": [person], **act})


def _entity(key: str, schema: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Return an entity without what is not known; what is too long for its property stands in a longer one."""
    kept: Properties = {}
    for name, values in properties.items():
        for value in filter(None, values):
            fits = len(value) <= _LONGEST.get(name, len(value))
            kept.setdefault(name if fits else _OVERFLOW[schema], []).append(value)
    return {"id": key, "schema": schema, "properties": kept}


def _common(published: Published, subject: Subject, base: str) -> dict[str, list[str | None]]:
    names = [subject.full_name or family_name(subject), *(subject.names_in_original_script or [])]
    aliases = [alias for alias in subject.aliases or [] if alias.name]
    return {
        "name": [*names],
        "alias": [alias.name for alias in aliases if alias.quality is not Quality.LOW],
        "weakAlias": [alias.name for alias in aliases if alias.quality is Quality.LOW],
        "previousName": [subject.name_at_birth],
        "address": [*(detail(published, base).get("adresses") or [])],
        "idNumber": [document.number for document in subject.documents or [] if document.number],
        "topics": [*_TOPICS.get(published.kind, ())],
        "notes": [(published.extract.particulars or Particulars()).circumstances],
        "sourceUrl": [address(published, base)],
        "createdAt": [instant(published.published_at)[:10]],
        "modifiedAt": [instant(published.updated_at)[:10]],
    }


def _of_person(subject: Subject) -> dict[str, list[str | None]]:
    looks = subject.description
    births = [birth for birth in [subject.birth, *(subject.other_births or [])] if birth]
    return {
        "firstName": [subject.forenames],
        "lastName": [subject.family_name],
        "gender": [_GENDERS.get(subject.sex)] if subject.sex else [],
        "birthDate": [day for birth in births for day in _days(birth.date)],
        "birthPlace": [birth.place for birth in births],
        "birthCountry": _countries([birth.country for birth in births]),
        "nationality": _countries([*(subject.nationalities or [])]),
        "fatherName": [subject.father_name],
        "motherName": [subject.mother_name],
        "profession": [subject.occupation],
        "height": [f"{looks.height_cm / 100:.2f}" if looks and looks.height_cm else None],
        "weight": [str(looks.weight_kg) if looks and looks.weight_kg else None],
        "eyeColor": [looks.eyes.value if looks and looks.eyes else None],
        "hairColor": [looks.hair.value if looks and looks.hair else None],
        "appearance": [looks.marks if looks else None],
    }


def _days(day: PartialDate | None) -> list[str]:
    """Return a date as the model writes it; of a range, every year it may mean."""
    if day is None:
        return []
    if day.is_range:
        return [str(year) for year in range(day.earliest.year, day.latest.year + 1)]
    return [day.removesuffix("~")]


def _countries(codes: list[Any]) -> list[str | None]:
    return [code.lower() for code in codes if code and code not in FICTIONAL_MEMBERS]


def _acts(published: Published, base: str) -> Iterator[dict[str, list[str | None]]]:
    extract, said = published.extract, published.extract.particulars or Particulars()
    common: dict[str, list[str | None]] = {
        "authorityId": [published.number],
        "sourceUrl": [address(published, base)],
        "startDate": [instant(published.published_at)[:10]],
        "endDate": [instant(published.expires_at)[:10] if published.expires_at else None],
        "program": [f"{published.kind.value.capitalize()} notice"],
    }
    match published.kind:
        case Kind.RED:
            for reason in [charge.title or charge.law for charge in extract.charges] or [None]:
                yield common | {"country": _countries([extract.requesting_member]), "reason": [reason]}
        case Kind.SPECIAL:
            listed = _days(said.listed_on)
            yield common | {
                "authority": [_SECURITY_COUNCIL],
                "unscId": [said.reference],
                "program": [said.list],
                "provisions": [said.measures],
                "listingDate": [*listed],
                "startDate": [*listed],
            }
        case _:
            return
