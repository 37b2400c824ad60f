"""How one is told, as a person chooses it on the pages: confirmed, shown once, stopped, and no way round."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.adapters.mailbox import Mailbox, mail_host
from tests.house import house
from tests.hub.web.face import Face, Shown
from tests.hub.web.face import face as served

from comity.adapters.mail import MailHost, Security, SmtpMail, trust
from comity.adapters.webhook import HttpsWebhooks
from comity.app.ports.messengers import Messengers
from comity.governance.notifications import Route
from comity.hub.asgi import create

HERE = "/account/notifications"
HOOK = "https://alerts.xa.example/comity"
TO = "desk@xa.example"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """A real mail host."""
    with mail_host(Mailbox()) as found:
        yield found


@pytest.fixture
def face(tmp_path: Path, box: Mailbox) -> Iterator[Face]:
    """An organisation whose hub has a mail host and allows one webhook host."""
    with house(tmp_path) as home:
        host = MailHost(host="localhost", port=box.port, security=Security.NONE, sender="alerts@hub.example")
        hooks = HttpsWebhooks(["alerts.xa.example"], [], trust(None), lambda *_: ["127.0.0.1"])
        ways = Messengers(mail=SmtpMail(host, home.clock), webhooks=hooks)
        home.comity = replace(home.comity, messengers=ways)
        with TestClient(create(home.comity), base_url=home.comity.base_url) as client:
            yield Face(home, client)


def code_in(box: Mailbox) -> str:
    (_, to, letter) = box.taken.pop()
    assert to == [TO]
    return next(word for word in str(letter.get_content()).split() if word.isdigit() and len(word) == 6)


def act(shown: Shown, name: str) -> dict[str, str]:
    """Return what the one form of the page that does `name` would send."""
    (form,) = [each for each in shown.forms if each.values.get("act") == [name]]
    return {field: values[0] for field, values in form.values.items()}


def send(face: Face, name: str, **typed: str) -> Shown:
    """Fill in the form that does `name` and return the page that follows, or the same with what is wrong."""
    by = face.home.bureau["XA"]
    said = act(face.page(by, HERE), name)
    answer = face.ask(by, "POST", HERE, data={**said, **typed})
    return face.page(by, HERE) if answer.status_code == 303 else Shown(answer)


def choice(face: Face) -> Route | None:
    return face.home.state("person", face.home.bureau["XA"].id).notifications.choice


def test_an_address_is_told_at_once_its_code_came_back(face: Face, box: Mailbox) -> None:
    """From the address over the code to the page that says how one is told; and back to not being told."""
    shown = send(face, "email", email=TO, language="fr")
    assert "A code was sent to desk@xa.example" in shown.text
    assert choice(face) is None
    shown = send(face, "code", code=code_in(box))
    assert "By e-mail to desk@xa.example , in Français" in shown.text
    shown = send(face, "stop")
    assert "You are not told" in shown.text
    assert choice(face) is None


def test_a_wrong_code_says_how_many_tries_are_left(face: Face, box: Mailbox) -> None:
    """Spaces in a code that was copied do no harm; after the last try there is no code any more."""
    send(face, "email", email=TO)
    code = code_in(box)
    wrong = "000000" if code != "000000" else "000001"
    for left in ("4 tries are", "3 tries are", "2 tries are", "one try is"):
        shown = send(face, "code", code=wrong)
        assert f"{left} left" in shown.text
    shown = send(face, "code", code=wrong)
    assert "it works no more" in shown.text
    assert "Confirm your address" not in shown.text
    send(face, "email", email=TO)
    code = code_in(box)
    assert "By e-mail" in send(face, "code", code=f" {code[:3]} {code[3:]} ").text


@pytest.mark.parametrize(
    "typed", ["", "desk", "desk@xa", "desk@xa.example,more@xa.example", "d@x.example\r\nBcc: e@x.example"]
)
def test_what_is_no_address_is_said_beside_the_field_with_what_was_typed(face: Face, box: Mailbox, typed: str) -> None:
    """Nothing is sent, and nothing is kept."""
    by = face.home.bureau["XA"]
    answer = face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "email"), "email": typed})
    assert answer.status_code == 400
    shown = Shown(answer)
    assert "There is a problem" in shown.text
    assert 'id="email-error"' in answer.text
    assert box.taken == []


def test_a_mail_host_that_is_down_is_said_and_the_code_can_be_asked_for_again(face: Face, box: Mailbox) -> None:
    """With what was typed, and without a word of what the host said."""
    box.refused = {TO}
    by = face.home.bureau["XA"]
    answer = face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "email"), "email": TO})
    assert answer.status_code == 503
    assert "did not take a letter to this address" in Shown(answer).text
    assert "no such mailbox" not in answer.text
    box.refused = set()
    assert "Confirm your address" in send(face, "email", email=TO).text


def test_a_webhook_shows_its_secret_once(face: Face) -> None:
    """The form sent again shows the same one; the page never does."""
    by = face.home.bureau["XA"]
    said = {**act(face.page(by, HERE), "webhook"), "webhook": HOOK}
    first, again = (face.ask(by, "POST", HERE, data=said) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    secret = first.text.partition('id="secret">')[2].partition("<")[0]
    assert len(secret) == 64
    assert secret in again.text
    shown = face.get(by, HERE)
    assert HOOK in shown.text
    assert secret not in shown.text
    anew = face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "webhook"), "webhook": HOOK})
    assert secret not in anew.text


@pytest.mark.parametrize(
    "url", ["", "http://alerts.xa.example/", "https://other.example/", "https://127.0.0.1/", "javascript:alert(1)"]
)
def test_a_webhook_that_the_operator_does_not_allow_is_refused(face: Face, url: str) -> None:
    """The page says what may be named, and by whom more is allowed."""
    by = face.home.bureau["XA"]
    answer = face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "webhook"), "webhook": url})
    assert answer.status_code == 400
    assert 'id="webhook-error"' in answer.text
    assert choice(face) is None


def test_codes_that_are_asked_for_too_often_are_refused(face: Face, box: Mailbox) -> None:
    """No one's mailbox is filled from here."""
    for _ in range(5):
        send(face, "email", email=TO)
    assert "ask again later" in send(face, "email", email=TO).text
    assert len(box.taken) == 5


