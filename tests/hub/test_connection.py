"""Connections as bad clients use them, over real sockets: slow, silent, too many, lying; and what good ones get."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.reduction import ForkingPickler
from threading import Event
from typing import Any

import pytest
from tests.hub.serving import Served, head_of, rest, serving, statuses, wait_for
from tests.hub.web.face import Face, face

from comity.app.founding import found_token
from comity.cli.running import listen
from comity.hub.asgi import create
from comity.hub.bounds import Bounds

QUICK = Bounds(
    connections=8,
    idle=1.0,
    head=0.6,
    body=0.8,
    rate=4096,
    stalled=0.5,
    linger=0.5,
    bodies=600_000,
    unknown=300_000,
    address=300_000,
    free=20_000,
)
LIVE = b"GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n"
LAST = b"GET /health/live HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
PATIENT = Bounds(linger=0.5)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    with face(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture(scope="module")
def quick(home: Face) -> Iterator[Served]:
    """The hub under bounds that are soon reached."""
    with serving(create(home.home.comity, QUICK), QUICK) as found:
        yield found


@pytest.fixture(scope="module")
def hub(home: Face) -> Iterator[Served]:
    """The hub under the bounds that it has."""
    with serving(create(home.home.comity), PATIENT) as found:
        yield found


def post(path: str, length: int | None, *headers: str) -> bytes:
    """Return the head of a request with a body of `length`, chunked where there is none."""
    coding = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    return "\r\n".join((f"POST {path} HTTP/1.1", "Host: hub", coding, *headers, "", "")).encode()


@pytest.fixture(scope="module")
def token(home: Face) -> str:
    by = home.home.bureau["XA"]
    secret = found_token(home.home.comity, by.id, 30).secret
    return f"Authorization: Bearer {secret}"


# Answers leave at once


def test_the_socket_names_tcp_so_that_no_answer_waits_for_an_acknowledgement(hub: Served) -> None:
    """asyncio sets TCP_NODELAY on an accepted connection only where its socket says IPPROTO_TCP."""
    with hub.connect() as line:
        line.sendall(LIVE)
        head_of(line)
        (connection,) = hub.server.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_worker_inherits_a_socket_that_still_names_tcp(host: str) -> None:
    """It travels to the workers as multiprocessing sends it."""
    with listen(host, 0) as listening:
        sent: socket.socket = ForkingPickler.loads(ForkingPickler.dumps(listening))
        with sent:
            assert (listening.proto, sent.proto) == (socket.IPPROTO_TCP, socket.IPPROTO_TCP)


# Slow and silent clients


@pytest.mark.parametrize("begun", [b"", b"G", b"GET /health/live HTTP/1.1\r\nHost: hub\r\nX: "], ids=range(3))
def test_a_connection_that_never_finishes_its_headers_is_ended(quick: Served, begun: bytes) -> None:
    """Nothing of it is answered, and it holds no place."""
    assert quick.ask(begun) == b""


def test_headers_that_come_byte_by_byte_are_ended_in_the_same_time(quick: Served) -> None:
    """Each byte does not begin the time anew; neither on a new connection nor on one that was answered."""
    for first in (b"", LIVE):
        with quick.connect() as line:
            if first:
                line.sendall(first)
                head_of(line)
            sent = _trickled(line, b"GET /health/live HTTP/1.1\r\nHost: hub\r\nX: " + b"x" * 400)
            assert sent < 100


def _trickled(line: socket.socket, data: bytes) -> int:
    """Send bytes one by one, and return how many went before the other side ended the connection."""
    line.settimeout(0.05)
    for number in range(len(data)):
        try:
            line.sendall(data[number : number + 1])
            if line.recv(65536) == b"":
                return number
        except TimeoutError:
            continue
        except OSError:
            return number
    return len(data)


@pytest.mark.parametrize("length", [100_000, None])
def test_a_body_that_stops_is_told_so_and_ended(quick: Served, length: int | None) -> None:
    """Whether its length was said or not: 408, and the connection closes."""
    part = b"a" * 9 if length else b"9\r\naaaaaaaaa\r\n"
    answer = quick.ask(post("/api/v1/applications", length), part)
    assert statuses(answer) == [408]
    assert b"too-slow" in answer
    assert b"connection: close" in answer.lower()


def test_a_body_that_trickles_is_ended(quick: Served) -> None:
    """Under the least rate, however steadily it comes."""
    with quick.connect() as line:
        line.sendall(post("/api/v1/applications", 100_000))
        assert _trickled(line, b" " * 1000) < 200


def test_a_client_that_does_not_take_its_answer_is_cut_off() -> None:
    """What is written for it would lie in memory for as long as it likes."""

    async def endless(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(64):
            await send({"type": "http.response.body", "body": b"a" * 1024 * 1024, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    with serving(endless, QUICK) as served, served.connect() as line:
        line.sendall(LIVE)
        head_of(line)
        wait_for(lambda: not served.server.server_state.connections)
        wait_for(lambda: not served.server.server_state.tasks)


def test_a_client_that_takes_its_answer_slowly_gets_all_of_it() -> None:
    """Slow is not stopped: only who takes in nearly nothing is cut off."""
    body = b"a" * 8 * 1024 * 1024

    async def whole(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": body})

    with serving(whole, Bounds(stalled=3)) as served, served.connect() as line:
        line.sendall(LIVE)
        line.settimeout(0.01)
        found = bytearray()
        while True:
            Event().wait(0.02)
            try:
                part = line.recv(100_000)
            except TimeoutError:
                continue
            if not part:
                break
            found += part
    assert found.count(b"a") >= len(body)


# Too many of them


def test_connections_that_wait_make_room_for_who_asks(quick: Served) -> None:
    """More than there are places, all silent: the next client is answered all the same."""
    with ExitStack() as silent:
        for number in range(QUICK.connections * 2):
            line = silent.enter_context(quick.connect())
            line.sendall((b"", b"GET / HTTP/1.1\r\nX", post("/api/v1/applications", 1000))[number % 3])
            assert statuses(quick.ask(LAST)) == [200]
    assert len(quick.server.server_state.connections) <= QUICK.connections


# Who is known before what is sent


@pytest.mark.parametrize(
    "headers", [(), ("Authorization: Bearer nobody-has-this-one",), ("Authorization: Basic YTpi",)], ids=range(3)
)
@pytest.mark.parametrize("length", [1_000_000, 20, None])
def test_who_is_not_known_is_refused_before_the_body(hub: Served, headers: tuple[str, ...], length: int | None) -> None:
    """Not one byte of it was sent, and the answer is there; the connection closes."""
    answer = hub.ask(post("/api/v1/requests", length, *headers))
    assert statuses(answer) == [401]
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("path", ["/api/v1/files/" + "0" * 64, "/api/v1/screen", "/api/v1/screen/list"])
def test_no_endpoint_reads_a_stranger(hub: Served, path: str) -> None:
    """Files and lists, which may be the largest, as well."""
    method = b"PUT" if "/files/" in path else b"POST"
    assert statuses(hub.ask(method + post(path, 10_000_000)[4:])) == [401]


@pytest.mark.parametrize("path", ["/bureau/requests/import", "/sign-in", "/en/redress/send", "/sign-out"])
def test_a_form_that_no_page_of_ours_gave_out_is_refused_unread(hub: Served, path: str) -> None:
    """No browser came for the page before: there is no form of ours that it could send."""
    assert statuses(hub.ask(post(path, 1_000_000, "Accept: text/html"))) == [403]
    cookie = "Cookie: comity-browser=abc"
    assert statuses(hub.ask(post(path, 1_000_000, cookie, "Origin: https://elsewhere.example"))) == [403]


def test_who_asks_before_sending_is_told_to_go_on_or_not_at_all(hub: Served, token: str) -> None:
    """`Expect: 100-continue`: a stranger gets 401 and never a 100."""
    expect = "Expect: 100-continue"
    assert statuses(hub.ask(post("/api/v1/check", 2, expect))) == [401]
    with hub.connect() as line:
        line.sendall(post("/api/v1/check", 2, expect, token, "Connection: close"))
        assert statuses(head_of(line)) == [100]
        line.sendall(b"{}")
        assert statuses(rest(line)) == [400]


def test_a_whole_body_sent_at_once_still_hears_why_it_was_refused(hub: Served) -> None:
    """The answer is not lost with the connection: what still comes is taken in for a moment and thrown away."""
    with hub.connect() as line:
        line.sendall(post("/api/v1/requests", 4_000_000) + b"a" * 1_000_000)
        assert statuses(rest(line)) == [401]


# All bodies together


def test_bodies_together_are_bounded_and_strangers_keep_nobody_out(home: Face, token: str) -> None:
    """The second large body of a stranger is told to come again; a small one, and one of who is known, are read."""
    bounds = Bounds(
        **{name: getattr(QUICK, name) for name in QUICK.__struct_fields__} | {"body": 30.0, "connections": 500}
    )
    app = create(home.home.comity, bounds)
    with serving(app, bounds) as hub, hub.connect() as first:
        first.sendall(post("/api/v1/applications", 400_000) + b" " * 250_000)
        wait_for(lambda: app.state.bodies.held == 250_000 - bounds.free)
        refused = hub.ask(post("/api/v1/applications", 200_000, "Connection: close") + b" " * 200_000)
        assert statuses(refused) == [503]
        assert b"retry-after: 5" in refused.lower()
        assert b'"urn:comity:problem:busy"' in refused
        small = hub.ask(post("/api/v1/applications", 15_000, "Connection: close") + b" " * 15_000)
        assert statuses(small) == [400]
        known = hub.ask(post("/api/v1/check", 250_000, token, "Connection: close") + b" " * 250_000)
        assert statuses(known) == [400]
        first.sendall(b" " * 150_000)
        assert statuses(head_of(first)) == [503]
        wait_for(lambda: statuses(hub.ask(post("/api/v1/applications", 200_000, "Connection: close")
                                          + b" " * 200_000)) == [400])  # fmt: skip


# Requests that lie about where they end


def test_a_body_that_says_it_is_longer_is_waited_for_and_no_more(quick: Served) -> None:
    """Nothing of it is done."""
    assert statuses(quick.ask(post("/api/v1/applications", 5000), b"{}")) == [408]


def test_what_comes_after_a_body_that_says_it_is_shorter_is_no_request(hub: Served, token: str) -> None:
    """The rest is read as what it is, and refused."""
    answer = hub.ask(post("/api/v1/check", 2, token) + b'{}{"more": 1}\r\n\r\n')
    assert statuses(answer) == [400, 400]


@pytest.mark.parametrize(
    "said",
    [
        ("Content-Length: 2", "Content-Length: 3"),
        ("Content-Length: -1",),
        ("Content-Length: 2", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding: gzip, chunked",),
        ("Content-Length: 99999999999999999999999",),
    ],
    ids=range(6),
)
def test_a_length_that_can_be_read_in_two_ways_is_refused(hub: Served, token: str, said: tuple[str, ...]) -> None:
    """A proxy in front might have read the other: one request would become two."""
    head = "\r\n".join(("POST /api/v1/check HTTP/1.1", "Host: hub", token, *said, "", "")).encode()
    answer = hub.ask(head + b"0\r\n\r\n" + LAST)
    assert statuses(answer)[:1] in ([400], [413], [501])
    assert len(statuses(answer)) == 1


def test_requests_sent_together_are_answered_in_order(hub: Served) -> None:
    """Pipelining: three at once over one connection, each answered, the last one closes."""
    answer = hub.ask(LIVE + b"GET /nothing HTTP/1.1\r\nHost: hub\r\n\r\n" + LAST)
    assert statuses(answer) == [200, 404, 200]


def test_a_chunked_body_is_read_as_any_other(hub: Served, token: str) -> None:
    """Length unknown before: read to its end, and bounded by what comes."""
    body = json.dumps({}).encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    whole = hub.ask(post("/api/v1/check", len(body), token, "Connection: close") + body)
    assert hub.ask(post("/api/v1/check", None, token, "Connection: close") + chunked).endswith(
        whole.rpartition(b"\r\n\r\n")[2]
    )


def test_a_kept_connection_is_ended_when_nothing_more_comes(quick: Served) -> None:
    """After the answer, and not before it is there."""
    with quick.connect() as line:
        line.sendall(LIVE)
        assert statuses(rest(line)) == [200]


def test_looks_change_nothing_for_a_connection_that_is_used(quick: Served) -> None:
    """One that asks again and again is kept, however long that goes on."""
    with quick.connect() as line:
        for _ in range(30):
            line.sendall(LIVE)
            head = head_of(line)
            line.recv(int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]))
            Event().wait(QUICK.idle / 20)
