"""How an answer of the public API leaves the hub: open to every page, kept by no shared cache, cheap to ask again."""

from typing import Any, Final

from litestar import Request, Response

from comity.app.publicset import StillReading
from comity.hub import problems
from comity.kernel import wire
from comity.kernel.hashing import sha256_hex

HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, Comity-Changes-Cursor",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Search engines would keep a person long after the notice has gone."""
_ASK_AGAIN: Final = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
_KEEP_NOT: Final = {"Cache-Control": "no-store"}
Asked = Request[Any, Any, Any]


def opened(response: Response[Any]) -> Response[Any]:
    """Add to an answer what every answer carries."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def answer(request: Asked, value: Any) -> Response[bytes]:
    """Return `value` as JSON, or 304 where the caller has it: it may keep its copy, but asks each time."""
    return _tagged(request, wire.encode(value), _ASK_AGAIN, "application/json", "W/")


def picture(request: Asked, body: bytes) -> Response[bytes]:
    """Return a public picture, or 304 where the caller has it; it is kept nowhere on the way."""
    policy = {"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}
    return _tagged(request, body, {**_KEEP_NOT, **policy}, "image/jpeg")


def _tagged(request: Asked, body: bytes, headers: dict[str, str], media_type: str, weak: str = "") -> Response[bytes]:
    """Return `body` with a tag of its bytes; tags are compared without regard to whether they are weak."""
    tag = f'"{sha256_hex(body)[:32]}"'
    headers = {**headers, "ETag": weak + tag}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    return Response(body, headers=headers, media_type=media_type)


def problem(request: Asked, error: Exception) -> Response[bytes]:
    """Render an error as everywhere, readable by scripts of other pages too."""
    if not isinstance(error, StillReading):
        return opened(problems.problem(request, error))
    # To ask too early is no fault, and is not logged as one.
    headers = {**problems.PRIVATE, "Retry-After": "3"}
    body = wire.encode(error.problem())
    return opened(Response(body, status_code=error.status, media_type=problems.MEDIA_TYPE, headers=headers))
