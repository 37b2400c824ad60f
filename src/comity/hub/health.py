"""Whether the process lives, whether it serves, and what programs find at its root."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from litestar import Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler

from comity.app.comity import Comity
from comity.hub.problems import PRIVATE
from comity.kernel import wire

FROM_HERE: Final = {
    "public_notices": "/notices/v1/red",
    "listings": "/notices/v1/un",
    "interface": "/api/v1/openapi.json",
    "figures": "/api/v1/figures",
    "ledger": "/api/v1/ledger/checkpoint",
    "health": "/health/ready",
}
"""Where to go from the root, for whoever opens the bare address."""


class Building(Protocol):
    """Something in memory that a worker reads in after it began to serve."""

    ready: bool


def health(comity: Comity, *building: Building) -> list[HTTPRouteHandler]:
    """Return the handlers of `/health/live` and `/health/ready`; not ready is the problem 503 of the store."""

    async def live(request: Request[Any, Any, Any]) -> Response[bytes]:
        return _said({"status": "live"})

    async def ready(request: Request[Any, Any, Any]) -> Response[bytes]:
        return _said(await sync_to_thread(_readiness, comity, building))

    return [
        route("/health/live", http_method=["GET"], name="live")(live),
        route("/health/ready", http_method=["GET"], name="ready")(ready),
    ]


def from_here(comity: Comity) -> Response[bytes]:
    """Return what there is for programs, and where."""
    return _said({"name": comity.name, **{what: comity.base_url + path for what, path in FROM_HERE.items()}})


def _readiness(comity: Comity, building: Sequence[Building]) -> dict[str, str]:
    """Read the store, so that `Unavailable` answers where it cannot be read; search may still be building."""
    with comity.look() as look:
        look.reader.last_seq()
    return {"status": "ready", "search": "ready" if all(each.ready for each in building) else "building"}


def _said(value: dict[str, str]) -> Response[bytes]:
    return Response(wire.encode(value), media_type="application/json", headers=PRIVATE)
