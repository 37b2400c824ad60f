"""A bureau's requests: the list by what is to be done, and each request with what became of it."""

from typing import Any, Final

from comity.app.look import Found, Look
from comity.app.views import own_requests as views
from comity.app.views.own_requests import STATES as SHELVES
from comity.app.views.own_requests import Shelf
from comity.app.views.requests import RequestsQuery
from comity.governance.gate import Principal
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing, filtering
from comity.hub.web.bureau import request_words as words
from comity.hub.web.bureau import summary
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.copying import CLOSED
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.notices.kinds import OF_A_MEMBER
from comity.notices.lifecycle import possible
from comity.notices.vocabulary import State

PAGES: Final = Pages("bureau", BUREAU)
LIST: Final = "/bureau/requests/all"
_FEW: Final = 10
_TITLES: Final = {
    Shelf.ASKED: "Asked of you",
    Shelf.DRAFTS: "Drafts",
    Shelf.REVIEW: "With the Secretariat",
    Shelf.DECIDED: "Decided and ended",
}
_EMPTY: Final = {
    Shelf.ASKED: "Nothing is asked of you. A request comes back here when the reviewers need something mended.",
    Shelf.DRAFTS: "There is no draft. A request that you start stays here until you send it.",
    Shelf.REVIEW: "Nothing of yours is under review. What you send stands here until it is decided.",
    Shelf.DECIDED: "Nothing was decided yet. Approvals, refusals and what you withdrew will stand here.",
}
_LISTED: Final = tuple(state for states in SHELVES.values() for state in states)


@PAGES.get("/bureau/requests", "Requests", menu="Requests")
def shelved(visit: Visit) -> Answer:
    """Show the requests by what is to be done."""
    shelves = []
    with visit.hub.look() as look:
        counted = views.shelved(look, visit.by)
        for shelf, states in SHELVES.items():
            few = RequestsQuery(state=states, limit=200 if shelf is Shelf.ASKED else _FEW)
            lines = views.own(look, visit.by, few).entries if counted[shelf] else ()
            if shelf is Shelf.ASKED:
                lines = tuple(sorted(lines, key=lambda line: line.reply_by or look.at))
            shelves.append(
                {
                    "id": shelf.value,
                    "title": _TITLES[shelf],
                    "empty": _EMPTY[shelf],
                    "count": counted[shelf],
                    "lines": [_line(look, each) for each in lines],
                    "all": filtering.address(LIST, [("state", state.value) for state in states]),
                }
            )
    return Show("bureau/requests.html", {"shelves": shelves, "total": sum(counted.values())})


@PAGES.get(LIST, "All requests")
def listed(visit: Visit) -> Answer:
    """Show the requests that filters leave, newest first."""
    query = filtering.read(visit.query, RequestsQuery)
    asked = query if query.state else RequestsQuery(state=_LISTED, kind=query.kind, after=query.after)
    with visit.hub.look() as look:
        found = views.own(look, visit.by, asked)
        lines = [_line(look, each) for each in found.entries]
    said = {
        "state": lambda value: f"State: {words.STATES[State(value)][0].lower()}",
        "kind": lambda value: f"Kind: {value}",
    }
    return Show(
        "bureau/requests_list.html",
        {
            "lines": lines,
            "next": filtering.following(LIST, visit.query, found.next),
            "first": filtering.first(LIST, visit.query),
            "tags": filtering.tags(LIST, visit.query, said),
            "states": filtering.choices(_LISTED, visit.query, "state", lambda state: words.STATES[state][0]),
            "kinds": filtering.choices(OF_A_MEMBER, visit.query, "kind", lambda kind: kind.value.capitalize()),
        },
    )


def _line(look: Look, line: views.OwnLine) -> dict[str, Any]:
    word, shade = words.STATES[line.state]
    return {
        "id": line.id,
        "reference": line.reference,
        "kind": words.kind_words(line.kind, line.channel),
        "shade": line.kind.value,
        "urgency": words.urgency_words(line.urgency),
        "tag": {"text": word, "classes": shade},
        "deadline": deadline(line.reply_by, look.at) if line.state is State.RETURNED else None,
        "updated": line.updated,
        "amends": line.amends,
    }


@PAGES.get("/bureau/requests/{id}", "A request")
def shown(visit: Visit) -> Answer:
    """Show a request: where it stands, what became of it, what was written, what can be done now."""
    found, view = w.opened(visit)
    with visit.hub.look() as look:
        offers = open_acts(look, visit.by, found)
        happened = [
            {"what": words.HAPPENED[type(act.event).__name__], "at": act.at}
            for act in look.history("request", found.id)
            if type(act.event).__name__ in words.HAPPENED
        ]
        there, at = enclosing.there(look, visit, view.body), look.at
    return Show(
        "bureau/request.html",
        {
            "title": f"Request {view.body.reference}" if view.body else "Request",
            "view": view,
            "kind": words.kind_words(view.kind, view.channel),
            "state": words.STATES[view.state],
            "deadline": deadline(view.reply_by, at) if view.state is State.RETURNED else None,
            "decision": words.DECISIONS[view.told.decision] if view.told else None,
            "offers": offers,
            "closed": view.state in CLOSED,
            "happened": _shortened(happened),
            "parts": summary.parts(view.body, there) if view.body else [],
            "findings": summary.raised(view.findings, view.body) if view.body else [],
        },
    )


def open_acts(look: Look, by: Principal, found: Found) -> list[words.Offer]:
    """Return what can be done on a request now: by the lifecycle, and by who asks."""
    rows = {row.command: row for row in possible("request", found.state.state)}
    return [
        offer
        for offer in words.OFFERS
        if offer.command in rows
        and look.may(by, rows[offer.command].action, "request", found)
        and not (offer.page == "reconsider" and found.state.reconsidered)
    ]


def _shortened(happened: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what happened with revisions in a row told once, as the last of them."""
    kept: list[dict[str, Any]] = []
    for each in happened:
        if kept and kept[-1]["what"] == each["what"]:
            kept.pop()
        kept.append(each)
    return kept
