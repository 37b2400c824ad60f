"""Passwords by argon2id: slow and wide on purpose, a few at a time, so that sign-in cannot exhaust the machine."""

from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE: Final = 4
"""Each takes 19 MiB and about 20 ms of a core."""


class Argon2Passwords:
    """Hashes with the parameters of the OWASP Password Storage Cheat Sheet; checks with those that a hash names."""

    def __init__(self, memory_kib: int = 19_456, passes: int = 2) -> None:
        self._hasher: Final = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID)
        self._turn: Final = BoundedSemaphore(_AT_ONCE)
        # Nobody's: 16 bytes of salt and 32 of hash that no password leads to, checked at the price of any other.
        self._dummy: Final = f"$argon2id$v=19$m={memory_kib},t={passes},p=1${'A' * 22}${'A' * 43}"

    def hash(self, password: str) -> str:
        """Return the hash of a password with a salt of its own."""
        with self._turn:
            return self._hasher.hash(password)

    def verify(self, kept: str | None, password: str) -> bool:
        """Say whether `password` is the one that was hashed; with nothing kept it takes as long, and is False."""
        with self._turn:
            try:
                return self._hasher.verify(kept or self._dummy, password) and kept is not None
            except (VerificationError, InvalidHashError):
                return False
