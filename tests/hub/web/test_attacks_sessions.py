"""Sessions and forms attacked: fixed, stolen, forged, replayed, sent from elsewhere."""

from threading import Thread

import httpx
import pytest
from litestar.testing import TestClient
from tests.app.entering import PASSWORD, Person, with_password
from tests.app.test_keeping_archives import settings_of
from tests.hub.web.face import PAGE, Face, Form, Shown

from comity import bootstrap
from comity.app import sessions, welcoming
from comity.hub.asgi import create
from comity.hub.web import cookies
from comity.hub.web.guarding import CSRF_FIELD, token

EVIL = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}


@pytest.fixture
def ilva(face: Face) -> Person:
    """A case officer with password and codes."""
    return with_password(face.home, face.home.officer)


def session_name(face: Face) -> str:
    return cookies.name_of(cookies.SESSION, face.home.comity.base_url)


def browser_name(face: Face) -> str:
    return cookies.name_of(cookies.BROWSER, face.home.comity.base_url)


def with_cookies(face: Face, method: str, path: str, held: dict[str, str], **more: object) -> httpx.Response:
    """Send one request with exactly these cookies."""
    line = "; ".join(f"{name}={value}" for name, value in held.items())
    face.client.cookies.clear()
    answer = face.client.request(
        method,
        path,
        headers={**PAGE, "cookie": line, **more.pop("headers", {})},  # type: ignore[dict-item]
        follow_redirects=False,
        **more,  # type: ignore[arg-type]
    )
    face.client.cookies.clear()
    return answer


@pytest.mark.parametrize("planted", ["a" * 43, "ses_0123456789abcdef", "", "é", "x" * 5000, "a;b", "../../etc"])
def test_a_planted_session_is_never_taken_over(face: Face, ilva: Person, planted: str) -> None:
    """Before, while and after one signs in the secret is ours and new."""
    name = session_name(face)
    value = planted.encode("latin-1").decode("ascii", "ignore")
    first = with_cookies(face, "GET", "/sign-in", {name: value})
    assert first.status_code == 200
    held = {name: value, browser_name(face): first.cookies[browser_name(face)]}
    form = Shown(first).form("/sign-in")
    typed = {"login": [ilva.login], "password": [PASSWORD], "code": [ilva.code]}
    answer = with_cookies(face, "POST", "/sign-in", held, data={**form.values, **typed})
    assert answer.status_code == 303
    assert answer.cookies[name] != value
    assert sessions.resume(face.home.comity, value) is None


def test_a_stolen_cookie_is_worth_nothing_once_its_owner_left_changed_or_ended_it(face: Face, ilva: Person) -> None:
    """Signing out, signing out everywhere, a change of the password and a new invitation: each ends the copy."""
    endings = {
        "sign-out": lambda by: face.post(by, "/sign-out", at_page="/account"),
        "everywhere": lambda by: face.post(by, "/account/sign-out", which="all"),
        "password": lambda by: face.post(by, "/account/password", proof=PASSWORD, password="another-Thistle-lamp-4"),
        "invitation": lambda by: welcoming.invite(face.home.comity, face.home.admin, by.id),
    }
    for ending, act in endings.items():
        stolen = face.cookies(ilva.by)[session_name(face)]
        assert isinstance(sessions.resume(face.home.comity, stolen), sessions.Session), ending
        act(ilva.by)
        assert not isinstance(sessions.resume(face.home.comity, stolen), sessions.Session), ending
        answer = with_cookies(face, "GET", "/account", {session_name(face): stolen})
        assert answer.headers["location"].startswith("/sign-in"), ending


def test_signing_out_everywhere_holds_in_another_worker(face: Face) -> None:
    """Two workers over one organisation: what one ends the other does not open."""
    home, by = face.home, face.home.officer
    secret, _ = sessions.open_session(home.comity, by.id, "a test", "sample")
    other = bootstrap.open_comity(settings_of(home), home.clock)
    try:
        with TestClient(create(other), base_url=other.base_url) as client:
            line = {**PAGE, "cookie": f"{session_name(face)}={secret}"}
            assert client.get("/account", headers=line, follow_redirects=False).status_code == 200
            face.post(by, "/account/sign-out", which="all")
            assert client.get("/account", headers=line, follow_redirects=False).status_code == 303
    finally:
        bootstrap.close(other)


def test_many_pages_at_once_keep_one_session(face: Face) -> None:
    """A browser that loads ten pages at the same moment, after a minute without use, is signed in on all of them."""
    by = face.home.officer
    line = {**PAGE, "cookie": f"{session_name(face)}={face.cookies(by)[session_name(face)]}"}
    face.home.later(minutes=5)
    seen: list[int] = []

    def load() -> None:
        seen.append(face.client.get("/account", headers=line, follow_redirects=False).status_code)

    loads = [Thread(target=load) for _ in range(10)]
    for each in loads:
        each.start()
    for each in loads:
        each.join()
    assert seen == [200] * 10
    with face.home.comity.look() as look:
        assert len(sessions.listed(look, by)) == 1


def test_a_clock_that_goes_back_prolongs_no_session(face: Face) -> None:
    """What was ended stays so, and the last moment of a session does not move."""
    by = face.home.officer
    secret, session = sessions.open_session(face.home.comity, by.id, "a test", "sample")
    face.home.later(hours=-3)
    found = sessions.resume(face.home.comity, secret)
    assert isinstance(found, sessions.Session)
    assert found.expires == session.expires
    sessions.end(face.home.comity, by, session.id)
    face.home.later(hours=-3)
    assert not isinstance(sessions.resume(face.home.comity, secret), sessions.Session)


