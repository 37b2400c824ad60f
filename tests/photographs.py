"""Photographs for tests: in each format with all that it may tell beside its pixels, and some that are traps."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"J. Informant", b"Kamera GmbH", b"SERIAL-0815", b"Safe House", b"at the safe house", b"2026:05:04 03:02:01")
"""What must never leave with a picture."""


def pixels(mode: str = "RGB", size: tuple[int, int] = (64, 80)) -> Image.Image:
    """Return an image whose upper left quarter is red, so that one sees how it was turned."""
    image = Image.new("RGB", size, (120, 90, 60))
    image.paste((220, 20, 20), (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF with a place, an author, a camera, a time, words and the picture's orientation."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F], found[0x0131], found[0x013B] = "Kamera GmbH", "Darkroom 3", "J. Informant"
    found[0x010E], found[0x0132] = "at the safe house", "2026:05:04 03:02:01"
    found.get_ifd(0x8769)[0xA431] = "SERIAL-0815"
    place = found.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (59.0, 19.0, 46.2), "E", (18.0, 4.0, 7.1)
    return found


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b"<rdf:Description><photoshop:City>Safe House</photoshop:City><dc:creator>J. Informant</dc:creator>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def saved(image: Image.Image, form: str, **more: Any) -> bytes:
    found = BytesIO()
    image.save(found, form, **more)
    return found.getvalue()


def telling() -> dict[str, bytes]:
    """Return a file in each format that tells all it can."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "J. Informant")
    texts.add_text("Comment", "at the safe house", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    more = {"exif": exif(), "icc_profile": profile}
    frames = [pixels().rotate(90), pixels()]
    jpeg = saved(pixels(), "JPEG", xmp=XMP, comment=b"at the safe house", **more)
    return {
        "JPEG": jpeg,
        "JPEG with IPTC": _with_segment(saved(pixels(), "JPEG"), 0xED, _IPTC),
        "JPEG with an embedded thumbnail": _with_segment(saved(pixels(), "JPEG"), 0xE1, _thumbnail()),
        "JPEG with a comment": _with_segment(saved(pixels(), "JPEG"), 0xFE, b"at the safe house"),
        "JPEG and what follows it": saved(pixels(), "JPEG") + b"J. Informant, at the safe house",
        "progressive JPEG": saved(pixels(), "JPEG", progressive=True, **more),
        "JPEG of several images": saved(pixels(), "MPO", save_all=True, append_images=frames, **more),
        "PNG": saved(pixels(), "PNG", pnginfo=texts, **more),
        "PNG of several images": saved(pixels(), "PNG", save_all=True, append_images=frames, pnginfo=texts),
        "PNG and what follows it": saved(pixels(), "PNG") + b"J. Informant",
        "WebP": saved(pixels(), "WEBP", xmp=XMP, **more),
        "WebP of several images": saved(pixels(), "WEBP", save_all=True, append_images=frames, **more),
        "GIF": saved(pixels(), "GIF", comment=b"at the safe house"),
        "GIF of several images": saved(pixels(), "GIF", save_all=True, append_images=frames, comment=b"Kamera GmbH"),
    }


def _set(number: int, text: bytes) -> bytes:
    return b"\x1c\x02" + bytes((number, 0, len(text))) + text


_SETS = _set(80, b"J. Informant") + _set(90, b"Safe House.")
_IPTC = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(_SETS)) + _SETS


def _thumbnail() -> bytes:
    """Return EXIF whose second directory is a small JPEG of the whole scene."""
    small = saved(pixels().resize((16, 20)), "JPEG")
    first = struct.pack("<HHHIII", 1, 0x0112, 3, 1, 1, 26)
    entries = ((0x0103, 3, 1, 6), (0x0201, 4, 1, 26 + 2 + 36 + 4), (0x0202, 4, 1, len(small)))
    second = struct.pack("<H", 3) + b"".join(struct.pack("<HHII", *each) for each in entries) + struct.pack("<I", 0)
    return b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + first + second + small


def _with_segment(jpeg: bytes, code: int, body: bytes) -> bytes:
    return jpeg[:2] + bytes((0xFF, code)) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def many_scans(count: int) -> bytes:
    """Return a progressive JPEG that walks over itself `count` times more than it needs."""
    data = saved(pixels(), "JPEG", progressive=True)
    last = data[data.rfind(b"\xff\xda") : -2]
    return data[:-2] + last * count + b"\xff\xd9"


def many_parts(form: str) -> bytes:
    """Return a picture with a million empty parts before its pixels, or as many bytes that fill up."""
    data, million = saved(pixels(), form.partition(" ")[0]), 1_000_000
    table = 13 + 3 * (2 << (data[10] & 7))
    return {
        "PNG": lambda: data[:33] + _chunk(b"abCd", b"") * million + data[33:],
        "JPEG": lambda: data[:2] + b"\xff\xe5\0\x02" * million + data[2:],
        "JPEG filled up": lambda: data[:2] + b"\xff" * million + data[2:],
        "JPEG between": lambda: data[:2] + b"\xff\0" * million + data[2:],
        "WEBP": lambda: data[:12] + b"abcd\0\0\0\0" * million + data[12:],
        "GIF": lambda: data[:table] + b"!\xfe\x01a\0" * million + data[table:],
        "GIF in pieces": lambda: data[:table] + b"!\xfe" + b"\x01a" * million + b"\0" + data[table:],
    }[form]()


def private() -> dict[str, bytes]:
    """Return a picture of each form with a part that no standard knows."""
    png, jpeg, webp = (saved(pixels(), form) for form in ("PNG", "JPEG", "WEBP"))
    return {
        "PNG": png[:33] + _chunk(b"caNv", b"J. Informant") + png[33:],
        "JPEG": _with_segment(jpeg, 0xE5, b"J. Informant"),
        "JPEG as a profile": _with_segment(jpeg, 0xE2, b"FPXR\0J. Informant"),
        "WEBP": webp[:4]
        + struct.pack("<I", len(webp) - 8 + 20)
        + webp[8:]
        + b"priv"
        + struct.pack("<I", 12)
        + b"J. Informant",
    }


def huge_text() -> bytes:
    """Return a PNG whose compressed text unpacks to a hundred megabytes."""
    data = saved(pixels(), "PNG")
    text = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    return data[:33] + _chunk(b"zTXt", text) + data[33:]
