"""Running the hub: one process, or a parent that supervises workers on one socket; the parent keeps the clock."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Final

import structlog
from msgspec.structs import replace

from comity.adapters.allocator import give_back_large_blocks
from comity.app import ledgering
from comity.app.comity import Comity
from comity.bootstrap import DEFAULT_BASE_URL, close, open_comity, read_organisation
from comity.cli.logs import to_stderr
from comity.cli.workers import PAUSES, READY, supervise
from comity.kernel.errors import ComityError, Unavailable, VerificationFailed
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.app.ticking import Ticked

GRACE: Final = 2
"""Seconds that open answers and streams are given once the hub is told to stop."""
_BACKLOG: Final = 1024
_ROUND: Final = 60.0
_SLICE: Final = 0.001
"""Seconds that a thread runs while another waits: a question at the border waits for few of them."""
_LOOK: Final = 1.0
_log = structlog.get_logger()


def serve(
    settings: Settings,
    host: str,
    port: int,
    workers: int,
    started: Callable[[str], None],
    pauses: Sequence[float] = PAUSES,
) -> None:
    """Serve until SIGTERM or SIGINT, or until no worker can start. This ends the process.

    Raises `Unavailable` where the address is taken or the folder cannot be opened.
    """
    to_stderr()
    with listen(host, port) as listening:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        settings = _reached(settings, address)
        comity = open_comity(settings)
        started(address)
        stop = Event()
        clock = Thread(target=_rounds, args=(comity, stop), name="clock", daemon=True)
        clock.start()
        Thread(target=_tellings, args=(comity, stop), name="telling", daemon=True).start()
        status = 0
        if workers == 1:
            _answer(comity, listening)
        else:
            status = supervise(partial(_work, settings, listening, workers, os.getpid()), listening, workers, pauses)
        stop.set()
        clock.join(_LOOK)
    ledgering.sign_off(comity)
    close(comity)
    _leave(status)


def _reached(settings: Settings, address: str) -> Settings:
    """Let the addresses in answers be those of the hub itself where nobody said under which it is reached."""
    if settings.base_url is None and read_organisation(settings).base_url == DEFAULT_BASE_URL:
        return replace(settings, base_url=address.replace("//0.0.0.0:", "//127.0.0.1:").replace("[::]", "[::1]"))
    return settings


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, which others may inherit. Raises `Unavailable` where the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns off Nagle's algorithm, 40 ms on each answer over a kept connection, only where TCP is named.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Unavailable(f"{host}:{port} cannot be served: {error.strerror}; choose another with --port.") from error
    # Who comes before the server is up waits for it, and is not turned away.
    listening.listen(_BACKLOG)
    listening.set_inheritable(True)
    return listening


def _answer(
    comity: Comity, listening: socket.socket, workers: int = 1, started: Callable[[], None] = lambda: None
) -> None:
    """Answer on a socket in this process until a signal says to stop; the server installs the handlers."""
    from comity.hub.asgi import create
    from comity.hub.bounds import BOUNDS
    from comity.hub.connection import server

    sys.setswitchinterval(_SLICE)
    give_back_large_blocks()
    bounds = replace(BOUNDS, listeners=max(1, BOUNDS.listeners // workers))
    answering = server(create(comity, bounds), GRACE, bounds, started)
    # The server raises what stopped it once more when it is done; that must not end us with another status.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _heard)
    answering.run(sockets=[listening])


def _heard(number: int, frame: FrameType | None) -> None:
    return None


def _rounds(comity: Comity, stop: Event) -> None:
    """Run the clock's round each minute; one that fails, however it does, is logged, and the next does its work."""
    from comity.app.ticking import tick

    log = RoundLog()
    _repeat("clock_failed", lambda: log.take(tick(comity)), stop)


class RoundLog:
    """Logs once that rounds are held, and once that they are not any more."""

    def __init__(self) -> None:
        self._held = False

    def take(self, ticked: "Ticked") -> None:
        """Log what a round tells of the clock, where it differs from the round before."""
        if ticked.held is not None and not self._held:
            _log.error("clock_in_doubt", detail=ticked.held.says)
        elif ticked.held is None and self._held:
            _log.warning("clock_believed")
        self._held = ticked.held is not None


def _tellings(comity: Comity, stop: Event) -> None:
    """Tell each minute who has something waiting, on a thread of its own: no mail host holds up the clock."""
    from comity.app.notifying import notify

    _repeat("telling_failed", lambda: notify(comity, stop.is_set), stop)


def _repeat(failed: str, run: Callable[[], object], stop: Event) -> None:
    with ThreadPoolExecutor(1, thread_name_prefix="round") as rounds:
        while not stop.is_set():
            error = rounds.submit(run).exception()
            if error is not None:
                told = error.detail if isinstance(error, ComityError) else "a defect of Comity"
                _log.error(failed, kind=type(error).__name__, detail=told)
            stop.wait(_ROUND)


def _work(settings: Settings, listening: socket.socket, workers: int, parent: int, says: Connection) -> None:
    """One worker: says when it answers or why it cannot, and stops by itself where its parent is gone."""
    Thread(target=_watch, args=(parent,), name="watch", daemon=True).start()
    to_stderr()
    try:
        comity = open_comity(settings)
        _answer(comity, listening, workers, lambda: says.send(READY))
        close(comity)
    except Exception as error:  # noqa: BLE001
        says.send(error.detail if isinstance(error, ComityError) else f"a defect of Comity: {type(error).__name__}")
        _leave(1 if isinstance(error, VerificationFailed) else 2)
    _leave(0)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        Event().wait(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)


def _leave(status: int) -> None:
    """End the process now: a thread that still waits in an abandoned answer must not hold it up.

    Nothing is lost by it: what was committed is durable, and what was not never happened.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
