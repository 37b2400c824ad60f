"""All pages of the audit, in the order of their navigation."""

from typing import Final

from comity.hub.web.audit import acts, checkpoint
from comity.hub.web.audit.acts import DESK
from comity.hub.web.pages import Pages

_PARTS: Final = (acts, checkpoint)
PAGES: Final = Pages("audit", DESK, [page for part in _PARTS for page in part.PAGES.all])
