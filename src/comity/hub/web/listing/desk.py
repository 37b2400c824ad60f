"""All pages of the listing office, in the order of their navigation."""

from typing import Final

from comity.hub.web.listing import importing, listings
from comity.hub.web.listing.listings import DESK
from comity.hub.web.pages import Pages

_PARTS: Final = (listings, importing)
PAGES: Final = Pages("listing", DESK, [page for part in _PARTS for page in part.PAGES.all])
