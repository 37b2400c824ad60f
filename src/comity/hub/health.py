"""Whether the process lives, whether it serves, and what programs find at its root."""

from collections.abc import Collection, Sequence
from typing import Any, Final, Protocol

from litestar import Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler

from comity.app.clock import belief_now
from comity.app.comity import Comity
from comity.app.ports.vault import NotOpened
from comity.hub.problems import PRIVATE
from comity.kernel import wire
from comity.kernel.decider import ContentRef
from comity.kernel.errors import Unavailable

FROM_HERE: Final = {
    "public_notices": "/notices/v1/red",
    "listings": "/notices/v1/un",
    "interface": "/api/v1/openapi.json",
    "figures": "/api/v1/figures",
    "ledger": "/api/v1/ledger/checkpoint",
    "health": "/health/ready",
}
"""Where to go from the root, for whoever opens the bare address."""


_TRIED: Final = 20
"""Damaged contents that are tried again at once when someone asks for health."""


class Building(Protocol):
    """Something in memory that a worker reads in after it began to serve."""

    ready: bool

    @property
    def unread(self) -> Collection[str]:
        """Return what is in force and cannot be opened, so that it is left out."""

    @property
    def failed(self) -> bool: ...


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
    """Read store and vault, so that `Unavailable` answers where they cannot be read; search may still be building.

    A loss is told as a number alone: who asks is not known. A clock that is not believed holds up what it would
    destroy, and no answer.
    """
    belief = belief_now(comity)
    if belief.lost:
        raise Unavailable(belief.says)
    clock = "believed" if belief.holds else "in-doubt"
    if not (comity.store.writable() and comity.vault.writable()):
        raise Unavailable("Nothing can be written now, as on a disk that is full. What is there can be read.")
    findings = comity.vault.findings()
    if lost := len(findings.losses):
        raise Unavailable(f"{lost} contents are lost; the operators must put them back. The rest is served.")
    if unread := sum(len(each.unread) for each in building):
        raise Unavailable(f"{unread} notices in force cannot be opened and are found by no search. The rest is served.")
    if damaged := _damaged(comity):
        raise Unavailable(
            f"{damaged} contents are damaged and left out of every answer; `comity ledger verify --deep` names them. "
            "The rest is served."
        )
    if rows := _rows_unread(comity):
        raise Unavailable(
            f"{rows} rows of the database cannot be read and are left out of every answer; `comity ledger verify` "
            "names them. The rest is served."
        )
    if any(each.failed for each in building):
        raise Unavailable("Search could not be built, and is not answered. The rest is served; the log says why.")
    waiting = {"sweep": "stopped"} if findings.held else {}
    search = "ready" if all(each.ready for each in building) else "building"
    return {**waiting, "status": "ready", "search": search, "clock": clock}


def _damaged(comity: Comity) -> int:
    """Return how many of the contents that could not be opened still cannot be: what was put back opens again."""
    known = comity.vault.damaged()
    if not known:
        return 0
    with comity.look() as look:
        for content in sorted(known)[:_TRIED]:
            try:
                look.bytes_of(ContentRef(content, ""))
            except NotOpened:
                continue
    return len(comity.vault.damaged())


def _rows_unread(comity: Comity) -> int:
    """Return how many of the rows that could not be read still cannot be."""
    known = comity.unread.known()
    if known:
        with comity.look() as look:
            for what, which in known[:_TRIED]:
                if look.reads(what, which):
                    comity.unread.forget(what, which)
    return len(comity.unread.known())


def _said(value: dict[str, str]) -> Response[bytes]:
    return Response(wire.encode(value), media_type="application/json", headers=PRIVATE)
