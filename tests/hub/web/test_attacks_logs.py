"""What is written down of attacks, faults and ordinary work: codes, never words, secrets, names or addresses."""

import pytest
from structlog.testing import capture_logs
from tests.app.entering import PASSWORD, with_password
from tests.hub.web.face import Face, Shown

from comity.app import welcoming
from comity.app.comity import Comity
from comity.hub.web import cookies

TYPED = "Lantern-on-a-quay"


def said(face: Face, capfd: pytest.CaptureFixture[str], logs: list[object]) -> str:
    return str(logs) + "".join(capfd.readouterr())


def test_signing_in_leaves_no_name_no_secret_and_no_address(face: Face, capfd: pytest.CaptureFixture[str]) -> None:
    """A refusal is logged by its kind; login, password, code, session, browser and address stand nowhere."""
    with capture_logs() as logs:
        ilva = with_password(face.home, face.home.officer)
        typed = {"login": ilva.login, "password": PASSWORD, "code": ilva.code}
        face.post(None, "/sign-in", {**typed, "password": TYPED})
        face.post(None, "/sign-in", {**typed, "login": TYPED})
        face.post(None, "/sign-in", {**typed, "passkey": TYPED})
        face.home.later(seconds=60)
        face.post(None, "/sign-in", {**typed, "code": ilva.code})
        held = face.cookies(None)
        text = said(face, capfd, list(logs))
    assert "sign_in_refused" in text
    base = face.home.comity.base_url
    secrets = [held[cookies.name_of(name, base)] for name in (cookies.SESSION, cookies.BROWSER)]
    for secret in (TYPED, PASSWORD, ilva.login, ilva.code, "testclient", *secrets):
        assert secret not in text


def test_an_invitation_leaves_its_secret_nowhere(face: Face, capfd: pytest.CaptureFixture[str]) -> None:
    """It stands in an address, so no address is written down; nor is it sent on to another site."""
    with capture_logs() as logs:
        secret = welcoming.invite(face.home.comity, face.home.admin, face.home.officer.id).secret
        answer = face.get(None, f"/welcome/{secret}")
        face.post(None, f"/welcome/{secret}", password=TYPED, code="1")
        face.get(None, f"/welcome/{secret[:-1]}x")
        text = said(face, capfd, list(logs))
    assert secret not in text
    assert TYPED not in text
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_bad_input_leaves_nothing_of_it(face: Face, capfd: pytest.CaptureFixture[str]) -> None:
    """Forms, files, queries and addresses that are refused."""
    by = face.home.bureau["XA"]
    with capture_logs() as logs:
        face.post(by, "/bureau/requests/import", json='{"subject": "' + TYPED)
        face.post(by, "/bureau/campaigns", title=TYPED * 300)
        face.get(by, f"/bureau/notices?{TYPED}=1")
        face.get(by, f"/bureau/{TYPED}")
        face.get(None, f"/en/{TYPED}")
        face.ask(by, "POST", "/sign-out", data={"csrf": TYPED})
        face.post(None, "/en/redress/follow", reference=TYPED, secret=TYPED)
        text = said(face, capfd, list(logs))
    assert TYPED not in text


def test_a_store_that_is_lost_tells_nothing_of_itself_or_of_what_was_typed(
    face: Face, capfd: pytest.CaptureFixture[str]
) -> None:
    """The store is lost under a page: the reader learns that it cannot be done now, and nothing of why."""
    by = face.home.bureau["XA"]
    form = face.page(by, "/bureau/campaigns").form("/bureau/campaigns")
    with face.home.comity.store.writing(lambda: None) as writer:
        writer.connection.exec_driver_sql("ALTER TABLE contents RENAME TO elsewhere")  # type: ignore[attr-defined]
    with capture_logs() as logs:
        answer = face.send(by, form, {"title": TYPED})
        text = said(face, capfd, list(logs))
    assert answer.status_code == 503
    assert TYPED not in text
    for telling in (
        "contents",
        "sqlalchemy",
        "sqlite",
        "Traceback",
        "INSERT",
        ".py",
        "/src/",
        face.home.comity.base_url + "/src",
    ):
        assert telling not in Shown(answer).text
    assert "elsewhere" not in answer.text


def test_limits_that_cannot_be_counted_let_no_one_in(face: Face) -> None:
    """With the table of tries gone, sign-in, applications and receipts are refused; no page is a fault of ours."""
    ilva = with_password(face.home, face.home.officer)
    with face.home.comity.store.writing(lambda: None) as writer:
        writer.connection.exec_driver_sql("DROP TABLE tries")  # type: ignore[attr-defined]
    answer = face.post(None, "/sign-in", login=ilva.login, password=PASSWORD, code=ilva.code)
    followed = face.post(None, "/en/redress/follow", reference="RDR-2026-00000000", secret="x")
    assert (answer.status_code, followed.status_code) == (503, 503)
    assert cookies.name_of(cookies.SESSION, face.home.comity.base_url) not in answer.cookies


def test_what_programs_are_told_of_a_fault_is_as_little(face: Face, capfd: pytest.CaptureFixture[str]) -> None:
    """A problem document without a place, a name or a word of what was sent."""
    hub: Comity = face.home.comity
    with hub.store.writing(lambda: None) as writer:
        writer.connection.exec_driver_sql("ALTER TABLE contents RENAME TO elsewhere")  # type: ignore[attr-defined]
    with capture_logs() as logs:
        form = {"name": TYPED, "statement": TYPED, "contact": {"email": "a@b.example"}, "confidential": True}
        body = {"kind": "deletion", "by": "person", "language": "en", "form": form}
        answer = face.client.post("/api/v1/applications", json=body, headers={"accept": "application/json"})
        text = said(face, capfd, list(logs))
    assert answer.status_code == 503
    assert TYPED not in answer.text + text
    assert set(answer.json()) <= {"type", "title", "status", "detail"}
