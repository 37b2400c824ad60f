"""Who supervises and does not decide: the Secretary General at the clocks, the auditor at the ledger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]
FORMS = re.compile(r"/(claim|opinion|context|block|cancel|notices|requests)\b")


def forms(page: Page) -> list[str]:
    """Return where the forms of a page lead that change anything."""
    return list(page.eval_on_selector_all("form[method=post]", "all => all.map(each => new URL(each.action).pathname)"))


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_the_secretary_general_sees_clocks_and_finds_no_way_to_decide(
    page_as: PageAs, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """Overdue cases, load and silence stand there; nothing leads to a case, and typed in it is denied."""
    page = page_as("secretary", javascript=javascript, width=width, earnest=javascript)
    page.goto("/secretariat")
    expect(page.get_by_role("main")).to_contain_text("You decide no case")
    expect(page.get_by_role("main")).to_contain_text("overdue")
    case = re.search(r"req_\w+", page.get_by_role("main").inner_text())
    assert case
    no_overflow(page)
    for path in ("/secretariat", "/secretariat/cases", "/secretariat/members"):
        page.goto(path)
        assert not [each for each in forms(page) if FORMS.search(each)], path
        assert page.locator("a[href^='/review/'], a[href^='/bureau']").count() == 0, path
        no_overflow(page)
    page.goto(f"/review/{case[0]}")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("may not|not found|another desk"))
    assert "Tarvel" not in page.content()


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_the_auditor_reads_who_did_what_and_no_contents_and_checks_a_proof(
    page_as: PageAs, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """From the list of acts to who opened a file, and to the proof of one act; no name of a person sought is met."""
    named = page_as().request.get("/notices/v1/red?resultPerPage=160").json()
    names = {each["name"].title() for each in named["_embedded"]["notices"] if each.get("name")}
    page = page_as("auditor", javascript=javascript, width=width, earnest=javascript)
    page.goto("/audit?act=FileOpened")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who opened files")
    no_overflow(page)
    page.locator("main table a").first.click()
    expect(page.get_by_role("main")).to_contain_text("Why it was let happen")
    words = set(re.findall(r"[A-Z][a-z]+", page.get_by_role("main").inner_text()))
    assert names
    assert not words & names
    page.goto("/audit/acts/12?check=yes")
    expect(page.get_by_role("status")).to_contain_text("The proof holds")
    no_overflow(page)
    assert forms(page) == ["/sign-out"]
    page.goto("/bureau/notices")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page belongs to another desk")
