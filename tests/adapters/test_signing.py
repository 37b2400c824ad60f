"""Signing keys are kept in private files and sign what the ledger verifies."""

from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from comity.adapters.signing import SigningKey, verify
from comity.kernel.errors import Unavailable
from comity.ledger.checkpoint import Checkpoint, issue, open_signed
from comity.ledger.note import NoteKey, Signer

# The first test vector of RFC 8032 section 7.1.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
    "d25bf5f0595bbe24655141438e7a100b"
)


def kept(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_a_raw_key_signs_as_the_rfc_says(tmp_path: Path) -> None:
    """The published vector of Ed25519: public key and signature of the empty message."""
    key = SigningKey.load(kept(tmp_path / "key", b64encode(SEED) + b"\n"))
    assert key.public == PUBLIC
    assert key.sign(b"") == SIGNATURE
    assert verify(PUBLIC, b"", SIGNATURE)


def test_a_created_key_is_private_and_read_back(tmp_path: Path) -> None:
    """A PEM file with mode 0600, never overwritten."""
    path = tmp_path / "hub.pem"
    made = SigningKey.create(path)
    assert SigningKey.load(path).public == made.public
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Unavailable, match="not overwritten"):
        SigningKey.create(path)
    assert SigningKey.load(path).public == made.public


def test_it_signs_checkpoints(tmp_path: Path) -> None:
    """The key fits the ledger's port and has the id that verifiers compute."""
    key: Signer = SigningKey.generate()
    log = NoteKey("hub.example/ledger", key.public)
    checkpoint = Checkpoint(log.name, 3, bytes(32))
    assert open_signed(issue(checkpoint, key), log).checkpoint == checkpoint
    assert isinstance(key, SigningKey)
    assert key.key_id(log.name) == log.id.hex()


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [(PUBLIC, b"x", SIGNATURE), (PUBLIC, b"", SIGNATURE[:-1]), (PUBLIC[:-1], b"", SIGNATURE), (bytes(32), b"", b"")],
)
def test_a_bad_signature_is_not_verified(public: bytes, message: bytes, signature: bytes) -> None:
    """Other messages and cut keys or signatures are simply not verified."""
    assert not verify(public, message, signature)


ELLIPTIC = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("content", [b"", b"AAAA", b"-----BEGIN PRIVATE KEY-----\nAAAA\n", b"\xff\xfe", ELLIPTIC])
def test_what_is_not_an_ed25519_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, short, broken, not text, or of another kind."""
    with pytest.raises(Unavailable):
        SigningKey.load(kept(tmp_path / "key", content))


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """A private key open to the group is not used."""
    with pytest.raises(Unavailable, match="chmod 600"):
        SigningKey.load(kept(tmp_path / "key", b64encode(SEED), 0o640))
