"""Whether the process lives, and whether it serves."""

from typing import Any

from litestar import Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler

from comity.app.comity import Comity
from comity.app.views.searching import Search
from comity.hub.problems import PRIVATE
from comity.kernel import wire


def health(comity: Comity, search: Search) -> list[HTTPRouteHandler]:
    """Return the handlers of `/health/live` and `/health/ready`; not ready is the problem 503 of the store."""

    async def live(request: Request[Any, Any, Any]) -> Response[bytes]:
        return _said({"status": "live"})

    async def ready(request: Request[Any, Any, Any]) -> Response[bytes]:
        return _said(await sync_to_thread(_readiness, comity, search))

    return [
        route("/health/live", http_method=["GET"], name="live")(live),
        route("/health/ready", http_method=["GET"], name="ready")(ready),
    ]


def _readiness(comity: Comity, search: Search) -> dict[str, str]:
    """Read the store, so that `Unavailable` answers where it cannot be read; search may still be building."""
    with comity.look() as look:
        look.reader.last_seq()
    return {"status": "ready", "search": "ready" if search.ready else "building"}


def _said(value: dict[str, str]) -> Response[bytes]:
    return Response(wire.encode(value), media_type="application/json", headers=PRIVATE)
