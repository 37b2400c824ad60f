"""Taking a request out as JSON, and beginning a new one from one that is closed."""

from typing import Final

from comity.app import giving
from comity.app.views.requests import RequestView
from comity.governance.offices import BUREAU
from comity.hub.endpoint import JSON
from comity.hub.web.bureau import working as w
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Give, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import State

PAGES: Final = Pages("bureau", BUREAU)
CLOSED: Final = frozenset({State.REFUSED, State.WITHDRAWN, State.LAPSED})
_NOTHING: Final = "Nothing is left of this request: its content was erased."


@PAGES.get("/bureau/requests/{id}/json", "A request as JSON")
def as_json(visit: Visit) -> Answer:
    """Give a request in the form of the contract, as a bureau's own system would send it; opening it is an act."""
    _, view = w.opened(visit)
    return Give(wire.encode(_body(view)), JSON, f"{visit.id}.json")


@PAGES.get("/bureau/requests/{id}/again", "Start a new request from this")
def asking(visit: Visit) -> Answer:
    """Say what a new request is begun with, and ask whether to begin it."""
    return Show("bureau/request_again.html", {"view": _closed(visit)})


@PAGES.post("/bureau/requests/{id}/again", "Start a new request from this")
def again(visit: Visit) -> Answer:
    """Begin a draft with the text of a request that is closed."""
    known = giving.done_before(visit.hub, visit.by, visit.key)
    if known:
        return Go(f"/bureau/requests/{known.stream_id}/tasks")
    body = _body(_closed(visit))
    new = giving.new_id(visit.hub, visit.by, visit.key, "req")
    visit.hub.order(visit.by, c.DraftRequest(id=new, body=body), key=visit.key)
    return Go(f"/bureau/requests/{new}/tasks")


def _closed(visit: Visit) -> RequestView:
    _, view = w.opened(visit)
    if view.state not in CLOSED:
        raise CommandRefused("Only a request that was refused, withdrawn or lapsed is begun anew.", code="wrong-state")
    _body(view)
    return view


def _body(view: RequestView) -> NoticeRequest:
    if view.body is None:
        raise CommandRefused(_NOTHING, code="wrong-state")
    return view.body
