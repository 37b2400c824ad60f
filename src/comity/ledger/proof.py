"""Proof documents: that one act is in the ledger, checked by anyone without a network or the hub's help."""

from collections.abc import Sequence
from typing import Annotated, Self

import msgspec

from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, SignedCheckpoint, open_signed
from comity.ledger.merkle import Inclusion, Nodes, inclusion, leaf_hash, verify_inclusion
from comity.ledger.note import MAX_LENGTH, Note, NoteKey, decode64

_HEADER = "c2sp.org/tlog-proof@v1"
_Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class ProofDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What travels with a notice: the act's leaf hash, its place, the siblings and a signed checkpoint.

    In JSON the hashes are base64, as in the checkpoint. `siblings` begin beside the leaf (RFC 6962 2.1.1).
    """

    leaf: _Hash
    index: _Count
    size: _Count
    siblings: Annotated[tuple[_Hash, ...], msgspec.Meta(max_length=64)]
    checkpoint: Annotated[str, msgspec.Meta(max_length=MAX_LENGTH)]

    @property
    def text(self) -> str:
        """The document as a C2SP tlog-proof, which leaves the leaf hash to whoever holds the act."""
        siblings = [msgspec.to_builtins(each) for each in self.siblings]
        return "\n".join((_HEADER, f"index {self.index}", *siblings, "", self.checkpoint))

    @classmethod
    def parse(cls, text: str, act: bytes) -> Self:
        """Return the C2SP tlog-proof `text` about `act`, unchecked, or raise `UnusableInput`."""
        head, gap, checkpoint = text.partition("\n\n")
        header, *lines = head.split("\n")
        if lines and lines[0].startswith("extra "):
            lines = lines[1:]
        if header != _HEADER or not gap or not lines or not lines[0].startswith("index "):
            raise UnusableInput(f"A proof begins with the lines '{_HEADER}' and 'index N'.")
        place = lines[0].removeprefix("index ")
        if not place.isascii() or not place.isdigit() or place != str(int(place[:20])):
            raise UnusableInput(f"'{place[:40]}' is not the index of a leaf.")
        siblings = tuple(decode64(line, "hash of the proof") for line in lines[1:])
        if any(len(each) != 32 for each in siblings):
            raise UnusableInput("Each hash of a proof has 32 bytes.")
        size = Checkpoint.parse(Note.parse(checkpoint).text).size
        return cls(leaf=leaf_hash(act), index=int(place), size=size, siblings=siblings, checkpoint=checkpoint)


def prove(index: int, leaf: bytes, checkpoint: str, nodes: Nodes) -> ProofDocument:
    """Return the proof that the leaf with hash `leaf` stands at `index` under a signed checkpoint."""
    size = Checkpoint.parse(Note.parse(checkpoint).text).size
    found = inclusion(index, size, nodes)
    return ProofDocument(leaf=leaf, index=index, size=size, siblings=found.hashes, checkpoint=checkpoint)


def check(
    proof: ProofDocument, act: bytes, log: NoteKey, witnesses: Sequence[NoteKey] = (), quorum: int = 0
) -> SignedCheckpoint:
    """Check that `act` (its canonical bytes) is in the ledger of `log`, and return what vouches for it.

    Raises `VerificationFailed` naming the first step that fails: (1) the proof is about this act;
    (2) the checkpoint is signed by the log and, where asked, by a quorum of witnesses;
    (3) the leaf is under its root.
    """
    if leaf_hash(act) != proof.leaf:
        raise VerificationFailed("The proof is about another act.")
    signed = open_signed(proof.checkpoint, log, witnesses, quorum)
    if signed.checkpoint.size != proof.size:
        raise VerificationFailed(f"The checkpoint is of {signed.checkpoint.size} acts, not {proof.size}.")
    verify_inclusion(proof.leaf, Inclusion(proof.index, proof.size, proof.siblings), signed.checkpoint.root)
    return signed
