"""How a person of the sample comes in: with one click from the sample's first page, or as in earnest."""

import re

import pyotp
from playwright.sync_api import Page, expect

from comity.hub.web.cookies import SESSION
from comity.sample.demo import DemoPerson

ENTRANCE = "/sample"


def enter(page: Page, login: str) -> None:
    """Enter as someone from the sample's first page, which offers everyone of it."""
    page.goto(ENTRANCE)
    person = page.locator("select[name=person] option", has_text=f"{login} (").first.get_attribute("value")
    page.locator("select[name=person]").select_option(person)
    page.get_by_role("button", name="Take this seat").click()
    expect(page).not_to_have_url(re.compile(ENTRANCE))
    assert signed_in(page), f"{login} was not let in: {page.locator('main').inner_text()}"


def signed_in(page: Page) -> bool:
    """Say whether the browser holds a session."""
    return any(cookie.get("name", "").endswith(SESSION) for cookie in page.context.cookies())


def sign_in(page: Page, person: DemoPerson, code: str | None = None) -> None:
    """Sign in by password and the code of the moment; a code is good once, so a person does this once in 30 seconds."""
    assert person.password, f"{person.login} has no password in demo.json"
    assert person.totp_secret, f"{person.login} has no second factor in demo.json"
    page.goto("/sign-in")
    page.get_by_label("Login").fill(person.login)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_label("Six-digit code").fill(code or pyotp.TOTP(person.totp_secret).now())
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(re.compile("/sign-in"))
    assert signed_in(page), f"{person.login} was not let in: {page.locator('main').inner_text()}"
