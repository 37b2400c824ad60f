"""Forms are read strictly, whole, and in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.hub.problems import WrongMediaType
from comity.hub.web.forms import MOST_FIELDS, read_form
from comity.kernel.errors import UnusableInput

URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "xYzZY"


def part(name: str, body: bytes, filename: str | None = None) -> bytes:
    said = f'form-data; name="{name}"' + (f'; filename="{filename}"' if filename is not None else "")
    return f"--{BOUNDARY}\r\nContent-Disposition: {said}\r\n\r\n".encode() + body + b"\r\n"


def multipart(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def test_a_form_keeps_the_order_and_every_value() -> None:
    """A field that stands twice is two values; space around a value is no part of it."""
    found = read_form(b"a=1&b=+x+&a=2&c=", URLENCODED)
    assert (found.all("a"), found.one("b"), found.text("c"), "c" in found) == (["1", "2"], "x", None, True)


def test_files_and_fields_come_apart() -> None:
    """What has a file name is a file, and one that was not chosen is none."""
    body = multipart(part("x", "Марек".encode()), part("f", b"\x89PNG\r\n", "../a.png"), part("g", b"", ""))
    found = read_form(body, f"multipart/form-data; boundary={BOUNDARY}")
    file = found.file("f")
    assert (found.one("x"), file and file.data, found.file("g")) == ("Марек", b"\x89PNG\r\n", None)


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"a=%ff", URLENCODED),
        (b"a=\xff", URLENCODED),
        (b"&".join([b"a=1"] * (MOST_FIELDS + 1)), URLENCODED),
        (multipart(part("x", b"\xff")), f"multipart/form-data; boundary={BOUNDARY}"),
        (part("x", b"cut"), f"multipart/form-data; boundary={BOUNDARY}"),
        (b"", f"multipart/form-data; boundary={BOUNDARY}"),
    ],
)
def test_a_malformed_form_is_refused(body: bytes, media: str) -> None:
    """Bytes that are no text, too many fields, and a body cut in the middle."""
    with pytest.raises(UnusableInput):
        read_form(body, media)


@pytest.mark.parametrize("media", ["application/json", "multipart/form-data", "text/plain"])
def test_another_media_type_is_refused(media: str) -> None:
    """A form that a browser cannot send is none of ours."""
    with pytest.raises(WrongMediaType):
        read_form(b"{}", media)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever comes is read or refused."""
    for media in (URLENCODED, f"multipart/form-data; boundary={BOUNDARY}"):
        try:
            read_form(body, media)
        except UnusableInput:
            continue
