"""Bodies attacked: too large, too many, cut, lying about themselves; and texts made to be slow."""

import asyncio
import json
from typing import Any

import pytest
from litestar import Litestar
from tests.house import request
from tests.hub.web.face import Face, Form, Shown

from comity.hub.asgi import create
from comity.hub.bodies import Bodies
from comity.hub.web import cookies
from comity.hub.web.bureau.form.outline import SECTIONS
from comity.hub.web.forms import MOST_FIELDS, read_form, read_pairs
from comity.hub.web.pages import LARGEST_FORM, LARGEST_UPLOAD
from comity.hub.web.parts import PAGES
from comity.kernel.errors import TooLarge, UnusableInput

URLENCODED = "application/x-www-form-urlencoded"
LONG = "Ж" * 10_000


@pytest.fixture(scope="module")
def app(shared_face: Face) -> Litestar:
    return create(shared_face.home.comity)


def posted(
    app: Litestar, path: str, parts: list[bytes], said: bytes | None, media: str = URLENCODED
) -> tuple[int, int]:
    """Return the status, and how many parts of the body were read."""
    cookie = f"{cookies.BROWSER}=abc".encode()
    headers = [(b"accept", b"text/html"), (b"content-type", media.encode()), (b"cookie", cookie)]
    headers += [(b"content-length", said)] if said is not None else []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("203.0.113.9", 1),
        "headers": headers,
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    read, sent = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": parts[read - 1], "more_body": read < len(parts)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return sent[0]["status"], read


MIB = 1024 * 1024


@pytest.mark.parametrize("said", [None, b"10", b"0", b"-1", b"99999999999999999999", b"1e9", b"abc"])
def test_a_body_is_bounded_by_what_comes_whatever_it_says_of_its_length(app: Litestar, said: bytes | None) -> None:
    """Reading stops with the part that passes the bound."""
    status, read = posted(app, "/sign-in", [b"a" * MIB] * 64, said)
    assert status in (400, 413)
    assert read <= LARGEST_FORM // MIB + 1


def test_what_says_that_it_is_too_large_is_not_read(app: Litestar) -> None:
    """Nothing of it is taken in."""
    assert posted(app, "/sign-in", [b"a"] * 8, str(LARGEST_FORM + 1).encode()) == (413, 0)


def test_every_page_has_a_bound_and_only_those_with_files_a_larger_one() -> None:
    """A page that was given a larger one without need is found here."""
    larger = {page.path for page in PAGES if page.largest > LARGEST_FORM}
    assert all(page.method == "POST" for page in PAGES if page.path in larger and page.largest > LARGEST_FORM)
    assert all(page.largest <= 2 * LARGEST_UPLOAD for page in PAGES)
    assert {"/sign-in", "/sign-out", "/welcome/{secret}"} & larger == set()


BOUNDARY = "x"


def part(name: str, body: bytes = b"1") -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + body + b"\r\n"


MALFORMED = {
    "too many parts": part("a") * (MOST_FIELDS + 1) + b"--x--\r\n",
    "no end": part("a"),
    "another boundary": b"--y\r\n\r\n1\r\n--y--\r\n",
    "nothing but line ends": b"\r\n" * 500_000,
    "a head that never ends": b"--x\r\nContent-Disposition: form-data; name=" + b"a" * MIB,
    "heads without end": b"--x\r\n" + b"A: b\r\n" * 200_000,
    "a name of backslashes": part('\\"' * 500_000 + "x") + b"--x--\r\n",
    "bytes that are no text": part("a", b"\xff\xfe") + b"--x--\r\n",
    "a part within a part": b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n1\r\n--y--\r\n--x--\r\n",
    "a line end alone": part("a").replace(b"\r\n", b"\n") + b"--x--\n",
}


@pytest.mark.parametrize("named", sorted(MALFORMED))
def test_a_malformed_body_is_refused_as_a_whole(named: str) -> None:
    """Nothing of it is taken for a form."""
    with pytest.raises(UnusableInput):
        read_form(MALFORMED[named], f"multipart/form-data; boundary={BOUNDARY}")


def test_what_comes_after_the_end_is_no_part_of_a_form() -> None:
    """Neither a field nor a file is read behind the last boundary, and what is read first stands first."""
    found = read_form(
        part("a", b"1") + part("a", b"2") + b"--x--\r\n" + part("b", b"3"), "multipart/form-data; boundary=x"
    )
    assert (found.all("a"), found.one("a"), "b" in found) == (["1", "2"], "1", False)


@pytest.mark.parametrize(
    "media",
    [
        'multipart/form-data; boundary="' + '\\"' * 20_000,
        "multipart/form-data;" + " " * 40_000,
        "a=b; " * 10_000,
        "multipart/form-data; boundary=" + "b" * 40_000,
        "multipart/form-data; boundary=\x00",
        "multipart/form-data; boundary=",
    ],
)
def test_a_media_type_made_to_be_slow_is_refused(shared_face: Face, media: str) -> None:
    """Before the body is looked at."""
    answer = shared_face.client.post(
        "/sign-in", content=b"x", headers={"content-type": media, "accept": "text/html"}, follow_redirects=False
    )
    assert answer.status_code in (400, 403, 415)


