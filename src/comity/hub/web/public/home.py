"""The first page for anyone."""

from typing import Final

from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("public", ANYONE)


@PAGES.get("/{language}", "Comity")
def home(visit: Visit) -> Answer:
    """Show anyone what this is, and where to turn."""
    return Show("public/home.html")
