"""What any public service says of itself: how accessible it is, and what it keeps of its visitors."""

from typing import Final

from comity.hub.web import cookies
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("public", ANYONE)


@PAGES.get("/{language}/accessibility", "Accessibility")
def accessibility(visit: Visit) -> Answer:
    return Show("public/accessibility.html")


@PAGES.get("/{language}/privacy", "Privacy and cookies")
def privacy(visit: Visit) -> Answer:
    """Name both cookies as this organisation's browsers see them."""
    base = visit.hub.base_url
    names = {
        "browser_cookie": cookies.name_of(cookies.BROWSER, base),
        "session_cookie": cookies.name_of(cookies.SESSION, base),
    }
    return Show("public/privacy.html", names)
