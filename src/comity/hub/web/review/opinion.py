"""Giving an opinion: what would be said is shown first, and only then is it given."""

from typing import Final

from comity.app import giving
from comity.app.views import reviews, saying
from comity.app.views.reviews import CasePage
from comity.governance.offices import Office
from comity.hub.web.complaints import Complaints
from comity.hub.web.pages import Pages
from comity.hub.web.review import opinion_form, wording
from comity.hub.web.review.case import shown
from comity.hub.web.review.opinion_form import Typed
from comity.hub.web.review.queue import DESK, HOME
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import CommandRefused, Stale, UnusableInput
from comity.notices.access import OpenFile
from comity.notices.vocabulary import RE_EXAMINATIONS

PAGES: Final = Pages("review", DESK)
_CHANGED: Final = (
    "The case changed since you opened it. What you typed is kept. Read the file, the findings and the questions as "
    "they stand now, then send it again."
)


@PAGES.post("/review/{id}/opinion", "What will be said", offices=frozenset({Office.REVIEWER}))
def give(visit: Visit) -> Answer:
    """Show what an opinion would say to whom, take it back for changes, or give it."""
    typed = opinion_form.read(visit.form)
    match visit.form.one("step"):
        case "change":
            return shown(visit, typed)
        case "give":
            return _attempt(visit, typed, final=True)
        case _:
            return _attempt(visit, typed, final=False)


def _attempt(visit: Visit, typed: Typed, final: bool) -> Answer:
    with visit.hub.look() as look:
        page = reviews.case(look, visit.by, look.see(visit.by, "review", visit.id))
        absent = _absent(page, len(saying.standing_charges(look, page)))
    try:
        return _given(visit, typed, page) if final else _previewed(visit, typed)
    except Stale as error:
        return shown(visit, typed, Complaints([{"text": _CHANGED}]), error.status)
    except (CommandRefused, UnusableInput) as error:
        found = opinion_form.complaints(error.errors, error.detail, typed, page, absent)
        return shown(visit, typed, found, error.status)


def _absent(page: CasePage, charges: int) -> frozenset[str]:
    """Return the fields that the form of this case does not have."""
    without = {"kind", "for_requester"} if page.cause in RE_EXAMINATIONS else set()
    return frozenset(without | ({"struck"} if charges < 2 else set()))


def _given(visit: Visit, typed: Typed, page: CasePage) -> Answer:
    command = opinion_form.command(visit.id, typed, page)
    giving.give(visit.hub, visit.by, "review", visit.id, command, visit.seen, visit.key)
    return Go(f"{HOME}/{visit.id}#opinions")


def _previewed(visit: Visit, typed: Typed) -> Answer:
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id, review=True))
    with visit.hub.look() as look:
        found = look.see(visit.by, "review", visit.id)
        page = reviews.case(look, visit.by, found)
        if visit.seen != page.tag:
            raise Stale(_CHANGED)
        command = opinion_form.command(visit.id, typed, page)
        said = saying.said(look, page, found, command, visit.by.id)
    charges = page.body.charges if page.body else []
    context = {
        "page": page,
        "typed": typed,
        "said": said,
        "command": command,
        "struck": [(number, charges[number].title) for number in command.struck_charges],
        "seen": page.tag,
        "words": wording,
    }
    return Show("review/saying.html", context)
