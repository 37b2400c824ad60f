"""Where one goes on after signing in: to a page of our own that one may open, and nowhere else."""

import re
from collections.abc import Sequence
from typing import Final

from comity.governance.offices import Office
from comity.hub.web.desks import HOME
from comity.hub.web.pages import Page

_ADDRESS: Final = re.compile(r"(/[A-Za-z0-9._:/-]*)(\?[A-Za-z0-9._~%&=:@,+*/?-]*)?")
"""What our own links look like: no second slash at the beginning, no backslash, nothing encoded in the path."""
_PLACE: Final = re.compile(r"\{[a-z0-9_]+:str\}")


def destination(pages: Sequence[Page], offices: frozenset[Office], address: str) -> str:
    """Return `address` where it leads to a page that who holds `offices` may open; the own desk otherwise."""
    match = _ADDRESS.fullmatch(address)
    if match is None or address.startswith("//"):
        return HOME
    found = any(page.method == "GET" and page.admits(offices) and _fits(page, match[1]) for page in pages)
    return address if found else HOME


def _fits(page: Page, path: str) -> bool:
    expressions = ("[^/]+".join(map(re.escape, _PLACE.split(address))) for address in page.addresses)
    return any(re.fullmatch(expression, path) for expression in expressions)
