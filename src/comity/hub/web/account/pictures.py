"""The second factor as it comes into a phone: a picture to point a camera at, and letters to type without one."""

from typing import Any

import msgspec
import segno

from comity.governance import totp

_BORDER = 4
"""Squares left white around a code, which readers need (ISO/IEC 18004)."""


class Picture(msgspec.Struct, frozen=True):
    """A QR code: how many squares wide with its border, and the path that draws the dark ones."""

    size: int
    path: str


def picture(address: str) -> Picture:
    """Return an address as a QR code."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=_BORDER))
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, square in enumerate(row) if square)
    return Picture(len(rows), "".join(dark))


def second_factor(organisation: str, login: str, secret: str) -> dict[str, Any]:
    """Return what the macro `app` shows of a secret: the picture, the link, and the letters in groups of four."""
    address = totp.address(secret, login, organisation)
    grouped = " ".join(secret[first : first + 4] for first in range(0, len(secret), 4))
    return {"picture": picture(address), "app_address": address, "grouped": grouped}
