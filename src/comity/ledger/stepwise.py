"""Checking a proof document step by step with no trust in whoever gave it, as assets/js/proving.js does in a browser.

1. read: the proof, its checkpoint and the key can be read.
2. signed: the checkpoint carries the signature of that key, and bears its name.
3. counted: the checkpoint counts as many acts as the proof says.
4. included: the leaf leads to the root of the checkpoint (RFC 6962 section 2.1.1).
5. earlier: an earlier checkpoint, where one is given, is signed by the same key.
6. grown: both checkpoints are beginnings of one log (RFC 6962 section 2.1.2).

A step after one that fails is not come to.
"""

from collections.abc import Callable
from enum import StrEnum

from comity.kernel import wire
from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, open_signed
from comity.ledger.merkle import Consistency, Inclusion, verify_consistency, verify_inclusion
from comity.ledger.note import Note, NoteKey
from comity.ledger.proof import ProofDocument

Ask = Callable[[int], tuple[Consistency, str] | None]
"""Returns the proof that a later log begins with that of so many acts, with the later checkpoint; None for none."""


class Step(StrEnum):
    READ = "read"
    SIGNED = "signed"
    COUNTED = "counted"
    INCLUDED = "included"
    EARLIER = "earlier"
    GROWN = "grown"


Found = dict[Step, bool | None]


def steps(document: str, vkey: str, earlier: str, ask: Ask) -> tuple[Found, ProofDocument | None]:
    """Return what each step found, None where it was not come to, and the proof if it could be read."""
    found: Found = dict.fromkeys(Step)
    try:
        proof = wire.decode(document.encode(), ProofDocument, "proof")
        key = NoteKey.parse(vkey)
        Checkpoint.parse(Note.parse(proof.checkpoint).text)
    except UnusableInput:
        return {**found, Step.READ: False}, None
    found[Step.READ] = True
    checkpoint = _opened(proof.checkpoint, key)
    found[Step.SIGNED] = checkpoint is not None
    if checkpoint is None:
        return found, proof
    found[Step.COUNTED] = checkpoint.size == proof.size
    if found[Step.COUNTED]:
        found[Step.INCLUDED] = _included(proof, checkpoint)
    if found[Step.INCLUDED] and earlier.strip():
        _since(found, earlier.replace("\r\n", "\n").strip() + "\n", key, checkpoint, ask)
    return found, proof


def _opened(document: str, key: NoteKey) -> Checkpoint | None:
    try:
        return open_signed(document, key).checkpoint
    except (VerificationFailed, UnusableInput):
        return None


def _included(proof: ProofDocument, checkpoint: Checkpoint) -> bool:
    try:
        verify_inclusion(proof.leaf, Inclusion(proof.index, proof.size, proof.siblings), checkpoint.root)
    except VerificationFailed:
        return False
    return True


def _since(found: Found, earlier: str, key: NoteKey, checkpoint: Checkpoint, ask: Ask) -> None:
    before = _opened(earlier, key)
    found[Step.EARLIER] = before is not None
    if before is None:
        return
    if before.size == checkpoint.size:
        found[Step.GROWN] = before.root == checkpoint.root
    else:
        found[Step.GROWN] = all(_leads(each, key, ask) for each in (before, checkpoint))


def _leads(checkpoint: Checkpoint, key: NoteKey, ask: Ask) -> bool:
    """Say whether a later log begins with what a checkpoint counted."""
    answer = ask(checkpoint.size)
    if answer is None:
        return False
    proof, document = answer
    now = _opened(document, key)
    if now is None or (proof.old, proof.new) != (checkpoint.size, now.size):
        return False
    try:
        verify_consistency(proof, checkpoint.root, now.root)
    except VerificationFailed:
        return False
    return True
