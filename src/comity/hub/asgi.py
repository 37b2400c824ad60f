"""The hub as one ASGI application: the interface for programs, the public API, the web, and health."""

from collections.abc import Awaitable, Callable
from functools import partial
from threading import Thread
from typing import Any

import msgspec
from litestar import HttpMethod, Litestar, Request, Response, route
from litestar.concurrency import set_asyncio_executor
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream
from litestar.types import Message, Scope

from comity.app.comity import Comity
from comity.app.doubt import one_answer
from comity.app.live import Live
from comity.app.look import Look
from comity.app.screening.trail import Trail
from comity.app.views.searching import Search
from comity.hub import receiving
from comity.hub.api import ENDPOINTS
from comity.hub.auth import ANYONE, Caller, Callers, require_known
from comity.hub.bodies import Bodies, is_short
from comity.hub.bounds import BOUNDS, Bounds
from comity.hub.endpoint import BYTES, JSON, LINES, PREFIX, Call, Endpoint, Reply
from comity.hub.health import health
from comity.hub.memory import MemoryRound
from comity.hub.openapi import document
from comity.hub.pools import Face, Pools
from comity.hub.problems import PRIVATE
from comity.hub.public import open_public_set, public_router
from comity.hub.web.headers import transport
from comity.hub.web.parts import beginning_of, leading_of
from comity.hub.web.site import Site
from comity.hub.web.visit import Common
from comity.kernel import wire


def create(comity: Comity, bounds: Bounds = BOUNDS) -> Litestar:
    """Return the application; raises `NotBuilt` where the web's files were not built."""
    pools = Pools()
    set_asyncio_executor(pools.public)
    found, public, callers = Search(), open_public_set(comity), Callers()
    recording, memory = _Recording(comity, found.trail), MemoryRound(comity, found, public)
    bodies = Bodies(bounds)
    site = Site(
        Common(comity, found, public, beginning_of, leading_of, bodies=bodies, pools=pools, live=Live(bounds.listeners))
    )
    handlers = [handler(comity, found, callers, bodies, pools, endpoint) for endpoint in ENDPOINTS]
    return Litestar(
        route_handlers=[
            *handlers,
            openapi(comity),
            *health(comity, found, public),
            public_router(comity, public, pools),
            *site.handlers,
        ],
        exception_handlers={Exception: site.fault},
        before_send=[_over_tls(comity)],
        state=State({"bodies": bodies}),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,
        on_startup=[_starting(comity, found), recording.start, memory.start],
        on_shutdown=[found.stop, recording.stop, memory.stop, public.close],
    )


def _starting(comity: Comity, search: Search) -> Callable[[], None]:
    """Build the search index beside answering: the first page does not wait for it."""

    def start() -> None:
        Thread(target=search.run, args=(comity,), name="search", daemon=True).start()

    return start


class _Recording:
    """The thread that writes the trail of screening beside answering; a stop writes what is left."""

    def __init__(self, comity: Comity, trail: Trail) -> None:
        self._comity, self._trail = comity, trail
        self._thread = Thread(target=trail.run, args=(comity,), name="trail", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._trail.stop()
        self._thread.join()
        self._trail.flush(self._comity)


def _over_tls(comity: Comity) -> Callable[[Message, Scope], Awaitable[None]]:
    """Put on every answer, of whatever part, what keeps browsers on TLS."""
    said = [(name.lower().encode(), value.encode()) for name, value in transport(comity.base_url).items()]

    async def put(message: Message, scope: Scope) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *said]

    return put


