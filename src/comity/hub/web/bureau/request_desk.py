"""All pages of a bureau's requests, as one part of the web."""

from typing import Final

from comity.governance.offices import BUREAU
from comity.hub.web.bureau import (
    amending,
    checking,
    copying,
    entries,
    importing,
    requests,
    sending,
    starting,
    uploads,
    writing,
    zone,
)
from comity.hub.web.pages import Page, Pages

_MODULES: Final = (requests, starting, importing, amending, copying, sending, zone, uploads, writing, entries, checking)
_ALL: Final[list[Page]] = [page for module in _MODULES for page in module.PAGES.all]
PAGES: Final = Pages("bureau", BUREAU, _ALL)
