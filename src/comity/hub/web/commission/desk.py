"""All pages of the commission, in the order of their navigation."""

from typing import Final

from comity.hub.web.commission import applications, notices
from comity.hub.web.commission.applications import DESK
from comity.hub.web.pages import Pages

_PARTS: Final = (applications, notices)
PAGES: Final = Pages("commission", DESK, [page for part in _PARTS for page in part.PAGES.all])
