"""Small values that travel through a browser sealed: it can neither read nor change them, nor use them elsewhere."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from datetime import datetime
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comity.kernel import wire

_NONCE: Final = 12


class _Dated(msgspec.Struct, frozen=True):
    until: datetime
    value: msgspec.Raw


def seal(key: bytes, purpose: str, value: object, until: datetime, nonce: bytes) -> str:
    """Return `value` sealed for `purpose`, to be opened no later than `until`."""
    plain = wire.encode(_Dated(until, msgspec.Raw(wire.encode(value))))
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain, purpose.encode())).decode()


def unseal(key: bytes, purpose: str, text: str, at: datetime) -> bytes | None:
    """Return the JSON of what was sealed for `purpose`; None where it was not, was changed, or is too old."""
    try:
        sealed = urlsafe_b64decode(text.encode("ascii", "replace"))
        plain = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
    except (Base64Error, ValueError, InvalidTag):
        return None
    dated = wire.trusted(plain, _Dated)
    return bytes(dated.value) if at < dated.until else None
