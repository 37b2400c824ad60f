"""The account in pages: what is shown, and each change, after a new proof."""

import html
import re

import httpx
import pytest
from tests.app.entering import PASSWORD, Person, with_passkey, with_password
from tests.authenticator import Authenticator
from tests.hub.web.face import Face, Form, Shown

from comity.app import proving, sessions
from comity.app.awaits import ACCOUNT
from comity.governance import commands as g
from comity.governance import totp
from comity.governance.offices import Office
from comity.hub.web import cookies
from comity.hub.web.account import overview
from comity.kernel.codes import Country

NEW = "willow-saffron-marble-3"


@pytest.fixture
def ilva(face: Face) -> Person:
    """A case officer with password and codes, at her desk."""
    person = with_password(face.home, face.home.officer)
    face._held[person.by.id] = {_name(face): person.secret}
    return person


def _name(face: Face) -> str:
    return cookies.name_of(cookies.SESSION, face.home.comity.base_url)


def secret(face: Face, person: Person) -> str:
    return face._held[person.by.id][_name(face)]


def asked(answer: httpx.Response, kind: str) -> str:
    """What a page asks a passkey: `get` or `create`."""
    found = re.search(rf'data-passkey-{kind}="([^"]+)"', answer.text)
    assert found is not None
    return html.unescape(found[1])


def test_a_person_sees_all_that_is_kept_of_them(face: Face, ilva: Person) -> None:
    """Name, login, ties, offices, ways to sign in, sessions; nobody else's."""
    sessions.open_session(face.home.comity, ilva.by.id, "Safari on macOS", "passkey")
    sessions.open_session(face.home.comity, face.home.secretary.id, "Edge on Windows", "passkey")
    shown = face.page(ilva.by, "/account")
    for part in (ilva.login, "XG", "Case officer", "8 left", "Safari on macOS", "this one", "Sign out everywhere"):
        assert part in shown.text, part
    assert "Edge on Windows" not in shown.text
    assert shown.unlabelled == []


def test_a_person_sees_what_changed_in_their_account_by_whom_and_through_what(face: Face, ilva: Person) -> None:
    """An invitation, an office and a token, also what the person did, and of nobody else."""
    face.home.do(face.home.admin, g.AmendTies(id=ilva.by.id, nationalities=(Country("XC"),)))
    form = face.page(ilva.by, "/account/tokens/new").form("/account/tokens/new")
    face.send(ilva.by, form, {"days": "7", "proof": PASSWORD, "proof_code": ilva.code})
    text = face.page(ilva.by, "/account").text
    for part in ("You were invited anew", "An office was given to you", "Your ties were changed", "A token was made"):
        assert part in text, part
    assert face.home.admin.id in text
    assert ilva.session.id in text
    assert "Your ties were changed" not in face.page(face.home.secretary, "/account").text
    assert set(overview.CHANGES) == {each.__name__ for each in ACCOUNT}


@pytest.mark.parametrize("who", ["president", "committee", "commissioner", "auditor", "admin", "listing"])
def test_everyone_has_an_account(face: Face, who: str) -> None:
    """Those too who may see nothing else; without credentials the page says what to do."""
    by = getattr(face.home, who)
    assert "Ask your administrator for an invitation" in face.page(by, "/account").text


def test_a_new_password_needs_the_old_one_and_changes_the_session(face: Face, ilva: Person) -> None:
    """Signed out everywhere else, and the account says what was done."""
    elsewhere, _ = sessions.open_session(face.home.comity, ilva.by.id, "Safari on macOS", "passkey")
    before = secret(face, ilva)
    wrong = face.post(ilva.by, "/account/password", {"proof": "another-password-9", "password": NEW})
    assert wrong.status_code == 401
    assert "The password is wrong" in Shown(wrong).text
    short = face.post(ilva.by, "/account/password", {"proof": PASSWORD, "password": "short"})
    assert short.status_code == 400
    assert NEW not in short.text + wrong.text
    answer = face.post(ilva.by, "/account/password", {"proof": PASSWORD, "password": NEW})
    assert "Your password is changed" in face.after(ilva.by, answer).text
    assert secret(face, ilva) != before
    for old in (before, elsewhere):
        assert isinstance(sessions.resume(face.home.comity, old), sessions.Ended)
    assert ilva.sign_in(password=NEW)


