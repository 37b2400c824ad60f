"""Every page that a person can reach from where they begin: it is there, it is accessible, and it fits a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Window

from comity.hub.web.language import LANGUAGES
from comity.hub.web.parts import PAGES
from tests.browser import judging
from tests.browser.conftest import PageAs
from tests.browser.crawling import Crawl

PEOPLE = (
    "xa.officer1",
    "xb.head",
    "reviewer1",
    "case1",
    "listing",
    "secretary",
    "auditor",
    "commissioner1",
    "statistics",
    "admin",
    "president",
    "committee1",
)
OF_THE_FORM = "GET /bureau/requests/{id}/"
"""The pages of a draft: test_request_form goes through them, for who has one."""
UNLINKED = {
    "GET /account/passkeys/{passkey}/remove": "for who has a passkey: test_signing_in",
    "GET /accounts/people/{id}/changes/{change}": "for a change that waits for a second person: test_accounts",
    "GET /accounts/people/{id}/sessions/end": "for someone who is signed in elsewhere",
    "GET /accounts/people/{id}/tokens/new": "for a machine: test_accounts",
    "GET /audit/acts/{act}/act.json": "for an act that a checkpoint counts",
    "GET /audit/acts/{act}/proof.json": "for an act that a checkpoint counts",
    "GET /bureau/notices/{id}/files/{sha256}": "a picture on a page",
    "GET /bureau/notices/{id}/treatment": "for who received it: test_notice_path",
    "GET /bureau/notices/{id}/objection": "tests of the desk",
    "GET /commission/applications/{id}/enclosures/{place}": "for an application with papers",
    "GET /commission/notices/{id}/files/{sha256}": "a picture on a page",
    "GET /commission/notices/{id}/unblock": "for a notice that is blocked",
    "GET /events": "what a script listens to",
    "GET /listing/import/{id}": "what an upload leads to",
    "GET /listing/import/{id}/events": "the progress of an upload",
    "GET /review/{id}/versions": "for a case that came back",
    "GET /sample": "the doors, through which everyone came",
    "GET /sign-in": "test_signing_in",
    "GET /statistics/publish": "in the days in which a release is due",
    "GET /welcome/{secret}": "test_signing_in",
    "GET /{language}/redress/send": "what a form leads to",
}
"""Pages that not everyone's links lead to, and where they are met instead."""
REACHED: dict[str, set[str]] = {}
Axe = Callable[[Window], None]


@pytest.mark.parametrize("login", PEOPLE)
def test_every_page_of_a_desk_is_whole(page_as: PageAs, axe: Axe, login: str) -> None:
    """From the first page after sign-in, along every link, nothing is wrong anywhere; the account is one for all."""
    window = page_as(login)
    start = window.evaluate("() => location.pathname")
    own = login == PEOPLE[0]
    crawl = Crawl(PAGES, judging.axe_source() or "", but=None if own else "/account").go(
        window, start, *["/account"] * own
    )
    REACHED[login] = set(crawl.visited)
    assert crawl.titles
    assert not crawl.wrong, "\n".join(crawl.wrong)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_public_page_is_whole_in_each_language(page_as: PageAs, axe: Axe, language: str) -> None:
    """The public reads all of it in each working language, the Arabic from right to left."""
    window = page_as(language=language)
    crawl = Crawl(PAGES, judging.axe_source() or "", language).go(window, f"/{language}")
    REACHED[language] = set(crawl.visited)
    assert len(crawl.visited) > 1
    assert not crawl.wrong, "\n".join(crawl.wrong)


def test_every_page_is_reached_by_someone() -> None:
    """A page that no link leads to is not there for anyone; those few that a form leads to are named."""
    if not REACHED.keys() >= {*PEOPLE, *LANGUAGES}:
        pytest.skip("not everyone's crawl was run")
    reached = set().union(*REACHED.values())
    named = {page.name for page in PAGES if page.method == "GET" and not page.name.startswith(OF_THE_FORM)}
    unmet = named - reached - UNLINKED.keys()
    assert not unmet, "\n".join(sorted(unmet))
