"""A line to PostgreSQL that can be cut in the moment of a writer's commit, before or after the server did it."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit

_LOCK, _COMMIT = b"pg_advisory_xact_lock", b"COMMIT"


class Line:
    """A proxy before a database; `cut` says once where the next commit of a writer is cut: `before`, `after`.

    While `refuses`, no new connection is carried.
    """

    def __init__(self, host: str, port: int) -> None:
        self.cut: str | None = None
        self.refuses = False
        self._hidden: set[socket.socket] = set()
        self.then: Callable[[], None] = lambda: None
        self._there = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            if self.refuses:
                near.close()
                continue
            try:
                far = socket.create_connection(self._there)
            except OSError:
                near.close()
                continue
            Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        """Carry what the client says until a commit is to be cut; what the server says is carried beside it."""
        back = Thread(target=self._pump, args=(far, near), daemon=True)
        back.start()
        writes = False
        try:
            while said := near.recv(65536):
                writes = writes or _LOCK in said
                if writes and _COMMIT in said:
                    writes = False
                    if how := self.cut:
                        self.cut = None
                        self._hidden.add(near)
                        if how == "after":
                            far.sendall(said + b"X\0\0\0\4")  # the server does it, and then takes its leave
                            back.join(10)
                        self.then()
                        break
                far.sendall(said)
        except OSError:
            pass
        _close(near)
        _close(far)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        """Carry what the server says, and let what it says to a cut commit be lost."""
        with suppress(OSError):
            while said := source.recv(65536):
                if target not in self._hidden:
                    target.sendall(said)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


def _close(line: socket.socket) -> None:
    """Close a line on which another thread may wait."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def line_to(address: str) -> Iterator[tuple[Line, str]]:
    """Yield a line to the database at `address`, and the address through it."""
    parts = urlsplit(address)
    line = Line(parts.hostname or "127.0.0.1", parts.port or 5432)
    try:
        yield line, address.replace(f":{parts.port}/", f":{line.port}/")
    finally:
        line.close()
