"""The receipt of an application: a reference to name it by, and a secret that alone opens it to its applicant.

The secret is made by the app from its source of chance and shown once; only its digest is kept, sealed. It
carries 100 bits, so a plain hash is enough: there is no list of likely secrets to try.
"""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Final

from comity.kernel.digits import ascii_digits

SECRET_BYTES: Final = 13
"""Random bytes that `secret` needs (104 bits, of which 100 are used)."""
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_REFERENCE: Final = re.compile(r"RDR-(\d{4})-([0-9A-Z]{8})")


def reference(application: str, received: datetime) -> str:
    """Return the reference of an application: `RDR-2026-7K3M9P2X` for `rdr_7k3m9p2x...` received in 2026."""
    return f"RDR-{received.year:04}-{application.removeprefix('rdr_')[:8].upper()}"


def id_prefix(text: str) -> str | None:
    """Return how the id of the application begins that a reference names, or None where it is not a reference."""
    match = _REFERENCE.fullmatch(ascii_digits(text).strip().upper())
    return f"rdr_{match[2].lower()}" if match else None


def secret(chance: bytes) -> str:
    """Return a secret written from `SECRET_BYTES` random bytes: five groups of four, no letter like a digit.

    Raises `ValueError` for too few bytes.
    """
    if len(chance) < SECRET_BYTES:
        raise ValueError(f"a secret needs {SECRET_BYTES} random bytes")
    number = int.from_bytes(chance[:SECRET_BYTES], "big")
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 100, 5))
    return "-".join(letters[start : start + 4] for start in range(0, 20, 4))


def digest(text: str) -> str:
    """Return the SHA-256 of a secret in hex, however it was typed: case, spaces, dashes, O for 0, I or L for 1."""
    plain = re.sub(r"[\s-]+", "", ascii_digits(text)).upper().translate(_READ_AS)
    return hashlib.sha256(plain.encode()).hexdigest()


def follow(given_reference: str, given_secret: str, application: str, received: datetime, kept: str) -> bool:
    """Say whether a receipt opens this application; both parts are compared in constant time, always both.

    `kept` is the digest that was sealed with the application.
    """
    right = reference(application, received).encode()
    same_reference = hmac.compare_digest(ascii_digits(given_reference).strip().upper().encode(), right)
    same_secret = hmac.compare_digest(digest(given_secret).encode(), kept.encode())
    return same_reference and same_secret
