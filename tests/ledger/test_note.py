"""Signed notes and verifier keys are read and written as C2SP signed-note describes them."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.note import Note, NoteKey, Signature, SignatureType, sign


class FixedSigner:
    """An Ed25519 key from a fixed seed."""

    def __init__(self, seed: int = 1) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


HUB = FixedSigner()
KEY = NoteKey("hub.example/ledger", HUB.public)


def test_a_published_verifier_key_has_the_id_that_we_compute() -> None:
    """The verifier key of the Go checksum database (sum.golang.org), a fact, fits its own id."""
    vkey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    key = NoteKey.parse(vkey)
    assert (key.name, key.id.hex(), key.vkey) == ("sum.golang.org", "033de0ae", vkey)


@given(st.text(st.characters(min_codepoint=32, codec="utf-8"), min_size=1, max_size=200))
def test_any_text_signed_is_read_back_and_verified(line: str) -> None:
    """Signing, writing and parsing a note gives the same text, and its signature holds."""
    note = sign(line + "\n", KEY.name, HUB)
    read = Note.parse(note.document)
    assert read == note
    read.verify(KEY)


def test_a_text_may_hold_empty_lines() -> None:
    """The last empty line parts text from signatures, not the first."""
    note = Note.parse(sign("one\n\ntwo\n", KEY.name, HUB).document)
    assert note.text == "one\n\ntwo\n"
    note.verify(KEY)


def test_a_changed_text_is_refused() -> None:
    """A note whose text was changed after signing does not verify."""
    document = sign("size 10\n", KEY.name, HUB).document
    with pytest.raises(VerificationFailed, match="does not hold"):
        Note.parse(document.replace("10", "11")).verify(KEY)


def test_a_signature_of_an_unknown_key_is_ignored_and_does_not_count() -> None:
    """Another key, or the same key under another name, is no signature of the key asked for."""
    for name, signer in ((KEY.name, FixedSigner(2)), ("other.example", HUB)):
        with pytest.raises(VerificationFailed, match="no signature"):
            sign("text\n", name, signer).verify(KEY)


def test_one_bad_signature_of_a_known_key_spoils_the_note() -> None:
    """A good signature beside a bad one of the same key does not save the note."""
    note = sign("text\n", KEY.name, HUB).with_signatures([Signature(KEY.name, KEY.id, bytes(64))])
    with pytest.raises(VerificationFailed):
        note.verify(KEY)


GOOD = sign("text\n", KEY.name, HUB).document


@pytest.mark.parametrize(
    "document",
    [
        "",
        "\n",
        "text\n",
        "text\n\n",
        "\n\n— a AAAAAAA=\n",
        GOOD[:-1],
        GOOD.replace("— ", "- "),
        GOOD.replace("text", "te\rxt"),
        GOOD.replace("text", "te\x00xt"),
        GOOD + "\n",
        GOOD + "rest\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAB=\n",
        "text\n\n— na me AAAAAAA=\n",
        "text\n\n— na+me AAAAAAA=\n",
        "x" * 1_000_001,
    ],
)
def test_what_is_not_a_signed_note_is_unusable(document: str) -> None:
    """Missing parts, control characters, other dashes, loose base64 and oversize are refused with a reason."""
    with pytest.raises(UnusableInput):
        Note.parse(document)


RAW = b64encode(b"\x01" + HUB.public).decode()


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        f"{KEY.name}+00000000+{RAW}",
        KEY.vkey.replace("+", " "),
        f"{KEY.name}+{KEY.id.hex()}+!!!!",
        f"{KEY.name}+{KEY.id.hex()}+{RAW[:-4]}",
        f"{KEY.name}+{KEY.id.hex()}+{b64encode(bytes([9]) + HUB.public).decode()}",
        KEY.vkey.replace(KEY.name, "other.example"),
    ],
)
def test_what_is_not_a_verifier_key_is_unusable(vkey: str) -> None:
    """A verifier key that is cut, of another type, or does not fit its own id is refused."""
    with pytest.raises(UnusableInput):
        NoteKey.parse(vkey)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "nb\u00a0sp", "line\nbreak"])
def test_a_key_name_holds_neither_space_nor_plus(name: str) -> None:
    """A name that could end a signature line early cannot name a key."""
    with pytest.raises(UnusableInput):
        NoteKey(name, HUB.public)


def test_a_key_has_another_id_for_cosignatures() -> None:
    """The type of signature is part of the id, so that one is never taken for the other."""
    assert KEY.id != NoteKey(KEY.name, HUB.public, SignatureType.COSIGNATURE).id