def forgeries(face: Face, by_browser: str) -> list[str]:
    """Return tokens that an attacker could come by."""
    secret, other = face.home.comity.secret, face.home.bureau["XC"].id
    own = Shown(face.get(face.home.bureau["XC"], "/account")).form("/sign-out").values[CSRF_FIELD][0]
    mac = own.rpartition(".")[2]
    return [
        "",
        ".",
        "x.y",
        own,
        f"{face.home.officer.id}.{mac}",
        token(secret, by_browser, other),
        token(b"k" * 32, by_browser, ""),
    ]


def test_no_forged_token_sends_a_form(face: Face) -> None:
    """One's own, given to another browser or another person, one under another key, none at all."""
    by = face.home.officer
    held = dict(face.cookies(by))
    held[browser_name(face)] = (
        face.get(by, "/account").cookies.get(browser_name(face)) or face.cookies(by)[browser_name(face)]
    )
    for forged in forgeries(face, held[browser_name(face)]):
        answer = with_cookies(face, "POST", "/account/sign-out", held, data={CSRF_FIELD: forged, "which": "all"})
        assert answer.status_code == 403, forged
    assert isinstance(sessions.resume(face.home.comity, held[session_name(face)]), sessions.Session)


def test_no_one_is_signed_in_as_an_attacker_without_knowing(face: Face, ilva: Person) -> None:
    """Login CSRF: the attacker's own form and credentials, sent by the victim's browser, are refused."""
    attackers = face.page(None, "/sign-in").form("/sign-in")
    victim = {browser_name(face): with_cookies(face, "GET", "/sign-in", {}).cookies[browser_name(face)]}
    typed = {"login": [ilva.login], "password": [PASSWORD], "code": [ilva.code]}
    for held in (victim, {}):
        answer = with_cookies(face, "POST", "/sign-in", held, data={**attackers.values, **typed})
        assert answer.status_code == 403
        assert session_name(face) not in answer.cookies


@pytest.mark.parametrize(
    "headers",
    [
        EVIL,
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "garbage"},
        {"origin": ""},
    ],
)
def test_a_form_with_its_token_is_refused_from_another_site(face: Face, headers: dict[str, str]) -> None:
    """Were a token to leak, the browser's own word still stands in the way."""
    by = face.home.officer
    form = face.page(by, "/account").form("/sign-out")
    answer = face.ask(by, "POST", "/sign-out", data=form.values, headers=headers)
    assert answer.status_code == 403
    assert face.get(by, "/account").status_code == 200


def test_a_form_is_never_taken_from_the_address_line(face: Face) -> None:
    """Neither the token nor what a form says is read from a query, and no GET does what a POST does."""
    by = face.home.officer
    form = face.page(by, "/account").form("/sign-out")
    query = "&".join(f"{name}={value}" for name, values in form.values.items() for value in values)
    assert face.ask(by, "POST", f"/sign-out?{query}").status_code == 403
    assert face.ask(by, "GET", f"/sign-out?{query}").status_code == 405
    assert face.ask(by, "HEAD", "/sign-out").status_code == 405
    assert (
        face.ask(by, "POST", "/account", data=form.values, headers={"x-http-method-override": "GET"}).status_code == 405
    )


@pytest.mark.parametrize("media", ["text/plain", "application/json", "multipart/mixed; boundary=x", "application/xml"])
def test_a_body_that_no_form_of_ours_sends_is_refused(face: Face, media: str) -> None:
    """A page elsewhere can send text/plain without asking first."""
    by = face.home.officer
    form = face.page(by, "/account").form("/sign-out")
    body = f"{CSRF_FIELD}={form.values[CSRF_FIELD][0]}".encode()
    answer = face.ask(by, "POST", "/sign-out", content=body, headers={"content-type": media})
    assert answer.status_code == 415
    assert face.get(by, "/account").status_code == 200


def test_one_person_ends_only_own_sessions_whatever_the_address_names(face: Face) -> None:
    """The identifier of another's session in the address is as one that never was."""
    mine, theirs = face.home.bureau["XA"], face.home.officer
    secret, session = sessions.open_session(face.home.comity, theirs.id, "a test", "sample")
    form = Form(
        f"/account/sessions/{session.id}/end", "post", dict(face.page(mine, "/account").form("/sign-out").values)
    )
    unknown = Form("/account/sessions/ses_0000000000000000/end", "post", dict(form.values))
    answers = [face.send(mine, each) for each in (form, unknown)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert isinstance(sessions.resume(face.home.comity, secret), sessions.Session)
    assert face.get(mine, "/account").status_code == 200


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_by_no_other_site(face: Face, ilva: Person) -> None:
    """HttpOnly, SameSite, the whole path and no domain; as long as the browser is open."""
    typed = {"login": ilva.login, "password": PASSWORD, "code": ilva.code}
    answer = face.post(None, "/sign-in", typed)
    (line,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(session_name(face))]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in line.split(";")}
    assert "domain" not in line.lower()
    assert "max-age" not in line.lower()
    assert "expires" not in line.lower()


def test_the_pages_take_no_token_and_the_interface_no_cookie(face: Face) -> None:
    """So no other site can make a browser use the interface for programs, which has no tokens of forms."""
    by = face.home.bureau["XA"]
    held = dict(face.cookies(by))
    assert with_cookies(face, "GET", "/api/v1/me", held, headers={"accept": "application/json"}).status_code == 401
    answer = face.client.get("/bureau", headers={**PAGE, "authorization": "Bearer x"}, follow_redirects=False)
    assert answer.status_code == 303
