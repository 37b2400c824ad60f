"""Workers: processes that answer on one socket, replaced when they end; one that cannot start is tried ever later.

1. A worker that ends is started anew after a pause, which grows with each end that follows soon on a start.
2. While no worker answers after one failed, whoever comes is told 503 and when to come again, and does not wait.
3. Where none could start, as often as there are pauses, the hub ends with the status of the last.
"""

import asyncio
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread
from types import FrameType
from typing import Final

import structlog

from comity.kernel import wire
from comity.kernel.errors import Unavailable

PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each new start of a worker that keeps ending."""
READY: Final = "ready"
_SETTLED: Final = 30.0
"""A worker that answered so long has shown that it can."""
_LOOK: Final = 0.25
_PATIENCE: Final = 4.0
_log = structlog.get_logger()
Work = Callable[[Connection], None]


class Worker:
    """One place for a worker: the process in it, and how often in a row one ended there."""

    def __init__(self, work: Work, pauses: Sequence[float]) -> None:
        self._work, self._pauses = work, pauses
        self.ready = False
        self.status: int | None = None
        self.failures = self.unready = 0
        self._next = self._since = 0.0
        self._why = ""

    def start(self, now: float) -> None:
        """Start a process."""
        context = get_context("spawn")
        self._said, says = context.Pipe(duplex=False)
        self._process = context.Process(target=self._work, args=(says,), daemon=True)
        self._process.start()
        says.close()
        self.ready, self.status, self._since, self._why = False, None, now, ""

    def look(self, now: float) -> None:
        """Take in what became of the process, and start another where its pause is over."""
        if self.status is not None:
            if now >= self._next:
                self.start(now)
            return
        self._hear()
        if self._process.is_alive():
            return
        settled = self.ready and now - self._since >= _SETTLED
        self.failures = 1 if settled else self.failures + 1
        self.unready = 0 if self.ready else self.unready + 1
        code = self._process.exitcode or 0
        self.ready, self.status = False, 128 - code if code < 0 else code
        pause = self._pauses[min(self.failures, len(self._pauses)) - 1]
        self._next = now + pause
        _log.error("worker_ended", status=self.status, reason=self._why, next_start_in_s=pause)

    def _hear(self) -> None:
        with suppress(EOFError, OSError):
            while self._said.poll():
                said = self._said.recv()
                if said == READY:
                    self.ready = True
                else:
                    self._why = said

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def supervise(work: Work, listening: socket.socket, workers: int, pauses: Sequence[float] = PAUSES) -> int:
    """Keep `workers` processes at `work` until a signal; return 0, or the status of a worker where none can start."""
    told, clock = Event(), _Seconds()

    def tell(number: int, frame: FrameType | None) -> None:
        told.set()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    places = [Worker(work, pauses) for _ in range(workers)]
    porter, status = Porter(listening), 0
    for place in places:
        place.start(clock.now)
    while not told.wait(_LOOK) and not status:
        clock.now += _LOOK
        for place in places:
            place.look(clock.now)
        porter.stand(any(place.failures for place in places) and not any(place.ready for place in places))
        if all(place.unready >= len(pauses) for place in places):
            status = next((place.status for place in places if place.status), 1)
            _log.error("workers_cannot_start", status=status)
    porter.stand(False)
    _end(places)
    for number, handler in before.items():
        signal.signal(number, handler)
    return status


class _Seconds:
    """Seconds as the supervisor counts them: by its own looks, whatever the clock says."""

    now = 0.0


def _end(places: Sequence[Worker]) -> None:
    """Tell all workers to stop, wait a little for each, and kill those that do not."""
    for place in places:
        place.end()
    patience = Event()
    for _ in range(int(_PATIENCE * 10)):
        if not any(place.is_alive for place in places):
            return
        patience.wait(0.1)
    for place in places:
        place.kill()


_RETRY_AFTER: Final = 5


def _refusal() -> bytes:
    body = wire.encode(Unavailable("The service is starting anew. Ask again in a moment.").problem())
    head = (
        "HTTP/1.1 503 Service Unavailable",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        f"Retry-After: {_RETRY_AFTER}",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode() + body


class Porter:
    """Answers 503 on a socket while nobody else answers there."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gone: asyncio.Event
        self._thread: Thread | None = None

    def stand(self, needed: bool) -> None:
        """Begin to answer, or stop."""
        if needed and self._thread is None:
            begun = Event()
            self._thread = Thread(target=lambda: asyncio.run(self._answer(begun)), name="porter", daemon=True)
            self._thread.start()
            begun.wait()
        elif not needed and self._thread is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._gone.set)
            self._thread.join()
            self._thread = None

    async def _answer(self, begun: Event) -> None:
        self._loop, self._gone = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(_turn_away, sock=self._listening.dup())
        begun.set()
        await self._gone.wait()
        server.close()


async def _turn_away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Tell a client to come again; what it still sends is thrown away for a moment, so that it can hear that."""
    with suppress(OSError, TimeoutError):
        writer.write(_refusal())
        writer.write_eof()
        async with asyncio.timeout(1):
            while await reader.read(65536):
                pass
    writer.close()
