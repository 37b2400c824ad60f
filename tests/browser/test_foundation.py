"""What the other browser tests stand on: the hub answers, and a complaint of the browser is heard."""

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.browser import judging
from tests.browser.conftest import PageAs
from tests.browser.serving import Hub
from tests.browser.watching import Watch

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title></head>
<body><main><h1>Test</h1>{}</main></body></html>"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def show(context: BrowserContext, path: str, body: str) -> None:
    """Answer `path` with a page of our own under a strict content policy."""

    def answer(route: Route) -> None:
        route.fulfill(body=PAGE.format(body), headers={"Content-Security-Policy": POLICY}, content_type="text/html")

    context.route(f"**{path}", answer)


def test_the_hub_serves_the_sample(hub: Hub, page_as: PageAs) -> None:
    """It answers in a browser, and everyone of the sample is known by login."""
    answer = page_as().goto("/health/ready")
    assert answer is not None
    assert answer.status == 200
    assert {"xa.officer1", "reviewer1", "secretary", "auditor"} <= hub.people.keys()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<p style="color: red">x</p>', "style"),
        ('<img src="/nothing-is-here.png" alt="">', "404"),
        ('<img src="http://127.0.0.1:9/x.png" alt="">', "img"),
    ],
)
def test_complaints_of_the_browser_are_heard(page_as: PageAs, watch: Watch, body: str, complaint: str) -> None:
    """A breach of the content policy and a thing that is not there are complaints, and complaints fail."""
    page = page_as()
    show(page.context, "/spoiled", body)
    page.goto("/spoiled", wait_until="networkidle")
    with pytest.raises(AssertionError, match=complaint):
        watch.nothing_wrong()
    watch.complaints.clear()


def test_axe_judges_under_a_strict_policy(page_as: PageAs) -> None:
    """It finds a field without a label, and nothing on a page in which nothing is wrong."""
    source = judging.axe_source()
    if source is None:
        pytest.skip("axe-core is not installed (npm ci)")
    page = page_as()
    show(page.context, "/good", "<p>Good.</p>")
    show(page.context, "/bad", '<input name="x">')
    page.goto("/good")
    assert judging.violations(page, source) == []
    assert judging.named(page) == []
    page.goto("/bad")
    assert [each.split()[0] for each in judging.violations(page, source)] == ["label"]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_wider_than_its_window_is_found(page_as: PageAs, javascript: bool) -> None:
    """A word that does not break sticks out of a phone, and of a wide screen it does not."""
    page = page_as(width=360, javascript=javascript)
    show(page.context, "/wide", "<p>" + "x" * 90 + "</p>")
    page.goto("/wide")
    assert judging.overflow(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert judging.overflow(page) == []
