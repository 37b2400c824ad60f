"""The digest by which files and bodies are named."""

from hashlib import sha256


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hex digits."""
    return sha256(data).hexdigest()
