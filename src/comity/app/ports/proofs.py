"""The ports of proof: hashing passwords, and the answers of authenticators (WebAuthn)."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from comity.kernel.errors import ComityError


class ProofRefused(ComityError):
    """What was shown does not prove who it is; says nothing of which part was wrong."""

    type, title, status = "proof-refused", "This does not prove who you are", 401


class NewPasskey(msgspec.Struct, frozen=True):
    """What an authenticator answers when it is registered, checked; id and key are in base64url."""

    id: str
    public_key: str
    count: int


class PasskeyAnswer(msgspec.Struct, frozen=True):
    """What an authenticator says of itself, not checked yet: which passkey, and of which person."""

    id: str
    person: str


class Passwords(Protocol):
    def hash(self, password: str) -> str:
        """Return the hash of a password with a salt of its own, in a notation that names its parameters."""

    def verify(self, kept: str | None, password: str) -> bool:
        """Say whether `password` is the one that was hashed; with nothing kept it takes as long, and is False."""


class Passkeys(Protocol):
    """`address` is the one at which passkeys work, "" where they work nowhere."""

    @property
    def address(self) -> str: ...

    def invitation(self, challenge: bytes, person: str, login: str, name: str, known: Sequence[str]) -> str:
        """Return what a browser needs to make a passkey, as JSON; `known` are those that the person has."""

    def question(self, challenge: bytes) -> str:
        """Return what a browser needs to ask for any passkey of this site, as JSON."""

    def registered(self, answer: str, challenge: bytes) -> NewPasskey:
        """Return the new passkey that a browser's `answer` proves; raises `ProofRefused`."""

    def read(self, answer: str) -> PasskeyAnswer:
        """Return of which passkey a browser's answer speaks, unchecked; raises `ProofRefused`."""

    def challenge_of(self, answer: str) -> bytes:
        """Return the challenge that a browser says it answers, unchecked; raises `ProofRefused`."""

    def proved(self, answer: str, challenge: bytes, public_key: str, count: int) -> int:
        """Return the count of uses that an answer proves; raises `ProofRefused`.

        A count that does not rise above the one known is a copy's; authenticators that keep none say 0 always.
        """
