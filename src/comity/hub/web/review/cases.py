"""Cases beyond the queue: those that a reviewer held, and for case officers all, the newest first."""

from collections.abc import Callable, Mapping
from typing import Final

from comity.app.views import held
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.review.queue import DESK
from comity.hub.web.visit import Answer, Show, Visit
from comity.notices.vocabulary import Kind, State

PAGES: Final = Pages("review", DESK)
LIST: Final = "/review/cases"
JUDGES: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER})
_STATES: Final = (State.OPEN, State.DECIDED, State.CLOSED)
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": lambda value: wording.KINDS[Kind(value)],
    "state": lambda value: wording.STATES[State(value)],
}


@PAGES.get(LIST, "Cases", offices=JUDGES, menu="Cases")
def show(visit: Visit) -> Answer:
    """Show the cases that the visitor may open."""
    query = filtering.read(visit.query, held.HeldQuery)
    with visit.hub.look() as look:
        found = held.held(look, visit.by, query)
        rows = [(line, deadline(line.due, look.at)) for line in found.entries]
    context = {
        "rows": rows,
        "words": wording,
        "states": filtering.choices(_STATES, visit.query, "state", wording.STATES.__getitem__),
        "kinds": filtering.choices(list(Kind), visit.query, "kind", wording.KINDS.__getitem__),
        "tags": filtering.tags(LIST, visit.query, _TAGS),
        "next": filtering.following(LIST, visit.query, found.next),
        "first": filtering.first(LIST, visit.query),
    }
    return Show("review/cases.html", context)
