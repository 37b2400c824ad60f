"""Running the hub: one process, or a parent that supervises workers on one socket; the parent keeps the clock."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from threading import Event, Thread
from types import FrameType
from typing import Final

import structlog
from msgspec.structs import replace

from comity.app.comity import Comity
from comity.bootstrap import DEFAULT_BASE_URL, close, open_comity, read_organisation
from comity.cli.logs import to_stderr
from comity.kernel.errors import ComityError, Unavailable
from comity.settings import Settings

GRACE: Final = 2
"""Seconds that open answers and streams are given once the hub is told to stop."""
_BACKLOG: Final = 1024
_PATIENCE: Final = 4.0
_ROUND: Final = 60.0
_LOOK: Final = 1.0
_log = structlog.get_logger()


def serve(settings: Settings, host: str, port: int, workers: int, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT. Raises `Unavailable` where the address is taken or the folder cannot be opened."""
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
        if workers == 1:
            _answer(comity, listening)
        else:
            _supervise(settings, listening, workers)
        stop.set()
        clock.join(_LOOK)
    close(comity)
    _leave()


def _reached(settings: Settings, address: str) -> Settings:
    """Let the addresses in answers be those of the hub itself where nobody said under which it is reached."""
    if settings.base_url is None and read_organisation(settings).base_url == DEFAULT_BASE_URL:
        return replace(settings, base_url=address.replace("//0.0.0.0:", "//127.0.0.1:").replace("[::]", "[::1]"))
    return settings


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, which others may inherit. Raises `Unavailable` where the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
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


def _answer(comity: Comity, listening: socket.socket) -> None:
    """Answer on a socket in this process until a signal says to stop; the server installs the handlers."""
    import uvicorn

    from comity.hub.asgi import create

    config = uvicorn.Config(
        create(comity), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE
    )
    # The server raises what stopped it once more when it is done; that must not end us with another status.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _heard)
    uvicorn.Server(config).run(sockets=[listening])


def _heard(number: int, frame: FrameType | None) -> None:
    return None


def _rounds(comity: Comity, stop: Event) -> None:
    """Run the clock's round each minute; one that fails, however it does, is logged, and the next does its work."""
    from comity.app.ticking import tick

    _repeat("clock_failed", lambda: tick(comity), stop)


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


def _supervise(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Keep `workers` processes answering until a signal; one that dies is replaced, at most one a second each."""
    told = Event()

    def tell(number: int, frame: FrameType | None) -> None:
        told.set()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    running = [_start(settings, listening) for _ in range(workers)]
    while not told.wait(_LOOK):
        for place, worker in enumerate(running):
            if not worker.is_alive():
                _log.error("worker_ended", status=worker.exitcode)
                running[place] = _start(settings, listening)
    _end(running)
    for number, handler in before.items():
        signal.signal(number, handler)


def _start(settings: Settings, listening: socket.socket) -> SpawnProcess:
    worker = get_context("spawn").Process(target=_work, args=(settings, listening, os.getpid()), daemon=True)
    worker.start()
    return worker


def _end(running: list[SpawnProcess]) -> None:
    """Tell all workers to stop, wait a little for each, and kill those that do not."""
    for worker in running:
        worker.terminate()
    patience = Event()
    for _ in range(int(_PATIENCE * 10)):
        if not any(worker.is_alive() for worker in running):
            return
        patience.wait(0.1)
    for worker in running:
        worker.kill()


def _work(settings: Settings, listening: socket.socket, parent: int) -> None:
    """One worker: answers, and stops by itself where its parent is gone."""
    Thread(target=_watch, args=(parent,), name="watch", daemon=True).start()
    to_stderr()
    comity = open_comity(settings)
    _answer(comity, listening)
    close(comity)
    _leave()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        Event().wait(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)


def _leave() -> None:
    """End the process now: a thread that still waits in an abandoned answer must not hold it up.

    Nothing is lost by it: what was committed is durable, and what was not never happened.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
