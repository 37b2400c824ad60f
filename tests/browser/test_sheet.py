"""A bureau finds a person, prints the sheet for the judge on one page, and reads how long an arrest may last."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]
WHOLE = re.compile(rb"/Type\s*/Page\b(?!s)")


def printed(page: Page) -> int:
    """Return on how many pages the page is printed."""
    return len(WHOLE.findall(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("kind", ["red", "yellow", "blue", "special"])
def test_the_sheet_of_a_notice_is_one_page_of_paper(page_as: PageAs, kind: str) -> None:
    """The newest three notices of a kind, as they are in the sample."""
    page = page_as("xb.officer1")
    page.goto(f"/bureau/notices?kind={kind}")
    found = page.locator("th a.comity-list__main").evaluate_all("links => links.map(each => each.href)")
    assert found
    for address in found[:3]:
        page.goto(f"{address}/sheet")
        expect(page.get_by_role("heading", level=1)).to_contain_text("for the judge on duty")
        assert printed(page) == 1, address


def test_a_sheet_with_much_to_say_is_still_one_page(page_as: PageAs) -> None:
    """As long as texts get before they are cut: four charges, the facts, three addenda, cautions."""
    page = page_as("xb.officer1")
    page.goto("/bureau/notices?kind=red")
    page.goto(f"{page.locator('th a.comity-list__main').first.get_attribute('href')}/sheet")
    page.evaluate(
        """() => {
          const charges = document.querySelector("section[aria-labelledby=what] ul");
          charges.innerHTML = charges.innerHTML.repeat(4);
          const facts = charges.nextElementSibling;
          facts.textContent = "In Veld the director took money from it. ".repeat(22);
          const caveat = document.createElement("section");
          caveat.className = "comity-sheet__caveat";
          const line = "<p><b>Addendum of 8 January 2025:</b> " + "It was refused elsewhere. ".repeat(11) + "</p>";
          caveat.innerHTML = "<h2>To be read before a decision</h2>" + line.repeat(3);
          document.querySelector(".comity-sheet__two").before(caveat);
        }"""
    )
    assert printed(page) == 1


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_from_a_name_to_the_sheet_and_the_card_of_the_requester(
    page_as: PageAs, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """A passport is shown: its number is searched, the notice opened, the sheet looked at, the bureau found."""
    page = page_as("xb.officer1", javascript=javascript, width=width)
    page.goto("/bureau/notices?kind=red")
    page.locator("th a.comity-list__main").first.click()
    number = page.locator("[id^=at-subject-documents] dd, dl:has(dt:text-is('Number')) dd").nth(1).inner_text()
    page.goto("/bureau/search")
    page.get_by_label("Number of a document").fill(number)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="Strong evidence that it is the same person")).to_be_visible()
    no_overflow(page)
    page.locator("article h4 a").first.click()
    page.get_by_role("link", name="Sheet for the judge on duty").click()
    expect(page.get_by_text("It is no warrant of arrest of this state")).to_be_visible()
    no_overflow(page)
    page.get_by_role("link", name="Back to the notice").click()
    page.locator(".comity-identity a[href^='/bureau/members/']").click()
    expect(page.get_by_role("heading", name="What a red notice does there")).to_be_visible()
    no_overflow(page)
