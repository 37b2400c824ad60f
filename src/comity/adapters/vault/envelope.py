"""The seals themselves: AES-256-GCM over contents and over data keys, HMAC-SHA-256 for commitments.

Each seal is bound to the content id, so that a blob or a key moved under another id does not open.
"""

import os
from hmac import digest as hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comity.adapters.vault.master import MasterKey
from comity.app.ports.vault import SealBroken

KEY = 32
NONCE = 12
WRAPPED = NONCE + 2 * KEY + 16
"""The length of every wrapped secret: equal lengths let the store overwrite a row where it stands."""

_VERSION = b"\x01"


def new_secret() -> bytes:
    """Return a data key and a salt, 32 random bytes each, in one string."""
    return os.urandom(2 * KEY)


def seal(secret: bytes, content_id: str, plaintext: bytes) -> bytes:
    """Return version, nonce and ciphertext of a content under the data key in `secret`."""
    nonce = os.urandom(NONCE)
    return _VERSION + nonce + AESGCM(secret[:KEY]).encrypt(nonce, plaintext, _content(content_id))


def unseal(secret: bytes, content_id: str, blob: bytes) -> bytes:
    """Return the plaintext, or raise `SealBroken`."""
    if blob[:1] != _VERSION or len(blob) < 1 + NONCE + 16:
        raise SealBroken(f"The sealed content {content_id} is not in a form that this version wrote.")
    try:
        return AESGCM(secret[:KEY]).decrypt(blob[1 : 1 + NONCE], blob[1 + NONCE :], _content(content_id))
    except InvalidTag:
        raise SealBroken(f"The sealed content {content_id} was changed or is another's.") from None


def wrap(master: MasterKey, content_id: str, secret: bytes) -> bytes:
    """Return `secret` under the master key."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master.key).encrypt(nonce, secret, _key(content_id, master))


def unwrap(master: MasterKey, content_id: str, wrapped: bytes) -> bytes:
    """Return the secret that `wrap` was given, of whatever length, or raise `SealBroken`."""
    try:
        if len(wrapped) < NONCE + 16:
            raise InvalidTag
        return AESGCM(master.key).decrypt(wrapped[:NONCE], wrapped[NONCE:], _key(content_id, master))
    except InvalidTag:
        raise SealBroken(f"The key of the content {content_id} was changed or is another's.") from None


def salt_of(secret: bytes) -> bytes:
    """Return the salt that stands beside the data key."""
    return secret[KEY:]


def commitment(salt: bytes, plaintext: bytes) -> str:
    """Return the hex digest by which an act points at a content; without the salt it tells nothing."""
    return hmac(salt, plaintext, "sha256").hex()


def _content(content_id: str) -> bytes:
    return b"comity content 1\0" + content_id.encode()


def _key(content_id: str, master: MasterKey) -> bytes:
    return b"comity data key 1\0" + content_id.encode() + b"\0" + master.id.encode()
