"""How a person of the sample comes in: with one click from the sample's first page, or as in earnest."""

import pyotp
from playwright.sync_api import Page, expect

from comity.sample.demo import DemoPerson

ENTRANCE = "/"


def enter(page: Page, login: str) -> None:
    """Enter as someone with one click, as the sample's first page offers it."""
    page.goto(ENTRANCE)
    page.locator(f'form:has(input[name="login"][value="{login}"]) button').click()
    expect(page.locator("main")).to_be_visible()


def sign_in(page: Page, person: DemoPerson, code: str | None = None) -> None:
    """Sign in by password and the code of the moment; a code is good once, so each person does this once a run."""
    assert person.password, f"{person.login} has no password in demo.json"
    assert person.totp_secret, f"{person.login} has no second factor in demo.json"
    page.goto("/sign-in")
    page.get_by_label("Login").fill(person.login)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_label("code", exact=False).fill(code or pyotp.TOTP(person.totp_secret).now())
    page.get_by_role("button", name="Sign in", exact=True).click()
