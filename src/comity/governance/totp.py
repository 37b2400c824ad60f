"""Six-digit codes of an authenticator app (RFC 6238 with SHA-1, 30 seconds, as all such apps compute them)."""

import hmac
import re
import unicodedata
from base64 import b32decode
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote

from comity.kernel.digits import ascii_digits

STEP_S: Final = 30
DIGITS: Final = 6
_LONGEST: Final = 64
_DRIFT: Final = 1
"""Steps before and after the present one that still count: clocks differ, and typing takes time (RFC 6238, 5.2)."""


def code_at(secret: str, step: int) -> str:
    """Return the code of a base32 `secret` for one step of 30 seconds since 1970."""
    key = b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Return the newest step whose code this is, of those that count at `at`; every step is compared whatever fits."""
    found = [step for step in _steps(at) if hmac.compare_digest(code_at(secret, step).encode(), code.encode())]
    return max(found, default=None)


def typed(code: str) -> str:
    """Return a code as it was typed without what stands between its digits, in whatever digits."""
    whole = ascii_digits(code[:_LONGEST]).encode("utf-8", "replace").decode()
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", whole)).lower()


def _steps(at: datetime) -> Iterator[int]:
    now = int(at.timestamp()) // STEP_S
    yield from range(now - _DRIFT, now + _DRIFT + 1)


def address(secret: str, login: str, organisation: str) -> str:
    """Return the `otpauth:` address that an authenticator app reads from a picture."""
    who = f"{quote(organisation, safe='')}:{quote(login, safe='')}"
    return f"otpauth://totp/{who}?secret={secret}&issuer={quote(organisation, safe='')}&digits={DIGITS}&period={STEP_S}"
