"""A proof document convinces whoever holds the act and the log's public key, and no one of anything else."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.memory import MemoryNodes
from comity.ledger.merkle import leaf_hash, root
from comity.ledger.note import NoteKey
from comity.ledger.proof import ProofDocument, check, prove


class FixedSigner:
    """An Ed25519 key from a fixed seed."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


HUB = FixedSigner()
LOG = NoteKey("hub.example/ledger", HUB.public)
ACTS = [b'{"act":%d}' % n for n in range(40)]
NODES = MemoryNodes.of(ACTS)


def proof_of(index: int, size: int = 40) -> ProofDocument:
    checkpoint = issue(Checkpoint(LOG.name, size, root(size, NODES)), HUB)
    return prove(index, leaf_hash(ACTS[index]), checkpoint, NODES)


@given(st.integers(1, 40), st.data())
def test_every_act_is_proved_through_json_and_text(size: int, data: st.DataObject) -> None:
    """A proof written as JSON or as tlog-proof text and read again still holds for its act."""
    index = data.draw(st.integers(0, size - 1))
    proof = proof_of(index, size)
    assert wire.decode(wire.encode(proof), ProofDocument) == proof
    assert ProofDocument.parse(proof.text, ACTS[index]) == proof
    assert check(proof, ACTS[index], LOG).checkpoint.size == size


def test_text_with_extra_data_is_read() -> None:
    """The optional line of extra data, which nobody signs, is passed over."""
    proof = proof_of(3)
    text = proof.text.replace("\nindex", "\nextra AAAA\nindex", 1)
    assert ProofDocument.parse(text, ACTS[3]) == proof


def test_a_proof_is_of_no_other_act() -> None:
    """Neither the act beside it nor a changed act is proved."""
    proof = proof_of(3)
    for act in (ACTS[4], ACTS[3] + b" ", b""):
        with pytest.raises(VerificationFailed, match="another act"):
            check(proof, act, LOG)


def test_a_forged_leaf_in_the_document_is_refused() -> None:
    """Putting the hash of another act into the document does not prove that act."""
    forged = msgspec.structs.replace(proof_of(3), leaf=leaf_hash(b"forged"))
    with pytest.raises(VerificationFailed, match="not in the tree"):
        check(forged, b"forged", LOG)


@pytest.mark.parametrize("change", [{"index": 4}, {"size": 39}, {"siblings": ()}])
def test_a_changed_proof_is_refused(change: dict[str, object]) -> None:
    """Index, size and siblings are all bound to the signed root."""
    with pytest.raises(VerificationFailed):
        check(msgspec.structs.replace(proof_of(3), **change), ACTS[3], LOG)


def test_a_proof_under_the_wrong_key_or_without_witnesses_is_refused() -> None:
    """The checkpoint must be this log's, with as many witnesses as asked for."""
    with pytest.raises(VerificationFailed):
        check(proof_of(3), ACTS[3], NoteKey("hub.example/other", HUB.public))
    with pytest.raises(VerificationFailed, match="1 are asked for"):
        check(proof_of(3), ACTS[3], LOG, quorum=1)


GOOD = proof_of(3).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD.replace("@v1", "@v2"),
        GOOD.replace("index 3", "index 03"),
        GOOD.replace("index 3", "index -3"),
        GOOD.replace("index 3", "index ٣"),
        GOOD.replace("index 3\n", ""),
        GOOD.replace("index 3\n", "index 3\nAAAA\n"),
        GOOD.replace("index 3\n", "index 3\n*\n"),
        GOOD.replace("\n\n", "\n"),
        GOOD.split("\n\n")[0] + "\n\n",
        "index " + "9" * 5000,
    ],
)
def test_what_is_not_a_proof_is_unusable(text: str) -> None:
    """Other versions, bad indexes, short hashes and a missing checkpoint are refused with a reason."""
    with pytest.raises(UnusableInput):
        ProofDocument.parse(text, ACTS[3])


@pytest.mark.parametrize(
    ("old", "new"), [(b'"index":3', b'"index":-1'), (b'"index":3', b'"index":3,"more":1'), (b'"leaf":"', b'"leaf":"AA')]
)
def test_a_json_proof_is_read_strictly(old: bytes, new: bytes) -> None:
    """Negative numbers, unknown keys and hashes of a wrong length are unusable."""
    body = wire.encode(proof_of(3))
    assert old in body
    with pytest.raises(UnusableInput):
        wire.decode(body.replace(old, new), ProofDocument)
