"""Static files: only what was built is served, under addresses that may be kept for good."""

import gzip
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from comity.hub.problems import problem
from comity.hub.web.statics import NotBuilt, Statics, read, static_handler

FILES = {
    "app.css": b"body{margin:0}" * 50,
    "comity.js": b'import "./other.js";\n',
    "mark.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "licences.txt": "Für alle".encode(),
    "built.json": b"{}",
}


def build(folder: Path, **changed: bytes) -> Statics:
    """Write a small build and read it."""
    for name, body in (FILES | {name.replace("_", "."): body for name, body in changed.items()}).items():
        (folder / name).write_bytes(body)
    return read(folder)


@pytest.fixture
def built(tmp_path: Path) -> Statics:
    return build(tmp_path)


@pytest.fixture
def client(built: Statics) -> TestClient[Litestar]:
    app = Litestar([static_handler(built)], exception_handlers={Exception: problem}, openapi_config=None)
    return TestClient(app, base_url="http://testserver.local")


def test_a_file_is_given_with_its_type_and_may_be_kept_for_good(client: TestClient[Litestar], built: Statics) -> None:
    """The address changes with the content, so a browser never has to ask twice."""
    answer = client.get(built.url("app.css"))
    assert answer.content == FILES["app.css"]
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("comity.js", "text/javascript; charset=utf-8"),
        ("mark.svg", "image/svg+xml"),
        ("licences.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_type(
    client: TestClient[Litestar], built: Statics, name: str, media_type: str
) -> None:
    """A wrong type would keep a strict browser from using the file."""
    assert client.get(built.url(name)).headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.8", True), ("gzip;q=0", False), ("br", False), ("", False)],
)
def test_a_file_travels_compressed_only_to_who_takes_it(
    client: TestClient[Litestar], built: Statics, accepted: str, packed: bool
) -> None:
    """The header Accept-Encoding decides, and caches are told so."""
    answer = client.get(built.url("app.css"), headers={"accept-encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == FILES["app.css"]


def test_asking_for_the_head_gives_no_body(client: TestClient[Litestar], built: Statics) -> None:
    """HEAD says what GET would, and sends nothing."""
    answer = client.head(built.url("app.css"), headers={"accept-encoding": "identity"})
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_page_of_an_earlier_build_gets_the_file_of_today_unkept(client: TestClient[Litestar], built: Statics) -> None:
    """An address of other content must not become an address of this one in any cache."""
    answer = client.get("/static/00000000/app.css")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/static/{v}/built.json",
        "/static/{v}/unknown.css",
        "/static/{v}/../statics.py",
        "/static/{v}/..%2Fstatics.py",
        "/static/{v}/%2e%2e%2f%2e%2e%2fpasswd",
        "/static/{v}/..%5Cstatics.py",
        "/static/{v}/app.css%00",
        "/static/{v}/APP.CSS",
        "/static/{v}/",
        "/static/{v}",
        "/static",
    ],
)
def test_nothing_but_the_files_of_the_build_is_given(client: TestClient[Litestar], built: Statics, path: str) -> None:
    """A name is looked up among those that were read at the start; no path is ever followed."""
    assert client.get(path.format(v=built.version)).status_code == 404


def test_the_address_changes_with_what_the_files_contain(tmp_path: Path) -> None:
    """One changed byte in one file gives new addresses to all, because scripts import their neighbours."""
    before = build(tmp_path)
    assert build(tmp_path).url("app.css") == before.url("app.css")
    assert build(tmp_path, comity_js=b"1;\n").url("app.css") != before.url("app.css")


def test_a_missing_or_unfinished_build_says_what_to_run(tmp_path: Path) -> None:
    """The hub does not start with pages that nobody can read."""
    with pytest.raises(NotBuilt, match="make assets"):
        read(tmp_path / "nothing")
    build(tmp_path)
    (tmp_path / "built.json").unlink()
    with pytest.raises(NotBuilt, match="make assets"):
        read(tmp_path)


def test_a_template_that_names_an_unknown_file_learns_which_there_are(built: Statics) -> None:
    """A slip in a template fails at once and in words, not as a page without its style."""
    with pytest.raises(KeyError, match=r"no file app\.scss; it has app\.css"):
        built.url("app.scss")


def test_compressed_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    """Two workers give the same bytes under the same address."""
    first, second = build(tmp_path).files["app.css"], build(tmp_path).files["app.css"]
    assert first.packed == second.packed
    assert first.packed is not None
    assert gzip.decompress(first.packed) == first.plain
