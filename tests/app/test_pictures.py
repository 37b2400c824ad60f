"""A public picture is its pixels and nothing else, whatever the file was; what cannot be one is told by its reason."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from tests.photographs import (
    SECRETS,
    XMP,
    bomb,
    exif,
    huge_text,
    many_parts,
    many_scans,
    pixels,
    private,
    saved,
    telling,
)

from comity.app.picture_metadata import Carried, carried
from comity.app.picture_parts import Form, TooManyParts, parts_of
from comity.app.pictures import MOST_BYTES, SIDE, render
from comity.notices.access import PictureFault
from comity.sample.pictures import silhouette

TELLING = telling()
ALL = {Carried.PLACE, Carried.AUTHOR, Carried.DEVICE, Carried.TIME, Carried.WORDS}
NAMED = {
    "JPEG": ALL,
    "JPEG with IPTC": {Carried.PLACE, Carried.AUTHOR},
    "JPEG with an embedded thumbnail": {Carried.PICTURE},
    "JPEG with a comment": {Carried.WORDS},
    "JPEG and what follows it": {Carried.OTHER},
    "progressive JPEG": ALL,
    "JPEG of several images": {*ALL, Carried.PICTURE},
    "PNG": ALL,
    "PNG of several images": {Carried.PLACE, Carried.AUTHOR, Carried.WORDS, Carried.PICTURE},
    "PNG and what follows it": {Carried.OTHER},
    "WebP": ALL,
    "WebP of several images": {*ALL, Carried.PICTURE},
    "GIF": {Carried.WORDS},
    "GIF of several images": {Carried.WORDS, Carried.PICTURE},
}  # fmt: skip


def public(data: bytes) -> tuple[bytes, Image.Image]:
    """Return the public picture of a file, and as it is read."""
    found = render(data)
    assert found.fault is None
    assert found.data
    image = Image.open(BytesIO(found.data))
    image.load()
    return found.data, image


def segments(jpeg: bytes) -> set[int]:
    """Return the markers of the segments before the pixels."""
    place, found = 2, set()
    while jpeg[place + 1] != 0xDA:
        found.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
    return found


@pytest.mark.parametrize("form", TELLING)
def test_a_public_picture_has_pixels_and_nothing_beside_them(form: str) -> None:
    """No place, author, camera, time, word, profile, second image or trailing byte of any format comes along."""
    data, image = public(TELLING[form])
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 80))
    assert not [secret for secret in SECRETS if secret in data]
    assert data[-2:] == b"\xff\xd9"
    assert segments(data) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & image.info.keys()
    assert (getattr(image, "n_frames", 1), carried(data)) == (1, ())
    red, _, _ = image.getpixel((8, 10))  # type: ignore[misc]
    assert red > 180, "the first image is the one that is shown"


@pytest.mark.parametrize("form", TELLING)
def test_what_a_file_tells_beside_its_pixels_is_named(form: str) -> None:
    """Each of the formats, each of the ways; a bureau reads it before it publishes."""
    assert set(carried(TELLING[form])) == NAMED[form]


def test_a_file_that_tells_nothing_is_said_to_tell_nothing() -> None:
    """A note that always stands there is read by no one."""
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        assert carried(saved(pixels(), form)) == (), form
    assert carried(silhouette(1)) == ()
    for none in (b"", b"%PDF-1.7", b"<html>"):
        assert carried(none) == ()


@pytest.mark.parametrize("form", private())
def test_a_part_that_no_standard_knows_is_told_and_stays_behind(form: str) -> None:
    """What a maker adds of its own may say anything."""
    assert carried(private()[form]) == (Carried.OTHER,)
    assert b"J. Informant" not in public(private()[form])[0]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_though_nothing_says_how_it_was_held(form: str, orientation: int) -> None:
    """The turn that the camera noted is made, and then there is no note."""
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    _, image = public(saved(pixels(), form, exif=exif(orientation)))
    width, height = image.size
    assert (width, height) == ((80, 64) if orientation > 4 else (64, 80))
    right, low = corners[orientation]
    red, green, _ = image.getpixel((width * (1 + 2 * right) // 4, height * (1 + 2 * low) // 4))  # type: ignore[misc]
    assert (red > 180, green < 70) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_a_picture_becomes_plain_colours(mode: str) -> None:
    """Greys of sixteen bits keep their light, and what is transparent lies on white."""
    if mode == "I;16":
        image = Image.new("I;16", (40, 50), 30_000)
        expected = 117
    else:
        image = Image.new("RGBA", (40, 50), (117, 117, 117, 0 if "A" in mode else 255)).convert(mode)
        expected = 255 if "A" in mode else 117
    _, shown = public(saved(image, "PNG"))
    if mode != "1":
        assert all(abs(value - expected) <= 2 for value in shown.getpixel((20, 25)))  # type: ignore[union-attr]


def test_a_picture_in_inks_keeps_its_colours() -> None:
    """CMYK, as scanners and printers write it."""
    _, image = public(saved(Image.new("RGB", (40, 50), (200, 30, 30)).convert("CMYK"), "JPEG", quality=95))
    red, green, _ = image.getpixel((20, 25))  # type: ignore[misc]
    assert (red > 150, green < 90) == (True, True)


def test_colours_are_those_that_the_profile_means() -> None:
    """A picture in another colour space does not look like someone else; a profile that is none changes nothing."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain = saved(pixels(), "JPEG", quality=95)
    assert public(saved(pixels(), "JPEG", quality=95, icc_profile=b"no profile"))[0] == public(plain)[0]
    assert public(saved(pixels(), "JPEG", quality=95, icc_profile=lab))[1].size == (64, 80)


