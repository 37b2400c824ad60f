"""The parts that a picture file is made of, walked over without unpacking anything, and no more than a picture needs.

Decoders read part by part: a file of millions of empty ones would keep them busy for a minute without one pixel.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

MOST_PARTS: Final = 20_000
"""A picture of 20 MB in pieces of a kilobyte has as many; most have a few hundred."""
MOST_SCANS: Final = 40
"""A progressive JPEG has about ten; each costs a walk over the whole picture, however few bytes it has."""
_MARKER: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_SCAN, _END = b"\xda", b"\xd9"
_BARE: Final = (b"\x01", b"\xd8")


class Form(StrEnum):
    """The forms of pictures that are known, as the decoder calls them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"


class Part(msgspec.Struct, frozen=True):
    """A part by its name (a JPEG's is its marker), and where its content begins and ends."""

    name: bytes
    start: int
    end: int


class TooManyParts(Exception):
    """The file has more parts, or scans, than any picture needs."""


def form_of(data: bytes) -> Form | None:
    """Return what a picture is by its first bytes; None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return Form.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Form.PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Form.GIF
    return Form.WEBP if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else None


def parts_of(data: bytes, form: Form) -> list[Part]:
    """Return the parts of the first image of a file; raises `TooManyParts`."""
    found: list[Part] = []
    walk = {Form.JPEG: _segments, Form.PNG: _chunks, Form.WEBP: _riff, Form.GIF: _blocks}[form]
    scans = padding = 0
    for part in walk(data):
        padding += part.start - (found[-1].end if found else 0) if form is Form.JPEG and not scans else 0
        scans += form is Form.JPEG and part.name == _SCAN
        found.append(part)
        if len(found) + padding > MOST_PARTS or scans > MOST_SCANS:
            raise TooManyParts
    return found


def _segments(data: bytes) -> Iterator[Part]:
    place = 0
    while match := _MARKER.search(data, place):
        name, start = match[0][-1:], match.end()
        size = 0 if name in _BARE or name == _END else int.from_bytes(data[start : start + 2], "big")
        place = start + size
        yield Part(name, start, place)
        if name == _END:
            return


def _chunks(data: bytes) -> Iterator[Part]:
    place = 8
    while len(name := data[place + 4 : place + 8]) == 4:
        start, size = place + 8, int.from_bytes(data[place : place + 4], "big")
        place = start + size + 4
        yield Part(name, start, start + size)
        if name == b"IEND":
            return


def _riff(data: bytes) -> Iterator[Part]:
    place = 12
    while len(name := data[place : place + 4]) == 4:
        start, size = place + 8, int.from_bytes(data[place + 4 : place + 8], "little")
        place = start + size + size % 2
        yield Part(name, start, start + size)


def _blocks(data: bytes) -> Iterator[Part]:
    """The extensions before the first image of a GIF, each piece of one a part."""
    place = 13 + (3 * (2 << (data[10] & 7)) if len(data) > 10 and data[10] & 0x80 else 0)
    while data[place : place + 1] == b"!":
        name, place = data[place + 1 : place + 2], place + 2
        while size := int.from_bytes(data[place : place + 1], "big"):
            yield Part(name, place + 1, place + 1 + size)
            place += 1 + size
        place += 1
        yield Part(b"", place, place)
