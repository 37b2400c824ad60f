"""What keeps a form honest: a token bound to the session that it was made for, and the browser's word on its origin."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlsplit

from comity.hub.web.visit import Fields
from comity.kernel.errors import Forbidden

CSRF_FIELD: Final = "csrf"
_NOT_OURS: Final = (
    "This form was not sent from a page of ours, or the page was open for too long. Go back and try again."
)


def token(secret: bytes, browser: str, person: str) -> str:
    """Return the token of forms given to `person` ("" for anyone) in the browser named `browser`."""
    return f"{person}.{_mac(secret, browser, person)}"


def _mac(secret: bytes, browser: str, person: str) -> str:
    said = f"form\0{browser}\0{person}".encode()
    return urlsafe_b64encode(hmac.digest(secret, said, sha256)).decode().rstrip("=")


def holder(secret: bytes, browser: str, form: Fields) -> str:
    """Return for whom the form was made; raises `Forbidden` where it was not made for who sends it."""
    person, _, mac = form.one(CSRF_FIELD).rpartition(".")
    if not browser or not hmac.compare_digest(mac.encode(), _mac(secret, browser, person).encode()):
        raise refused()
    return person


def same_origin(headers: Mapping[str, str], base_url: str) -> None:
    """Raise `Forbidden` where the browser says that another site sent this."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise refused()
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc not in {headers.get("host"), urlsplit(base_url).netloc}:
        raise refused()


def refused() -> Forbidden:
    """Return the refusal of a form that is not ours."""
    return Forbidden(_NOT_OURS, "OWN-FORMS", "Comity 20")


def quoted(address: str) -> str:
    """Return an address of ours as the value of a query's parameter."""
    return quote(address, safe="/")
