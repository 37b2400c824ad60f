"""Not the same person: a match is cleared after a page that says what that does, listed, and taken back."""

from typing import Any, Final

from comity.app.screening import clearances
from comity.app.views.paging import PageQuery
from comity.governance.offices import BUREAU
from comity.hub.web import filtering
from comity.hub.web.bureau.form.words import country
from comity.hub.web.bureau.searching import ASKS, FIELDS, question
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Stale, UnusableInput
from comity.kernel.subject import Record
from comity.law import parameters

PAGES: Final = Pages("bureau", BUREAU)
HOME: Final = "/bureau/search/clearances"
ASKING: Final = "/bureau/search/clear"
_FIELDS: Final = {**FIELDS, "shared_with": "shared_with"}


class Sharing(Record, frozen=True):
    """The members that are told."""

    shared_with: list[Country]


@PAGES.post(ASKING, "Not the same person")
def confirm(visit: Visit) -> Answer:
    """Say what clearing a match does, before it is done."""
    return _asking(visit, Complaints(), 200)


@PAGES.post(ASKING + "/done", "Not the same person")
def clear(visit: Visit) -> Answer:
    """Clear the match that was looked at."""
    try:
        named = [code for code in visit.form.one("shared_with").replace(",", " ").upper().split() if code]
        members = wire.convert({"shared_with": named}, Sharing, "form").shared_with
        asked = question(visit.form)
        notice, seen = visit.form.one("notice"), visit.seen or ""
        clearances.clear(visit.hub, visit.by, notice, seen, asked, members, visit.key)
    except (UnusableInput, CommandRefused, Stale) as error:
        return _asking(visit, complaints(error, _FIELDS), error.status)
    return Go(HOME)


def _asking(visit: Visit, wrong: Complaints, status: int) -> Show:
    with visit.hub.look() as look:
        notice = look.see(visit.by, "notice", visit.form.one("notice"))
        months = parameters.number("screening.clearance_months", look.at.date())
    context: dict[str, Any] = {
        "notice": notice.id,
        "kind": notice.state.kind,
        "asked": [(name, value) for name, value in visit.form.items if name in ASKS and value.strip()],
        "said": [
            (ask.label, _in_words(name, visit.form.one(name))) for name, ask in ASKS.items() if _shows(visit, name)
        ],
        "shared": visit.form.one("shared_with"),
        "months": months,
        "wrong": wrong,
        "words": wording,
    }
    return Show("bureau/clearing.html", context, status)


def _shows(visit: Visit, name: str) -> bool:
    return name not in ("purpose", "keep") and bool(visit.form.one(name))


def _in_words(name: str, value: str) -> str:
    return country(value.upper()) if name in ("nationality", "issuer") else value


@PAGES.get(HOME, "Whom your bureau cleared")
def listed(visit: Visit) -> Answer:
    """List the clearances of the member."""
    query = filtering.read(visit.query, PageQuery)
    with visit.hub.look() as look:
        found = clearances.clearances(look, visit.by, query)
    context = {
        "lines": found.entries,
        "country": country,
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
    }
    return Show("bureau/clearances.html", context)


@PAGES.post(HOME + "/{id}/revoke", "Take back a clearance")
def revoke(visit: Visit) -> Answer:
    """Take one back: the next question is answered again."""
    clearances.revoke(visit.hub, visit.by, visit.id, visit.key)
    return Go(HOME)
