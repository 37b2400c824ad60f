"""Addresses attacked: ways around the doors, ways out of the folder, ways to another host, split headers."""

import asyncio
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from litestar import Litestar
from tests.app.entering import Person, with_password
from tests.hub.web.face import Face, Shown
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from comity.app import welcoming
from comity.hub.asgi import create

EVIL = "evil.example"
Sent = list[dict[str, Any]]


def raw(app: Any, path: bytes, method: str = "GET", *headers: tuple[bytes, bytes], client: str = "203.0.113.9") -> Sent:
    """Return what an application sends for exactly these bytes of a path, which no client puts in order first."""
    plain, _, query = path.partition(b"?")
    decoded = unquote_to_bytes(plain).decode("utf-8", "replace")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": decoded,
        "raw_path": plain,
        "query_string": query,
        "root_path": "",
        "client": (client, 1),
        "headers": [(b"accept", b"text/html"), *headers],
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    sent: Sent = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


def header(sent: Sent, name: bytes) -> bytes:
    return dict(sent[0]["headers"]).get(name, b"")


@pytest.fixture(scope="module")
def app(shared_face: Face) -> Litestar:
    return create(shared_face.home.comity)


DETOURS = [
    b"/bureau/",
    b"//bureau",
    b"/bureau//",
    b"/bureau//notices",
    b"/%62ureau",
    b"/bureau%2fnotices",
    b"/bureau%252fnotices",
    b"/BUREAU",
    b"/Bureau/Notices",
    b"/bureau;x=1",
    b"/bureau;/notices",
    b"/bureau/.",
    b"/./bureau",
    b"/en/../bureau",
    b"/en/..%2fbureau",
    b"/en/%2e%2e/bureau",
    b"/en/..;/bureau",
    b"/bureau%00",
    b"/bureau%0a",
    b"/bureau%20",
    b"/bureau\t",
    b"/bureau.html",
    b"/bureau?",
    b"/bureau#x",
    b"\\bureau",
    b"/\\bureau",
    b"/static/../bureau",
    b"/api/../bureau",
    b"/bureau/requests/..",
    b"/%e2%80%ae/bureau",
    b"/bureau%c0%af",
    b"/%ff",
    b"/" + b"a/" * 2000,
    b"/" + b"%41" * 5000,
]


@pytest.mark.parametrize("path", DETOURS, ids=lambda path: path[:24].decode("latin-1"))
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_no_spelling_of_an_address_is_a_way_around_the_door(app: Litestar, path: bytes, method: str) -> None:
    """Without a session each is the way in, not found, or no method; never the page, never a fault of ours."""
    sent = raw(app, path, method)
    status, body = sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])
    assert status in (303, 403, 404, 405)
    if status == 303:
        assert header(sent, b"location").startswith((b"/sign-in?next=/", b"/sample"))
    assert b"Your bureau" not in body


@pytest.mark.parametrize(
    "path",
    [
        b"/..%2f..%2fetc/passwd",
        b"/static/0/..%2fpages.py",
        b"/static/..%2f..%2f/app.css",
        b"/static/%2e%2e/%2e%2e/pages.py",
        b"/static/0/app.css%00.js",
        b"/static/0//etc/passwd",
        b"/static/0/C:%5Cwindows",
        b"/static/",
        b"/static/0/",
        b"/static/0/built.json",
        b"/.git/config",
        b"/static/0/.DS_Store",
        b"/en/figures/..%2f..%2f/release.json",
    ],
)
def test_nothing_is_read_from_a_path(app: Litestar, path: bytes) -> None:
    """No file of the machine, of the package or of a build that is not meant to be given."""
    sent = raw(app, path)
    assert sent[0]["status"] in (303, 404)
    assert b"root:" not in b"".join(message.get("body", b"") for message in sent[1:])


SPLITS = [
    b"/bureau/notices?kind=%0d%0aSet-Cookie:%20x=1",
    b"/bureau/notices/%0d%0aX:%20y",
    b"/account?%0d%0aLocation:%20//evil",
    b"/account?a=%E5%98%8A%E5%98%8DSet-Cookie:x",
    b"/account?a=b%00c",
    b"/account?next=%0aX:y",
    b"/desk?\xff\xfe",
]


@pytest.mark.parametrize("path", SPLITS, ids=lambda path: path[:30].decode("latin-1"))
def test_no_address_writes_a_header(app: Litestar, path: bytes) -> None:
    """What is led to the way in is one line, of signs that an address has."""
    sent = raw(app, path)
    assert sent[0]["status"] in (303, 400, 404)
    for _, value in sent[0]["headers"]:
        assert not set(value) & set(b"\r\n\x00")
    assert b"\r" not in header(sent, b"location")