@pytest.mark.parametrize(
    "query", [b"a=" + b"%FF" * 5, b"&".join([b"a=1"] * (MOST_FIELDS + 1)), b"a=%ed%a0%80", b"\xff=1"]
)
def test_a_query_that_is_no_text_or_has_no_end_is_refused(query: bytes) -> None:
    """As a form is."""
    with pytest.raises(UnusableInput):
        read_pairs(query)


@pytest.mark.parametrize("query", ["a[b][c][d]=1&" * 500, "a.b.c=1&" * 500, "__proto__[x]=1", "a=" + "[" * 30_000])
def test_nothing_in_a_name_is_a_structure(shared_face: Face, query: str) -> None:
    """Brackets and dots are letters of a name that no page knows."""
    by = shared_face.home.bureau["XA"]
    answer = shared_face.get(by, f"/bureau/notices?{query}")
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("section", [section.slug for section in SECTIONS])
def test_ten_thousand_characters_in_every_field_of_a_request_are_answered(shared_face: Face, section: str) -> None:
    """Kept where a text may be so long, refused at the field where not; nothing typed is lost either way."""
    by, home = shared_face.home.bureau["XA"], shared_face.home
    path = f"/bureau/requests/{home.draft()}/{section}"
    page = shared_face.get(by, path)
    if page.status_code != 200 or not [each for each in Shown(page).forms if each.action == path]:
        return
    form = Shown(page).form(path)
    kept = {"csrf", "key", "seen"}
    answer = shared_face.send(by, form, {name: LONG for name in form.values if name not in kept})
    assert answer.status_code in (303, 400, 409, 412)
    if answer.status_code != 303 and set(form.values) - kept:
        assert LONG in answer.text


def test_three_thousand_fields_are_read_and_one_more_is_refused(shared_face: Face) -> None:
    """Each form of a desk, the longest that can be sent."""
    by = shared_face.home.bureau["XA"]
    page = shared_face.page(by, "/account").form("/sign-out")
    path = f"/bureau/requests/{shared_face.home.draft()}/identity"
    own = shared_face.page(by, path).form(path)
    known = sum(len(values) for values in own.values.values())
    few = {f"x{number}": "1" for number in range(MOST_FIELDS - known)}
    assert shared_face.send(by, Form(path, "post", own.values), few).status_code in (303, 400, 409)
    assert shared_face.send(by, Form(path, "post", own.values), {**few, "y": "1", "z": "1"}).status_code == 400
    assert page.values["csrf"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        '{"subject":' * 20_000,
        '{"a":' + "1" * 100_000 + "}",
        "{" + ",".join(['"k":1'] * 60_000) + "}",
        '{"kind":"' + "\\u0000" * 20_000 + '"}',
        "\ufeff" * 1000,
        "NaN",
        '{"kind":1e999}',
        "\x00" * 1000,
        '"' + "\\" * 100_001,
    ],
    ids=range(10),
)
def test_an_import_made_to_be_slow_or_deep_is_refused_on_its_page(shared_face: Face, text: str) -> None:
    """Nested, endless, of one key, of a number without end: told as any other fault."""
    answer = shared_face.post(shared_face.home.bureau["XA"], "/bureau/requests/import", json=text)
    assert answer.status_code == 400
    assert "Error: Import a request" in Shown(answer).text


def test_an_import_in_which_everything_is_wrong_names_some_of_it(shared_face: Face) -> None:
    """Looking for the next fault ends."""
    wrong = {f"key{number}": number for number in range(2000)} | json.loads(json.dumps({"subject": {"sex": "m"}}))
    answer = shared_face.post(shared_face.home.bureau["XA"], "/bureau/requests/import", json=json.dumps(wrong))
    assert answer.status_code == 400


@pytest.mark.parametrize("length", [129, 10_000, 1_000_000])
def test_the_key_of_a_form_is_as_short_as_one_of_ours(shared_face: Face, length: int) -> None:
    """It is kept, so it is bounded; a form with another is refused and does nothing."""
    by = shared_face.home.bureau["XA"]
    form = shared_face.page(by, "/bureau/campaigns").form("/bureau/campaigns")
    answer = shared_face.send(by, form, {"key": "k" * length, "title": f"Of {length}"})
    assert answer.status_code == 400
    assert f"Of {length}" not in shared_face.page(by, "/bureau/campaigns").text


def test_a_body_that_stops_coming_is_no_form(shared_face: Face) -> None:
    """A browser that goes away in the middle leaves nothing behind."""

    class Cut:
        headers: dict[str, str] = {}
        client = None

        async def stream(self) -> Any:
            yield b"a" * 10
            raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(read(Cut(), 100))
    with pytest.raises(TooLarge):
        asyncio.run(read(_Whole(), 5))
    assert request().reference


async def read(asked: Any, largest: int) -> bytes:
    bodies = Bodies()
    try:
        async with bodies.body(asked, largest, known=False) as found:
            return found
    finally:
        assert bodies.held == 0


class _Whole:
    headers: dict[str, str] = {"content-length": "3"}
    client = None

    async def stream(self) -> Any:
        yield b"a" * 10
