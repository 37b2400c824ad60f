"""An application as it is typed: read into what the commission's office gets, or into what is wrong and where."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from comity.hub.web.language import LANGUAGES, marked
from comity.hub.web.typed_date import PARTS, date_of
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.codes import Language
from comity.kernel.errors import UnusableInput
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind

FIELDS: Final = (
    "kind", "by", "representative", "representative_address", "name", "day", "month", "year", "nationality",
    "nationality2", "email", "telephone", "address", "language", "notice", "statement", "confidential",
)  # fmt: skip
"""What the form asks for, in the order of the page."""
_LONGEST: Final = 2000
_STATEMENT: Final = 50_000
_OLDEST: Final = 150
Faults = dict[str, str]
_CHOOSE: Final = {
    "kind": marked("Choose what you ask for"),
    "by": marked("Say whether you apply for yourself or for another person"),
    "language": marked("Choose the language of the answer"),
}
_MISSING: Final = {
    "name": marked("Enter the full name of the person concerned"),
    "statement": marked("Write what you ask for and why"),
}
_REPRESENTATIVE: Final = marked("Enter the name of the person who acts for the person concerned")
_CONTACT: Final = marked("Enter an e-mail address, a postal address or a telephone number, so that we can answer")
_EMAIL: Final = marked("Enter an e-mail address such as name@example.org")
_BIRTH: Final = marked("Enter a date of birth such as 27 3 1985 or 27 March 1985, or the year alone")
_NATIONALITY: Final = marked("Choose a nationality from the list")
_LONG: Final = marked("Enter no more than 2,000 characters")
_LONG_STATEMENT: Final = marked("Enter no more than 50,000 characters; enclose what is longer as a document")
_UNREADABLE: Final = marked("Remove what is not text from this field")


class Written(msgspec.Struct, frozen=True):
    """An application as it was written, still without its documents."""

    kind: ApplicationKind
    by: Applicant
    language: Language
    form: ApplicationForm


def kept(form: Fields) -> list[tuple[str, str]]:
    """Return what was typed, to travel on sealed."""
    return [(name, form.one(name)) for name in FIELDS if form.one(name)]


def read(form: Fields, today: date) -> tuple[Written | None, Faults]:
    """Return the application, or None and what is wrong by field, in the order of the page.

    Nobody was born after `today`, nor so long ago that it can only be a year of another calendar.
    """
    faults: Faults = {}
    _check(form, faults)
    born = _birth(form, faults, today)
    found = None if faults else _written(form, born, faults)
    return found, {name: faults[name] for name in FIELDS if name in faults}


def _check(form: Fields, faults: Faults) -> None:
    known: Mapping[str, set[str]] = {"kind": set(ApplicationKind), "by": set(Applicant), "language": set(LANGUAGES)}
    faults |= {name: said for name, said in _CHOOSE.items() if form.one(name) not in known[name]}
    faults |= {name: said for name, said in _MISSING.items() if not form.one(name)}
    if form.one("by") == Applicant.COUNSEL and not form.one("representative"):
        faults["representative"] = _REPRESENTATIVE
    if not any(form.one(name) for name in ("email", "telephone", "address")):
        faults["email"] = _CONTACT
    mailbox, _, host = form.one("email").rpartition("@")
    if form.one("email") and (not mailbox or "." not in host or " " in form.one("email")):
        faults["email"] = _EMAIL
    for name in FIELDS:
        longest = _STATEMENT if name == "statement" else _LONGEST
        if len(form.one(name)) > longest:
            faults[name] = _LONG_STATEMENT if name == "statement" else _LONG


def _birth(form: Fields, faults: Faults, today: date) -> str | None:
    """Return the date of birth as far as it is known; a month needs its year, a day its month."""
    try:
        born = date_of(*(form.one(name) for name in PARTS))
        if born is not None and (born.earliest > today or born.earliest.year < today.year - _OLDEST):
            raise ValueError(born)
        return born
    except ValueError:
        faults["day"] = _BIRTH
        return None


def _written(form: Fields, born: str | None, faults: Faults) -> Written | None:
    try:
        said = wire.decode(wire.encode(_plain(form, born)), ApplicationForm, "application")
    except UnusableInput as error:
        for fault in error.errors:
            name = _FIELD_OF.get(fault.path.partition("[")[0], "statement")
            faults[name] = _NATIONALITY if name == "nationality" else _UNREADABLE
        return None
    kind, by = ApplicationKind(form.one("kind")), Applicant(form.one("by"))
    return Written(kind, by, Language(form.one("language")), said)


_FIELD_OF: Final = {
    "$.name": "name",
    "$.nationalities": "nationality",
    "$.notice": "notice",
    "$.contact.email": "email",
    "$.contact.telephone": "telephone",
    "$.contact.address": "address",
    "$.representative.name": "representative",
    "$.representative.address": "representative_address",
}


def _plain(form: Fields, born: str | None) -> dict[str, Any]:
    counsel = form.one("by") == Applicant.COUNSEL
    who = {"name": form.one("representative"), "address": form.text("representative_address")}
    return {
        "name": form.one("name"),
        "birth_date": born,
        "nationalities": [form.one(name) for name in ("nationality", "nationality2") if form.one(name)] or None,
        "contact": {name: form.text(name) for name in ("email", "telephone", "address")},
        "representative": who if counsel else None,
        "notice": form.text("notice"),
        "statement": form.one("statement"),
        "confidential": form.one("confidential") == "yes",
    }
