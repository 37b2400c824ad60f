"""The second factor as it comes into a phone: a picture to point a camera at, and letters to type without one."""

from typing import Any

from comity.governance import totp
from comity.hub.web.qr import picture


def second_factor(organisation: str, login: str, secret: str) -> dict[str, Any]:
    """Return what the macro `app` shows of a secret: the picture, the link, and the letters in groups of four."""
    address = totp.address(secret, login, organisation)
    grouped = " ".join(secret[first : first + 4] for first in range(0, len(secret), 4))
    return {"picture": picture(address), "app_address": address, "grouped": grouped}
