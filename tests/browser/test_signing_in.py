"""Signing in, in a real browser: with and without JavaScript, by password and code, by passkey, by an invitation."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from comity import bootstrap
from comity.app import welcoming
from comity.governance import totp
from comity.governance.offices import Office
from comity.settings import Settings
from tests.browser import entering
from tests.browser.conftest import PageAs
from tests.browser.serving import Hub

Judge = Callable[[Page], None]
PASSWORD = "lantern-cobble-thistle-7"


def code(secret: str) -> str:
    """The code that an authenticator app shows now."""
    return totp.code_at(secret, int(datetime.now(UTC).timestamp()) // totp.STEP_S)


def sign_in(page: Page, hub: Hub, login: str, password: str | None = None) -> None:
    person = hub.people[login]
    page.goto("/sign-in")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password", exact=True).fill(password or person.password or "")
    page.get_by_label("Six-digit code").fill(code(person.totp_secret or ""))
    page.get_by_role("button", name="Sign in", exact=True).click()


def invitation(hub: Hub, login: str) -> str:
    """The path of an invitation that the administrator makes for someone of the sample."""
    comity = bootstrap.open_comity(Settings(data=hub.data, base_url=hub.url))
    try:
        with comity.look() as look:
            person = comity.logins.find(look, login)
            people = [look.typed(each).state for each in look.reader.registers("person")]
            admin = look.principal(next(each.id for each in people if Office.ADMINISTRATOR in each.offices))
        assert person is not None
        return f"/welcome/{welcoming.invite(comity, admin, person).secret}"
    finally:
        bootstrap.close(comity)


@contextmanager
def authenticator(page: Page) -> Iterator[None]:
    """Give the browser a passkey device that its owner has unlocked."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    yield
    devtools.send("WebAuthn.removeVirtualAuthenticator", made)


def named(hub: Hub, path: str) -> str:
    """The same page where passkeys work: a machine on loopback is localhost to them."""
    return hub.url.replace("127.0.0.1", "localhost") + path


@pytest.mark.parametrize(("javascript", "width", "login"), [(True, 1280, "xc.officer1"), (False, 360, "xc.officer2")])
def test_password_and_code_lead_to_the_page_asked_for(
    hub: Hub, page_as: PageAs, axe: Judge, no_overflow: Judge, javascript: bool, width: int, login: str
) -> None:
    """Also without JavaScript and on a phone."""
    page = page_as(javascript=javascript, width=width)
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    no_overflow(page)
    if javascript:
        axe(page)
    person = hub.people[login]
    page.get_by_label("Login").fill(login.upper())
    page.get_by_label("Password", exact=True).fill(person.password or "")
    page.get_by_label("Six-digit code").fill(code(person.totp_secret or ""))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert page.url.endswith("/account")
    no_overflow(page)
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert not entering.signed_in(page)


def test_a_wrong_password_is_answered_at_the_top_of_the_page(
    hub: Hub, page_as: PageAs, axe: Judge, no_overflow: Judge
) -> None:
    """The summary takes the focus and leads to the field; the login stays."""
    page = page_as(width=360)
    sign_in(page, hub, "xd.officer1", "another-password-9")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Login")).to_have_value("xd.officer1")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    axe(page)
    no_overflow(page)
    page.get_by_role("link", name="The login, the password or the code is wrong").click()
    expect(page.get_by_label("Login")).to_be_focused()


@pytest.mark.parametrize(("javascript", "width", "login"), [(True, 1280, "xd.officer2"), (False, 360, "xe.officer2")])
def test_an_invitation_is_accepted_by_password_and_app(
    hub: Hub, page_as: PageAs, axe: Judge, no_overflow: Judge, javascript: bool, width: int, login: str
) -> None:
    """Who lost everything is back at the desk, and what was lost no longer signs in."""
    path = invitation(hub, login)
    page = page_as(javascript=javascript, width=width)
    page.goto(path)
    no_overflow(page)
    if javascript:
        axe(page)
    page.get_by_role("button", name="Finish and sign in").click()
    expect(page.locator(".govuk-error-summary__list li")).to_have_count(3)
    page.get_by_text("I cannot point a camera at the picture").click()
    secret = page.locator(".comity-secret").inner_text().replace(" ", "")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Six digits from the app").fill(code(secret))
    page.get_by_label("I have kept these codes").check()
    page.get_by_role("button", name="Finish and sign in").click()
    assert entering.signed_in(page), page.locator("main").inner_text()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("This invitation cannot be used")
    other = page_as(javascript=javascript, width=width)
    sign_in(other, hub, login)
    assert not entering.signed_in(other)


