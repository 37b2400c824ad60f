"""Headers of every answer of the web: what a page may load (its own files and nothing else), and what may hold it."""

from collections.abc import Mapping
from typing import Final

_POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
_ALL: Final = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PAGE: Final[Mapping[str, str]] = {**_ALL, "Cache-Control": "no-store"}
"""Of every page: nothing of it rests in a cache, so that the back button after signing out shows nothing."""
FILE: Final[Mapping[str, str]] = {
    **_ALL,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
"""Of bytes that are given out: whatever they are, nothing in them runs; a drawing may carry its own style."""
LASTING: Final = "public, max-age=300"
NOT_KEPT: Final = "no-store"


def transport(base_url: str) -> Mapping[str, str]:
    """Return the header that keeps browsers on TLS, with all names below, where the organisation is served over it."""
    said = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
    return said if base_url.startswith("https:") else {}
