"""Filling identity from the machine-readable lines of a document: what was read is shown before anything is taken."""

from typing import Any, Final

import msgspec

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form.fields import Plain, value_at, with_value
from comity.hub.web.bureau.form.saying import NOT_GIVEN
from comity.hub.web.bureau.form.words import country
from comity.hub.web.bureau.steps import address
from comity.hub.web.dating import partial
from comity.hub.web.language import locale_of
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import UnusableInput
from comity.kernel.mrz import Zone, country_of, read

PAGES: Final = Pages("bureau", BUREAU)
_TYPES: Final = {"P": "passport", "V": "visa"}
_CARD: Final = "identity card"
_ENGLISH: Final = locale_of("en")


class Taken(msgspec.Struct, frozen=True):
    """Something that a zone says, beside what the request says; `usable` where it can be taken over."""

    name: str
    label: str
    found: str
    now: str
    usable: bool


@PAGES.get("/bureau/requests/{id}/mrz", "Fill in from a document")
def ask(visit: Visit) -> Answer:
    """Ask for the lines."""
    return Show("bureau/request_mrz.html", {"working": w.in_hand(visit), "typed": ""})


@PAGES.post("/bureau/requests/{id}/mrz", "Fill in from a document")
def take(visit: Visit) -> Answer:
    """Show what was read; take over what was chosen of it."""
    working, text = w.in_hand(visit), visit.form.one("mrz")
    try:
        zone = read(text, working.at.date())
    except UnusableInput as error:
        context = {"working": working, "typed": text, "error": error.errors[0].message}
        return Show("bureau/request_mrz.html", context, status=400)
    if "use" not in visit.form:
        return _shown(working, zone, text)
    identity = Go(address(working, "identity"))
    if giving.done_before(visit.hub, visit.by, visit.key):
        return identity
    if visit.seen != working.tag:
        return _shown(working, zone, text, stale=True, status=412)
    w.save(visit, working, filled(working.plain, zone, visit.form.all("take")))
    return identity


def _shown(working: w.Working, zone: Zone, text: str, stale: bool = False, status: int = 200) -> Answer:
    context = {"working": working, "typed": text, "zone": zone, "found": says(working.plain, zone), "stale": stale}
    return Show("bureau/request_mrz_read.html", context, status=status)


def says(plain: Plain, zone: Zone) -> list[Taken]:
    """Return what a zone says beside what the request says."""
    names = [zone.family_name.title(), zone.forenames.title() or "no forenames"]
    nationality, issuer = country_of(zone.nationality), country_of(zone.issuer)
    documents = [f"{each['type']} {each['number']}".strip() for each in value_at(plain, "subject.documents") or ()]
    paper = f"{_type(zone)} {zone.number}" + (f", {country(issuer)}" if issuer else "")
    now = ", ".join(str(value_at(plain, f"subject.{name}") or "") for name in ("family_name", "forenames")).strip(", ")
    held = ", ".join(country(each) for each in value_at(plain, "subject.nationalities") or ()) or NOT_GIVEN
    belongs = country(nationality) if nationality else f"{zone.nationality}, which is no country"
    birth, sex = value_at(plain, "subject.birth.date"), value_at(plain, "subject.sex")
    return [
        Taken("names", "Name", ", ".join(names), now or NOT_GIVEN, bool(zone.family_name)),
        Taken("sex", "Sex", zone.sex.value if zone.sex else NOT_GIVEN, sex or NOT_GIVEN, zone.sex is not None),
        Taken("birth", "Date of birth", _day(zone.birth), _day(birth), zone.birth is not None),
        Taken("nationality", "Nationality", belongs, held, nationality is not None),
        Taken("document", "Document", paper, ", ".join(documents) or NOT_GIVEN, bool(zone.number)),
    ]


def _day(text: str | None) -> str:
    return partial(text, _ENGLISH) if text else NOT_GIVEN


def _type(zone: Zone) -> str:
    return _TYPES.get(zone.code[:1], _CARD)


def filled(plain: Plain, zone: Zone, takes: list[str]) -> Plain:
    """Return the request with what was chosen of a zone; what it holds of several kinds is added to, not replaced."""
    if "names" in takes and zone.family_name:
        plain = with_value(plain, "subject.family_name", zone.family_name.title())
        plain = with_value(plain, "subject.forenames", zone.forenames.title())
    if "sex" in takes and zone.sex:
        plain = with_value(plain, "subject.sex", zone.sex.value)
    if "birth" in takes and zone.birth:
        plain = with_value(plain, "subject.birth.date", str(zone.birth))
    nationality = country_of(zone.nationality)
    if "nationality" in takes and nationality:
        plain = _added(plain, "subject.nationalities", str(nationality))
    if "document" in takes and zone.number:
        issuer = country_of(zone.issuer)
        paper = {"type": _type(zone), "number": zone.number, "country": str(issuer) if issuer else None, "note": None}
        if all(each["number"] != zone.number for each in value_at(plain, "subject.documents") or ()):
            plain = _added(plain, "subject.documents", paper)
    return plain


def _added(plain: Plain, path: str, value: Any) -> Plain:
    held = value_at(plain, path) or []
    return plain if value in held else with_value(plain, path, [*held, value])
