"""What a photograph is by its first bytes; nothing else is served as a picture."""

from collections.abc import Callable

_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/gif", lambda data: data.startswith((b"GIF87a", b"GIF89a"))),
    ("image/webp", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP"),
)


def picture_type(data: bytes) -> str | None:
    """Return the media type of a JPEG, PNG, GIF or WebP picture, or None for anything else."""
    return next((media for media, is_one in _KINDS if is_one(data)), None)
