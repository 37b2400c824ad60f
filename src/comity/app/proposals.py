"""What is proposed to a person who sets up a second factor: the same at each look at the page, and kept nowhere."""

import hmac
from base64 import b32encode
from hashlib import sha256
from typing import Final

from comity.app.comity import Comity
from comity.kernel.hashing import sha256_hex

RECOVERY_CODES: Final = 8
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Without i, l, o and u: what is read from paper is read right."""
_LETTERS: Final = 10
"""Fifty bits: with the tries that are allowed, no one guesses one."""


def totp_secret(comity: Comity, *about: str) -> str:
    """Return a base32 secret of 160 bits that follows from what it is `about`, for who has the organisation's key."""
    return b32encode(_derived(comity, "totp", *about)[:20]).decode()


def recovery_codes(comity: Comity, *about: str) -> tuple[str, ...]:
    """Return recovery codes such as `k3m9p-2x4v6` that follow from what they are `about`."""
    return tuple(_code(_derived(comity, f"recovery {number}", *about)) for number in range(RECOVERY_CODES))


def _code(found: bytes) -> str:
    text = "".join(_ALPHABET[byte & 31] for byte in found[:_LETTERS])
    return f"{text[: _LETTERS // 2]}-{text[_LETTERS // 2 :]}"


def grouped(secret: str) -> str:
    """Return a code of a hundred bits that follows from a random secret, such as `k3m9p-2x4v6-…`, in four groups."""
    letters = "".join(_ALPHABET[byte & 31] for byte in sha256(secret.encode()).digest()[: 2 * _LETTERS])
    return "-".join(letters[at : at + _LETTERS // 2] for at in range(0, 2 * _LETTERS, _LETTERS // 2))


def digests(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the digests under which recovery codes are kept."""
    return tuple(sha256_hex(code.replace("-", "").encode()) for code in codes)


def _derived(comity: Comity, *about: str) -> bytes:
    return hmac.digest(comity.secret, "\0".join(("proposal", *about)).encode(), sha256)
