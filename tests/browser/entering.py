"""How a person of the sample comes in: with one click from the sample's first page, or as in earnest."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from comity.governance import totp
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


def code(person: DemoPerson) -> str:
    """Return the code that the person's authenticator shows now."""
    assert person.totp_secret, f"{person.login} has no second factor in demo.json"
    return totp.code_at(person.totp_secret, int(datetime.now(UTC).timestamp()) // totp.STEP_S)


def sign_in(page: Page, person: DemoPerson) -> None:
    """Sign in by password and the code of the moment; a code is good once, so a person does this once in 30 seconds."""
    assert person.password, f"{person.login} has no password in demo.json"
    page.goto("/sign-in")
    page.get_by_label("Login").fill(person.login)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_label("Six-digit code").fill(code(person))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(re.compile("/sign-in"))
    assert signed_in(page), f"{person.login} was not let in: {page.locator('main').inner_text()}"
