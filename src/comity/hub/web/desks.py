"""Desks: what a person who is signed in may turn to, and where they begin."""

from collections.abc import Sequence
from typing import Any, Final

from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.web.language import translations
from comity.hub.web.pages import Page
from comity.hub.web.visit import Visit

HOME: Final = "/desk"
NAMES: Final = {
    "bureau": "Bureau",
    "review": "Review",
    "secretariat": "Secretariat",
    "audit": "Audit",
    "commission": "Commission",
    "listing": "Listing office",
    "statistics": "Statistics",
    "supervision": "Supervision",
    "accounts": "Accounts",
    "account": "Your account",
    "public": "Public",
}
"""How a desk is called in the masthead; each part of the web names one of these."""


Menu = list[dict[str, Any]]
"""Words in the navigation and where they lead, as govukServiceNavigation takes them."""


def menu(pages: Sequence[Page], offices: frozenset[Office], address: str) -> Menu:
    """Return the navigation of who holds `offices`, in the order of the pages; the nearest to `address` is current."""
    offered = [page for page in pages if _offered(page) and not page.public and page.admits(offices)]
    return _menu([(str(page.menu), page.path) for page in offered], address)


def public_menu(pages: Sequence[Page], visit: Visit) -> Menu:
    """Return the navigation of the public pages in the visitor's language."""
    words = translations(visit.language)
    offered = [page for page in pages if _offered(page) and page.public]
    return _menu(
        [(words.gettext(str(page.menu)), page.path.format(language=visit.language)) for page in offered], visit.address
    )


def _offered(page: Page) -> bool:
    return page.menu is not None and page.method == "GET"


def _menu(entries: Sequence[tuple[str, str]], address: str) -> Menu:
    inside = [path for _, path in entries if address == path or address.startswith(path + "/")]
    nearest = max(inside, key=len, default="")
    return [{"text": text, "href": path, "active": path == nearest} for text, path in entries]


def beginning(pages: Sequence[Page], offices: frozenset[Office]) -> str:
    """Return where a person begins: the first entry of their own desk, else their account."""
    own = menu([page for page in pages if page.desk != "account"], offices, "")
    return str(own[0]["href"]) if own else "/account"


def acting_as(by: Principal) -> str:
    """Return the offices of a person in words, with the member they act for."""
    words = ", ".join(sorted(office.value.replace("_", " ") for office in by.offices)).capitalize()
    return f"{words}, {by.member}" if by.member else words