def test_a_passkey_is_made_used_and_removed(hub: Hub, page_as: PageAs, axe: Judge, no_overflow: Judge) -> None:
    """From the account to the sign-in page and back, with an authenticator that the browser simulates."""
    page, name = page_as(), f"Laptop {datetime.now(UTC):%H%M%S}"
    with authenticator(page):
        page.goto(named(hub, "/sign-in"))
        person = hub.people["xf.officer1"]
        page.get_by_label("Login").fill(person.login)
        page.get_by_label("Password", exact=True).fill(person.password or "")
        page.get_by_label("Six-digit code").fill(code(person.totp_secret or ""))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(named(hub, "/account/passkeys/new"))
        axe(page)
        page.get_by_label("A name to know it by").fill(name)
        page.get_by_label("Your password now").fill(person.password or "")
        page.get_by_role("button", name="Make a passkey").click()
        expect(page.get_by_text("Your passkey is added")).to_be_visible()
        expect(page.get_by_text(f"{name}, added")).to_be_visible()
        page.get_by_role("button", name="Sign out", exact=True).first.click()
        axe(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page).not_to_have_url(re.compile("/sign-in"))
        page.goto(named(hub, "/account"))
        expect(page.get_by_text("by passkey")).to_be_visible()
        page.get_by_role("link", name=f"Remove the passkey {name}").click()
        axe(page)
        no_overflow(page)
        page.get_by_label("Your password now").fill(person.password or "")
        page.get_by_role("button", name="Remove this passkey").click()
        expect(page.get_by_text("The passkey is removed")).to_be_visible()
        page.get_by_role("button", name="Sign out", exact=True).first.click()
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_text("This passkey is not known here")).to_be_visible()


def test_an_invitation_is_accepted_by_passkey_and_a_password_set_beside_it(hub: Hub, page_as: PageAs) -> None:
    """Who has a passkey alone proves it by passkey; two answers of it go with one form."""
    path = invitation(hub, "xg.officer2")
    page = page_as()
    with authenticator(page):
        page.goto(named(hub, path))
        page.get_by_label("A name to know it by").fill("Blue key")
        page.get_by_role("button", name="Make a passkey and sign in").click()
        expect(page).not_to_have_url(named(hub, path))
        page.goto(named(hub, "/account"))
        expect(page.get_by_text("Blue key, added")).to_be_visible()
        page.get_by_role("link", name="Set a password and an authenticator app").click()
        page.get_by_text("I cannot point a camera at the picture").click()
        secret = page.locator(".comity-secret").inner_text().replace(" ", "")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Six digits from the app").fill(code(secret))
        page.get_by_label("I have kept these codes").check()
        page.get_by_role("button", name="Finish").click()
        expect(page.get_by_text("authenticator app and recovery codes are new")).to_be_visible()


def test_under_a_number_the_page_says_where_passkeys_work(hub: Hub, page_as: PageAs, axe: Judge) -> None:
    """A passkey belongs to a name; the link leads to the same page under it."""
    page = page_as()
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    axe(page)
    page.get_by_role("link", name=named(hub, "")).click()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()


def test_without_javascript_the_page_says_that_passkeys_need_it(page_as: PageAs) -> None:
    """And shows no button that would do nothing."""
    page = page_as(javascript=False)
    page.goto("/sign-in")
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


def test_a_passkey_that_is_not_unlocked_is_no_dead_end(hub: Hub, page_as: PageAs) -> None:
    """The page says so and stays as it is."""
    page = page_as()
    page.goto(named(hub, "/sign-in"))
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey was not used")).to_be_visible()
    expect(page.get_by_label("Login")).to_be_editable()
