"""Documents that come with an application: what they are by their first bytes, and that the form names just them."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Final

from comity.kernel.errors import Fault
from comity.redress.commands import Enclosure, Paper

MOST: Final = 8
"""How many documents may be enclosed."""
_NAME: Final = 200
_KINDS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    ("application/pdf", lambda data: data.startswith(b"%PDF-")),
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
)


def media_type(data: bytes) -> str | None:
    """Return the media type of a PDF, JPEG or PNG file by its first bytes, None for anything else."""
    return next((media for media, is_one in _KINDS if is_one(data)), None)


def enclosure(what: Paper, name: str, data: bytes) -> Enclosure | None:
    """Return how a form names a document; None where it is not of a kind that is taken."""
    found = media_type(data)
    if found is None:
        return None
    plain = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable())[:_NAME]
    return Enclosure(what=what, name=plain or what.value, media_type=found, sha256=_digest(data), size=len(data))


def faults(named: Sequence[Enclosure], files: Sequence[bytes], where: str = "$.form.enclosures") -> Iterator[Fault]:
    """Yield what is wrong with the documents of an application; `where` is the path of the list that names them."""
    if len(named) != len(files):
        yield Fault(where, f"{len(named)} documents are named and {len(files)} are enclosed")
    if len(files) > MOST:
        yield Fault("$.enclosures", f"enclose at most {MOST} documents")
    for place, (each, data) in enumerate(zip(named, files, strict=False)):
        if media_type(data) is None or media_type(data) != each.media_type:
            yield Fault(f"$.enclosures[{place}]", "enclose a PDF, JPEG or PNG file, named as what it is")
        elif (each.sha256, each.size) != (_digest(data), len(data)):
            yield Fault(f"$.enclosures[{place}]", "this is another file than the one that the form names")


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
