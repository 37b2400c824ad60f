"""Search at the desk in a browser: who may be meant, side by side; cleared, silent, taken back; without script too."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]


def pictured(page: Page, name: str) -> None:
    """Keep a picture where COMITY_TEST_PICTURES names a folder: for whoever looks at what they changed."""
    folder = os.environ.get("COMITY_TEST_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def searched(page: Page, name: str) -> None:
    page.goto("/bureau/search")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Search", exact=True).click()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, False)], ids=["desk", "phone without script"])
def test_a_match_is_compared_cleared_and_taken_back(
    page_as: PageAs, axe: Judge, no_overflow: Judge, width: int, javascript: bool
) -> None:
    """Every page on the way fits its window, and axe, which needs script, finds nothing on it."""
    judges = (axe, no_overflow) if javascript else (no_overflow,)
    page = page_as("xb.officer1", javascript=javascript, width=width)
    page.goto("/bureau/notices")
    page.locator("a[href^='/bureau/notices/ntc_']").first.click()
    name = page.get_by_role("heading", level=1).inner_text().rpartition(": ")[2]
    searched(page, name)
    seen = page.locator("article.comity-card").first
    expect(seen).to_contain_text("Side by side")
    judged(page, f"search-{width}", *judges)
    seen.get_by_role("button", name="Not the same person").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is the traveller not the person")
    judged(page, f"clearing-{width}", *judges)
    page.get_by_role("button", name="Not the same person").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Whom your bureau cleared")
    judged(page, f"clearances-{width}", *judges)
    searched(page, name)
    page.get_by_text("your bureau cleared before").click()
    judged(page, f"silenced-{width}", *judges)
    page.goto("/bureau/search/clearances")
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Whom your bureau cleared")
    page.wait_for_timeout(1500)
    page.goto("/bureau/search/questions")
    expect(page.get_by_role("main")).to_contain_text("An investigation")
    judged(page, f"questions-{width}", *judges)


def judged(page: Page, name: str, *judges: Judge) -> None:
    """Hold what must hold of every page against the one that is shown."""
    pictured(page, name)
    for judge in judges:
        judge(page)
