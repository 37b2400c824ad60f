"""Bad input: each fault is one problem document that names its place, and nothing is half done."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import get
from tests.hub.desk import Desk, plain
from tests.photographs import bomb, pixels, saved, telling

from comity.hub.api import ENDPOINTS

_DAY = "$.judicial.prosecution_barred_on"
BAD_BODIES: list[tuple[str, Any, int, str]] = [
    ("unknown key", {**plain(), "colour": "red"}, 400, "$.colour"),
    ("unknown key deep", {**plain(), "subject": {"type": "person", "nmae": "x"}}, 400, "$.subject.nmae"),
    ("wrong type", {**plain(), "reference": 7}, 400, "$.reference"),
    ("outside the vocabulary", {**plain(), "kind": "pink"}, 400, "$.kind"),
    ("no such day", {**plain(), "judicial": {"prosecution_barred_on": "1971-02-30"}}, 400, _DAY),
    ("no member", {**plain(), "requesting_member": "Atlantis"}, 400, "$.requesting_member"),
    ("duplicate key", b'{"kind": "red", "kind": "blue"}', 400, "$.kind"),
    ("truncated", b'{"kind": "red"', 400, "$"),
    ("not an object", b"[]", 400, "$"),
    ("wrong encoding", '{"kind": "réd"}'.encode("latin-1"), 400, "$"),
    ("nested too deep", b"[" * 100_000, 400, "$"),
    ("empty", b"", 400, "$"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status", "path"), [row[1:] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES]
)
def test_a_bad_body_is_named_by_its_place(standing: Desk, body: Any, status: int, path: str) -> None:
    """400 with the path of the fault, and no request is made."""
    owner = standing.home.bureau["XA"]
    before = standing.get(owner, "/requests")
    answer = standing.ask(owner, "POST", "/requests", body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["path"] == path
    assert standing.get(owner, "/requests") == before


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("colour=red", "colour"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "limit"),
        ("state=lost", "state[0]"),
        ("after=%00", "after"),
        ("after=x", "after"),
        ("after=" + "9" * 500, "after"),
    ],
)
def test_a_bad_parameter_is_named(standing: Desk, query: str, place: str) -> None:
    """400 for unknown, repeated and impossible parameters."""
    answer = standing.ask(standing.home.bureau["XA"], "GET", f"/notices?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"][0]["path"] == place


def test_no_reading_route_ignores_a_parameter_that_it_does_not_know(standing: Desk) -> None:
    """Every GET refuses `?colour=red`, before it looks for anything."""
    for endpoint in ENDPOINTS:
        if endpoint.method != "GET":
            continue
        names = {"id": "ntc_0000000000000000", "sha256": "a" * 64, "act": "1", "release": "2026-Q1",
                 "reference": "RDR-2026-A", "code": "SER-01", "place": "1",
                 "receipt": "qst_0000000000000000.0000000000000000"}  # fmt: skip
        answer = standing.ask(standing.home.officer, "GET", endpoint.path.format(**names) + "?colour=red")
        assert answer.status_code == 400, endpoint


def test_a_body_is_bounded_by_what_comes_and_not_only_by_what_is_said(standing: Desk) -> None:
    """More than 1 MiB is refused whether the length is told or the body just streams on."""
    owner = standing.home.bureau["XA"]

    def stream() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 65_536

    assert standing.ask(owner, "POST", "/requests", b" " * 1_100_000).status_code == 413
    answer = standing.client.post("/api/v1/requests", content=stream(), headers=standing.headers(owner))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/xml"]
)
def test_only_json_is_read(standing: Desk, media: str) -> None:
    """A form that a browser could be made to send is not read."""
    answer = standing.ask(standing.home.bureau["XA"], "POST", "/requests", plain(), **{"Content-Type": media})
    assert answer.status_code == 415


@pytest.mark.parametrize("tag", ["*", "3", 'w/"3"', "W/3", '"1", "2"', 'W/"1", W/"2"', '"', '"é"', '""', 'W/""'])
def test_a_version_is_one_etag(standing: Desk, tag: str) -> None:
    """Lists and the star say nothing of what was seen."""
    answer = standing.ask(
        standing.home.bureau["XA"], "PUT", "/requests/req_0000000000000000", plain(), **{"If-Match": tag.encode()}
    )
    assert answer.status_code == 400


def test_every_error_of_the_router_is_a_problem_too(standing: Desk) -> None:
    """404 and 405 of addresses and methods, within and without the interface."""
    for method, path, status in (
        ("GET", "/nowhere", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("PATCH", "/api/v1/requests", 405),
        ("DELETE", "/health/live", 405),
    ):
        answer = standing.client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= answer.json().keys()
    assert "GET" in standing.client.post("/api/v1/members/").headers.get("allow", "GET")


def test_a_damaged_row_is_told_as_such_and_nothing_of_what_it_says(
    served: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """503 that says that nothing was erased; neither the answer nor the log has what the row says."""
    home = served.home
    case = served.submitted()
    with home.comity.store.writing(lambda: None) as writer:
        found = writer.register("request", case)
        assert found is not None
        writer.save(type(found)(*(found.stream_type, found.stream_id, found.version, b'{"state": "Marek"}', found.row,
                                  found.created, found.updated)))  # fmt: skip
    answer = served.ask(home.bureau["XA"], "GET", f"/requests/{case}")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:comity:problem:row-damaged")
    assert "not erased" in answer.text
    logged = capsys.readouterr().out
    assert "row_damaged" in logged
    assert "Marek" not in answer.text + logged


def test_a_fault_of_ours_tells_the_caller_nothing(served: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """500 is a problem without a trace; the log has where it failed and nothing of what was said."""

    @get("/api/v1/broken", sync_to_thread=False)
    def broken() -> None:
        raise ValueError("Marek")

    served.client.app.register(broken)
    answer = served.client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:comity:problem:internal"
    logged = capsys.readouterr().out
    assert "request_failed" in logged
    assert "Marek" not in answer.text + logged


def test_a_file_is_kept_under_its_own_digest_only(standing: Desk) -> None:
    """Other bytes than the address says are refused; the same bytes twice are one file."""
    owner, data = standing.home.bureau["XA"], b"\x89PNG not really"
    name = hashlib.sha256(data).hexdigest()
    assert standing.ask(owner, "PUT", f"/files/{name}", b"other").status_code == 400
    assert [standing.ask(owner, "PUT", f"/files/{name}", data).status_code for _ in range(2)] == [201, 200]
    answer = standing.ask(owner, "GET", f"/files/{name}")
    assert (answer.content, answer.headers["content-disposition"]) == (data, "attachment")


PICTURES = {
    "a picture that tells": (telling()["JPEG"], None, ["place", "author", "device", "time", "words"]),
    "a picture that tells nothing": (saved(pixels(), "PNG"), None, []),
    "a picture cut short": (saved(pixels(), "PNG")[:-40], "damaged", ["other"]),
    "a bomb": (bomb(20_000, 20_000), "too-large", ["other"]),
    "a paper": (b"%PDF-1.7 a warrant", "no-picture", []),
}


@pytest.mark.parametrize(("data", "fault", "carries"), PICTURES.values(), ids=PICTURES.keys())
def test_a_program_is_told_what_a_picture_tells_and_whether_the_public_can_be_shown_it(
    standing: Desk, data: bytes, fault: str | None, carries: list[str]
) -> None:
    """At the upload, and each time that it is repeated; what is no picture is kept as an attachment all the same."""
    owner, name = standing.home.bureau["XA"], hashlib.sha256(data).hexdigest()
    for _ in range(2):
        answer = standing.ask(owner, "PUT", f"/files/{name}", data)
        assert answer.json() == {"sha256": name, "picture_fault": fault, "carries": carries}


def test_readiness_is_a_problem_where_the_store_cannot_be_read(served: Desk) -> None:
    """200 and what is still building while it serves; 503 when the database is not what it was."""
    assert served.client.get("/health/ready").json()["status"] == "ready"
    with served.home.comity.store.engine.begin() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("ALTER TABLE acts RENAME TO gone")
    answer = served.client.get("/health/ready")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:comity:problem:unavailable")
    assert served.client.get("/health/live").status_code == 200


@pytest.mark.parametrize("length", ["-1", "many", "5, 6"])
def test_a_length_that_is_no_length_is_the_caller_s_fault(standing: Desk, length: str) -> None:
    """A malformed header is a problem with status 400 and no fault of ours."""
    headers = {"Content-Length": length, "Content-Type": "application/json"}
    answer = standing.client.request("POST", "/api/v1/check", content=b"{}", headers=headers)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
