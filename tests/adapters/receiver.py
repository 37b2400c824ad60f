"""A webhook receiver on loopback: a real TLS server that keeps each request and answers with the bytes it was given."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


class Receiver:
    """What came in: requests as bytes; `reply` is what is answered, and `hold` keeps the line open after it."""

    def __init__(self, reply: bytes = OK, hold: bool = False) -> None:
        self.reply, self.hold = reply, hold
        self.requests: list[bytes] = []
        self.port = 0

    def answer(self, line: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request or len(request) < _whole(request):
            more = line.recv(4096)
            if not more:
                return
            request += more
        self.requests.append(request)
        line.sendall(self.reply)
        if self.hold:
            line.recv(1)


def _whole(request: bytes) -> int:
    head, _, _ = request.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return len(head) + 4 + int(lengths[0])


@contextmanager
def receiving(receiver: Receiver, context: ssl.SSLContext) -> Iterator[Receiver]:
    """Serve a receiver on a free port of loopback, one line at a time."""
    with serving(receiver.answer, context) as receiver.port:
        yield receiver


@contextmanager
def serving(answer: Callable[[socket.socket], None], context: ssl.SSLContext | None) -> Iterator[int]:
    """Serve lines on a free port of loopback until the block ends; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(line, server_side=True) if context else line as spoken:
                        answer(spoken)
                except OSError:
                    line.close()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)
    assert not thread.is_alive()
