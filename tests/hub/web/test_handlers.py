"""Who comes, may they, is the form ours: in that order, for every page."""

from tests.hub.web.face import Face, Shown

from comity.app import sessions
from comity.hub.web import cookies
from comity.hub.web.guarding import CSRF_FIELD
from comity.hub.web.sealing import unseal


def test_every_answer_carries_the_policy_that_lets_nothing_foreign_run(shared_face: Face) -> None:
    """Pages, redirects and errors alike."""
    for path in ("/en", "/desk", "/no/such/page", "/sample"):
        answer = shared_face.get(None, path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_programs_are_answered_as_programs(shared_face: Face) -> None:
    """Who does not ask for a page gets the problem document, and the root says what there is."""
    root = shared_face.client.get("/", headers={"accept": "application/json"})
    missing = shared_face.client.get("/no/such/page", headers={"accept": "*/*"})
    assert root.json()["interface"].endswith("/api/v1/openapi.json")
    assert missing.headers["content-type"].startswith("application/problem+json")


def test_a_form_without_its_token_does_nothing(shared_face: Face) -> None:
    """A form of another site, or one whose token is another person's, is refused."""
    by = shared_face.home.bureau["XA"]
    for token in ("", "x.y"):
        answer = shared_face.ask(by, "POST", "/sign-out", data={CSRF_FIELD: token})
        assert answer.status_code == 403
    assert shared_face.get(by, "/account").status_code == 200


def test_what_was_typed_in_an_ended_session_travels_sealed_for_its_person(face: Face) -> None:
    """The sign-in page carries it, unreadable; only its own person gets it back."""
    by = face.home.bureau["XB"]
    path = f"/bureau/notices/{face.home.published()}/objection"
    form = face.page(by, path).form(path)
    held = dict(face.cookies(by))
    with face.home.comity.look() as look:
        (listed,) = sessions.listed(look, by)
    sessions.end(face.home.comity, by, listed.session.id)
    line = "; ".join(f"{name}={value}" for name, value in held.items())
    data = {name: values[0] for name, values in form.values.items()} | {"text": "Typed for an hour."}
    answer = face.client.post(path, data=data, headers={"cookie": line, "accept": "text/html"})
    kept = Shown(answer).form("/sign-in").values["kept"][0]
    assert answer.status_code == 401
    assert "Typed for an hour." not in answer.text
    opened = unseal(face.home.comity.secret, "typed", kept, face.home.comity.clock.now())
    assert opened is not None
    assert by.id in opened.decode()
    assert "Typed for an hour." in opened.decode()


def test_the_page_of_another_desk_says_so(shared_face: Face) -> None:
    """A president who opens the accounts is told by which policy not."""
    answer = shared_face.get(shared_face.home.president, "/review")
    assert answer.status_code in (403, 404)


def test_a_session_cookie_that_is_none_is_taken_away(shared_face: Face) -> None:
    """A browser does not go on sending what opens nothing."""
    name = cookies.name_of(cookies.SESSION, shared_face.home.comity.base_url)
    answer = shared_face.client.get("/en", headers={"cookie": f"{name}=nothing", "accept": "text/html"})
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_what_was_typed_stands_on_the_page_of_an_error(face: Face) -> None:
    """Also where the browser lost its cookies."""
    home = face.home
    by, notice = home.bureau["XB"], home.published()
    path = f"/bureau/notices/{notice}/objection"
    form = face.page(by, path).form(path)
    typed = {"kind": "identity", "text": "Typed for an hour."}
    data = {name: values[0] for name, values in form.values.items()} | typed
    lost = face.client.post(path, data=data, headers={"accept": "text/html"})
    assert lost.status_code == 403
    assert "Typed for an hour." in Shown(lost).text