LEADS = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/account\r\nLocation: //evil.example",
    "/account%0d%0aX: y",
    "/account@evil.example",
    "//evil.example/account",
    "/account/..//evil.example",
    "account",
    "?x=1",
    "#x",
    "/\u2028/evil.example",
    "/account\x00",
    "http:///evil.example",
    "/account?next=//evil.example\\@x",
    "x" * 5000,
    "/" + "/" * 3000,
    "\uff0f\uff0fevil.example",
]


@pytest.mark.parametrize("to", LEADS)
def test_no_address_leads_out(shared_face: Face, to: str) -> None:
    """Whoever is signed in, and follows a link with `next`, ends on a page of ours."""
    by = shared_face.home.officer
    answer = shared_face.ask(by, "GET", "/sign-in", params={"next": to})
    assert answer.status_code == 303
    assert answer.headers["location"] in ("/desk", "/account", "/review")


@pytest.mark.parametrize("to", LEADS)
def test_what_a_sign_in_page_is_asked_to_lead_to_is_written_down_harmlessly(shared_face: Face, to: str) -> None:
    """It stands in a hidden field, as text, and nowhere else; no link goes there."""
    answer = shared_face.ask(None, "GET", "/sign-in", params={"next": to})
    shown = Shown(answer)
    assert answer.status_code == 200
    assert {urlsplit(link).hostname for link in shown.links} <= {None, "localhost", "127.0.0.1"}
    assert not [link for link in shown.links if urlsplit(link).scheme not in ("", "http")]


@pytest.mark.parametrize(
    "name", ["host", "x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url", "referer"]
)
def test_no_header_changes_where_links_lead(shared_face: Face, name: str) -> None:
    """Whole addresses come from what the operator set, all others are paths."""
    value = f"host={EVIL}" if name == "forwarded" else f"https://{EVIL}/account" if name == "referer" else EVIL
    for by, path in ((None, "/en"), (None, "/account"), (shared_face.home.officer, "/account"), (None, "/no/page")):
        answer = shared_face.ask(by, "GET", path, headers={name: value})
        assert EVIL not in answer.text
        assert EVIL not in answer.headers.get("location", "")


def test_an_invitation_leads_to_the_hub_whatever_the_host(face: Face) -> None:
    """The link that is handed over holds a secret: it is made from the address that the operator set."""
    home = face.home
    invited = welcoming.invite(home.comity, home.admin, home.officer.id)
    assert invited.address.startswith(home.comity.base_url + "/welcome/")


@pytest.fixture
def ilva(face: Face) -> Person:
    """A case officer with password and codes."""
    return with_password(face.home, face.home.officer)


def test_who_says_to_come_from_elsewhere_has_no_more_tries(face: Face, ilva: Person) -> None:
    """A new X-Forwarded-For with each guess is the same address still."""
    form = face.page(None, "/sign-in").form("/sign-in")
    statuses = []
    for number in range(31):
        typed = {"login": [f"nobody-{number}"], "password": ["x"], "code": ["000000"]}
        told = {"x-forwarded-for": f"198.51.100.{number}", "x-real-ip": f"198.51.100.{number}"}
        answer = face.ask(None, "POST", "/sign-in", data={**form.values, **typed}, headers=told)
        statuses.append(answer.status_code)
    assert statuses[-1] == 429
    assert set(statuses[:30]) <= {400, 401, 403}


@pytest.mark.parametrize(
    ("peer", "said", "believed"),
    [
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("127.0.0.1", "192.0.2.1, 198.51.100.7", "198.51.100.7"),
    ],
)
def test_a_proxy_is_believed_on_this_machine_alone(peer: str, said: str, believed: str) -> None:
    """The server as it is started: what came last from outside counts, and only from a peer on loopback."""
    seen: list[str] = []

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    app = ProxyHeadersMiddleware(noting)
    scope = {"type": "http", "client": (peer, 1), "scheme": "http", "headers": [(b"x-forwarded-for", said.encode())]}
    asyncio.run(app(scope, None, None))  # type: ignore[arg-type]
    assert seen == [believed]


def test_what_is_given_to_be_kept_has_a_name_of_ours(face: Face) -> None:
    """No name comes from who sent the file, and each is plain."""
    by = face.home.auditor
    for path in ("/audit/acts.csv", "/audit/acts.jsonl", "/audit/checkpoint.txt", "/audit/acts/1/act.json"):
        answer = face.get(by, path)
        assert answer.status_code == 200
        said = answer.headers["content-disposition"]
        assert said.startswith('attachment; filename="')
        assert said[22:-1].replace("-", "").replace(".", "").isalnum()


@pytest.mark.parametrize("query", ["act=x", "what=x", "since=x", "until=2026-02-30", "after=-1", "colour=red"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_download_that_cannot_be_is_refused_before_it_begins(shared_face: Face, form: str, query: str) -> None:
    """What is poured out while it is made has said 200 already when something is wrong with it."""
    answer = shared_face.get(shared_face.home.auditor, f"/audit/acts.{form}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")
