"""The hub on a real socket in this process, and clients that behave badly on it."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest

from comity.cli.running import listen
from comity.hub.bounds import Bounds
from comity.hub.connection import Server, server

PATIENCE = 20.0


class Served:
    """An application that listens on this machine."""

    def __init__(self, port: int, server: Server) -> None:
        self.port, self.server = port, server

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, *parts: bytes) -> bytes:
        """Send parts over one connection and return all that comes until the server ends it."""
        with self.connect() as line:
            for part in parts:
                line.sendall(part)
            return rest(line)


def rest(line: socket.socket) -> bytes:
    """Return what comes until the other side ends the connection, however it does."""
    found = b""
    try:
        while part := line.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def head_of(line: socket.socket) -> bytes:
    """Return what comes to the end of a head."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = line.recv(1)
        assert part, f"the connection ended after {found!r}"
        found += part
    return found


def statuses(answer: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


def wait_for(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        Event().wait(0.05)
    pytest.fail("what was waited for did not come")


@contextmanager
def serving(app: Any, bounds: Bounds) -> Iterator[Served]:
    """Serve `app` under `bounds` until the block ends."""
    with listen("127.0.0.1", 0) as listening:
        begun = Event()
        made = server(app, 1, bounds, begun.set)
        thread = Thread(target=made.run, args=([listening],))
        port = listening.getsockname()[1]
        thread.start()
        assert begun.wait(PATIENCE)
        yield Served(port, made)
        made.should_exit = True
        thread.join()
