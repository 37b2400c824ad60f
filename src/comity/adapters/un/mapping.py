"""From an entry of the consolidated list to the notice request that the listing office publishes.

Nothing the list says is lost: what has no field of its own stands in words, in the note of the record it belongs
to or in `particulars.circumstances`. The same entry always gives the same request, so that a later list shows by
its digests alone what has changed.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from comity.adapters.un.births import address, births
from comity.adapters.un.entry import UnEntry, UnList
from comity.adapters.un.names import aliases, family_and_forenames, name_at_birth
from comity.adapters.un.papers import documents
from comity.adapters.un.remarks import measures_named, remarks
from comity.adapters.un.scan import WHAT
from comity.kernel import wire
from comity.kernel.codes import Language
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Document, Sex, Sighting, Subject, SubjectType
from comity.law.country_names import country_code
from comity.law.un_lists import Measure, UnListLaw, measures_in_words, un_list
from comity.notices.request import Authority, Circulation, Entity, NoticeRequest, Particulars, PublicExtract
from comity.notices.vocabulary import Handling, Kind

SECURITY_COUNCIL = "United Nations Security Council"
PUBLIC = "Special notices of the Security Council are always public (RPD 95)"
_SEX = {"male": Sex.MALE, "female": Sex.FEMALE}


def to_requests(listed: UnList) -> list[NoticeRequest]:
    """Return a request for each entry, in the order of their references, or raise with every entry's fault."""
    requests: list[NoticeRequest] = []
    faults: list[Fault] = []
    for entry in sorted(listed.entries, key=lambda entry: entry.reference):
        try:
            requests.append(to_request(entry))
        except UnusableInput as error:
            faults += error.errors
    if faults:
        first = faults[0]
        detail = f"The {WHAT} cannot be used: {first.path}: {first.message}. Nothing was taken from it."
        raise UnusableInput(detail, faults)
    return requests


def to_request(entry: UnEntry) -> NoticeRequest:
    """Return the request for `entry`; a list without law, or a reference of another list, raises `UnusableInput`."""
    try:
        # Structs made in Python are not checked; the strict reader bounds what a listing may hold.
        return wire.convert(wire.builtins(_request(entry)), NoticeRequest)
    except UnusableInput as error:
        where = f"{entry.reference}, line {entry.line}"
        faults = [Fault(f"{where}: {one.path}", one.message) for one in error.errors]
        detail = f"The entry {faults[0].path} cannot be used: {faults[0].message}."
        raise UnusableInput(detail, faults) from None


def _request(entry: UnEntry) -> NoticeRequest:
    law = _law(entry)
    papers, unnumbered = documents(entry.documents)
    return NoticeRequest(
        kind=Kind.SPECIAL,
        requesting_entity=Entity(name=SECURITY_COUNCIL, basis=f"Security Council resolution {law.title}"),
        requesting_authority=Authority(name=law.committee, reference=f"{entry.data_id}/{entry.version}"),
        reference=entry.reference,
        language=Language.parse("en"),
        subject=_subject(entry, law, papers),
        particulars=Particulars(
            reference=entry.reference,
            list=entry.list_name,
            resolution=law.title,
            listed_on=entry.listed_on,
            measures=measures_in_words(law, _measures(entry, law)),
            circumstances="\n".join(_words(entry, unnumbered)) or None,
        ),
        circulation=Circulation(),
        public_extract=PublicExtract(authorised=True, reason=PUBLIC),
        handling=Handling.OFFICIAL,
    )


def _law(entry: UnEntry) -> UnListLaw:
    law = un_list(entry.list_name, "UN_LIST_TYPE")
    if not entry.reference.startswith(law.prefix):
        message = f"a reference of the list {entry.list_name} begins with {law.prefix}"
        raise UnusableInput(message, [Fault("REFERENCE_NUMBER", message)])
    return law


def _subject(entry: UnEntry, law: UnListLaw, papers: list[Document]) -> Subject:
    said = remarks(entry.comments or "")
    common = Subject(
        type=entry.type,
        names_in_original_script=[entry.original_script] if entry.original_script else None,
        aliases=aliases(entry.aliases) or None,
        documents=[*papers, *said.documents] or None,
        last_known=_last_known(entry),
    )
    if entry.type is SubjectType.ENTITY:
        return replace(common, name=" ".join(entry.names))
    family_name, forenames = family_and_forenames(entry.names, law.names)
    birth, other_births = births(entry)
    return replace(
        common,
        family_name=family_name,
        forenames=forenames,
        name_at_birth=name_at_birth(entry.aliases),
        sex=_SEX.get((entry.gender or "").lower(), said.sex),
        birth=birth,
        other_births=other_births or None,
        father_name=said.father,
        mother_name=said.mother,
        nationalities=[code for name in entry.nationalities if (code := country_code(name))] or None,
        languages=said.languages,
        occupation="; ".join(entry.designations) or None,
        description=said.description,
    )


def _last_known(entry: UnEntry) -> list[Sighting] | None:
    found = []
    for one in entry.addresses:
        place, country = address(one)
        found.append(Sighting(place=place, country=country, note=one.note))
    return found or None


def _measures(entry: UnEntry, law: UnListLaw) -> tuple[Measure, ...]:
    named = measures_named(entry.comments or "", law) if law.by_entry else ()
    person = entry.type is SubjectType.PERSON
    return tuple(measure for measure in named or law.measures if person or measure is not Measure.TRAVEL_BAN)


def _words(entry: UnEntry, unnumbered: list[str]) -> Iterator[str]:
    """Yield what has no field, a line each; the comments of the list come first, as they are."""
    nationalities = [name for name in entry.nationalities if country_code(name) is None]
    said = {
        "Title": entry.titles,
        "Gender": [entry.gender] if entry.gender and entry.gender.lower() not in _SEX else [],
        "Nationality as listed": nationalities,
        "Document of which no number is listed": unnumbered,
        "Amended by the committee on": entry.updated_on,
    }
    if entry.comments:
        yield entry.comments
    yield from (f"{label}: {'; '.join(values)}" for label, values in said.items() if values)