def test_guessing_the_password_at_an_open_desk_is_held_up(face: Face, ilva: Person) -> None:
    """As at the sign-in."""
    for _ in range(5):
        face.post(ilva.by, "/account/password", {"proof": "another-password-9", "password": NEW})
    answer = face.post(ilva.by, "/account/password", {"proof": PASSWORD, "password": NEW})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_a_new_app_is_set_up_with_its_code(face: Face, ilva: Person) -> None:
    """The page that comes back after a mistake shows the same picture."""
    page = face.get(ilva.by, "/account/second-factor")
    form = Shown(page).form("/account/second-factor")
    key = re.search(r'class="comity-mono comity-secret">([A-Z2-7 ]+)<', page.text)
    assert key is not None
    fresh = key[1].replace(" ", "")
    code = totp.code_at(fresh, int(face.home.clock.at.timestamp()) // 30)
    for wrong in ({"proof": PASSWORD, "code": "000000", "copied": "yes"}, {"proof": PASSWORD, "code": code}, {}):
        answer = face.send(ilva.by, form, wrong)
        assert answer.status_code in (400, 401)
        assert key[1] in answer.text
    done = face.send(ilva.by, form, {"proof": PASSWORD, "code": code, "copied": "yes"})
    assert "authenticator app and recovery codes are new" in face.after(ilva.by, done).text
    face.home.later(seconds=30)
    assert ilva.sign_in(code=totp.code_at(fresh, int(face.home.clock.at.timestamp()) // 30))


def test_new_recovery_codes_are_shown_before_they_hold(face: Face, ilva: Person) -> None:
    """Leaving the page changes nothing; finishing it ends the old ones."""
    page = face.page(ilva.by, "/account/recovery-codes")
    shown = re.findall(r"\b[0-9a-z]{5}-[0-9a-z]{5}\b", page.text)
    assert len(shown) == 8
    form = page.form("/account/recovery-codes")
    assert face.send(ilva.by, form, {"proof": PASSWORD}).status_code == 400
    assert ilva.offered.recovery_codes[0] not in page.text
    face.after(ilva.by, face.send(ilva.by, form, {"proof": PASSWORD, "copied": "yes"}))
    assert ilva.sign_in(code=shown[0])


def test_a_passkey_is_added_with_the_password_and_removed_after_confirmation(face: Face, ilva: Person) -> None:
    """It stands in the list by its name, and its page says what removing does."""
    page = face.get(ilva.by, "/account/passkeys/new")
    made, form = Authenticator().make(asked(page, "create")), Shown(page).form("/account/passkeys/new")
    typed = {"proof": PASSWORD, "new_passkey": made, "name": "Blue <key>"}
    shown = face.after(ilva.by, face.send(ilva.by, form, typed))
    assert "Blue <key>" in shown.text
    (remove,) = [link for link in shown.links if link.endswith("/remove")]
    assert "signs no one in any more" in face.page(ilva.by, remove).text
    assert face.post(ilva.by, remove, {"proof": ""}).status_code == 401
    gone = face.after(ilva.by, face.post(ilva.by, remove, {"proof": PASSWORD}))
    assert "Blue <key>" not in gone.text
    assert face.get(ilva.by, remove).status_code == 404


def test_who_has_a_passkey_alone_proves_it_by_passkey(face: Face) -> None:
    """And sets a password beside it."""
    key = Authenticator()
    person = with_passkey(face.home, face.home.auditor, key)
    face._held[person.by.id] = {_name(face): person.secret}
    page = face.get(person.by, "/account/second-factor")
    fresh = re.search(r'class="comity-mono comity-secret">([A-Z2-7 ]+)<', page.text)
    assert fresh is not None
    code = totp.code_at(fresh[1].replace(" ", ""), int(face.home.clock.at.timestamp()) // 30)
    form = Shown(page).form("/account/second-factor")
    typed = {"password": NEW, "code": code, "copied": "yes"}
    assert face.send(person.by, form, typed).status_code == 401
    face.after(person.by, face.send(person.by, form, {**typed, "passkey": key.answer(asked(page, "get"))}))
    with face.home.comity.look() as look:
        credentials = proving.kept(look, person.by.id).credentials
    assert (credentials.by_password, len(credentials.passkeys)) == (True, 1)


def test_the_only_way_in_is_not_offered_for_removal(face: Face) -> None:
    """The page says what to set first; a form sent all the same is refused."""
    key = Authenticator()
    person = with_passkey(face.home, face.home.auditor, key)
    face._held[person.by.id] = {_name(face): person.secret}
    (remove,) = [link for link in face.page(person.by, "/account").links if link.endswith("/remove")]
    shown = face.page(person.by, remove)
    assert "your only way to sign in" in shown.text
    values = dict(face.page(person.by, "/account/sign-out").form("/account/sign-out").values)
    question = asked(face.get(person.by, "/account/second-factor"), "get")
    answer = face.send(person.by, Form(remove, "post", values), {"passkey": key.answer(question)})
    assert answer.status_code == 409
    assert "Keep at least one way to sign in" in Shown(answer).text


def test_one_session_of_many_is_ended(face: Face, ilva: Person) -> None:
    """Another's is not touched; the own one ends as by signing out."""
    other, session = sessions.open_session(face.home.comity, ilva.by.id, "Safari on macOS", "passkey")
    theirs, foreign = sessions.open_session(face.home.comity, face.home.secretary.id, "Edge on Windows", "passkey")
    page = face.page(ilva.by, "/account")
    face.after(ilva.by, face.send(ilva.by, page.form(f"/account/sessions/{session.id}/end")))
    assert isinstance(sessions.resume(face.home.comity, other), sessions.Ended)
    forged = Form(f"/account/sessions/{foreign.id}/end", "post", dict(page.forms[0].values))
    face.send(ilva.by, forged)
    assert isinstance(sessions.resume(face.home.comity, theirs), sessions.Session)
    own = face.send(ilva.by, page.form(f"/account/sessions/{ilva.session.id}/end"))
    assert own.headers["location"] == "/sign-in?out=1"


@pytest.mark.parametrize(("which", "here"), [("others", True), ("all", False)])
def test_signing_out_everywhere_is_confirmed_with_its_effect(face: Face, ilva: Person, which: str, here: bool) -> None:
    """The page names the sessions; one chooses whether this one ends too."""
    other, _ = sessions.open_session(face.home.comity, ilva.by.id, "Safari on macOS", "passkey")
    page = face.page(ilva.by, "/account/sign-out")
    assert "2 sessions are open" in page.text
    assert "Safari on macOS" in page.text
    mine = secret(face, ilva)
    unsaid = face.post(ilva.by, "/account/sign-out")
    assert unsaid.status_code == 400
    assert "Say whether this session ends as well" in Shown(unsaid).text
    face.post(ilva.by, "/account/sign-out", {"which": which})
    assert isinstance(sessions.resume(face.home.comity, other), sessions.Ended)
    assert isinstance(sessions.resume(face.home.comity, mine), sessions.Session) is here


def test_a_token_is_made_once_and_revoked_after_confirmation(face: Face, ilva: Person) -> None:
    """Its secret is on one page alone; the same form again makes no second one."""
    form = face.page(ilva.by, "/account/tokens/new").form("/account/tokens/new")
    for proof in ({}, {"proof": PASSWORD, "proof_code": "000000"}, {"proof": "x", "proof_code": ilva.code}):
        assert face.send(ilva.by, form, {"days": "7", **proof}).status_code == 401
    assert face.home.state("person", ilva.by.id).tokens == ()
    made = face.send(ilva.by, form, {"days": "7", "proof": PASSWORD, "proof_code": ilva.code})
    found = re.search(r'id="secret">([^<]+)<', made.text)
    assert found is not None
    face.home.later(seconds=30)
    again = face.send(ilva.by, form, {"days": "7", "proof": PASSWORD, "proof_code": ilva.code})
    assert again.status_code == 400
    assert "was sent before" in Shown(again).text
    shown = face.page(ilva.by, "/account")
    (revoke,) = [link for link in shown.links if link.endswith("/revoke")]
    assert found[1] not in face.get(ilva.by, "/account").text
    authorised = {"authorization": f"Bearer {found[1]}"}
    assert face.client.get("/api/v1/me", headers=authorised).status_code == 200
    face.after(ilva.by, face.post(ilva.by, revoke))
    assert face.client.get("/api/v1/me", headers=authorised).status_code == 401
    assert face.send(ilva.by, Form(revoke, "post", dict(form.values))).headers["location"] == "/account"


@pytest.mark.parametrize("days", ["", "0", "367", "-1", "1.5", "abc", "۳۶۷", "9" * 5_000, "7 days"])
def test_days_that_are_none_are_refused_at_their_field(face: Face, ilva: Person, days: str) -> None:
    """And nothing is issued."""
    answer = face.post(ilva.by, "/account/tokens/new", {"days": days})
    assert answer.status_code == 400
    assert "Type a number of days from 1 to 366" in Shown(answer).text
    assert face.home.state("person", ilva.by.id).tokens == ()


def test_who_holds_no_office_has_an_account_and_no_desk(face: Face) -> None:
    """Between two offices one still sees what is kept, and keeps one's credentials; every desk is another's."""
    by = face.home.person("XB")
    assert face.get(by, "/desk").headers["location"] == "/account"
    assert "You hold no office" in face.page(by, "/account").text
    assert face.get(by, "/review").status_code == 403


def test_who_may_not_issue_tokens_is_told_why(face: Face) -> None:
    """The account offers it to no one in vain; the address names the policy."""
    by = face.home.president
    assert "Make a token" not in face.page(by, "/account").text
    answer = face.get(by, "/account/tokens/new")
    assert answer.status_code == 403
    assert "NO-POLITICAL-ACCESS" in answer.text


def test_an_office_that_changed_ends_the_session(face: Face, ilva: Person) -> None:
    """The next page is the way in."""
    page = face.page(ilva.by, "/account")
    held = dict(face._held[ilva.by.id])
    face.home.do(face.home.admin, g.LeaveOffice(id=ilva.by.id, office=Office.CASE_OFFICER))
    face._held["anyone"] = held
    assert face.get(None, "/account").headers["location"].startswith("/sign-in")
    assert face.send(None, page.form("/sign-out")).status_code == 303
