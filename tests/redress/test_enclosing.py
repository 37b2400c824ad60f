"""Documents of an application are what their bytes say, and just those that its form names."""

from hashlib import sha256

import msgspec
import pytest
from tests.redress.test_application import AT, RECEIVE, REFS

from comity.kernel.decider import ContentRef, Refusal
from comity.redress.application import APPLICATION, RedressFacts
from comity.redress.commands import Paper, ReceiveApplication
from comity.redress.enclosing import MOST, enclosure, faults, media_type

PDF, JPEG, PNG = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"
REF = ContentRef("cnt_0000000000000003", "2" * 64)


def named(data: bytes = PDF, name: str = "id.pdf") -> msgspec.Struct:
    found = enclosure(Paper.IDENTITY, name, data)
    assert found
    return found


def receive(files: tuple[bytes, ...], *names: object) -> ReceiveApplication:
    form = msgspec.structs.replace(RECEIVE.form, enclosures=list(names) or None)
    return msgspec.structs.replace(RECEIVE, form=form, enclosures=files)


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png"), (b"", None), (b"%PDF", None),
        (b" %PDF-1.7", None), (b"GIF89a", None), (b"<svg onload=1>", None), (b"PK\x03\x04", None), (b"MZ", None),
    ],
)  # fmt: skip
def test_what_a_file_is_follows_from_its_first_bytes(data: bytes, media: str | None) -> None:
    """A name or a declared type would be the sender's word."""
    assert media_type(data) == media
    assert (enclosure(Paper.DOCUMENT, "a.pdf", data) is None) == (media is None)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("id.pdf", "id.pdf"), ("C:\\Users\\me\\id.pdf", "id.pdf"), ("../../etc/passwd", "passwd"), ("", "identity"),
        ("a\x00b\n.pdf", "ab.pdf"), ("a" * 300, "a" * 200), ("بطاقة.pdf", "بطاقة.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_never_a_path_and_never_endless(given: str, kept: str) -> None:
    """Folders tell of the sender's machine, control characters of nothing good."""
    found = enclosure(Paper.IDENTITY, given, PDF)
    assert found
    assert (found.name, found.sha256, found.size) == (kept, sha256(PDF).hexdigest(), len(PDF))


def test_what_was_enclosed_is_pointed_at_and_not_said() -> None:
    """The event holds a commitment to each document in the order of the form, and the state too."""
    facts = RedressFacts(actor="public", refs=REFS | {"enclosures.0": REF})
    events = APPLICATION.decide(APPLICATION.initial, receive((PDF,), named()), facts, AT)
    assert not isinstance(events, Refusal)
    assert APPLICATION.evolve(APPLICATION.initial, events[0], AT).enclosures == (REF,)


def test_an_application_without_documents_is_kept_as_it_was_before_there_were_any() -> None:
    """The register of those received earlier is still what their acts lead to."""
    events = APPLICATION.decide(APPLICATION.initial, RECEIVE, RedressFacts(actor="public", refs=REFS), AT)
    assert not isinstance(events, Refusal)
    state = APPLICATION.evolve(APPLICATION.initial, events[0], AT)
    assert b"enclosures" not in msgspec.json.encode(state)


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ((PDF,), ()), ((), (named(),)), ((PDF, PDF), (named(),)), ((PNG,), (named(),)), ((PDF + b"x",), (named(),)),
        ((b"MZ",), (named(),)), ((PDF,) * (MOST + 1), (named(),) * (MOST + 1)),
    ],
    ids=["not named", "not enclosed", "one too many", "another kind", "another file", "a program", "too many"],
)  # fmt: skip
def test_what_the_form_does_not_name_is_refused(files: tuple[bytes, ...], names: tuple[object, ...]) -> None:
    """Whichever face it comes through."""
    assert list(faults(names, files))  # type: ignore[arg-type]
    refused = APPLICATION.decide(APPLICATION.initial, receive(files, *names), RedressFacts(actor="public"), AT)
    assert isinstance(refused, Refusal)
    assert refused.code == "incomplete"
