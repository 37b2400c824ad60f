"""Photographs of no one: silhouettes as PNG, made without a drawing library."""

import zlib
from math import sqrt
from typing import Final

WIDTH: Final = 120
HEIGHT: Final = 150
_HEAD: Final = (60, 58, 26, 34)
"""Centre and half axes of the head, in pixels."""


def silhouette(number: int) -> bytes:
    """Return a PNG of a head and shoulders; another `number` gives other colours and proportions."""
    shade = 40 + number * 37 % 90
    palette = bytes((205 - number * 7 % 40, 212 - number * 11 % 40, 220 - number * 13 % 40, shade, shade, shade + 12))
    wider, lower = number * 5 % 9 - 4, number * 3 % 7
    rows = b"".join(b"\0" + _row(y, wider, lower) for y in range(HEIGHT))
    size = WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big")
    header = size + bytes((8, 3, 0, 0, 0))
    parts = (
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", palette),
        _chunk(b"IDAT", zlib.compress(rows)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _row(y: int, wider: int, lower: int) -> bytes:
    half = max(_ellipse(y, *_HEAD[1:], wider), _shoulders(y, wider, lower))
    left = max(0, _HEAD[0] - half)
    right = min(WIDTH, _HEAD[0] + half)
    return b"\0" * left + b"\1" * (right - left) + b"\0" * (WIDTH - right)


def _ellipse(y: int, centre: int, across: int, down: int, wider: int) -> int:
    height = (y - centre) / down
    return round((across + wider) * sqrt(1 - height * height)) if abs(height) < 1 else 0


def _shoulders(y: int, wider: int, lower: int) -> int:
    top = 86 + lower
    if y < top:
        return 0
    return 12 + min(42 + wider, round(sqrt((y - top) * 60)))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