def test_a_picture_is_bounded_in_pixels_and_bytes() -> None:
    """Noise of twelve million pixels is as small as any other, and a face keeps enough of them."""
    noise = Image.frombytes("RGB", (4000, 3000), random.Random(8).randbytes(36_000_000))
    data, image = public(saved(noise, "JPEG", quality=90))
    assert len(data) <= MOST_BYTES
    assert max(image.size) <= SIDE
    assert public(saved(pixels(size=(3200, 4000)), "PNG"))[1].size == (1280, 1600)
    assert public(saved(pixels(size=(9000, 3)), "PNG"))[1].size == (1600, 1)
    assert public(saved(pixels(size=(1, 1)), "PNG"))[1].size == (1, 1)


def test_the_same_file_always_gives_the_same_bytes() -> None:
    """So that a tag of them holds in every worker."""
    for data in TELLING.values():
        assert render(data) == render(data)


MANY = ("PNG", "JPEG", "JPEG filled up", "JPEG between", "WEBP", "GIF", "GIF in pieces")
FAULTS = {
    "a page": (b"<html><script>", PictureFault.NO_PICTURE),
    "a document": (b"%PDF-1.7 warrant", PictureFault.NO_PICTURE),
    "nothing": (b"", PictureFault.NO_PICTURE),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PictureFault.NO_PICTURE),
    "a TIFF": (saved(pixels(), "TIFF"), PictureFault.NO_PICTURE),
    "a BMP": (saved(pixels(), "BMP"), PictureFault.NO_PICTURE),
    "a beginning alone": (b"\x89PNG\r\n\x1a\n" + bytes(64), PictureFault.DAMAGED),
    "a JPEG that ends early": (saved(pixels(), "JPEG")[:-200], PictureFault.DAMAGED),
    "a PNG that ends early": (saved(pixels(), "PNG")[:-40], PictureFault.DAMAGED),
    "a WebP that ends early": (saved(pixels(), "WEBP")[:-40], PictureFault.DAMAGED),
    "a PNG of 400 million pixels": (bomb(20_000, 20_000), PictureFault.TOO_LARGE),
    "a PNG of 4 thousand million pixels": (bomb(65_000, 65_000), PictureFault.TOO_LARGE),
    "a PNG of 26 million pixels": (bomb(5_200, 5_000), PictureFault.TOO_LARGE),
    "a JPEG of 60 million pixels": (saved(Image.new("L", (10_000, 6_000)), "JPEG"), PictureFault.TOO_LARGE),
    "a GIF of 4 thousand million pixels": (
        b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0;",
                                           PictureFault.TOO_LARGE),
    "a JPEG of too many scans": (many_scans(100), PictureFault.TOO_LARGE),
    **{f"a million parts: {form}": (many_parts(form), PictureFault.TOO_LARGE) for form in MANY},
    "a text of 100 megabytes": (huge_text(), PictureFault.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("data", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_a_public_picture_has_a_reason(data: bytes, fault: PictureFault) -> None:
    """Small files that stand for gigabytes are refused before anything is unpacked."""
    assert render(data).fault is fault


@pytest.mark.parametrize("form", MANY)
def test_a_file_of_a_million_parts_is_told_as_what_cannot_be_read(form: str) -> None:
    """No more of it is walked over than a picture needs."""
    assert carried(many_parts(form)) == (Carried.OTHER,)
    with pytest.raises(TooManyParts):
        parts_of(many_parts(form), Form(form.partition(" ")[0]))


def test_a_telephone_s_largest_picture_is_none_too_large() -> None:
    """Forty-eight million pixels, as they come from a hand."""
    assert public(saved(Image.new("RGB", (8000, 6000), (9, 9, 9)), "JPEG"))[1].size == (1600, 1200)


@pytest.mark.parametrize("form", TELLING)
def test_no_damage_does_more_than_fail(form: str) -> None:
    """Bytes changed at will, cut and doubled: a picture, or a reason; and what it tells is never an error."""
    chance = random.Random(form)
    for _ in range(60):
        data = bytearray(TELLING[form])
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    del data[place : place + chance.randint(1, 40)]
                case _:
                    data[place:place] = data[place : place + 30]
        found = render(bytes(data))
        assert (found.data is None) is (found.fault is not None)
        assert not [secret for secret in (*SECRETS, XMP) if secret in (found.data or b"")]
        carried(bytes(data))
