"""Every error is one RFC 9457 document, whoever raised it: the domain, the router, or a fault of ours."""

import traceback
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from comity.hub.bodies import Busy
from comity.kernel import wire
from comity.kernel.errors import ComityError, TooLarge, TooManyRequests, Unauthenticated, Unavailable, UnusableInput

MEDIA_TYPE = "application/problem+json"
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of every answer that is not public: nothing that is known of persons rests in a cache."""
_log = structlog.get_logger()
_FRAMES = 12


class UnknownRoute(ComityError):
    type, title, status = "no-such-address", "No such address", 404


class WrongMethod(ComityError):
    type, title, status = "method-not-allowed", "The method is not for this address", 405


class WrongMediaType(ComityError):
    type, title, status = "media-type", "This media type is not read here", 415


class OurFault(ComityError):
    """What went wrong is in the log; the caller is told nothing of it."""

    type, title, status = "internal", "Something went wrong here", 500

    def __init__(self) -> None:
        super().__init__(
            "The fault is ours and was recorded. If you sent something, repeat it with the same idempotency key, "
            "or look whether it was done."
        )


def document_of(error: ComityError) -> dict[str, Any]:
    """Return the document that a caller may read; what only the operators can mend is for the log alone."""
    hidden = error.status >= 500 and not isinstance(error, Unavailable)
    return (OurFault() if hidden else error).problem()


def problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Render any exception; the application's one exception handler."""
    found = as_ours(error)
    if found.status >= 500 and not isinstance(found, Busy):
        report(request, error)
    headers = dict(PRIVATE)
    if isinstance(found, Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="comity"'
    if isinstance(found, TooManyRequests | Busy):
        headers["Retry-After"] = str(found.retry_after)
    if isinstance(error, HTTPException) and "allow" in {name.lower() for name in error.headers or {}}:
        headers["Allow"] = next(value for name, value in (error.headers or {}).items() if name.lower() == "allow")
    return Response(wire.encode(document_of(found)), status_code=found.status, media_type=MEDIA_TYPE, headers=headers)


def as_ours(error: Exception) -> ComityError:
    """Return any exception as one of ours; what is no request's fault is `OurFault`."""
    match error:
        case ComityError():
            return error
        case HTTPException(status_code=404):
            return UnknownRoute("There is nothing under this address; /api/v1/openapi.json lists what there is.")
        case HTTPException(status_code=405):
            return WrongMethod("This address is there, but not with this method.")
        case HTTPException(status_code=413):
            return TooLarge("The request is larger than this address takes.")
        case HTTPException(status_code=status) if 400 <= status < 500:
            return UnusableInput("The request cannot be read: its headers or its body are malformed.")
        case _:
            return OurFault()


def report(request: Request[Any, Any, Any], error: Exception) -> None:
    """Log where it failed and as what; messages are left out, because they may quote content."""
    cause = error.__cause__ or error
    frames = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(cause.__traceback__)[-_FRAMES:]
    ]
    route = getattr(request.scope.get("route_handler"), "name", None)
    _log.error("request_failed", method=request.method, route=route, error=type(cause).__name__, frames=frames)
