"""The master key: 32 bytes in a file of its own, never beside the data that it guards."""

import os
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from hmac import digest as hmac
from pathlib import Path
from typing import Protocol

import msgspec

from comity.adapters.keyfile import read_secret, write_secret
from comity.kernel.errors import Unavailable, UnusableInput
from comity.ledger.note import decode64


class MasterKey(msgspec.Struct, frozen=True):
    """The 256-bit key under which all data keys are wrapped."""

    key: bytes

    def __repr__(self) -> str:
        return f"MasterKey({self.id})"

    @property
    def id(self) -> str:
        """Sixteen hex digits that name the key and tell nothing of it."""
        return sha256(b"comity master key id\0" + self.key).hexdigest()[:16]

    def derive(self, purpose: str) -> bytes:
        """Return a key of 32 bytes for another purpose than wrapping."""
        return hmac(self.key, f"comity {purpose}".encode(), "sha256")

    @classmethod
    def generate(cls) -> "MasterKey":
        """Return a new key that is nowhere but in memory."""
        return cls(os.urandom(32))


class Masters(Protocol):
    """Where master keys come from: a file, or a key service."""

    def ring(self) -> Sequence[MasterKey]:
        """Return the master keys that are valid now, the one to use first; two while rotating."""


class MasterFile:
    """Master keys in a file: a line of base64 each, the one to use first, the one being left second."""

    def __init__(self, path: Path, data: Path, *, demo: bool = False) -> None:
        """Take the file at `path`; one inside the folder `data` is refused unless it is a demonstration.

        Whoever copies the data folder would otherwise hold the key to it.
        """
        if not demo and path.resolve().is_relative_to(data.resolve()):
            raise Unavailable(f"The master key {path} lies inside the data folder {data}: keep it elsewhere.")
        self.path = path

    def create(self) -> MasterKey:
        """Make a new key in a new file with mode 0600."""
        made = MasterKey.generate()
        self._write([made], replace=False)
        return made

    def ring(self) -> list[MasterKey]:
        """Return the keys in the file, or raise `Unavailable` saying what is wrong with it."""
        lines = read_secret(self.path).split()
        try:
            keys = [MasterKey(decode64(line.decode("ascii"), "master key")) for line in lines]
        except (UnusableInput, UnicodeDecodeError) as error:
            raise Unavailable(f"{self.path} does not hold a master key: 32 bytes in base64.") from error
        if not 1 <= len(keys) <= 2 or any(len(each.key) != 32 for each in keys):
            raise Unavailable(f"{self.path} does not hold a master key: 32 bytes in base64.")
        return keys

    def begin_rotation(self) -> MasterKey:
        """Put a new key before the present one and return it; a rotation already begun goes on."""
        keys = self.ring()
        if len(keys) == 1:
            keys = [MasterKey.generate(), *keys]
            self._write(keys, replace=True)
        return keys[0]

    def finish_rotation(self) -> None:
        """Let go of the key that was left."""
        self._write(self.ring()[:1], replace=True)

    def _write(self, keys: Sequence[MasterKey], *, replace: bool) -> None:
        write_secret(self.path, b"".join(b64encode(each.key) + b"\n" for each in keys), replace=replace)
