"""What a picture file tells beside its pixels: where it was taken, by whom, with what, when; words, other pictures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from io import BytesIO
from typing import Final

from PIL import ExifTags, Image

from comity.app.picture_parts import Form, Part, TooManyParts, form_of, parts_of
from comity.app.pictures import BROKEN


class Carried(StrEnum):
    """What a picture file tells beside its pixels."""

    PLACE = "place"
    AUTHOR = "author"
    DEVICE = "device"
    TIME = "time"
    WORDS = "words"
    PICTURE = "picture"
    OTHER = "other"


_MAKER: Final = {
    Carried.AUTHOR: (0x013B, 0x8298, 0x9C9D, 0xA430),
    Carried.DEVICE: (0x010F, 0x0110, 0x0131, 0x013C, 0x927C, 0xA420, 0xA431, 0xA433, 0xA434, 0xA435),
    Carried.TIME: (0x0132, 0x9003, 0x9004),
    Carried.WORDS: (0x010D, 0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F),
}
"""EXIF: artist, copyright, owner; maker, model, software, serial numbers; times; titles and comments."""
_SECTIONS: Final = (ExifTags.IFD.Exif, ExifTags.IFD.Interop)
_GPS: Final = ExifTags.IFD.GPSInfo
_THUMBNAIL: Final = ExifTags.IFD.IFD1
_IN_WORDS: Final = {
    Carried.PLACE: re.compile(rb"GPS|Location|City|Country|(?<![a-z])State", re.ASCII),
    Carried.AUTHOR: re.compile(rb"[Cc]reator(?!Tool)|[Aa]uthor|[Cc]opyright|[Rr]ights|[Oo]wner|[Aa]rtist|[Bb]y-?line"),
    Carried.DEVICE: re.compile(rb"CreatorTool|[Ss]oftware|:Make\b|:Model\b|Serial|Lens|softwareAgent"),
    Carried.TIME: re.compile(rb"Date|[Tt]ime"),
    Carried.WORDS: re.compile(rb"[Dd]escription>|[Tt]itle|[Cc]omment|[Cc]aption|Headline"),
}
"""Names of properties in XMP and in the texts of a PNG."""
_IPTC: Final = {
    Carried.PLACE: (26, 27, 90, 92, 95, 100, 101),
    Carried.AUTHOR: (80, 110, 115, 116, 122),
    Carried.DEVICE: (65,),
    Carried.TIME: (55, 60, 62, 63),
    Carried.WORDS: (5, 25, 40, 105, 120),
}
"""Data sets of the second record of IPTC-IIM."""


_OF_PIXELS: Final[Mapping[Form, frozenset[bytes]]] = {
    Form.JPEG: frozenset(bytes((code,)) for code in range(0xC0, 0xE0)),
    Form.PNG: frozenset(
        b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs hIST iCCP cICP acTL fcTL fdAT".split()
    ),
    Form.WEBP: frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")),
    Form.GIF: frozenset((b"", b"\xf9")),
}
"""The parts of each form that are of its pixels: size, colours, how to unpack them."""
_SEGMENTS: Final = {b"\xe0": b"JFIF\0", b"\xe2": b"ICC_PROFILE\0", b"\xee": b"Adobe"}
"""Segments of a JPEG that are of its pixels where they begin so, after two bytes of length."""
_WORDS: Final = frozenset((b"tEXt", b"zTXt", b"iTXt", b"\xfe"))
_MOST_READ: Final = 64 * 1024
_NETSCAPE: Final = b"NETSCAPE2.0"


def carried(data: bytes) -> tuple[Carried, ...]:
    """Return what a picture file tells beside its pixels; nothing for a file that is no picture.

    What is there and has no other name is told as `OTHER`, and so is what cannot be read: never nothing.
    """
    form = form_of(data)
    if form is None:
        return ()
    found: set[Carried] = set()
    try:
        for each in _carried(data, form):
            found.add(each)
    except (TooManyParts, *BROKEN):
        found.add(Carried.OTHER)
    named = found - {Carried.OTHER} or found
    return tuple(each for each in Carried if each in named)


def _carried(data: bytes, form: Form) -> Iterator[Carried]:
    # What is not of the pixels is told first, in general, so that it is not lost where a part cannot be read.
    parts = parts_of(data, form)
    beside = [part for part in parts if part.name not in _OF_PIXELS[form] and not _is_plain(data, part, form)]
    if beside or len(data.rstrip(b"\0")) > _end(data, form, parts):
        yield Carried.OTHER
    for part in beside:
        if part.name in _WORDS:
            yield Carried.WORDS
            said = data[part.start : min(part.end, part.start + _MOST_READ)]
            yield from (what for what, names in _IN_WORDS.items() if names.search(said))
    image = Image.open(BytesIO(data), formats=(form.value,))
    if getattr(image, "is_animated", False):
        yield Carried.PICTURE
    xmp = image.info.get("xmp") or b""
    yield from (what for what, names in _IN_WORDS.items() if names.search(xmp))
    yield from _of_iptc(image)
    yield from _of_exif(image)


def _is_plain(data: bytes, part: Part, form: Form) -> bool:
    """Return True for a part that is of the pixels by what it holds: colours, or how often a GIF is shown."""
    if form is Form.JPEG and part.name in _SEGMENTS:
        return data.startswith(_SEGMENTS[part.name], part.start + 2)
    repeats = data[part.start : part.end] == _NETSCAPE or part.end - part.start == 3
    return form is Form.GIF and part.name == b"\xff" and repeats


def _of_exif(image: Image.Image) -> Iterator[Carried]:
    exif = image.getexif()
    tags = {*exif, *(tag for section in _SECTIONS for tag in exif.get_ifd(section))}
    if exif.get_ifd(_GPS):
        yield Carried.PLACE
    if exif.get_ifd(_THUMBNAIL):
        yield Carried.PICTURE
    yield from (what for what, known in _MAKER.items() if tags.intersection(known))


def _of_iptc(image: Image.Image) -> Iterator[Carried]:
    blocks = image.info.get("photoshop")
    for block in blocks.values() if isinstance(blocks, dict) else ():
        if isinstance(block, bytes):
            sets = {match[1][0] for match in re.finditer(rb"\x1c\x02(.)", block, re.DOTALL)}
            yield from (what for what, known in _IPTC.items() if sets.intersection(known))


def _end(data: bytes, form: Form, parts: Sequence[Part]) -> int:
    """Return where the first image of a file ends; what follows is no part of it."""
    if form is Form.WEBP:
        return 8 + int.from_bytes(data[4:8], "little")
    if form is Form.GIF or not parts:
        return len(data)
    return parts[-1].end + (4 if form is Form.PNG else 0)
