"""Webhooks: a signed JSON message over HTTPS, to hosts that the operator named and to no other machine.

1. The host stands by name in the operator's list, with the port.
2. Each address that it resolves to is public, or in a network that the operator allowed; one that is not closes all.
3. The line goes to an address that was just checked, and the certificate must be of the host's name.
4. The message is signed: `Comity-Signature: t=SECONDS,v1=HEX`, HMAC-SHA256 under the person's secret over
   `SECONDS.BODY`, so that the receiver tells it from a forged or an old one.
5. Of the answer the first line counts, 1 kB is read at most, a redirect is no delivery, and all ends after 5 s.
"""

import hmac
import socket
import ssl
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, Queue
from threading import Thread
from typing import Final
from urllib.parse import SplitResult, urlsplit

from comity.adapters.deadline import Deadline
from comity.app.ports.messengers import Undelivered
from comity.governance.notifications import webhook_fault

TIMEOUT_S: Final = 5.0
MOST_READ: Final = 1024
_PORT: Final = 443
_NAT64: Final = IPv6Network("64:ff9b::/96")
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]


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
            with self._connected(parts, deadline) as line, deadline.over(lambda: line):
                line.do_handshake()
                line.sendall(_request(parts, secret, body, at))
                status = _status(line)
        except ssl.SSLError as error:
            raise _undelivered(f"tls-{type(error).__name__}") from None
        except (OSError, UnicodeError) as error:
            raise _undelivered(type(error).__name__) from None
        if not 200 <= status < 300:
            detail = f"The webhook answered with the status {status}; it takes a message with one from 200 to 299."
            raise Undelivered(detail, f"status-{status}", False)

    def _connected(self, parts: SplitResult, deadline: Deadline) -> ssl.SSLSocket:
        """Steps 2 and 3: the address is checked and used without being looked up again."""
        host, port = parts.hostname or "", parts.port or _PORT
        found = list(dict.fromkeys(self._addresses(host, port, deadline)))
        if not found or not all(self._may_reach(ip_address(each.partition("%")[0])) for each in found):
            raise _undelivered("address-not-public")
        bare = socket.create_connection((found[0], port), deadline.left())
        return self._context.wrap_socket(bare, server_hostname=host, do_handshake_on_connect=False)

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

    def _may_reach(self, address: Address) -> bool:
        inner = _carried(address)
        public = address.is_global and not address.is_multicast and (inner is None or inner.is_global)
        plain = inner or address
        return public or any(plain.version == network.version and plain in network for network in self._networks)


def _carried(address: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, on this machine or at the next gateway."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _undelivered(why: str) -> Undelivered:
    detail = (
        "The webhook cannot be reached now. See that it runs, that its address is public, and that its certificate is "
        "of its host's name; then try again."
    )
    return Undelivered(detail, why, True)


def _request(parts: SplitResult, secret: str, body: bytes, at: datetime) -> bytes:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname if parts.port in {None, _PORT} else f"{parts.hostname}:{parts.port}"
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        "User-Agent: Comity",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Comity-Signature: {signature(secret, body, at)}",
        "Connection: close",
    )
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Return the value of `Comity-Signature` for a body sent at `at`."""
    seconds = int(at.timestamp())
    code = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={code}"


def _status(line: ssl.SSLSocket) -> int:
    """Step 5: read the status of the answer; raises `OSError` where there is none within the bound."""
    read = b""
    while b"\r\n" not in read and len(read) < MOST_READ:
        more = line.recv(MOST_READ - len(read))
        if not more:
            break
        read += more
    words = read.partition(b"\r\n")[0].split(b" ", 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not (words[1].isdigit() and len(words[1]) == 3):
        raise ConnectionError("no HTTP answer")
    return int(words[1])
