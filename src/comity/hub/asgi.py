"""The hub as one ASGI application: the interface for programs, the public API, the web, and health."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any, Final

import msgspec
from litestar import HttpMethod, Litestar, Request, Response, route
from litestar.concurrency import set_asyncio_executor, sync_to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream
from litestar.types import Message, Scope

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.screening.trail import Trail
from comity.app.views.searching import Search
from comity.hub import receiving
from comity.hub.api import ENDPOINTS
from comity.hub.auth import Caller, Callers, require_known
from comity.hub.endpoint import BYTES, JSON, LINES, PREFIX, Call, Endpoint, Reply
from comity.hub.health import health
from comity.hub.openapi import document
from comity.hub.problems import PRIVATE
from comity.hub.public import open_public_set, public_router
from comity.hub.web.headers import transport
from comity.hub.web.parts import beginning_of, leading_of
from comity.hub.web.site import Site
from comity.hub.web.streaming import made
from comity.hub.web.visit import Common
from comity.kernel import wire

THREADS: Final = 32
"""Threads that answer: more than cores, because an answer waits for the database and the disk."""


def create(comity: Comity) -> Litestar:
    """Return the application; raises `NotBuilt` where the web's files were not built."""
    set_asyncio_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="answer"))
    found, public, callers = Search(), open_public_set(comity), Callers()
    recording = _Recording(comity, found.trail)
    site = Site(Common(comity, found, public, beginning_of, leading_of))
    handlers = [handler(comity, found, callers, endpoint) for endpoint in ENDPOINTS]
    return Litestar(
        route_handlers=[
            *handlers,
            openapi(comity),
            *health(comity, found, public),
            public_router(comity, public),
            *site.handlers,
        ],
        exception_handlers={Exception: site.fault},
        before_send=[_over_tls(comity)],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,
        on_startup=[_starting(comity, found), recording.start],
        on_shutdown=[found.stop, recording.stop, public.close],
    )


def _starting(comity: Comity, search: Search) -> Callable[[], None]:
    """Build the search index beside answering: the first page does not wait for it."""

    def start() -> None:
        Thread(target=search.build, args=(comity,), name="search", daemon=True).start()

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


def handler(comity: Comity, search: Search, callers: Callers, endpoint: Endpoint) -> HTTPRouteHandler:
    """Return the Litestar handler of an endpoint."""

    async def answering(request: Request[Any, Any, Any]) -> Response[Any]:
        received = await receiving.receive(request, endpoint)
        return await sync_to_thread(answer, comity, search, callers, endpoint, received)

    path = PREFIX + endpoint.path.replace("}", ":str}")
    return route(path, http_method=[HttpMethod(endpoint.method)], name=endpoint.name, status_code=200)(answering)


def answer(
    comity: Comity, search: Search, callers: Callers, endpoint: Endpoint, received: receiving.Received
) -> Response[Any]:
    """Answer one request, in this order: who asks, which address, what is sent, and only then what is there."""
    with comity.look() as look:
        caller = callers.identify(look, received.headers.get("authorization"))
        if endpoint.looks:
            return _run(comity, search, endpoint, received, caller, look)
    return _run(comity, search, endpoint, received, caller, None)


def _run(
    comity: Comity, search: Search, endpoint: Endpoint, received: receiving.Received, caller: Caller, look: Look | None
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
    return respond(endpoint, endpoint.run(call))


def respond(endpoint: Endpoint, reply: Reply) -> Response[Any]:
    """Return a reply as HTTP; bytes are for saving, never for a browser to interpret. Lines go as they are made."""
    headers = dict(PRIVATE)
    if endpoint.writes == LINES:
        return Stream(made(reply.value), media_type=LINES, headers=headers)
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
