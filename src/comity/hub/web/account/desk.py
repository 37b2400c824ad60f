"""All pages of the account, which everyone has who signs in."""

from typing import Final

from comity.hub.web.account import credentials, ending, notifications, overview, passkeys, tokens
from comity.hub.web.pages import SIGNED_IN, Pages

_PARTS: Final = (overview, credentials, passkeys, ending, tokens, notifications)
PAGES: Final = Pages("account", SIGNED_IN, [page for part in _PARTS for page in part.PAGES.all])
