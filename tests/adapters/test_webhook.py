"""Webhooks over real lines: signed, to named hosts alone, to the addresses that were checked, and bounded in all."""

import hmac
import json
import socket
import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from threading import Event

import pytest
from tests.adapters.receiver import OK, Receiver, receiving, serving
from tests.certificates import Authority

from comity.adapters.mail import trust
from comity.adapters.webhook import MOST_READ, HttpsWebhooks, resolve
from comity.app.ports.messengers import Undelivered

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NAME, SECRET = "alerts.xa.example", "the person's own secret"
BODY = b'{"event":"something_waits"}'
HERE = (ip_network("127.0.0.0/8"),)


class Names:
    """A directory of names for tests; it counts what it was asked."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses or ("127.0.0.1",)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.addresses


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    with receiving(Receiver(), authority.server(NAME)) as found:
        yield found


def webhooks(authority: Authority, port: int, names: Names | None = None, networks: Sequence = HERE) -> HttpsWebhooks:
    return HttpsWebhooks([f"{NAME}:{port}"], networks, trust(authority.file), names or Names())


def test_a_message_is_signed_so_that_its_receiver_can_tell(authority: Authority, receiver: Receiver) -> None:
    """HMAC-SHA256 over time and body; a proof of the time keeps an old message from being sent again."""
    webhooks(authority, receiver.port).post(f"https://{NAME}:{receiver.port}/comity?desk=4", SECRET, BODY, AT)
    head, _, body = receiver.requests[0].partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    assert first == "POST /comity?desk=4 HTTP/1.1"
    assert json.loads(body) == {"event": "something_waits"}
    code = hmac.new(SECRET.encode(), f"{int(AT.timestamp())}.".encode() + body, sha256).hexdigest()
    assert headers == {
        "Host": f"{NAME}:{receiver.port}",
        "User-Agent": "Comity",
        "Content-Type": "application/json",
        "Content-Length": str(len(BODY)),
        "Comity-Signature": f"t={int(AT.timestamp())},v1={code}",
        "Connection": "close",
    }


@pytest.mark.parametrize("allowed", [[], ["alerts.xb.example"], ["xa.example"], [f"{NAME}:8443"], ["example"]])
def test_a_host_that_the_operator_did_not_name_is_not_even_looked_up(authority: Authority, allowed: list[str]) -> None:
    """The default names none; neither a parent domain nor another port is the same."""
    names = Names()
    hooks = HttpsWebhooks(allowed, HERE, trust(authority.file), names)
    assert hooks.fault(f"https://{NAME}/")
    with pytest.raises(Undelivered) as found:
        hooks.post(f"https://{NAME}/", SECRET, BODY, AT)
    assert (found.value.why, names.asked) == ("not-allowed", [])


def test_a_named_host_is_allowed_in_any_case_of_its_letters(authority: Authority) -> None:
    """On the port that was named, or the one of HTTPS."""
    hooks = HttpsWebhooks(["Alerts.XA.example", "other.example:8443"], (), trust(None), Names())
    assert hooks.fault("https://alerts.xa.example/any") is None
    assert hooks.fault("https://ALERTS.xa.example:443/any") is None
    assert hooks.fault("https://other.example:8443/") is None
    assert hooks.fault("https://other.example/")
    assert hooks.fault("http://alerts.xa.example/")


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",), ("10.1.2.3",), ("172.16.0.1",), ("192.168.1.1",), ("169.254.169.254",), ("100.64.0.1",),
        ("0.0.0.0",), ("224.0.0.1",), ("255.255.255.255",), ("192.0.2.1",), ("::1",), ("::",), ("fe80::1%eth0",),
        ("fd00::1",), ("ff02::1",),
        ("::ffff:127.0.0.1",), ("::ffff:10.0.0.1",), ("64:ff9b::7f00:1",),
        ("64:ff9b::a9fe:a9fe",), ("64:ff9b:1::7f00:1",),
        ("2002:7f00:1::",), ("fec0::1",), ("::127.0.0.1",), ("93.184.216.34", "127.0.0.1"), (),
    ],
)  # fmt: skip
def test_no_message_goes_into_a_network_that_is_not_public(authority: Authority, addresses: tuple[str, ...]) -> None:
    """Whatever form the address has; one that is not public among several closes them all."""
    names = Names()
    names.addresses = addresses
    with pytest.raises(Undelivered) as found:
        webhooks(authority, 443, names, networks=()).post(f"https://{NAME}/", SECRET, BODY, AT)
    assert (found.value.why, found.value.down) == ("address-not-public", True)


def test_a_network_that_the_operator_allowed_is_no_way_into_another(authority: Authority) -> None:
    """10.1.0.0/16 does not open 10.2.0.0/16, in whatever form the address comes."""
    hooks = webhooks(authority, 443, Names("::ffff:10.2.0.1"), networks=(ip_network("10.1.0.0/16"),))
    with pytest.raises(Undelivered, match="cannot be reached"):
        hooks.post(f"https://{NAME}/", SECRET, BODY, AT)


def test_the_line_goes_to_the_address_that_was_checked(authority: Authority, receiver: Receiver) -> None:
    """The name is looked up once: a directory that answers otherwise the second time changes nothing."""
    names = Names()
    webhooks(authority, receiver.port, names).post(f"https://{NAME}:{receiver.port}/", SECRET, BODY, AT)
    assert names.asked == [NAME]
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("named", ["other.xb.example", None])
def test_a_receiver_that_is_not_who_it_should_be_gets_nothing(
    tmp_path: Path, authority: Authority, named: str | None
) -> None:
    """A certificate of another name, or of an authority that is not believed."""
    context = authority.server(named) if named else Authority(tmp_path, "another").server(NAME)
    with receiving(Receiver(), context) as receiver, pytest.raises(Undelivered) as found:
        webhooks(authority, receiver.port).post(f"https://{NAME}:{receiver.port}/", SECRET, BODY, AT)
    assert (found.value.why, receiver.requests) == ("tls-SSLCertVerificationError", [])


ANSWERS = {
    "a redirect is not followed": (b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n", "status-302", False),
    "a refusal": (b"HTTP/1.1 410 Gone\r\n\r\n", "status-410", False),
    "an error": (b"HTTP/1.1 500 Internal\r\n\r\n", "status-500", False),
    "a word before the end": (b"HTTP/1.1 100 Continue\r\n\r\n", "RemoteProtocolError", True),
    "no HTTP": (b"SSH-2.0-OpenSSH\r\n", "RemoteProtocolError", True),
    "a status of letters": (b"HTTP/1.1 2OO OK\r\n\r\n", "RemoteProtocolError", True),
    "a status that is too long": (b"HTTP/1.1 2000 OK\r\n\r\n", "RemoteProtocolError", True),
    "no status": (b"HTTP/1.1\r\n\r\n", "RemoteProtocolError", True),
    "nothing": (b"", "RemoteProtocolError", True),
    "a first line without end": (b"X" * (2 * MOST_READ), "ReadError", True),
    "a head without end": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * MOST_READ, "ReadError", True),
}


@pytest.mark.parametrize(("reply", "why", "down"), ANSWERS.values(), ids=ANSWERS.keys())
def test_only_a_plain_success_is_a_delivery(authority: Authority, reply: bytes, why: str, down: bool) -> None:
    """Of whatever comes back no more than 16 kB is read, and nothing of it is told."""
    with receiving(Receiver(reply), authority.server(NAME)) as receiver, pytest.raises(Undelivered) as found:
        webhooks(authority, receiver.port).post(f"https://{NAME}:{receiver.port}/", SECRET, BODY, AT)
    assert (found.value.why, found.value.down) == (why, down)


@pytest.mark.parametrize("status", [b"200 OK", b"204 No Content", b"202"])
def test_an_answer_is_read_no_further_than_its_head(authority: Authority, status: bytes) -> None:
    """A receiver that goes on for ever, or keeps the line open, holds no one up."""
    endless = Receiver(
        b"HTTP/1.1 " + status + b"\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 1000, hold=True
    )
    with receiving(endless, authority.server(NAME)) as receiver:
        webhooks(authority, receiver.port).post(f"https://{NAME}:{receiver.port}/", SECRET, BODY, AT)
    assert len(receiver.requests) == 1


def test_a_receiver_that_speaks_no_tls_gets_nothing(authority: Authority) -> None:
    """The message is never sent in the clear."""
    came: list[bytes] = []

    def answer(line: socket.socket) -> None:
        came.append(line.recv(4096))
        line.sendall(OK)

    with serving(answer, None) as port, pytest.raises(Undelivered) as found:
        webhooks(authority, port).post(f"https://{NAME}:{port}/", SECRET, BODY, AT)
    assert found.value.why.startswith("tls-")
    assert b"something_waits" not in b"".join(came)


def test_a_receiver_that_says_nothing_is_given_up(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the handshake nor after the message is it waited for beyond the one deadline of all."""
    monkeypatch.setattr("comity.adapters.webhook.TIMEOUT_S", 0.2)

    def silent(line: socket.socket) -> None:
        while line.recv(4096):
            pass

    for context in (None, authority.server(NAME)):
        with serving(silent, context) as port, pytest.raises(Undelivered) as found:
            webhooks(authority, port).post(f"https://{NAME}:{port}/", SECRET, BODY, AT)
        assert found.value.down


