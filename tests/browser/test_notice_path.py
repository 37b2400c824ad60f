"""The whole way of a red notice in the browser, each person at an own desk, from sign-in to what was done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import drafting, reviewing
from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]
FIRST = "The first reviewer's own words, which nobody reads too early."


def requested(page: Page, reference: str, judge: Judge) -> str:
    """Write, mend and send a request; return its id."""
    drafting.begin(page, reference)
    drafting.write(page, judge)
    page.get_by_role("button", name="Check your request").click()
    drafting.mend(page, "Reference and requesting authority", drafting.AUTHORITY)
    drafting.mend(page, "Validation and contact", drafting.ANSWERABLE)
    page.get_by_role("button", name="Send to the Secretariat").click()
    page.get_by_role("link", name="See the request").click()
    return page.url.rpartition("/")[2]


def opened(page: Page, judge: Judge) -> None:
    """Open the newest of what came in and say that it is entered."""
    page.goto("/bureau/notices")
    judge(page)
    page.locator("main table a").first.click()
    expect(page.get_by_role("main")).to_contain_text("Tarvel")
    judge(page)
    page.get_by_role("link", name="Say how you treat it").click()
    page.get_by_label("Entered, as a ground to act on").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("Entered, as a ground to act on")


def told(page: Page, judge: Judge) -> None:
    """After a find, say what was done."""
    page.get_by_role("link", name="We found the person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What did you do?")
    judge(page)
    page.get_by_label("We arrested the person provisionally").check()
    page.get_by_label("In your own words").fill("Arrested at the border; the judge is told.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("We arrested the person provisionally")


@pytest.mark.parametrize(
    ("bureau", "first", "second", "recipient", "javascript", "width"),
    [
        ("xa.officer2", "reviewer1", "reviewer3", "xd.officer1", True, 1280),
        ("xc.officer2", "reviewer4", "reviewer5", "xe.officer1", False, 360),
    ],
    ids=["desk", "phone without JavaScript"],
)
def test_a_red_notice_goes_its_whole_way(
    page_as: PageAs,
    no_overflow: Judge,
    bureau: str,
    first: str,
    second: str,
    recipient: str,
    javascript: bool,
    width: int,
) -> None:
    """Asked for, approved by two who do not read each other, published, entered by another member, and answered."""

    def page_of(login: str, earnest: bool = False) -> Page:
        return page_as(login, javascript=javascript, width=width, earnest=earnest)

    owner = page_of(bureau, earnest=True)
    case = requested(owner, f"whole/{width}", no_overflow)
    one, two = page_of(first, earnest=True), page_of(second, earnest=True)
    reviewing.claim(one, case)
    no_overflow(one)
    reviewing.approve(one, FIRST, no_overflow)
    expect(one.get_by_role("main")).to_contain_text("Your opinion is given")
    reviewing.claim(two, case)
    assert FIRST not in two.content()
    assert "1 of 2" not in two.content()
    reviewing.approve(two, "Examined as well.", no_overflow)
    expect(two.get_by_role("main")).to_contain_text("The notice is published")
    expect(two.get_by_role("main")).to_contain_text(FIRST)
    no_overflow(two)
    reader = page_of(recipient, earnest=True)
    opened(reader, no_overflow)
    told(reader, no_overflow)
    owner.reload()
    expect(owner.get_by_role("main")).to_contain_text("Published")
    owner.goto("/bureau/notices/ours")
    owner.locator("main table a").first.click()
    expect(owner.get_by_role("main")).to_contain_text("We arrested the person provisionally")
