"""Signing in and out in pages: a new session each time, one answer for whatever is wrong, and nothing typed is lost."""

import html
import re
from datetime import timedelta

import httpx
import pytest
from tests.app.entering import PASSWORD, Person, with_passkey, with_password
from tests.authenticator import Authenticator
from tests.hub.web.face import Face, Form, Shown

from comity.app import sessions
from comity.hub.web import cookies


@pytest.fixture
def ilva(face: Face) -> Person:
    """A case officer with password and codes."""
    return with_password(face.home, face.home.officer)


def held(face: Face) -> str:
    """The session's secret in the browser of someone who has not signed in by other means."""
    return face._held.get("anyone", {}).get(cookies.name_of(cookies.SESSION, face.home.comity.base_url), "")


def sign_in(face: Face, person: Person, **changes: str) -> httpx.Response:
    typed = {"login": person.login, "password": PASSWORD, "code": person.code, **changes}
    return face.post(None, "/sign-in", typed)


def test_signing_in_leads_to_the_page_that_was_asked_for(face: Face, ilva: Person) -> None:
    """The address of the page goes along, and the session is the person's."""
    turned = face.get(None, "/account/password")
    assert turned.headers["location"] == "/sign-in?next=/account/password"
    answer = face.send(
        None,
        face.page(None, turned.headers["location"]).form("/sign-in"),
        {"login": ilva.login, "password": PASSWORD, "code": ilva.code},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/account/password")
    session = sessions.resume(face.home.comity, held(face))
    assert isinstance(session, sessions.Session)
    assert session.person == ilva.by.id
    assert face.get(None, "/sign-in").headers["location"] == "/desk"


def test_the_session_is_new_at_each_sign_in(face: Face, ilva: Person) -> None:
    """A secret that someone put into the browser beforehand opens nothing; the one before is over."""
    face._held["anyone"] = {cookies.name_of(cookies.SESSION, face.home.comity.base_url): "a" * 32}
    sign_in(face, ilva)
    first = held(face)
    assert first != "a" * 32
    face.home.later(seconds=30)
    form = Form("/sign-in", "post", dict(face.page(None, "/account").form("/sign-out").values))
    answer = face.send(None, form, {"login": ilva.login, "password": PASSWORD, "code": ilva.code})
    assert answer.status_code == 303
    assert held(face) != first
    assert isinstance(sessions.resume(face.home.comity, first), sessions.Ended)


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "/%2f%2fevil.example"])
def test_no_one_is_led_elsewhere(face: Face, ilva: Person, to: str) -> None:
    """Whatever the form says, one ends on a page of ours."""
    answer = sign_in(face, ilva, next=to)
    assert answer.headers["location"] == "/desk"


@pytest.mark.parametrize(
    "wrong", [{"password": "another-password-9"}, {"code": "000000"}, {"login": "nobody"}, {"login": ""}, {"code": ""}]
)
def test_what_is_wrong_is_not_told_and_the_login_stays(face: Face, ilva: Person, wrong: dict[str, str]) -> None:
    """One sentence for all; the password is not sent back."""
    answer = sign_in(face, ilva, **wrong)
    assert answer.status_code == 401
    shown = Shown(answer)
    assert "The login, the password or the code is wrong" in shown.text
    values = shown.form("/sign-in").values
    assert values["login"] == [wrong.get("login", ilva.login)]
    assert values["password"] == values["code"] == [""]
    assert held(face) == ""


def test_after_five_wrong_tries_the_page_says_how_long_to_wait(face: Face, ilva: Person) -> None:
    """With the header for programs; after the wait the right password signs in."""
    for _ in range(5):
        sign_in(face, ilva, password="another-password-9")
    answer = sign_in(face, ilva)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"
    assert "Try again in a minute" in Shown(answer).text
    assert PASSWORD not in answer.text
    face.home.later(minutes=1)
    assert sign_in(face, ilva).status_code == 303


def test_who_signs_in_by_recovery_code_is_led_to_setting_up_a_new_app(face: Face, ilva: Person) -> None:
    """The phone may be lost, and there are seven codes left."""
    answer = sign_in(face, ilva, code=ilva.offered.recovery_codes[0])
    assert answer.headers["location"] == "/account?done=recovered"
    shown = face.page(None, "/account?done=recovered")
    assert "set up a new app" in shown.text
    assert "7 left" in shown.text


