"""All pages of the accounts, in the order of their navigation."""

from typing import Final

from comity.hub.web.accounts import changes, members, offices, people, person, tokens, ways
from comity.hub.web.accounts.people import DESK
from comity.hub.web.pages import Pages

_PARTS: Final = (people, person, offices, ways, tokens, members, changes)
PAGES: Final = Pages("accounts", DESK, [page for part in _PARTS for page in part.PAGES.all])
