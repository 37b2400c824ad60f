"""The accounts in a browser: what takes two people, and a machine's token."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_a_reviewer_is_made_and_invited_by_two(
    page_as: PageAs, axe: Judge, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """The administrator proposes, the Secretary General confirms by name; the code and the link are in two hands."""
    first, second = page_as("admin", javascript=javascript, width=width), page_as("secretary", javascript=javascript)

    def judge(page: Page) -> None:
        no_overflow(page)
        if javascript:
            axe(page)

    name = f"Zoë Ñandú {width}"
    first.goto("/accounts/new")
    first.get_by_label("Name", exact=True).fill(name)
    first.get_by_label("Login").fill(f"zoe{width}")
    first.get_by_label("Nationalities").fill("XB")
    first.get_by_role("button", name="Add the person").click()
    person = re.sub(r"^https?://[^/]+|[?#].*$", "", first.url)
    first.goto(f"{person}/offices/fill?office=reviewer")
    judge(first)
    first.get_by_label("Reviewer", exact=True).check()
    first.get_by_role("button", name="Fill the office").click()
    expect(first.get_by_role("main")).to_contain_text("wait")
    first.goto("/accounts/changes")
    judge(first)
    expect(first.get_by_role("row", name=name)).to_contain_text("A second person confirms it")
    second.goto("/accounts/changes")
    second.get_by_role("link", name=f"Confirm the change to {name}").click()
    judge(second)
    expect(second.get_by_role("main")).to_contain_text("Give the office of reviewer")
    second.get_by_role("button", name="Confirm the change").click()
    first.goto(f"{person}/invite")
    judge(first)
    first.get_by_role("main").get_by_role("button").first.click()
    judge(first)
    code = first.locator("#code").inner_text()
    second.goto("/accounts/changes")
    second.get_by_role("link", name=f"Confirm the change to {name}").click()
    second.get_by_role("button", name="Confirm the change").click()
    judge(second)
    guest = page_as(javascript=javascript, width=width)
    guest.goto(second.locator("#link").inner_text())
    judge(guest)
    guest.get_by_label("code", exact=False).first.fill(code)
    guest.get_by_role("main").get_by_role("button").first.click()
    expect(guest.get_by_role("main")).to_contain_text("authenticator")


def test_a_machine_is_given_a_token(page_as: PageAs, axe: Judge, no_overflow: Judge) -> None:
    """From the machine's page; what is no number of days is said at its field."""
    page = page_as("admin")
    page.goto("/accounts?office=border_service")
    page.locator("main table a").first.click()
    page.get_by_role("link", name=re.compile("token", re.IGNORECASE)).first.click()
    axe(page)
    no_overflow(page)
    page.get_by_label("Valid for how many days").fill("400")
    page.get_by_role("button", name="Issue the token").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a number of days from 1 to 366")
