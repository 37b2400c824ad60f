"""The shapes of the public notices service: pure functions from what is public to what is written.

Field names are those that clients of the INTERPOL service read (documented by others in bundesAPI/interpol-api; read
by the OpenSanctions crawler). What is not known is null, and never 0, "-" or an empty text. What that service lacks is
added beside it: `kind`, `birth_note`, `published_at`, `updated_at`, `expires_at`, and fields that an extract may hold.
"""

from collections.abc import Mapping
from typing import Any, Final
from unicodedata import name as character_name

from comity.app.published import Published
from comity.hub.public.codes import codes
from comity.hub.public.dates import birth_note, instant, slashed
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.subject import Alias, Subject, SubjectType
from comity.law.country_names import country_names
from comity.law.un_lists import measures_in
from comity.notices.request import Particulars
from comity.notices.vocabulary import Kind

ROOT: Final = "/notices/v1"
SEGMENTS: Final[Mapping[str, Kind]] = {
    "red": Kind.RED,
    "yellow": Kind.YELLOW,
    "un": Kind.SPECIAL,
    "blue": Kind.BLUE,
    "green": Kind.GREEN,
    "black": Kind.BLACK,
    "orange": Kind.ORANGE,
    "purple": Kind.PURPLE,
}
"""The lists and the kinds that they hold; a silver notice is never public."""
_SEGMENT_OF: Final = {kind: segment for segment, kind in SEGMENTS.items()}
_FORMERLY: Final = "f.k.a."
Shape = dict[str, Any]


def is_entity(published: Published) -> bool:
    return published.extract.subject.type is not SubjectType.PERSON


def address(published: Published, base: str) -> str:
    """Return where a notice is found; `base` is the address of the hub."""
    segment = _SEGMENT_OF[published.kind]
    if published.kind is Kind.SPECIAL:
        segment += "/entities" if is_entity(published) else "/persons"
    return f"{base}{ROOT}/{segment}/{published.number.replace('/', '-')}"


def summary(published: Published, base: str) -> Shape:
    """Return a notice as an entry of a list."""
    subject = published.extract.subject
    shape: Shape = {
        "forename": subject.forenames,
        "name": family_name(subject),
        "date_of_birth": slashed(subject.birth.date) if subject.birth else None,
        "entity_id": published.number,
        "nationalities": subject.nationalities,
    }
    if published.kind is Kind.SPECIAL:
        shape["un_reference"] = (published.extract.particulars or Particulars()).reference
    return shape | _times(published) | {"_links": _links(published, base)}


def detail(published: Published, base: str) -> Shape:
    """Return a notice in full."""
    extract, subject = published.extract, published.extract.subject
    shape = _identity(subject) | {"entity_id": published.number, "kind": published.kind.value}
    match published.kind:
        case Kind.RED:
            shape |= {"arrest_warrants": _warrants(published)}
        case Kind.YELLOW:
            shape |= _missing(subject, extract.particulars or Particulars())
        case Kind.SPECIAL:
            shape |= _listing(published, subject, extract.particulars or Particulars())
        case _:
            said = wire.builtins(extract.particulars) if extract.particulars else {}
            shape |= {"particulars": {name: value for name, value in said.items() if value is not None} or None}
    shape |= {"cautions": extract.cautions, **_times(published)}
    return shape | {"_embedded": {"links": []}, "_links": _links(published, base)}


def images(published: Published, base: str) -> Shape:
    """Return the list of the pictures of a notice."""
    here = address(published, base)
    found = [
        {"picture_id": picture.id, "_links": {"self": {"href": f"{here}/images/{picture.id}"}}}
        for picture in published.pictures
    ]
    links = {"self": {"href": f"{here}/images"}, "notice": {"href": here}, **_thumbnail(published, here)}
    return {"_embedded": {"images": found}, "left_out": published.left_out, "_links": links}


def countries() -> list[Shape]:
    """Return the countries that a search may name, with their names in English."""
    names = {code: name for name, code in reversed(list(country_names().items()))}
    return [{"value": code, "name": names.get(Country(code), code)} for code in sorted(Country.valid())]


def family_name(subject: Subject) -> str | None:
    return subject.family_name if subject.type is SubjectType.PERSON else subject.name or subject.family_name


def _links(published: Published, base: str) -> Shape:
    here = address(published, base)
    return {"self": {"href": here}, "images": {"href": f"{here}/images"}, **_thumbnail(published, here)}


def _thumbnail(published: Published, here: str) -> Shape:
    first = next(iter(published.pictures), None)
    return {"thumbnail": {"href": f"{here}/images/{first.id}"}} if first else {}