def handler(
    comity: Comity, search: Search, callers: Callers, bodies: Bodies, pools: Pools, endpoint: Endpoint
) -> HTTPRouteHandler:
    """Return the Litestar handler of an endpoint: who asks is known before the body is read, and asked anew after."""

    face = Face.COMMAND if endpoint.face is Face.OFFICE and endpoint.method != "GET" else endpoint.face
    run = partial(pools.run, face, answer, comity, search, callers, pools, endpoint)

    async def answering(request: Request[Any, Any, Any]) -> Response[Any]:
        if endpoint.method == "GET":
            return await run(receiving.receive(request))
        known = await _is_known(comity, callers, request, pools)
        if not known and not endpoint.public:
            require_known(ANYONE)
        async with bodies.body(request, endpoint.largest, known) as body:
            return await run(receiving.receive(request, body))

    path = PREFIX + endpoint.path.replace("}", ":str}")
    return route(path, http_method=[HttpMethod(endpoint.method)], name=endpoint.name, status_code=200)(answering)


async def _is_known(comity: Comity, callers: Callers, request: Request[Any, Any, Any], pools: Pools) -> bool:
    """Return True if the caller is known, from what was found before where the body is small."""
    header = request.headers.get("authorization")
    if header is None:
        return False
    if is_short(request) and callers.was_known(header, comity.clock.now()):
        return True
    return await pools.run(Face.OFFICE, _identified, comity, callers, header)


def _identified(comity: Comity, callers: Callers, header: str) -> bool:
    with comity.look() as look:
        return callers.identify(look, header).known


def answer(
    comity: Comity, search: Search, callers: Callers, pools: Pools, endpoint: Endpoint, received: receiving.Received
) -> Response[Any]:
    """Answer one request, in this order: who asks, which address, what is sent, and only then what is there."""
    with one_answer(commands=endpoint.method != "GET"):
        with comity.look() as look:
            caller = callers.identify(look, received.headers.get("authorization"))
            if endpoint.looks:
                return _run(comity, search, pools, endpoint, received, caller, look)
        return _run(comity, search, pools, endpoint, received, caller, None)


def _run(
    comity: Comity,
    search: Search,
    pools: Pools,
    endpoint: Endpoint,
    received: receiving.Received,
    caller: Caller,
    look: Look | None,
) -> Response[Any]:
    if not endpoint.public:
        require_known(caller)
    path = receiving.places(received.path)
    query = receiving.query(received.query, endpoint.query)
    call: Call[Any, Any] = Call(
        hub=comity,
        search=search,
        caller=caller,
        path=path,
        query=query,
        body=receiving.body(received, endpoint, query),
        seen=receiving.seen(received.headers, endpoint.seen),
        key=receiving.key(received.headers) if endpoint.key else None,
        secret=received.headers.get("comity-secret") if endpoint.secret else None,
        remote=received.remote,
        look=look,
    )
    return respond(endpoint, endpoint.run(call), pools)


def respond(endpoint: Endpoint, reply: Reply, pools: Pools) -> Response[Any]:
    """Return a reply as HTTP; bytes are for saving, never for a browser to interpret. Lines go as they are made."""
    headers = dict(PRIVATE)
    if endpoint.writes == LINES:
        return Stream(pools.parts(Face.OFFICE, reply.value), media_type=LINES, headers=headers)
    if reply.tag is not None:
        headers["ETag"] = f'"{reply.tag}"'
    if endpoint.writes == BYTES:
        headers |= {"Content-Disposition": "attachment", "Content-Security-Policy": "default-src 'none'; sandbox"}
    value = reply.value if isinstance(reply.value, bytes | msgspec.Raw) else wire.encode(reply.value)
    status = reply.status or endpoint.status
    content = b"" if status == 204 else bytes(value)
    return Response(content, status_code=status, media_type=endpoint.writes, headers=headers)


def openapi(comity: Comity) -> HTTPRouteHandler:
    """Return the handler of the interface's own description."""
    body = wire.encode(document(ENDPOINTS, comity.base_url))

    async def describing(request: Request[Any, Any, Any]) -> Response[bytes]:
        return Response(body, media_type=JSON, headers={"X-Content-Type-Options": "nosniff"})

    return route(f"{PREFIX}/openapi.json", http_method=["GET"], name="openapi")(describing)
