"""Amending a notice: a draft made of the text that stands."""

from typing import Final

from comity.app import giving
from comity.app.views import notices as notice_views
from comity.app.views.notices import NoticeView
from comity.app.views.own_requests import STATES, Shelf
from comity.governance.gate import Resource
from comity.governance.offices import BUREAU
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.decider import Row
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.access import OpenFile

PAGES: Final = Pages("bureau", BUREAU)
_UNDER_WAY: Final = frozenset(STATES[Shelf.ASKED] + STATES[Shelf.DRAFTS] + STATES[Shelf.REVIEW])


@PAGES.get("/bureau/notices/{id}/amend", "Amend a notice")
def amending(visit: Visit) -> Answer:
    """Say what an amendment does, and ask whether to begin one."""
    notice = _own(visit)
    with visit.hub.look() as look:
        under = [each.state for each in look.children("request", notice.id)]
    open_ = [each for each in under if each.amends == notice.id and each.state in _UNDER_WAY]
    return Show("bureau/request_amend.html", {"notice": notice, "open": open_[0] if open_ else None})


@PAGES.post("/bureau/notices/{id}/amend", "Amend a notice")
def amend(visit: Visit) -> Answer:
    """Begin an amendment with the text that stands."""
    notice = _own(visit)
    assert notice.body is not None
    new = giving.new_id(visit.hub, visit.by, visit.key, "req")
    visit.hub.order(visit.by, c.DraftRequest(id=new, body=notice.body, amends=notice.id), key=visit.key)
    return Go(f"/bureau/requests/{new}/tasks")


def _own(visit: Visit) -> NoticeView:
    """Open a notice of the visitor's own member that can be amended."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        look.require(
            visit.by, "bureau:request:draft", Resource("new", "request", Row(state="new", member=found.row.member))
        )
        shown = notice_views.view(look, visit.by, found)
    if shown.body is None or shown.resolution is not None:
        raise CommandRefused("This notice cannot be amended: it has ended, or it is a listing.", code="wrong-state")
    return shown
