"""All pages of the Secretary General, in the order of their navigation."""

from typing import Final

from comity.hub.web.pages import Pages
from comity.hub.web.secretariat import members, overview
from comity.hub.web.secretariat.overview import DESK

_PARTS: Final = (overview, members)
PAGES: Final = Pages("secretariat", DESK, [page for part in _PARTS for page in part.PAGES.all])
