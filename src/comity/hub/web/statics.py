"""The built style sheet, scripts and pictures: read once, addressed by what they contain, kept by browsers for good."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from comity.kernel.errors import ComityError, NotFound

PREFIX: Final = "/static"
BUILT: Final = "built.json"
"""Written by the build when all else is there."""
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "txt": "text/plain"}
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'",
    "Vary": "Accept-Encoding",
}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"


class NotBuilt(ComityError):
    """The package was started from its sources before its style sheet and scripts were built."""

    type, title, status = "not-built", "The pages' style sheet and scripts are not built", 500

    def __init__(self) -> None:
        super().__init__(
            "Run `make assets` (it needs Node 20), then start again. An installed package brings them along."
        )


@dataclass(frozen=True)
class File:
    """A file in memory, plain and compressed (None where that is not smaller)."""

    media_type: str
    plain: bytes
    packed: bytes | None


@dataclass(frozen=True)
class Statics:
    """All files of a build. `version` is eight hex digits of what they contain, so a script finds its neighbours."""

    version: str
    files: dict[str, File]

    def url(self, name: str) -> str:
        """Return the address of a file; raises `KeyError` for a name that the build does not have."""
        if name not in self.files:
            raise KeyError(f"the build has no file {name}; it has {', '.join(sorted(self.files))}")
        return f"{PREFIX}/{self.version}/{name}"


def read(folder: Traversable) -> Statics:
    """Return the build in a folder; raises `NotBuilt` where there is none, or an unfinished one."""
    if not folder.joinpath(BUILT).is_file():
        raise NotBuilt
    found: dict[str, File] = {}
    digest = sha256()
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        media_type = _TYPES.get(each.name.rpartition(".")[2])
        if media_type is None:
            continue
        plain = each.read_bytes()
        packed = gzip.compress(plain, mtime=0)
        found[each.name] = File(media_type, plain, packed if len(packed) < len(plain) else None)
        digest.update(f"{each.name}\0{sha256(plain).hexdigest()}\n".encode())
    return Statics(digest.hexdigest()[:8], found)


@cache
def statics() -> Statics:
    """Return the build that the package brings; raises `NotBuilt`."""
    return read(files("comity.hub.web").joinpath("static"))


def static(name: str) -> str:
    """Return the address of a file of the build, for templates."""
    return statics().url(name)


def static_handler(build: Statics | None = None) -> HTTPRouteHandler:
    """Return the handler of all files of the build; raises `NotBuilt` when it is made, not when it is asked."""
    built = build or statics()

    @route(
        f"{PREFIX}/{{version:str}}/{{name:str}}",
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        status_code=200,
        sync_to_thread=False,
        name="static",
    )
    def give(request: Request[Any, Any, Any], version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
        found = built.files.get(name)
        if found is None:
            raise NotFound
        # A page of an earlier build may still be open: it gets today's file, which must not be kept under that address.
        headers = _HEADERS | {"Cache-Control": _FOR_GOOD if version == built.version else "no-store"}
        if found.packed is not None and _takes_gzip(request.headers.get("accept-encoding", "")):
            return Response(found.packed, media_type=found.media_type, headers={**headers, "Content-Encoding": "gzip"})
        return Response(found.plain, media_type=found.media_type, headers=headers)

    return give


def _takes_gzip(accepted: str) -> bool:
    """Say whether an Accept-Encoding header names gzip and does not refuse it."""
    for each in accepted.lower().split(","):
        coding, _, weight = each.strip().partition(";")
        if coding.strip() in ("gzip", "x-gzip"):
            return weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
