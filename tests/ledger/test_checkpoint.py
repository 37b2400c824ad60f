"""Checkpoints say origin, size and root as C2SP tlog-checkpoint does, and witnesses can add their word."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, Cosignature, cosign, issue, open_signed
from comity.ledger.note import NoteKey, SignatureType, sign


class FixedSigner:
    """An Ed25519 key from a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


HUB, XA, XB = FixedSigner(1), FixedSigner(2), FixedSigner(3)
LOG = NoteKey("hub.example/ledger", HUB.public)
WITNESSES = [NoteKey(f"{n}.example", k.public, SignatureType.COSIGNATURE) for n, k in (("xa", XA), ("xb", XB))]
ROOT = bytes(range(32))
DOCUMENT = issue(Checkpoint(LOG.name, 42, ROOT), HUB)


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_back_as_it_was_issued(size: int, root: bytes) -> None:
    """Issue and open are inverse for every size and root."""
    checkpoint = Checkpoint(LOG.name, size, root)
    assert open_signed(issue(checkpoint, HUB), LOG).checkpoint == checkpoint


def test_the_text_has_the_three_lines_of_the_format() -> None:
    """Origin, decimal size, base64 root, each ended by a newline."""
    assert Checkpoint(LOG.name, 42, ROOT).text == f"{LOG.name}\n42\n{b64encode(ROOT).decode()}\n"


def test_witnesses_are_counted_and_say_when_they_saw_it() -> None:
    """Two witnesses that cosign give a quorum of two, with their times."""
    document = cosign(cosign(DOCUMENT, "xa.example", XA, 1_800_000_000), "xb.example", XB, 1_800_000_060)
    signed = open_signed(document, LOG, WITNESSES, quorum=2)
    assert signed.cosignatures == (Cosignature("xa.example", 1_800_000_000), Cosignature("xb.example", 1_800_000_060))


def test_one_witness_twice_is_not_a_quorum_of_two() -> None:
    """A witness that cosigns again, or is listed twice, still counts once; its newest word stands."""
    document = cosign(cosign(DOCUMENT, "xa.example", XA, 200), "xa.example", XA, 100)
    assert open_signed(document, LOG, WITNESSES, quorum=1).cosignatures == (Cosignature("xa.example", 200),)
    with pytest.raises(VerificationFailed, match="2 are asked for"):
        open_signed(document, LOG, [WITNESSES[0], WITNESSES[0], WITNESSES[1]], quorum=2)


def test_unknown_witnesses_are_ignored() -> None:
    """A cosignature of a key that is not in the list neither counts nor harms."""
    document = cosign(DOCUMENT, "xq.example", FixedSigner(9), 100)
    assert open_signed(document, LOG, WITNESSES).cosignatures == ()


def test_a_cosignature_does_not_stand_for_the_logs_own_signature() -> None:
    """The log's key used as a witness does not make a checkpoint of the log."""
    alone = DOCUMENT.split("\n\n")[0] + "\n\n" + cosign(DOCUMENT, LOG.name, HUB, 5).split("\n")[-2] + "\n"
    with pytest.raises(VerificationFailed, match="no signature"):
        open_signed(alone, LOG)


def test_a_cosignature_with_another_time_does_not_hold() -> None:
    """The time is part of what the witness signed."""
    good = cosign(DOCUMENT, "xa.example", XA, 100)
    line = good.split("\n")[-2]
    raw = bytearray(__import__("base64").b64decode(line.split(" ")[2]))
    raw[11] ^= 1
    forged = good.replace(line.split(" ")[2], b64encode(bytes(raw)).decode())
    with pytest.raises(VerificationFailed, match=r"xa\.example"):
        open_signed(forged, LOG, WITNESSES)


def test_a_checkpoint_of_another_log_is_refused_even_if_the_key_signed_it() -> None:
    """One key signing for two origins does not make their checkpoints interchangeable."""
    other = sign(Checkpoint("other.example", 42, ROOT).text, LOG.name, HUB).document
    with pytest.raises(VerificationFailed, match=r"other\.example"):
        open_signed(other, LOG)


@pytest.mark.parametrize(
    "text",
    [
        "hub.example/ledger\n",
        "hub.example/ledger\n42\n",
        "hub.example/ledger\n042\n" + "A" * 43 + "=\n",
        "hub.example/ledger\n-1\n" + "A" * 43 + "=\n",
        "hub.example/ledger\n٤٢\n" + "A" * 43 + "=\n",
        "hub.example/ledger\n99999999999999999999\n" + "A" * 43 + "=\n",
        "hub.example/ledger\n42\nAAAA\n",
        "hub.example/ledger\n42\nnot base64\n",
        "\n42\n" + "A" * 43 + "=\n",
        "hub.example/ledger\n42\n" + "A" * 43 + "=\n\nextension\n",
    ],
)
def test_a_text_that_is_no_checkpoint_is_unusable(text: str) -> None:
    """Missing lines, leading zeroes, signs, other digits, short roots and empty extensions are refused."""
    with pytest.raises(UnusableInput):
        Checkpoint.parse(text)
