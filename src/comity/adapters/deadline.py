"""One end for a whole exchange over a line, however many steps it has: a peer that drips bytes holds no one up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic


class Deadline:
    """The time that is left, in seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; raises `TimeoutError` once there are none."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    @contextmanager
    def over(self, line: Callable[[], socket | None]) -> Iterator[None]:
        """Cut off what `line` returns when time is over; who waits on it then gets an `OSError` or the end of input."""
        timer = Timer(self.left(), lambda: _cut(line()))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(line: socket | None) -> None:
    if line is None:
        return
    # A TLS line's own `shutdown` forgets its state, which the thread that waits on it still uses.
    try:
        socket.shutdown(line, SHUT_RDWR)
    except OSError:
        return  # closed already
