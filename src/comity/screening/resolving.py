"""A question made into one that can be asked: its zone as far as that holds, and nothing that could not be compared.

What is left out is said: a question that is silently not asked would read as an answer, and clear whoever it is about.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from msgspec.structs import replace

from comity.kernel.codes import Country
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.mrz import FILLER, Zone, country_of, read
from comity.kernel.subject import Document, Sex
from comity.screening.names import readings
from comity.screening.profile import MIN_NUMBER, comparable
from comity.screening.query import Query

T = TypeVar("T")
_KINDS: Final = {"P": "passport", "V": "visa", "I": "identity card", "A": "identity card", "C": "identity card"}
_STATELESS: Final = frozenset({"XXA", "XXB", "XXC", "XXX", ""})
"""Nationalities of Doc 9303-3 that are of no country: stateless, refugees, and not stated."""
_SHOWN: Final = 80
NAME_CUT: Final = "The name fills its field in the zone: its end may be missing, so a longer name can be the same."


def resolved(query: Query, at: date) -> tuple[Query, tuple[str, ...]]:
    """Return the question as it can be asked, and in words what of it was not used.

    The fields of its zone stand in the zone's place: what the question says itself stands before what the zone says; a
    name or a document of the zone is asked as well. A number or date whose check digit does not hold is left out, and
    a date of birth after `at`, which also decides the century of years of two digits. Raises `UnusableInput` where it
    is no zone, or where nothing is left to ask.
    """
    asked, notes = (query, []) if query.mrz is None else _with_zone(query, query.mrz, at)
    notes += _unheard(asked)
    if asked.birth_date is not None and asked.birth_date.earliest > at:
        notes.append(f"The date of birth {asked.birth_date} has not come yet: it was left out; read it again.")
        asked = replace(asked, birth_date=None)
    return asked, tuple(notes)


def names_somebody(name: str) -> bool:
    """Say whether a written name has a word to find somebody by: not titles, signs or initials alone."""
    return any(not each.initial for way in readings(name) for each in way.words)


def _unheard(query: Query) -> Iterator[str]:
    """Yield what nobody can be found by; raises `UnusableInput` where that is all there is."""
    names = [each for each in (query.name, *(query.names_in_original_script or ())) if each]
    mute = [each for each in names if not names_somebody(each)]
    papers = [each for each in query.documents or () if not comparable(each)]
    said = [f"“{each[:_SHOWN]}” holds no name, only titles, signs or initials" for each in mute]
    said += [
        f"The document number “{each.number[:_SHOWN]}” is none: it needs {MIN_NUMBER} signs, one a figure"
        for each in papers
    ]
    if len(mute) == len(names) and len(papers) == len(query.documents or ()):
        paths = ["$.name" if each == query.name else "$.names_in_original_script" for each in mute]
        faults = [
            Fault(path, each) for path, each in zip([*paths, *("$.documents" for _ in papers)], said, strict=True)
        ]
        raise UnusableInput(f"Nobody can be asked about: {said[0]}.", faults)
    for each in said:
        yield f"{each}; it was not asked."


def _with_zone(query: Query, mrz: str, at: date) -> tuple[Query, list[str]]:
    """Return the question with the fields of its zone, and what of the zone was not used."""
    zone = _read(mrz, at)
    notes = list(_notes(zone))
    wrong = {digit.of for digit in zone.wrong}
    name, names = _names(query, zone)
    documents = [*(query.documents or ()), *_document(zone, query.documents or (), wrong)]
    if not (name or names or documents):
        message = "it holds no name, and no number whose check digit holds"
        raise UnusableInput(f"The machine-readable zone cannot be asked about: {message}.", [Fault("$.mrz", message)])
    asked = replace(
        query,
        mrz=None,
        name=name,
        names_in_original_script=names or None,
        documents=documents or None,
        birth_date=_first("date of birth", query.birth_date, None if "date of birth" in wrong else zone.birth, notes),
        sex=_first("sex", query.sex, None if zone.sex is Sex.UNSPECIFIED else zone.sex, notes),
        nationalities=query.nationalities or [code for code in (country(zone.nationality),) if code] or None,
    )
    return asked, notes


def _read(text: str, at: date) -> Zone:
    try:
        return read(text, at)
    except UnusableInput as error:
        faults = [Fault("$.mrz", fault.message) for fault in error.errors]
        raise UnusableInput(f"{error.detail} {faults[0].message}.", faults) from None


def _names(query: Query, zone: Zone) -> tuple[str | None, list[str]]:
    """Return the name to ask and the further ones; that of the zone is a further one where another is given."""
    written = " ".join(part for part in (zone.forenames, zone.family_name) if part)
    further = list(query.names_in_original_script or ())
    if not query.name and not further:
        return written or None, []
    if written and written.casefold() != (query.name or "").casefold():
        further.append(written)
    return query.name, further


def _document(zone: Zone, given: Sequence[Document], wrong: set[str]) -> Iterator[Document]:
    if not zone.number or "document number" in wrong or any(zone.number == each.number for each in given):
        return
    yield Document(type=_KINDS.get(zone.code[:1], "document"), number=zone.number, country=country(zone.issuer))


def _first(what: str, said: T | None, read_there: T | None, notes: list[str]) -> T | None:
    """Return what the question says, or else what the zone says; where the two differ a note is made."""
    if said is not None and read_there is not None and said != read_there:
        notes.append(f"The zone says {read_there} as the {what} and the question {said}; the question's was used.")
    return read_there if said is None else said


def _notes(zone: Zone) -> Iterator[str]:
    left_out = {
        "document number": "the number was left out, so no document was looked for",
        "date of birth": "the date was left out",
    }
    for digit in zone.wrong:
        done = left_out.get(digit.of, "a sign of the zone may be misread")
        yield f"The check digit of the {digit.of} is {digit.found} and should be {digit.right}: {done}; read it again."
    for fault in zone.faults:
        yield f"In the zone, {fault.path}: {fault.message}; it was left out."
    if zone.truncated:
        yield NAME_CUT
    for what, code in (("issuer", zone.issuer), ("nationality", zone.nationality)):
        if unknown(code):
            yield f"The {what} {code.rstrip(FILLER)} of the zone is no country known here; it was left out."


def unknown(code: str) -> bool:
    """Say whether a code in a zone or passenger list names something that is no country known here."""
    return country(code) is None and code.rstrip(FILLER) not in _STATELESS


def country(code: str) -> Country | None:
    """Return the country of a code of two or three letters, or None where it is none that a question may name."""
    plain = code.strip().upper().rstrip(FILLER)
    found = country_of(plain) or plain
    return Country(found) if found in Country.valid() else None
