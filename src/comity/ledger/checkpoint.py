"""Checkpoints: the size and root of the log as a signed note, with cosignatures of witnesses.

Formats: C2SP tlog-checkpoint and tlog-cosignature (Ed25519, version 1). A checkpoint is the only thing
besides leaf hashes that the ledger makes public.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from typing import Self

import msgspec

from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.note import Note, NoteKey, Signature, SignatureType, Signer, decode64
from comity.ledger.note import sign as sign_note

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """What the log said of itself: `root` is the 32-byte RFC 6962 root of its first `size` leaves."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        return "\n".join((self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions, ""))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the checkpoint that a note's text holds, or raise `UnusableInput`."""
        origin, *rest = text.removesuffix("\n").split("\n")
        if len(rest) < 2 or not all((origin, *rest)) or not _SIZE.fullmatch(rest[0]):
            raise UnusableInput("A checkpoint has at least three lines: origin, size, root.")
        found = decode64(rest[1], "root of the checkpoint")
        if len(found) != 32:
            raise UnusableInput(f"The root of a checkpoint has 32 bytes, not {len(found)}.")
        return cls(origin, int(rest[0]), found, tuple(rest[2:]))


class Cosignature(msgspec.Struct, frozen=True):
    """That the witness `name` saw this to be the largest consistent tree, at `at` (seconds since 1970)."""

    name: str
    at: int


class SignedCheckpoint(msgspec.Struct, frozen=True):
    """A checkpoint whose signatures were checked, and the witnesses that cosigned it."""

    checkpoint: Checkpoint
    cosignatures: tuple[Cosignature, ...]


def issue(checkpoint: Checkpoint, signer: Signer) -> str:
    """Return the checkpoint signed by the log, whose key bears the name of the origin."""
    return sign_note(checkpoint.text, checkpoint.origin, signer).document


def cosign(document: str, name: str, signer: Signer, at: int) -> str:
    """Return the signed checkpoint with the cosignature of witness `name` at `at`, seconds since 1970.

    The caller has verified the log's signature and the consistency with the last checkpoint it cosigned.
    """
    note = Note.parse(document)
    Checkpoint.parse(note.text)
    key = NoteKey(name, signer.public, SignatureType.COSIGNATURE)
    value = at.to_bytes(8, "big") + signer.sign(_witnessed(note.text, at))
    return note.with_signatures([Signature(name, key.id, value)]).document


def open_signed(document: str, log: NoteKey, witnesses: Sequence[NoteKey] = (), quorum: int = 0) -> SignedCheckpoint:
    """Return a checkpoint after checking the log's signature and those of at least `quorum` witnesses.

    Raises `UnusableInput` where the form is wrong and `VerificationFailed` where a signature is, where the
    origin is not the log's name, or where fewer than `quorum` of `witnesses` cosigned. Signatures
    of keys that are not named here are ignored, as signed-note requires.
    """
    note = Note.parse(document)
    note.verify(log)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != log.name:
        raise VerificationFailed(f"The checkpoint is of '{checkpoint.origin}', not of '{log.name}'.")
    seen = [found for key in witnesses if (found := _cosignature(note, key))]
    if len({found.name for found in seen}) < quorum:
        raise VerificationFailed(f"{len(seen)} of the known witnesses cosigned; {quorum} are asked for.")
    return SignedCheckpoint(checkpoint, tuple(seen))


def _witnessed(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _cosignature(note: Note, key: NoteKey) -> Cosignature | None:
    if key.type is not SignatureType.COSIGNATURE:
        raise UnusableInput(f"The key of {key.name} is not one for cosignatures.")
    newest = None
    for value in note.of(key):
        at = int.from_bytes(value[:8], "big")
        key.verify(_witnessed(note.text, at), value[8:])
        newest = max(newest or 0, at)
    return None if newest is None else Cosignature(key.name, newest)
