"""Webhooks: a signed JSON message over HTTPS, to hosts that the operator named and to no other machine.

1. The host stands by name in the operator's list, with the port.
2. Each address that it resolves to is public, or in a network that the operator allowed; one that is not closes all.
3. The connection goes to an address that was just checked, and the certificate must be of the host's name.
4. The message is signed: `Comity-Signature: t=SECONDS,v1=HEX`, HMAC-SHA256 under the person's secret over
   `SECONDS.BODY`, so that the receiver tells it from a forged or an old one.
5. Of the answer the status counts; 16 kB is read at most, a redirect is no delivery, and all ends after 5 s.
"""

import hmac
import socket
import ssl
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from hashlib import sha256
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import httpcore

from comity.adapters.addresses import Network, may_reach
from comity.adapters.deadline import Deadline
from comity.app.ports.messengers import Undelivered
from comity.governance.notifications import webhook_fault

TIMEOUT_S: Final = 5.0
MOST_READ: Final = 16 * 1024
_PORT: Final = 443
Resolve = Callable[[str, int], Sequence[str]]
Header = tuple[bytes | str, bytes | str]


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class HttpsWebhooks:
    """Webhooks to `hosts`, each `name` or `name:port`; `networks` are those that need not be public."""

    def __init__(
        self, hosts: Collection[str], networks: Collection[Network], context: ssl.SSLContext, look_up: Resolve = resolve
    ) -> None:
        self._hosts = frozenset(host.lower() if ":" in host else f"{host.lower()}:{_PORT}" for host in hosts)
        self._networks, self._context, self._look_up = tuple(networks), context, look_up

    def fault(self, url: str) -> str | None:
        """Say why the operator does not allow this address, or None; nothing is looked up or connected to."""
        if fault := webhook_fault(url):
            return fault
        parts = urlsplit(url)
        if f"{parts.hostname}:{parts.port or _PORT}" not in self._hosts:
            return "name a host that the operator of this hub allowed; ask them to add it to COMITY_WEBHOOK_HOSTS"
        return None

    def post(self, url: str, secret: str, body: bytes, at: datetime) -> None:
        """Post JSON, signed; raises `Undelivered` unless the answer is 2xx."""
        if self.fault(url):
            raise _undelivered("not-allowed")
        parts, deadline = urlsplit(url), Deadline(TIMEOUT_S)
        try:
            status = self._status(url, deadline, _headers(parts, secret, body, at), body)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise _undelivered(_why(error)) from None
        except (OSError, UnicodeError) as error:
            raise _undelivered(type(error).__name__) from None
        if not 200 <= status < 300:
            detail = f"The webhook answered with the status {status}; it takes a message with one from 200 to 299."
            raise Undelivered(detail, f"status-{status}", False)

    def _status(self, url: str, deadline: Deadline, headers: list[Header], body: bytes) -> int:
        """Steps 2 to 5: the address is checked and used without being looked up again."""
        parts = urlsplit(url)
        found = list(dict.fromkeys(self._addresses(parts.hostname or "", parts.port or _PORT, deadline)))
        if not found or not all(may_reach(each, self._networks) for each in found):
            raise _undelivered("address-not-public")
        pinned = _Pinned(found[0], deadline)
        with (
            httpcore.ConnectionPool(ssl_context=self._context, http2=False, network_backend=pinned) as pool,
            pool.stream("POST", url, headers=headers, content=body) as answer,
        ):
            return answer.status

    def _addresses(self, host: str, port: int, deadline: Deadline) -> Sequence[str]:
        """Look a host up, but wait no longer than there is time: the system's own patience is half a minute."""
        answer: Queue[Sequence[str] | OSError | UnicodeError] = Queue(1)

        def ask() -> None:
            try:
                answer.put(self._look_up(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        Thread(target=ask, name="look-up", daemon=True).start()
        try:
            found = answer.get(timeout=deadline.left())
        except Empty:
            raise TimeoutError from None
        if isinstance(found, OSError | UnicodeError):
            raise found
        return found


class _Pinned(httpcore.NetworkBackend):
    """Connects to one address whatever host is asked for; nothing is looked up, and all ends with the deadline."""

    def __init__(self, address: str, deadline: Deadline) -> None:
        self._address, self._deadline = address, deadline

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        line = httpcore.SyncBackend().connect_tcp(self._address, port, self._deadline.left())
        return _Bounded(line, self._deadline, MOST_READ)


class _Bounded(httpcore.NetworkStream):
    """A stream of which at most so many bytes are read, each step within what is left of the deadline."""

    def __init__(self, line: httpcore.NetworkStream, deadline: Deadline, most: int) -> None:
        self._line, self._deadline, self._most = line, deadline, most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._most <= 0:
            raise httpcore.ReadError("the answer is too long")
        found = self._line.read(min(max_bytes, self._most), self._deadline.left())
        self._most -= len(found)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._line.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._line.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._line.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Bounded(secure, self._deadline, self._most)

    def get_extra_info(self, info: str) -> Any:
        return self._line.get_extra_info(info)


def _why(error: Exception) -> str:
    """Return the code of what went wrong: of a certificate's or handshake's fault, wherever it stands in the chain."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return f"tls-{type(cause).__name__}" if cause else type(error).__name__


def _undelivered(why: str) -> Undelivered:
    detail = (
        "The webhook cannot be reached now. See that it runs, that its address is public, and that its certificate is "
        "of its host's name; then try again."
    )
    return Undelivered(detail, why, True)


def _headers(parts: SplitResult, secret: str, body: bytes, at: datetime) -> list[Header]:
    host = parts.hostname or ""
    return [
        ("Host", host if parts.port in {None, _PORT} else f"{host}:{parts.port}"),
        ("User-Agent", "Comity"),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Comity-Signature", signature(secret, body, at)),
        ("Connection", "close"),
    ]


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Return the value of `Comity-Signature` for a body sent at `at`."""
    seconds = int(at.timestamp())
    code = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={code}"
