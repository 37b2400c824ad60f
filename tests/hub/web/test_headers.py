"""Headers of every answer: what may load it, frame it, keep it, and what a browser tells others of it."""

import dataclasses
import re
from collections.abc import Iterator

import httpx
import pytest
from litestar.testing import TestClient
from tests.hub.web.face import ENDLESS, Face
from tests.hub.web.test_doors import address

from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.asgi import create
from comity.hub.web import headers
from comity.hub.web.pages import Page
from comity.hub.web.parts import PAGES
from comity.hub.web.statics import static

GETS = [page for page in PAGES if page.method == "GET" and page.path not in ENDLESS]
POSTS = [page for page in PAGES if page.method == "POST"]
STRICT = re.compile(r"(default-src 'none')(; [a-z-]+ '(self|none)')*")
LASTING = re.compile(r"/\{language\}/figures/")
"""What may rest in caches: figures that were released, which are for everyone and never change."""


def named(page: Page) -> str:
    return page.name


def checked(answer: httpx.Response) -> None:
    """Hold what every page, redirect and error has in common."""
    policy = answer.headers["content-security-policy"]
    assert STRICT.fullmatch(policy) or policy == headers.FILE["Content-Security-Policy"]
    assert "unsafe" not in policy or "sandbox" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers


Staff = list[Principal]


@pytest.fixture(scope="module")
def staff(shared_face: Face) -> Staff:
    """Someone of each office."""
    home = shared_face.home
    members = [home.bureau["XA"], home.person("XD", Office.BUREAU_HEAD, member="XD"), home.reviewers[0], home.officer]
    offices = [home.secretary, home.admin, home.auditor, home.commissioner, home.listing, home.president]
    return [*members, *offices, home.committee, home.person("XC", Office.STATISTICIAN)]


def who_may(staff: Staff, page: Page) -> Principal | None:
    """Return someone whom a page is for; None where it is for anyone."""
    if Office.PUBLIC in page.offices:
        return None
    return next(by for by in staff if by.offices & page.offices)


@pytest.mark.parametrize("page", GETS, ids=named)
def test_every_page_is_strict_and_rests_in_no_cache(shared_face: Face, staff: Staff, page: Page) -> None:
    """As who may come, as nobody, and whatever the status; asking for the head alone gives the same without a body."""
    for by in (who_may(staff, page), None):
        answer = shared_face.get(by, address(page.path))
        checked(answer)
        kept = answer.headers["cache-control"]
        assert kept == "no-store" or (LASTING.match(page.path) and kept == headers.LASTING)
        head = shared_face.ask(by, "HEAD", address(page.path))
        assert (head.status_code, head.content) == (answer.status_code, b"")
        checked(head)


@pytest.mark.parametrize("page", POSTS, ids=named)
def test_every_refusal_of_a_form_is_strict_and_rests_in_no_cache(shared_face: Face, staff: Staff, page: Page) -> None:
    """A form without its token, from who may come."""
    answer = shared_face.ask(who_may(staff, page), "POST", address(page.path), data={"csrf": "x"})
    assert answer.status_code == 403
    checked(answer)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/no/such/page", "/en/no", "/bureau/notices/x", "/static/0/no.css"])
def test_errors_and_redirects_are_as_strict(shared_face: Face, path: str) -> None:
    """What no page answers as well."""
    answer = shared_face.get(None, path)
    assert answer.status_code in (303, 404)
    checked(answer)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND"])
def test_a_method_that_no_page_has_does_nothing(shared_face: Face, method: str) -> None:
    """TRACE gives nothing of the request back, so no script reads a cookie from it."""
    answer = shared_face.ask(shared_face.home.bureau["XA"], method, "/bureau", headers={"x-mark": "given-back"})
    assert answer.status_code == 405
    assert "given-back" not in answer.text + str(answer.headers)
    checked(answer)


def test_asking_for_the_options_opens_nothing_to_other_sites(shared_face: Face) -> None:
    """No page says that another origin may read it, not even to who asks as a browser asks before it sends."""
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    for path in ("/bureau", "/sign-in", "/en", "/api/v1/members", "/static/0/app.css"):
        answer = shared_face.ask(None, "OPTIONS", path, headers=asked)
        assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_static_file_is_its_type_and_nothing_in_it_loads_more(shared_face: Face) -> None:
    """A picture of ours that is opened by itself runs nothing."""
    for name in ("app.css", "comity.js", "favicon.svg"):
        answer = shared_face.get(None, static(name))
        assert answer.status_code == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'"


@pytest.fixture
def pages_shown(shared_face: Face, staff: Staff) -> Iterator[tuple[str, str]]:
    """Every page that who may come is shown, as (address, HTML)."""

    def shown() -> Iterator[tuple[str, str]]:
        for page in GETS:
            answer = shared_face.get(who_may(staff, page), address(page.path))
            if answer.headers.get("content-type", "").startswith("text/html"):
                yield page.path, answer.text

    return shown()


def test_no_page_has_a_script_or_style_within_it(pages_shown: Iterator[tuple[str, str]]) -> None:
    """What the policy forbids is not written either: no inline script, handler, style or address of another host."""
    seen = 0
    for path, html in pages_shown:
        scripts = [each for each in re.findall(r"<script[^>]*>", html) if not re.search(r' src="/static/', each)]
        assert scripts == [], path
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)\s*=", html), path
        assert not re.search(r"<(iframe|object|embed|base|meta http-equiv)\b", html, re.IGNORECASE), path
        loaded = re.findall(r'<(?:script|img|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="([^"]*)"', html)
        assert [each for each in loaded if not re.match(r"/[^/]", each)] == [], path
        seen += 1
    assert seen > 30


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://hub.example", "max-age=31536000; includeSubDomains"), ("http://127.0.0.1:8000", None)],
)
def test_every_answer_keeps_browsers_on_tls_where_there_is_any(face: Face, address: str, expected: str | None) -> None:
    """Pages, errors, files, the interface for programs and the public notices alike."""
    hub = dataclasses.replace(face.home.comity, base_url=address)
    with TestClient(create(hub), base_url=address) as client:
        for path in (
            "/en",
            "/no/such/page",
            "/sign-in",
            static("app.css"),
            "/api/v1/members",
            "/api/v1/me",
            "/notices/v1/red",
        ):
            for accept in ("text/html", "application/json"):
                answer = client.get(path, headers={"accept": accept}, follow_redirects=False)
                assert answer.headers.get("strict-transport-security") == expected, path