def test_a_receiver_that_drips_is_given_up(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then does not stretch the one deadline of all."""
    monkeypatch.setattr("comity.adapters.webhook.TIMEOUT_S", 0.4)
    given_up = Event()

    def drips(line: socket.socket) -> None:
        line.recv(4096)
        for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10_000:
            line.sendall(bytes((letter,)))
            if given_up.wait(0.05):
                return

    with serving(drips, authority.server(NAME)) as port:
        with pytest.raises(Undelivered) as found:
            webhooks(authority, port).post(f"https://{NAME}:{port}/", SECRET, BODY, AT)
        given_up.set()
    assert (found.value.why, found.value.down) in {("ReadTimeout", True), ("TimeoutError", True)}


def test_a_directory_that_does_not_answer_is_given_up(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that cannot be found is a host that is down."""
    monkeypatch.setattr("comity.adapters.webhook.TIMEOUT_S", 0.2)
    ours, theirs = socket.socketpair()

    def waits(host: str, port: int) -> Sequence[str]:
        ours.recv(1)
        return ()

    def fails(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("no such name")

    with ours, theirs:
        for look_up, why in ((waits, "TimeoutError"), (fails, "gaierror")):
            hooks = HttpsWebhooks([NAME], HERE, ssl.create_default_context(), look_up)
            with pytest.raises(Undelivered) as found:
                hooks.post(f"https://{NAME}/", SECRET, BODY, AT)
            assert (found.value.why, found.value.down) == (why, True)
        theirs.send(b"x")


def test_the_system_knows_this_machine() -> None:
    """What looks names up outside of tests returns addresses as text."""
    assert set(resolve("localhost", 443)) <= {"127.0.0.1", "::1"}
