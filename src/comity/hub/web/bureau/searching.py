"""Search: is this person, or this document, wanted? By name, birth and document, or by the lines of a passport.

The question comes by POST, so that no name stands in an address, a log or a browser's history; that it was asked
stands in the trail.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, assert_never

from comity.app.views.searching import Screened, ScreenHit, Terms
from comity.governance.offices import BUREAU
from comity.hub.web.asking import Ask, Option, Sort
from comity.hub.web.bureau.form.words import CODES, country
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.dating import partial
from comity.hub.web.language import SOURCE, locale_of
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Fields, Show, Visit
from comity.kernel import wire
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import Fault, Unavailable, UnusableInput
from comity.notices.questions import Purpose
from comity.screening import Band, Feature, Query, Reason

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
        "Strong evidence that it is the same person",
        "A document agrees, or a name with the day of birth. Look at the photograph before you act.",
    ),
    Band.REVIEW: (
        "May be the same person",
        "A name alone proves nothing. The day of birth, a document or a photograph would settle it.",
    ),
}
OTHER_NAME: Final = (
    "A document agrees, under another name",
    "The number stands on this notice and the names do not agree: somebody else's document, a changed name, or a "
    "number misread. Read the number again, and look at the photograph before you act.",
)
PURPOSES: Final[Mapping[Purpose, str]] = {
    Purpose.INVESTIGATION: "An investigation",
    Purpose.BORDER: "A border crossing",
    Purpose.VISA: "A visa",
    Purpose.CUSTODY: "A person in custody",
    Purpose.AIRLINE_LIST: "A passenger list",
    Purpose.OTHER: "Something else",
    Purpose.UNSPECIFIED: "Not said",
}
AGREES: Final = 0.85
DISAGREES: Final = 0.25
"""From and up to which score of one feature a page says that the two sides agree, or that they do not."""
_KEEP: Final = "keep"
_AT_A_DESK: Final = frozenset(Purpose) - {Purpose.UNSPECIFIED}
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
            hint="The two or three lines with the < signs. What their check digits do not hold is left out, and said."),
        Ask(name="purpose", label="What you ask for", sort=Sort.SELECT,
            options=tuple(Option(each.value, words) for each, words in PURPOSES.items() if each in _AT_A_DESK)),
        Ask(name=_KEEP, label="In the trail", sort=Sort.MANY, options=(
            Option(_KEEP, "Keep this question and its answer for our bureau",
                   "Sealed, and erased with the trail. Otherwise only a commitment is kept, which names nobody."),)),
    )
}  # fmt: skip
FIELDS: Final = {
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
    purpose = visit.form.one("purpose", Purpose.INVESTIGATION.value)
    try:
        said = {"threshold": THRESHOLD, "limit": MOST, "purpose": purpose, "keep": _KEEP in visit.form.all(_KEEP)}
        terms = wire.convert({**said, "cleared": True}, Terms, "question")
        with visit.hub.look() as look:
            found, _ = visit.search.ask(visit.hub, look, visit.by, question(visit.form), terms)
    except (UnusableInput, Unavailable) as error:
        return _shown(visit, complaints(error, FIELDS), None, error.status)
    return _shown(visit, Complaints(), found, 200)


def question(form: Fields) -> Query:
    """Return the question that was typed; raises `UnusableInput`."""
    said = {name: form.one(name) for name in ASKS if form.one(name)}
    said |= {name: ascii_digits(said[name]) for name in ("birth_date", "document") if name in said}
    if not (said.get("name") or said.get("document") or said.get("mrz")):
        raise UnusableInput("Nothing was asked.", [Fault("name", _NOTHING)])
    asked: dict[str, Any] = {
        "id": "desk",
        **{name: said[name] for name in ("name", "birth_date", "mrz") if name in said},
    }
    if "nationality" in said:
        asked["nationalities"] = [said["nationality"]]
    if "document" in said:
        asked["documents"] = [{"number": said["document"], "country": said.get("issuer")}]
    return wire.convert(asked, Query, "question")


def agreement(reason: Reason) -> str:
    """Return whether two sides agree, by the score of the feature."""
    if reason.score >= AGREES:
        return "agrees"
    return "disagrees" if reason.score <= DISAGREES else "in part"


def groups(hits: Sequence[ScreenHit]) -> list[tuple[tuple[str, str], list[ScreenHit]]]:
    """Return matches under what is said of them all: a document under another name is a finding of its own."""
    said: dict[tuple[str, str], list[ScreenHit]] = {BANDS[Band.HIT]: [], OTHER_NAME: [], BANDS[Band.REVIEW]: []}
    for hit in hits:
        said[OTHER_NAME if _other_name(hit) else BANDS[hit.band]].append(hit)
    return [(what, found) for what, found in said.items() if found]


def _other_name(hit: ScreenHit) -> bool:
    return any(each.feature is Feature.DOCUMENT and "under another name" in each.detail for each in hit.reasons)


def name_of(hit: ScreenHit) -> str:
    """Return the name on file that was compared, for the heading of a match; its id where none was."""
    return next((each.candidate for each in hit.reasons if each.feature is Feature.NAME), hit.notice)


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


def _shown(visit: Visit, wrong: Complaints, found: Screened | None, status: int) -> Show:
    hits = found.hits if found else ()
    context = {
        "asks": ASKS,
        "typed": {name: visit.form.all(name) for name in ASKS},
        "wrong": wrong,
        "answer": found,
        "found": groups(hits),
        "total": len(hits),
        "most": MOST,
        "features": FEATURES,
        "as_asked": _in_words,
        "agreement": agreement,
        "name_of": name_of,
        "asked": [(name, value) for name, value in visit.form.items if name in ASKS and value.strip()],
        "words": wording,
    }
    return Show("bureau/search.html", context, status)