def test_a_passkey_signs_in(face: Face) -> None:
    """The page asks the question, the browser answers, no login is typed."""
    key = Authenticator()
    with_passkey(face.home, face.home.auditor, key)
    form, question = asked(face)
    answer = face.send(None, form, {"passkey": key.answer(question)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    again = face.ask(None, "POST", "/sign-in", data={**form.values, "passkey": key.answer(question)})
    assert again.status_code in (401, 403)


def asked(face: Face) -> tuple[Form, str]:
    """The passkey's form on the page, and the question that it holds."""
    answer = face.get(None, "/sign-in")
    question = re.search(r'data-passkey-get="([^"]+)"', answer.text)
    assert question is not None
    return Shown(answer).form("/sign-in"), html.unescape(question[1])


@pytest.mark.parametrize("answer", ["x", "{}", '{"id": "x", "response": {"userHandle": "eA"}}'])
def test_what_is_no_passkey_is_refused_on_the_page(face: Face, answer: str) -> None:
    """As any wrong try is."""
    form, _ = asked(face)
    assert face.send(None, form, {"passkey": answer}).status_code == 401


def test_signing_out_ends_the_session_and_empties_the_browser(face: Face, ilva: Person) -> None:
    """Twice, or without a session, it is no error."""
    sign_in(face, ilva)
    secret, form = held(face), face.page(None, "/account").form("/sign-out")
    answer = face.send(None, form)
    assert answer.headers["location"] == "/sign-in?out=1"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert isinstance(sessions.resume(face.home.comity, secret), sessions.Ended)
    assert "You are signed out" in face.page(None, "/sign-in?out=1").text
    assert face.send(None, form).status_code in (303, 403)
    unknown = dict(face.page(None, "/sign-in").form("/sign-in").values)
    assert face.send(None, Form("/sign-out", "post", unknown)).headers["location"] == "/sign-in?out=1"


def test_a_session_that_ended_shows_the_way_in(face: Face, ilva: Person) -> None:
    """After half an hour without use."""
    sign_in(face, ilva)
    face.home.later(minutes=31)
    answer = face.get(None, "/account")
    assert answer.headers["location"] == "/sign-in?next=/account"
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_form_sent_after_the_session_ended_is_offered_again(face: Face, ilva: Person) -> None:
    """Nothing was carried out; after signing in as the same person it can be sent, and then is."""
    sign_in(face, ilva)
    form = face.page(None, "/account/tokens/new").form("/account/tokens/new")
    face.home.later(minutes=31)
    late = face.send(None, form, {"days": "7"})
    assert late.status_code == 401
    shown = Shown(late)
    assert "Nothing you typed is lost" in shown.text
    entered = face.send(None, shown.form("/sign-in"), {"login": ilva.login, "password": PASSWORD, "code": ilva.code})
    assert entered.status_code == 200
    offered = Shown(entered)
    assert "nothing you typed is lost" in offered.text
    done = face.send(None, offered.form("/account/tokens/new"))
    assert done.status_code == 200
    assert "valid for 7 days" in Shown(done).text


def test_another_person_is_not_offered_what_was_typed(face: Face, ilva: Person) -> None:
    """Who signs in at the same browser afterwards goes to their own desk."""
    other = with_password(face.home, face.home.secretary)
    sign_in(face, ilva)
    form = face.page(None, "/account/tokens/new").form("/account/tokens/new")
    face.home.later(minutes=31)
    late = Shown(face.send(None, form, {"days": "7"}))
    answer = face.send(None, late.form("/sign-in"), {"login": other.login, "password": PASSWORD, "code": other.code})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")


def test_no_password_travels_with_what_was_typed(face: Face, ilva: Person) -> None:
    """A form that held one is offered without it."""
    sign_in(face, ilva)
    form = face.page(None, "/account/password").form("/account/password")
    face.home.later(minutes=31)
    late = Shown(face.send(None, form, {"proof": PASSWORD, "password": "willow-saffron-marble-3"}))
    entered = face.send(None, late.form("/sign-in"), {"login": ilva.login, "password": PASSWORD, "code": ilva.code})
    assert "willow-saffron" not in entered.text
    assert PASSWORD not in entered.text


def test_a_fault_shows_no_password(face: Face, ilva: Person) -> None:
    """An error page repeats what was typed, but for what proves who one is."""
    form = face.page(None, "/sign-in").form("/sign-in")
    answer = face.ask(None, "POST", "/sign-in", data={**form.values, "password": PASSWORD, "csrf": "forged"})
    assert answer.status_code == 403
    assert PASSWORD not in answer.text


def test_a_page_kept_open_overnight_still_signs_in(face: Face, ilva: Person) -> None:
    """The form's own token does not run out."""
    form = face.page(None, "/sign-in").form("/sign-in")
    face.home.later(hours=14)
    form.values |= {"login": [ilva.login], "password": [PASSWORD], "code": [ilva.code]}
    assert face.send(None, form).status_code == 303
    assert ilva.home.clock.at - ilva.session.opened > timedelta(hours=13)
