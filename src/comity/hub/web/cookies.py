"""The two cookies: which session it is, and which browser a form was given to. Neither is read by any script."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from litestar.datastructures import Cookie

SESSION: Final = "comity-session"
BROWSER: Final = "comity-browser"
_LONGEST: Final = 200


def secure(base_url: str) -> bool:
    """Say whether cookies go over TLS alone: everywhere but on this very machine."""
    parts = urlsplit(base_url)
    return parts.scheme == "https" or not is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Say whether a host name is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def name_of(name: str, base_url: str) -> str:
    """Return the name of a cookie; over TLS no other host and no path can set one of that name (RFC 6265bis)."""
    return f"__Host-{name}" if secure(base_url) else name


def read(cookies: Mapping[str, str], name: str, base_url: str) -> str:
    """Return the value of a cookie, "" where there is none that could be ours."""
    found = cookies.get(name_of(name, base_url), "")
    return found if len(found) <= _LONGEST and found.isascii() else ""


def made(cookies: Mapping[str, str | None], base_url: str) -> list[Cookie]:
    """Return the cookies to set; a value of None removes one. They last as long as the browser is open."""
    return [
        Cookie(
            key=name_of(name, base_url),
            value=value or "",
            max_age=None if value else 0,
            path="/",
            httponly=True,
            secure=secure(base_url),
            samesite="lax",
        )
        for name, value in cookies.items()
    ]
