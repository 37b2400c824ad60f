"""Signed notes: text with Ed25519 signature lines (C2SP signed-note, version 1)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from enum import IntEnum
from hashlib import sha256
from typing import Protocol, Self

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.kernel.errors import Fault, UnusableInput, VerificationFailed

MAX_LENGTH = 1_000_000
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_VKEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class SignatureType(IntEnum):
    """The bytes that C2SP assigns to what a key signs."""

    NOTE = 0x01
    COSIGNATURE = 0x04


class Signer(Protocol):
    """A private Ed25519 key, wherever it is kept."""

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key (RFC 8032)."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""


class NoteKey(msgspec.Struct, frozen=True):
    """A public key under a name, for one type of signature."""

    name: str
    public: bytes
    type: SignatureType = SignatureType.NOTE

    def __post_init__(self) -> None:
        if not self.name or re.search(r"[\s+]", self.name) or _CONTROL.search(self.name):
            raise UnusableInput(f"'{self.name[:80]}' cannot name a key: it may hold neither space nor plus.")
        if len(self.public) != 32:
            raise UnusableInput(f"An Ed25519 public key has 32 bytes, not {len(self.public)}.")

    @property
    def id(self) -> bytes:
        """The four bytes that point at this key in a signature line."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one line of text, as witnesses and clients are configured with."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.type]) + self.public).decode()}"

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """Return the key that a line of text holds, or raise `UnusableInput`."""
        match = _VKEY.fullmatch(vkey.strip())
        raw = decode64(match[3], "verifier key") if match else b""
        if match is None or not raw or raw[0] not in set(SignatureType):
            raise UnusableInput("A verifier key is written name+id+base64, of an Ed25519 key.")
        key = cls(match[1], raw[1:], SignatureType(raw[0]))
        if key.id.hex() != match[2]:
            raise UnusableInput(f"The verifier key of {key.name} does not fit its own id {match[2]}.")
        return key

    def verify(self, message: bytes, signature: bytes) -> None:
        """Check an Ed25519 signature by this key, or raise `VerificationFailed`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            raise VerificationFailed(f"The signature of {self.name} does not hold.") from None


class Signature(msgspec.Struct, frozen=True):
    """One signature line: who is said to have signed, with which key, and the bytes."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.value).decode()}\n"


class Note(msgspec.Struct, frozen=True):
    """A text that ends in a newline, and its signatures, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, document: str) -> Self:
        """Return the note in `document`, or raise `UnusableInput`; this checks the form alone."""
        if len(document) > MAX_LENGTH:
            raise UnusableInput(f"A signed note of more than {MAX_LENGTH} characters is not read.")
        text, gap, tail = document.rpartition("\n\n")
        if _CONTROL.search(document) or not gap or not text or not tail.endswith("\n"):
            raise UnusableInput("A signed note is a text, an empty line and signature lines.")
        return cls(text + "\n", tuple(_signature(line) for line in tail[:-1].split("\n")))

    def of(self, key: NoteKey) -> list[bytes]:
        """Return the bytes of the signatures that name this key, unchecked."""
        return [each.value for each in self.signatures if (each.name, each.key_id) == (key.name, key.id)]

    def verify(self, key: NoteKey) -> None:
        """Check that the note is signed by `key`, or raise `VerificationFailed`."""
        found = self.of(key)
        if not found:
            raise VerificationFailed(f"The note carries no signature of {key.name} with key {key.id.hex()}.")
        for value in found:
            key.verify(self.text.encode(), value)

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """Return the note with signature lines added."""
        return Note(self.text, (*self.signatures, *more))

    @property
    def document(self) -> str:
        """The note as it is published."""
        return self.text + "\n" + "".join(each.line for each in self.signatures)


def sign(text: str, name: str, signer: Signer) -> Note:
    """Return `text` as a note signed under `name`."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise UnusableInput("The text of a note ends in a newline and holds no control characters.")
    return Note(text, (Signature(name, NoteKey(name, signer.public).id, signer.sign(text.encode())),))


def decode64(text: str, what: str) -> bytes:
    """Return the bytes of canonical base64 (RFC 4648 section 4), or raise `UnusableInput`."""
    try:
        found = b64decode(text, validate=True)
    except ValueError:
        found = b""
    if b64encode(found).decode() != text:
        message = f"The {what} is not base64 as RFC 4648 section 4 writes it"
        raise UnusableInput(f"{message}.", [Fault("$", message)])
    return found


def _signature(line: str) -> Signature:
    match = _LINE.fullmatch(line)
    raw = decode64(match[2], "signature") if match else b""
    if match is None or len(raw) < 5:
        raise UnusableInput(f"'{line[:80]}' is not a signature line: dash, name, base64.")
    return Signature(match[1], raw[:4], raw[4:])
