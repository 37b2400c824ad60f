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
    body = wire.encode(value)
    tag = f'W/"{sha256_hex(body)[:32]}"'
    headers = {**_ASK_AGAIN, "ETag": tag}
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or tag.removeprefix("W/") in known or "*" in known:
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    return Response(body, headers=headers, media_type="application/json")


def picture(body: bytes, media_type: str) -> Response[bytes]:
    """Return a photograph; it is kept nowhere on the way."""
    policy = {"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}
    return Response(body, headers={**_KEEP_NOT, **policy}, media_type=media_type)


def problem(request: Asked, error: Exception) -> Response[bytes]:
    """Render an error as everywhere, readable by scripts of other pages too."""
    if not isinstance(error, StillReading):
        return opened(problems.problem(request, error))
    # To ask too early is no fault, and is not logged as one.
    headers = {**problems.PRIVATE, "Retry-After": "3"}
    body = wire.encode(error.problem())
    return opened(Response(body, status_code=error.status, media_type=problems.MEDIA_TYPE, headers=headers))
