"""Files are what their bytes say."""

import pytest

from comity.hub.web.sniffing import media_type


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\x24\0\0\0WAVEfmt ", None),
        (b"GIF89a", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"<html>", None),
        (b"MZ\x90\0", None),
        (b"\xff\xd8", None),
        (b"", None),
        (b" %PDF-1.7", None),
    ],
)
def test_a_file_is_known_by_how_it_begins(data: bytes, kind: str | None) -> None:
    """Pictures and documents that can be shown are told from everything else, whatever it is called."""
    assert media_type(data) == kind
