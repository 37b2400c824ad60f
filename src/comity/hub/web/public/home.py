"""The first page for anyone."""

from typing import Final

from comity.app.publicset import StillReading
from comity.app.views import records
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public.listing import Offered, offered
from comity.hub.web.public.tongue import Tongue
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("public", ANYONE)


@PAGES.get("/{language}", "Police forces that ask each other, in the open")
def home(visit: Visit) -> Answer:
    """Show anyone what this is, and where to turn."""
    with visit.hub.look() as look:
        members = len(look.organisation().members)
        releases = records.releases(look, visit.by).releases
    latest = Tongue(visit.language).quarter(releases[0].quarter) if releases else None
    return Show("public/home.html", {"members": members, "latest": latest, "lists": _lists(visit)})


def _lists(visit: Visit) -> list[Offered]:
    """Return the lists; none while they are being read, because the rest of the page need not wait for them."""
    try:
        return offered(visit.common.public)
    except StillReading:
        return []