def _times(published: Published) -> Shape:
    expires = instant(published.expires_at) if published.expires_at else None
    return {
        "published_at": instant(published.published_at),
        "updated_at": instant(published.updated_at),
        "expires_at": expires,
    }


def _identity(subject: Subject) -> Shape:
    table, looks, birth = codes(), subject.description, subject.birth
    return {
        "forename": subject.forenames,
        "name": family_name(subject),
        "date_of_birth": slashed(birth.date) if birth else None,
        "birth_note": birth_note(subject),
        "place_of_birth": birth.place if birth else None,
        "country_of_birth_id": birth.country if birth else None,
        "nationalities": subject.nationalities,
        "sex_id": table.sexes[subject.sex] if subject.sex else None,
        "height": looks.height_cm / 100 if looks and looks.height_cm else None,
        "weight": looks.weight_kg if looks else None,
        "eyes_colors_id": [table.eyes[looks.eyes]] if looks and looks.eyes else None,
        "hairs_id": [table.hair[looks.hair]] if looks and looks.hair else None,
        "distinguishing_marks": looks.marks if looks else None,
        "languages_spoken_ids": _languages(subject),
        "name_at_birth": subject.name_at_birth,
        "name_in_original_script": _joined(subject.names_in_original_script),
        "forename_in_original_script": None,
        "aliases": None if subject.aliases is None else [_alias(a) for a in subject.aliases if a.name],
        "profession": subject.occupation,
        "father_name": subject.father_name,
        "mother_name": subject.mother_name,
    }


def _languages(subject: Subject) -> list[str] | None:
    if subject.languages is None:
        return None
    return [codes().languages.get(language, language.upper()) for language in subject.languages]


def _alias(alias: Alias) -> Shape:
    own = not any(character_name(char, "").startswith("LATIN") for char in alias.name)
    return {
        "name": None if own else alias.name,
        "forename": None,
        "name_in_original_script": alias.name if own else None,
        "forename_in_original_script": None,
        "quality": alias.quality,
        "note": alias.note,
    }


def _warrants(published: Published) -> list[Shape]:
    """One entry for each charge; where the extract shows none, that there is a warrant and whose."""
    charges = [charge.title or charge.law for charge in published.extract.charges] or [None]
    country = published.extract.requesting_member
    return [{"issuing_country_id": country, "charge": charge, "charge_translation": None} for charge in charges]


def _missing(subject: Subject, said: Particulars) -> Shape:
    place, _, last = (said.missing_from or "").rpartition(", ")
    country = last if last in Country.valid() else None
    return {
        "birth_name": subject.name_at_birth,
        "father_forename": None,
        "mother_forename": None,
        "date_of_event": slashed(said.missing_since),
        "place": (place if country else said.missing_from) or None,
        "country": country,
        "circumstances": said.circumstances,
    }


def _listing(published: Published, subject: Subject, said: Particulars) -> Shape:
    aliases = [alias for alias in subject.aliases or [] if alias.name]
    former = [alias.name for alias in aliases if (alias.note or "").startswith(_FORMERLY)]
    also = [alias.name for alias in aliases if alias.name not in former]
    entity = is_entity(published)
    return {
        "un_reference": said.reference,
        "un_resolution": published.resolution,
        "un_reference_date": slashed(said.listed_on),
        "purposes": _purposes(said.measures),
        "summary": said.circumstances,
        "additional_information": said.list,
        "identity_documents": _documents(subject),
        "adresses": _addresses(subject),
        "also_known_as": _joined(also) if entity else None,
        "formerly_known_as": _joined(former),
        "father_forename": None,
        "mother_forename": None,
        "associates": None,
        "administrators": None,
        "main_activity": None,
        "from_chamber_of_commerce": None,
        "legal_form": None,
        "registration_number": None,
    }


def _purposes(measures: str | None) -> list[str] | None:
    if measures is None:
        return None
    try:
        return [measure.value for measure in measures_in(measures)]
    except ValueError:
        return [measures]


def _documents(subject: Subject) -> list[str] | None:
    if subject.documents is None:
        return None
    found = []
    for document in subject.documents:
        more = ", ".join(part for part in (document.country, document.note) if part)
        found.append(f"{document.type} {document.number}" + (f" ({more})" if more else ""))
    return found


def _addresses(subject: Subject) -> list[str] | None:
    if subject.last_known is None:
        return None
    said = [", ".join(part for part in (one.place, one.country, one.note) if part) for one in subject.last_known]
    return [one for one in said if one]


def _joined(texts: list[str] | None) -> str | None:
    return "; ".join(texts or []) or None
