"""What bytes are, by how they begin: what a sender says of a file is not believed."""

from typing import Final

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
PDF: Final = "application/pdf"


def media_type(data: bytes) -> str | None:
    """Return the media type of a picture or document, None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return PDF if data.startswith(b"%PDF-") else None


def shown_type(data: bytes) -> str | None:
    """Return the media type of a file that may be shown or kept: as `media_type`, and GIF, which programs may send."""
    return "image/gif" if data.startswith((b"GIF87a", b"GIF89a")) else media_type(data)
