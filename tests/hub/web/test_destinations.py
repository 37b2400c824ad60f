"""After signing in one goes on to a page of our own that one may open, and nowhere else."""

import pytest

from comity.governance.offices import Office
from comity.hub.web.desks import HOME
from comity.hub.web.destinations import destination
from comity.hub.web.parts import PAGES

OFFICER, HEAD = frozenset({Office.CASE_OFFICER}), frozenset({Office.BUREAU_HEAD})


@pytest.mark.parametrize(
    "address", ["/account", "/account/password", "/en", "/desk", "/account?done=password", "/sign-in"]
)
def test_an_address_of_ours_is_followed(address: str) -> None:
    """With what it asks for."""
    assert destination(PAGES, OFFICER, address) == address


ELSEWHERE = [
    "", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "\t//evil.example", " //evil.example", "/%2f%2fevil.example", "/%5cevil.example", "%2f%2fevil.example",
    "http://evil.example", "https:/evil.example", "https:evil.example", "javascript:alert(1)", "//127.0.0.1/account",
    "/account\r\nLocation: https://evil.example", "/account\n", "/account#https://evil.example", "account",
    "/account/../../evil", "/account//evil.example", "/account@evil.example", "/.evil.example", "/\u2044evil.example",
    "/account?next=\\evil", "/account?x=\x00", "/sign-out", "/nothing-of-ours", "/account/tokens/x/y/z", "/" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE, ids=[repr(each)[:40] for each in ELSEWHERE])
def test_any_other_address_leads_to_the_own_desk(address: str) -> None:
    """Other sites in every disguise, what is no page, and what only a form is sent to."""
    assert destination(PAGES, OFFICER, address) == HOME


def test_a_page_of_another_desk_leads_to_the_own() -> None:
    """Signing in never ends on a page that says no."""
    closed = next(page for page in PAGES if page.method == "GET" and page.admits(OFFICER) and not page.admits(HEAD))
    assert destination(PAGES, OFFICER, closed.path.replace("{id}", "req_0000000000000000")) != HOME
    assert destination(PAGES, HEAD, closed.path) == HOME
