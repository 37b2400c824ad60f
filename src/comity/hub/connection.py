"""Connections of the HTTP server: bounded in number and in time, and ended so that a client still hears why.

uvicorn bounds what a connection costs while the application works on a request; this bounds it before and after:

1. Headers come within a time, and a connection without a request ends after a while.
2. Where all places are taken, the connection that has waited longest for its client makes room for a new one.
3. A client that takes in almost nothing of its answer is cut off.
4. An answer that did not need the whole body says that the connection closes; what still comes is thrown away for a
   moment, because a socket closed before that would take the answer away from who sends.
"""

import asyncio
import socket
from array import array
from collections.abc import Callable
from contextlib import suppress
from fcntl import ioctl
from termios import TIOCOUTQ
from typing import Any, Final, cast

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from comity.hub.bounds import BOUNDS, Bounds

_LENGTH: Final = b"content-length"
_CODING: Final = b"transfer-encoding"
_AMBIGUOUS: Final = b'{"type":"urn:comity:problem:unusable-input","title":"The input cannot be used","status":400,' \
    b'"detail":"The length of the body is said twice: send either Content-Length or Transfer-Encoding."}'  # fmt: skip


class _Transport:
    """A transport that counts what is written, and that lingers where its peer is still sending when it is closed."""

    def __init__(self, transport: asyncio.Transport, protocol: "Connection") -> None:
        self._transport, self._protocol = transport, protocol
        self.written = 0
        self.lingers: float | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    @property
    def sent(self) -> int:
        """How many bytes the peer's system took, as far as ours knows."""
        kernel = array("i", [0])
        with suppress(OSError):
            ioctl(self._transport.get_extra_info("socket").fileno(), TIOCOUTQ, kernel)
        return self.written - self._transport.get_write_buffer_size() - kernel[0]

    def write(self, data: bytes) -> None:
        self.written += len(data)
        self._transport.write(data)

    def is_closing(self) -> bool:
        return self.lingers is not None or self._transport.is_closing()

    def close(self) -> None:
        if self.lingers is not None or self._transport.is_closing() or not self._protocol.is_sent_to:
            self._transport.close()
            return
        self.lingers = self._protocol.loop.time()
        self._transport.resume_reading()
        self._transport.write_eof()


class Connection(H11Protocol):
    """One connection, under `bounds`."""

    bounds: Bounds = BOUNDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        if len(self.connections) >= self.bounds.connections:
            self._make_room()
        self._own = _Transport(transport, self)
        self._since = self._moved = self.loop.time()
        self._sent = 0
        self._stage: tuple[str, object] = ("new", None)
        super().connection_made(cast(asyncio.Transport, self._own))

    def data_received(self, data: bytes) -> None:
        if self._own.lingers is None:
            super().data_received(data)

    @property
    def is_sent_to(self) -> bool:
        """Say whether the peer has not said the end of its request, or what it says is no HTTP."""
        return self.conn.their_state in (h11.SEND_BODY, h11.ERROR)

    @property
    def stage(self) -> str:
        """What is waited for: `idle` a request, `head` the rest of its headers, `body` that of its body, `work` us."""
        if self.cycle is not None and not self.cycle.response_complete:
            return "body" if self.conn.their_state is h11.SEND_BODY else "work"
        return "head" if self.conn.trailing_data[0] else "idle"

    def look(self, now: float) -> None:
        """End the connection where its time is over."""
        stage = (self.stage, self.cycle)
        if stage != self._stage:
            self._stage, self._since = stage, now
        lingers = self._own.lingers
        if lingers is not None and now - lingers >= self.bounds.linger:
            self._own.close()
        allowed = {"idle": self.bounds.idle, "head": self.bounds.head}.get(stage[0])
        if allowed is not None and now - self._since >= allowed:
            self._own.abort()
        self._look_at_answer(now)

    def _look_at_answer(self, now: float) -> None:
        if not self._own.get_write_buffer_size():
            self._moved, self._sent = now, self._own.sent
        elif now - self._moved >= self.bounds.stalled:
            if self._own.sent - self._sent < self.bounds.slowest * self.bounds.stalled:
                self._own.abort()
            self._moved, self._sent = now, self._own.sent

    def _make_room(self) -> None:
        waiting = [each for each in self.connections if isinstance(each, Connection) and each.stage != "work"]
        if waiting:
            longest = min(waiting, key=lambda each: (each.stage == "body", each._since))
            self.connections.discard(longest)
            longest._own.abort()


class Server(uvicorn.Server):
    """The server, which looks at its connections ten times a second, and calls `started_answering` once it does."""

    started_answering: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started_answering is not None:
            self.started_answering()

    async def on_tick(self, counter: int) -> bool:
        now = asyncio.get_running_loop().time()
        for connection in tuple(self.server_state.connections):
            if isinstance(connection, Connection):
                connection.look(now)
        return await super().on_tick(counter)


def server(app: Any, grace: int, bounds: Bounds = BOUNDS, started: Callable[[], None] | None = None) -> Server:
    """Return a server for `app`; told to stop, it gives open answers `grace` seconds."""
    config = uvicorn.Config(
        _framed(app),
        http=type("BoundedConnection", (Connection,), {"bounds": bounds}),
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=int(bounds.idle),
        timeout_graceful_shutdown=grace,
        limit_concurrency=bounds.connections + 1,
    )
    made = Server(config)
    made.started_answering = started
    return made


def _framed(app: Any) -> Any:
    """Return `app` so that an answer before the end of a body closes the connection, and a body has one length."""

    async def run(scope: Any, receive: Any, send: Any) -> None:
        said = {name: value for name, value in scope.get("headers", ()) if name in (_LENGTH, _CODING)}
        if scope["type"] != "http" or not said or said == {_LENGTH: b"0"}:
            await app(scope, receive, send)
        elif len(said) == 2:
            headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 400, "headers": headers})
            await send({"type": "http.response.body", "body": _AMBIGUOUS})
        else:
            body = _Body(receive, send)
            await app(scope, body.receive, body.send)

    return run


class _Body:
    """Whether a body was read to its end."""

    def __init__(self, receive: Any, send: Any) -> None:
        self._receive, self._send = receive, send
        self._read = False

    async def receive(self) -> Any:
        message = await self._receive()
        self._read = self._read or not message.get("more_body", False)
        return message

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start" and not self._read:
            message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
        await self._send(message)
