"""The page of an invitation: set up once, and in."""

import html
import re

import pytest
from tests.app.entering import PASSWORD
from tests.authenticator import Authenticator
from tests.hub.web.face import Face, Shown

from comity.app import welcoming
from comity.app.proving import kept
from comity.governance import totp

TYPED = {"password": PASSWORD, "copied": "yes"}


@pytest.fixture
def path(face: Face) -> str:
    """The address of an invitation for the case officer."""
    made = welcoming.invite(face.home.comity, face.home.admin, face.home.officer.id)
    return f"/welcome/{made.secret}"


def code(face: Face, path: str) -> str:
    offered = welcoming.welcome(face.home.comity, path.rpartition("/")[2])
    assert offered is not None
    return totp.code_at(offered.totp_secret, int(face.home.clock.at.timestamp()) // 30)


def test_password_app_and_codes_are_set_on_one_page(face: Face, path: str) -> None:
    """And the person is signed in; the address shows nothing a second time."""
    shown = face.page(None, path)
    assert [level for level, _ in shown.headings].count(1) == 1
    assert shown.unlabelled == []
    answer = face.send(None, shown.form(path), {**TYPED, "code": code(face, path)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert face.page(None, "/account").headings[0] == (1, "Your account")
    again = face.get(None, path)
    assert again.status_code == 404
    with face.home.comity.look() as look:
        assert kept(look, face.home.officer.id).credentials.by_password


def test_sent_twice_it_leads_in_all_the_same(face: Face, path: str) -> None:
    """A double click ends where one click does."""
    form, typed = face.page(None, path).form(path), {**TYPED, "code": code(face, path)}
    first = face.send(None, form, typed)
    second = face.send(None, form, typed)
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["location"] == "/desk"


FAULTS = {
    "nothing": ({}, ["password", "code", "copied"]),
    "a short password": ({"password": "short", "copied": "yes"}, ["password"]),
    "codes not kept": ({"password": PASSWORD}, ["copied"]),
    "a wrong code": ({**TYPED, "code": "12345"}, ["code"]),
}


@pytest.mark.parametrize(("typed", "fields"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_stands_at_its_field_and_leads_there(
    face: Face, path: str, typed: dict[str, str], fields: list[str]
) -> None:
    """All of them at once; the picture and the codes are still the same."""
    said = typed if "code" in fields else {**typed, "code": code(face, path)}
    before = face.get(None, path).text
    answer = face.send(None, face.page(None, path).form(path), said)
    assert answer.status_code == 400
    found = re.search(r'<ul class="govuk-list govuk-error-summary__list">(.*?)</ul>', answer.text, re.DOTALL)
    assert found is not None
    assert re.findall(r'href="#(\w+)"', found[1]) == fields
    shown = Shown(answer)
    assert set(fields) <= set(shown.ids)
    assert re.findall(r'd="(M\d[^"]+)"', answer.text) == re.findall(r'd="(M\d[^"]+)"', before)


def test_a_passkey_can_be_set_instead(face: Face, path: str) -> None:
    """Its name is the person's, and there is no password then."""
    answer = face.get(None, path)
    invitation = re.search(r'data-passkey-create="([^"]+)"', answer.text)
    assert invitation is not None
    made = Authenticator().make(html.unescape(invitation[1]))
    form = next(each for each in Shown(answer).forms if "new_passkey" in each.values)
    entered = face.send(None, form, {"new_passkey": made, "name": "Blue key"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/desk")
    with face.home.comity.look() as look:
        credentials = kept(look, face.home.officer.id).credentials
    assert [each.name for each in credentials.passkeys] == ["Blue key"]
    assert not credentials.by_password


def test_used_replaced_unknown_and_expired_are_the_same_page(face: Face, path: str) -> None:
    """Nothing tells whether there ever was such an invitation."""
    welcoming.invite(face.home.comity, face.home.admin, face.home.officer.id)
    replaced, unknown = face.get(None, path), face.get(None, "/welcome/" + "x" * 32)
    assert (replaced.status_code, unknown.status_code) == (404, 404)
    assert replaced.text == unknown.text
    assert "ask your administrator for a new invitation" in Shown(unknown).text


@pytest.mark.parametrize("secret", ["x", "a" * 100, "..%2f", "%00", "a b", "é" * 20])
def test_what_cannot_be_a_secret_is_no_page(face: Face, secret: str) -> None:
    """Nothing is looked up for it."""
    assert face.get(None, f"/welcome/{secret}").status_code in (400, 404)


def test_it_replaces_the_session_of_whoever_was_signed_in(face: Face, path: str) -> None:
    """Opening an invitation at a colleague's desk makes no one act as the other."""
    by = face.home.secretary
    form = face.page(by, path).form(path)
    answer = face.send(by, form, {**TYPED, "code": code(face, path)})
    assert answer.status_code == 303
    shown = Shown(face.get(by, "/account"))
    assert "Case officer" in shown.text
