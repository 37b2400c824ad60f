"""A session that ends in the middle of a form: nothing that was typed is lost, and nobody else is given it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import drafting, entering
from tests.browser.conftest import PageAs
from tests.browser.serving import Hub

Judge = Callable[[Page], None]
TYPED = "Zwischenzeit: 410,000 dollars, eleven buyers & <one> forged permit.\nمن فيلد."


def interrupted(page: Page, login: str) -> str:
    """Type into a form, lose the session, send the form; return the address of the draft."""
    draft = drafting.started(page, f"{login}/ended")
    page.goto(f"{draft}/facts")
    page.get_by_label("What happened").fill(TYPED)
    page.context.clear_cookies(name="comity-session")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing you typed is lost")
    return draft


def sign_in_here(page: Page, hub: Hub, login: str) -> None:
    person = hub.people[login]
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password", exact=True).fill(person.password or "")
    page.get_by_label("Six-digit code").fill(entering.code(person))
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert entering.signed_in(page)


@pytest.mark.parametrize(("login", "javascript", "width"), [("xh.officer1", True, 1280), ("xh.officer2", False, 360)])
def test_what_was_typed_is_sent_after_signing_in_again(
    hub: Hub, page_as: PageAs, axe: Judge, no_overflow: Judge, login: str, javascript: bool, width: int
) -> None:
    """The form travels through sign-in, is shown, and is saved as it was typed."""
    page = page_as(login, javascript=javascript, width=width)
    draft = interrupted(page, login)
    no_overflow(page)
    sign_in_here(page, hub, login)
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing you typed is lost")
    expect(page.get_by_role("main")).to_contain_text("eleven buyers & <one> forged permit.")
    no_overflow(page)
    if javascript:
        axe(page)
    page.get_by_role("button", name="Send what I typed").click()
    page.goto(f"{draft}/facts")
    expect(page.get_by_label("What happened")).to_have_value(TYPED)


def test_what_was_typed_is_not_given_to_another_person(hub: Hub, page_as: PageAs) -> None:
    """Who signs in at the same browser as somebody else reads nothing of it."""
    page = page_as("xi.officer1")
    interrupted(page, "xi.officer1")
    sign_in_here(page, hub, "xj.officer1")
    assert "forged permit" not in page.content()
    assert "nothing you typed is lost" not in page.content()
