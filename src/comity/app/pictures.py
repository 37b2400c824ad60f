"""A photograph as the public may have it: its pixels upright, and nothing that the file says beside them.

1. What it is, by its first bytes: JPEG, PNG, WebP or GIF.
2. Of how many parts it is (`picture_parts.py`) and how large it would be once unpacked, before anything is: a small
   file may stand for gigabytes, or for minutes.
3. The first image of the file is decoded, in reduced size where the format allows.
4. It is turned as its camera held it, brought to sRGB, laid on white, and made at most `SIDE` pixels long.
5. It is written as a JPEG that is made of these pixels alone: no EXIF, XMP, IPTC, profile, comment, text, second image
   or trailing byte can come along, because nothing but pixels is carried over.

What a file tells beside its pixels, so that a bureau knows before it publishes, is said by `picture_metadata.py`.
"""

import struct
import zlib
from io import BytesIO
from threading import Lock
from typing import Any, Final

import msgspec
from PIL import Image, ImageCms, JpegImagePlugin

from comity.app.picture_parts import Form, TooManyParts, form_of, parts_of
from comity.notices.access import PictureFault

SIDE: Final = 1600
"""The longest side of a public picture, in pixels: enough to know a face by, as the services that publish them show."""
MOST_BYTES: Final = 600 * 1024
MOST_PIXELS: Final = {Form.JPEG: 50_000_000, Form.PNG: 25_000_000, Form.WEBP: 25_000_000, Form.GIF: 25_000_000}
"""What a picture may unpack to; of a JPEG, which is unpacked in reduced size, what the largest telephones take."""
_STEPS: Final = ((SIDE, 85), (1280, 75), (960, 65), (640, 50))
"""Sides and qualities tried until a picture fits in `MOST_BYTES`; the last fits whatever it shows."""
_DEPTH: Final = 1 / 256
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What decoders raise on bytes that are no picture, or a broken one; a warning where warnings are errors."""
_one_at_a_time: Final = Lock()
"""A large picture takes hundreds of megabytes while it is unpacked: never two at once in a process."""


class Rendition(msgspec.Struct, frozen=True):
    """The public picture, a JPEG; or why there is none; neither where the file was not examined."""

    data: bytes | None = None
    fault: PictureFault | None = None


def render(data: bytes, patience_s: float | None = None) -> Rendition:
    """Return the public picture of a file, or why there is none; never raises, in bounded time and memory.

    Neither comes where others are before this one for longer than `patience_s` seconds: it is to be examined later.
    """
    if not _one_at_a_time.acquire(timeout=-1 if patience_s is None else patience_s):
        return Rendition()
    try:
        return _rendered(data)
    finally:
        _one_at_a_time.release()


def _rendered(data: bytes) -> Rendition:
    form = form_of(data)
    if form is None:
        return Rendition(fault=PictureFault.NO_PICTURE)
    try:
        image = _opened(data, form)
        return Rendition(_encoded(_upright(image))) if image else Rendition(fault=PictureFault.TOO_LARGE)
    except (TooManyParts, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Rendition(fault=PictureFault.TOO_LARGE)
    except BROKEN:
        return Rendition(fault=PictureFault.DAMAGED)


def _opened(data: bytes, form: Form) -> Image.Image | None:
    """Step 2: return the file's first image, not yet unpacked; None where it is too large to be."""
    parts_of(data, form)
    image = Image.open(BytesIO(data), formats=(form.value,))
    width, height = image.size
    if width * height > MOST_PIXELS[form]:
        return None
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        image.draft("RGB", (SIDE, SIDE))
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Steps 3 and 4."""
    turn = _TURNS.get(_orientation(image))
    profile = image.info.get("icc_profile")
    image.load()
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value * _DEPTH).convert("L")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _in_srgb(image, profile)
    if image.mode in ("LA", "PA", "La", "RGBa", "RGBA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        image = Image.new("RGBA", shown.size, "white")
        image.alpha_composite(shown)
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean.transpose(turn) if turn is not None else clean


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return found if isinstance(found, int) else 1


def _in_srgb(image: Image.Image, profile: Any) -> Image.Image:
    """Return the image with the colours that its own profile means; without one it is as it is."""
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "L", "CMYK"):
        return image
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        shown = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        return image
    return shown if shown is not None else image


def _encoded(image: Image.Image) -> bytes:
    """Step 5: the same pixels give the same bytes."""
    data = b""
    for side, quality in _STEPS:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        written = BytesIO()
        image.save(written, "JPEG", quality=quality)
        data = written.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data