def test_a_form_that_asks_for_nothing_known_does_nothing(face: Face) -> None:
    """Such a form is no page of ours."""
    by = face.home.bureau["XA"]
    answer = face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "email"), "act": "anything"})
    assert answer.status_code == 400


def test_one_person_sees_and_changes_no_other_persons_choice(face: Face, box: Mailbox) -> None:
    """Not even the head of the bureau, or who keeps the accounts, learns whether and where someone is told."""
    send(face, "email", email=TO)
    send(face, "code", code=code_in(box))
    for other in (face.home.bureau["XC"], face.home.admin, face.home.auditor, face.home.president):
        shown = face.page(other, HERE)
        assert "You are not told" in shown.text
        assert TO not in shown.text


def test_every_field_has_its_label_and_the_page_one_heading(face: Face, box: Mailbox) -> None:
    """With the code's form as well."""
    shown = send(face, "email", email=TO)
    assert shown.unlabelled == []
    assert [level for level, _ in shown.headings].count(1) == 1
    assert len(shown.ids) == len(set(shown.ids))


def test_a_hub_without_any_way_says_so(tmp_path: Path) -> None:
    """What its operator would have to do, and no form that could only fail."""

    with served(tmp_path) as bare:
        shown = bare.page(bare.home.bureau["XA"], HERE)
        assert "This hub sends no e-mail" in shown.text
        assert not [form for form in shown.forms if "act" in form.values]


def test_a_test_message_that_is_not_taken_is_said_beside_its_button(face: Face) -> None:
    """The page says that it did not arrive; the choice stands."""
    by = face.home.bureau["XA"]
    face.ask(by, "POST", HERE, data={**act(face.page(by, HERE), "webhook"), "webhook": HOOK})
    answer = face.ask(by, "POST", HERE, data=act(face.page(by, HERE), "test"))
    assert answer.status_code == 503
    assert 'id="test-error"' in answer.text
    assert HOOK in Shown(answer).text
    for _ in range(4):
        face.ask(by, "POST", HERE, data=act(face.page(by, HERE), "test"))
    answer = face.ask(by, "POST", HERE, data=act(face.page(by, HERE), "test"))
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
