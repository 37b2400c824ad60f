"""Who acts for a member, for the head of its bureau."""

from typing import Final

from comity.app.views import people as views
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("bureau", frozenset({Office.BUREAU_HEAD}))
HOME: Final = "/bureau/colleagues"


@PAGES.get(HOME, "Colleagues", menu="Colleagues")
def show(visit: Visit) -> Answer:
    """Show who acts for the member, in which office, and with how many tokens."""
    query = filtering.read(visit.query, views.PeopleQuery)
    with visit.hub.look() as look:
        found = views.listed(look, visit.by, query)
    ways = {"next": filtering.following(HOME, visit.query, found.next), "first": filtering.first(HOME, visit.query)}
    return Show("bureau/colleagues.html", {"people": found.entries, **ways})
