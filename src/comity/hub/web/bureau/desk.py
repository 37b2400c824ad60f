"""The bureau's desk: what is asked of it, with deadlines, and what came in."""

from datetime import timedelta
from typing import Final

from comity.app.look import Look
from comity.app.ports.store import Listing
from comity.app.views import campaigns, incoming, own_requests, requests
from comity.app.views.paging import PageQuery
from comity.governance.offices import BUREAU
from comity.governance.scope import And, OwnerIs, Predicate, scope
from comity.hub.web.bureau import meaning
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Show, Visit
from comity.law import parameters
from comity.notices.notice import Notice
from comity.notices.vocabulary import State

PAGES: Final = Pages("bureau", BUREAU)
_FEW: Final = 5
_MANY: Final = 50
_STANDING: Final = (State.PUBLISHED.value, State.SUSPENDED.value, State.BLOCKED.value)


@PAGES.get("/bureau", "Your bureau's desk", menu="Desk")
def desk(visit: Visit) -> Answer:
    """Show what waits for the bureau, the nearest deadline first."""
    with visit.hub.look() as look:
        returned = own_requests.own(look, visit.by, requests.RequestsQuery(state=(State.RETURNED,), limit=_MANY))
        drafts = own_requests.own(look, visit.by, requests.RequestsQuery(state=(State.DRAFT,), limit=_FEW))
        new = incoming.incoming(look, visit.by, incoming.IncomingQuery(untreated=True, limit=_FEW))
        context = {
            "returned": sorted(returned.entries, key=lambda each: (each.reply_by is None, each.reply_by)),
            "drafts": drafts,
            "new": new,
            "unsaid": incoming.unsaid(look, visit.by.member or ""),
            "recalled": incoming.recalled(look, visit.by.member or ""),
            "heard": incoming.heard(look, visit.by.member or ""),
            "expiring": _expiring(look, visit),
            "suspended": _own(look, visit, State.SUSPENDED),
            "blocked": _own(look, visit, State.BLOCKED),
            "campaigns": campaigns.listed(look, visit.by, PageQuery(limit=_FEW)),
            "deadline": lambda due: deadline(due, look.at),
            "words": wording,
            "meaning": meaning,
        }
        return Show("bureau/desk.html", context)


def _own(look: Look, visit: Visit, state: State) -> list[Notice]:
    """Return the member's own notices in a state; nothing of their content is opened."""
    return _states(look, Listing(stream_type="notice", scope=_ours(visit), states=(state.value,), limit=_MANY))


def _expiring(look: Look, visit: Visit) -> list[Notice]:
    """Return the member's own notices of which the law asks whether they are still needed, the first to end first."""
    until = look.at + timedelta(days=31 * parameters.number("retention.review_months_before", look.at.date()))
    listing = Listing(stream_type="notice", scope=_ours(visit), states=_STANDING, due_before=until, limit=_MANY)
    asked = [each for each in _states(look, listing) if each.retention_asked and each.expires]
    return sorted(asked, key=lambda each: each.expires or look.at)


def _ours(visit: Visit) -> Predicate:
    return And((scope(visit.by, "notice"), OwnerIs(visit.by.member)))


def _states(look: Look, listing: Listing) -> list[Notice]:
    return [found.state for found in look.legible(look.reader.page(listing))]
