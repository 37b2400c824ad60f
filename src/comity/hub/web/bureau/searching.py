"""Search: is this person, or this document, wanted? By name, birth and document, or by the lines of a passport.

The question comes by POST, so that no name stands in an address, a log or a browser's history.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, assert_never

from comity.governance.offices import BUREAU
from comity.hub.web.asking import Ask, Option, Sort
from comity.hub.web.bureau.form.words import CODES, country
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.dating import partial
from comity.hub.web.language import SOURCE, locale_of
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Fields, Show, Visit
from comity.kernel import mrz, wire
from comity.kernel.errors import Fault, Unavailable, UnusableInput
from comity.screening import Band, Feature, Query

PAGES: Final = Pages("bureau", BUREAU)
HOME: Final = "/bureau/search"
THRESHOLD: Final = 0.7
"""The least score shown: that of the interface for programs, so that desk and border agree."""
MOST: Final = 50
FEATURES: Final[Mapping[Feature, str]] = {
    Feature.NAME: "Name",
    Feature.DOCUMENT: "Document",
    Feature.BIRTH_DATE: "Date of birth",
    Feature.BIRTH_PLACE: "Place of birth",
    Feature.NATIONALITY: "Nationality",
    Feature.SEX: "Sex",
}
BANDS: Final[Mapping[Band, tuple[str, str]]] = {
    Band.HIT: (
        "Very likely the same person",
        "A document agrees, or a name with the day of birth. Look at the photograph before you act.",
    ),
    Band.REVIEW: (
        "May be the same person",
        "A name alone proves nothing. The day of birth, a document or a photograph would settle it.",
    ),
}
_COUNTRIES: Final = (Option("", "Not known"), *(Option(code, name) for code, name in CODES["country"].names.items()))
ASKS: Final = {
    ask.name: ask
    for ask in (
        Ask(name="name", label="Name", hint="In any script and any order, as far as you know it."),
        Ask(name="birth_date", label="Date of birth", narrow=True,
            hint="Year, month and day, such as 1971-05-04. The year alone will do."),
        Ask(name="nationality", label="Nationality", sort=Sort.SELECT, options=_COUNTRIES),
        Ask(name="document", label="Number of a document", narrow=True, hint="A passport or an identity card."),
        Ask(name="issuer", label="Country of the document", sort=Sort.SELECT, options=_COUNTRIES),
        Ask(name="mrz", label="Or the lines at the foot of the document", sort=Sort.WORDS, many_lines=3,
            hint="The two or three lines with the < signs. What they say is used where a field above is empty."),
    )
}  # fmt: skip
_FIELDS: Final = {
    **{name: name for name in ASKS},
    "nationalities": "nationality",
    "number": "document",
    "country": "issuer",
}
_NOTHING: Final = "Enter a name, the number of a document, or the lines at its foot"


@PAGES.get(HOME, "Search", menu="Search")
def ask(visit: Visit) -> Answer:
    """Ask whom to look for."""
    return _shown(visit, Complaints(), None, 200)


@PAGES.post(HOME, "Search")
def search(visit: Visit) -> Answer:
    """Say who may be meant; what is wrong with the question is said at its field."""
    with visit.hub.look() as look:
        try:
            query = question(visit.form, look.at.date())
            found = visit.search.screen(look, visit.by, query, THRESHOLD, MOST).hits
        except (UnusableInput, Unavailable) as error:
            return _shown(visit, complaints(error, _FIELDS), None, error.status)
    return _shown(visit, Complaints(), {band: [hit for hit in found if hit.band is band] for band in Band}, 200)


def question(form: Fields, today: date) -> Query:
    """Return the question that was typed; raises `UnusableInput`. The lines of a document fill what was left empty."""
    said = {name: form.one(name) for name in ASKS if form.one(name)}
    read = _from_lines(said.pop("mrz"), today) if "mrz" in said else {}
    said = {**read, **said}
    if not (said.get("name") or said.get("document")):
        raise UnusableInput("Nothing was asked.", [Fault("name", _NOTHING)])
    asked: dict[str, Any] = {"id": "desk", **{name: said[name] for name in ("name", "birth_date") if name in said}}
    if "nationality" in said:
        asked["nationalities"] = [said["nationality"]]
    if "document" in said:
        asked["documents"] = [{"number": said["document"], "country": said.get("issuer")}]
    return wire.convert(asked, Query, "question")


def _from_lines(text: str, today: date) -> dict[str, str]:
    try:
        zone = mrz.read(text, today)
    except UnusableInput as error:
        raise UnusableInput(error.detail, [Fault("mrz", each.message) for each in error.errors]) from None
    found = {
        "name": f"{zone.forenames} {zone.family_name}".strip(),
        "birth_date": str(zone.birth or ""),
        "document": zone.number,
        "nationality": str(mrz.country_of(zone.nationality) or ""),
        "issuer": str(mrz.country_of(zone.issuer) or ""),
    }
    return {name: value for name, value in found.items() if value}


def _in_words(feature: Feature, value: str) -> str:
    """Return one side of a comparison as a page says it."""
    match feature:
        case Feature.BIRTH_DATE:
            return partial(value, locale_of(SOURCE))
        case Feature.NATIONALITY:
            return ", ".join(country(code) for code in value.split(", "))
        case Feature.NAME | Feature.DOCUMENT | Feature.SEX | Feature.BIRTH_PLACE:
            return value
        case _:
            assert_never(feature)


def _shown(visit: Visit, wrong: Complaints, found: Mapping[Band, Any] | None, status: int) -> Show:
    context = {
        "asks": ASKS,
        "typed": {name: visit.form.all(name) for name in ASKS},
        "wrong": wrong,
        "found": found,
        "total": sum(map(len, found.values())) if found else 0,
        "most": MOST,
        "bands": BANDS,
        "features": FEATURES,
        "as_asked": _in_words,
        "country": country,
        "words": wording,
    }
    return Show("bureau/search.html", context, status)
