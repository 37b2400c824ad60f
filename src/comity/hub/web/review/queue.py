"""The queue: open cases by urgency and deadline, claimed and handed back from the list itself."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from comity.app import giving
from comity.app.views import queueing, reviews
from comity.app.views.paging import PageQuery
from comity.app.views.reviews import QueueLine
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import UnusableInput
from comity.notices import commands as c
from comity.notices.vocabulary import Kind, ReviewCause, UrgencyLevel

DESK: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER, Office.SECRETARY_GENERAL, Office.COMMISSIONER})
"""Who comes to the desk at all; what each may see and do there is for the policies."""
QUEUE: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER, Office.SECRETARY_GENERAL})
PAGES: Final = Pages("review", DESK)
HOME: Final = "/review"
_TRUE: Final = ("mine", "free", "overdue")
_SAID: Final = {"mine": "Held or judged by me", "free": "A place is free", "overdue": "Overdue"}
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "mine": lambda _: _SAID["mine"],
    "free": lambda _: _SAID["free"],
    "overdue": lambda _: _SAID["overdue"],
    "kind": lambda value: wording.KINDS[Kind(value)],
    "urgency": lambda value: wording.URGENCY[UrgencyLevel(value)],
    "cause": lambda value: wording.CAUSES[ReviewCause(value)],
}


@PAGES.get(HOME, "Queue", offices=QUEUE, menu="Queue")
def show(visit: Visit) -> Answer:
    """Show the open cases that the visitor may know of; who runs the secretariat sees who holds them, and no case."""
    query = filtering.read(visit.query, queueing.QueueQuery)
    with visit.hub.look() as look:
        counted = queueing.tally(look, visit.by)
        if not queueing.sees_cases(visit.by):
            load = reviews.load(look, visit.by, PageQuery(after=query.after, limit=query.limit))
            return Show(
                "review/load.html", {"tally": counted, "load": load, "deadline": deadline, **_ways(visit, load.next)}
            )
        found = queueing.filtered(look, visit.by, query)
        rows = [_row(visit, each) for each in found.entries]
        return Show(
            "review/queue.html", {"tally": counted, "rows": rows, **_filters(visit), **_ways(visit, found.next)}
        )


def _row(visit: Visit, line: QueueLine) -> Mapping[str, Any]:
    """Return a line as the list shows it; a reviewer opens a case once it is theirs."""
    officer = Office.CASE_OFFICER in visit.by.offices
    return {
        "line": line,
        "due": deadline(line.due, visit.hub.clock.now()),
        "opens": officer or line.mine or line.given,
        "claims": line.places_left > 0 and not line.mine and not line.given and Office.REVIEWER in visit.by.offices,
    }


def _filters(visit: Visit) -> Mapping[str, Any]:
    query = visit.query
    return {
        "tags": filtering.tags(HOME, query, _TAGS),
        "whose": [{"value": "true", "name": name, "text": _SAID[name], "set": name in query} for name in _TRUE],
        "kinds": filtering.choices(tuple(Kind), query, "kind", wording.KINDS.__getitem__),
        "urgencies": filtering.choices(tuple(wording.URGENCY), query, "urgency", wording.URGENCY.__getitem__),
        "causes": filtering.choices(tuple(ReviewCause), query, "cause", wording.CAUSES.__getitem__),
        "words": wording,
    }


def _ways(visit: Visit, after: str | None) -> Mapping[str, Any]:
    return {"next": filtering.following(HOME, visit.query, after), "first": filtering.first(HOME, visit.query)}


@PAGES.post("/review/{id}/claim", "Claim a case", offices=frozenset({Office.REVIEWER}))
def claim(visit: Visit) -> Answer:
    """Take a place on a case and go on to its file."""
    command = c.ClaimReview(id=visit.id)
    giving.give(visit.hub, visit.by, "review", visit.id, command, key=visit.key, listed=True)
    return Go(f"{HOME}/{visit.id}")


@PAGES.post("/review/{id}/release", "Hand a case back", offices=frozenset({Office.REVIEWER}))
def release(visit: Visit) -> Answer:
    """Give one's place back, so that another can take it."""
    if visit.form.one("reviewer", visit.by.id) != visit.by.id:
        raise UnusableInput("Hand back the place that you hold yourself.")
    command = c.ReleaseReview(id=visit.id, reviewer=visit.by.id)
    giving.give(visit.hub, visit.by, "review", visit.id, command, key=visit.key, listed=True)
    return Go(HOME)
