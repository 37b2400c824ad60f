"""All pages of the review desk, in the order of its navigation."""

from typing import Final

from comity.hub.web.pages import Pages
from comity.hub.web.review import case, cases, context, notices, opinion, queue, versions
from comity.hub.web.review.queue import DESK

_PARTS: Final = (queue, cases, notices, case, opinion, context, versions)
PAGES: Final = Pages("review", DESK, [page for part in _PARTS for page in part.PAGES.all])
