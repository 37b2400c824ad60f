"""Mail over real lines: protected or not at all, to one address, saying nothing of the machine, in errors neither."""

import socket
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

import pytest
from tests.adapters.mailbox import Mailbox, mail_host
from tests.certificates import Authority

from comity.adapters.deadline import Deadline
from comity.adapters.mail import MailHost, Security, SmtpMail
from comity.adapters.surroundings import SetClock
from comity.app import wording
from comity.app.ports.messengers import Letter, Undelivered
from comity.governance.notifications import Tongue

AT = datetime(2026, 11, 21, 9, 30, 12, tzinfo=UTC)
TO = "desk@xa.example"
LETTER = wording.waits(TO, Tongue.ENGLISH, "https://hub.example")
PLAIN, STARTTLS, TLS = Security.NONE, Security.STARTTLS, Security.TLS


def mail(box: Mailbox, security: Security, authority: Authority | None = None, **more: object) -> SmtpMail:
    trusted = authority.file if authority else None
    host = {"host": "localhost", "port": box.port, "security": security, "sender": "alerts@hub.example"}
    return SmtpMail(MailHost(**(host | {"trusted": trusted} | more)), SetClock(AT))  # type: ignore[arg-type]


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_a_letter_goes_out_under_starttls_with_these_headers_and_no_other(authority: Authority) -> None:
    """Plain text to one address: no name of the machine, no time but that of sending, nothing to be tracked by."""
    with mail_host(Mailbox(), starttls=authority.server("localhost")) as box:
        mail(box, STARTTLS, authority).send(LETTER)
    (sender, to, message), *more = box.taken
    assert (sender, to, more) == ("alerts@hub.example", [TO], [])
    assert {name: str(value) for name, value in message.items() if name != "Message-ID"} == {
        "From": "alerts@hub.example",
        "To": TO,
        "Subject": "Something is waiting for you",
        "Date": "Sat, 21 Nov 2026 09:30:12 +0000",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "Content-Language": "en",
        "MIME-Version": "1.0",
    }
    assert text_of(message) == "Something is waiting for you in Comity. Sign in to see it: https://hub.example/\n"
    assert message["Message-ID"].endswith("@hub.example>")
    assert set(box.greeted) == {"hub.example"}


def test_a_letter_goes_out_under_tls_from_the_first_byte(authority: Authority) -> None:
    """Port 465 of a mail host."""
    with mail_host(Mailbox(), tls=authority.server("localhost")) as box:
        mail(box, TLS, authority).send(LETTER)
    assert [to for _, to, _ in box.taken] == [[TO]]


@pytest.mark.parametrize("tongue", list(Tongue))
def test_letters_arrive_in_each_language(tongue: Tongue) -> None:
    """Subject and text come through in any script."""
    letter = wording.waits(TO, tongue, "https://hub.example")
    with mail_host(Mailbox()) as box:
        mail(box, PLAIN).send(letter)
    message = box.taken[0][2]
    assert (message["Subject"], text_of(message)) == (letter.subject, letter.text)
    assert message["Content-Language"] == tongue.value


def test_without_the_protection_that_was_settled_nothing_is_sent(authority: Authority) -> None:
    """A host that offers no STARTTLS, or that someone on the way makes offer none."""
    with mail_host(Mailbox()) as box, pytest.raises(Undelivered) as found:
        mail(box, STARTTLS, authority).send(LETTER)
    assert (found.value.why, found.value.down, box.taken) == ("SMTPNotSupportedError", True, [])


@pytest.mark.parametrize("named", ["localhost", "mail.xb.example"])
def test_a_host_that_is_not_who_it_should_be_gets_nothing(tmp_path: Path, named: str) -> None:
    """A certificate of an authority that is not believed, or of another name."""
    ours, theirs = Authority(tmp_path), Authority(tmp_path, "another")
    shown = theirs.server("localhost") if named == "localhost" else ours.server(named)
    for security, lines in ((STARTTLS, {"starttls": shown}), (TLS, {"tls": shown})):
        with mail_host(Mailbox(), **lines) as box, pytest.raises(Undelivered) as found:
            mail(box, security, ours).send(LETTER)
        assert (found.value.why, found.value.down, box.taken) == ("SSLCertVerificationError", True, [])


def test_the_password_is_read_for_each_letter(authority: Authority, tmp_path: Path) -> None:
    """It is changed without a restart; a wrong one sends nothing and says so by number."""
    password = tmp_path / "password"
    box = Mailbox()
    box.accounts = {"comity": "correct word"}
    with mail_host(box, starttls=authority.server("localhost")):
        sender = mail(box, STARTTLS, authority, user="comity", password_file=password)
        for text, why in ((None, "password-file"), ("wrong\n", "SMTPAuthenticationError-535")):
            if text:
                password.write_text(text)
            with pytest.raises(Undelivered) as found:
                sender.send(LETTER)
            assert (found.value.why, found.value.down) == (why, True)
        password.write_text("correct word\n")
        sender.send(LETTER)
    assert len(box.taken) == 1


def test_authorities_that_are_gone_since_the_start_leave_the_letter_waiting(authority: Authority) -> None:
    """It is tried again like any that the host did not take."""
    with mail_host(Mailbox(), starttls=authority.server("localhost")) as box:
        authority.file.unlink()
        with pytest.raises(Undelivered) as found:
            mail(box, STARTTLS, authority).send(LETTER)
    assert (found.value.why, found.value.down, box.taken) == ("authorities", True, [])


def test_an_address_that_is_refused_is_told_apart_from_a_host_that_is_down() -> None:
    """The words of the host, which quote the address, go no further."""
    box = Mailbox()
    box.refused = {TO}
    with mail_host(box), pytest.raises(Undelivered) as found:
        mail(box, PLAIN).send(LETTER)
    assert (found.value.why, found.value.down) == ("recipient-refused-550", False)
    assert TO not in f"{found.value!r} {found.value.detail} {found.value.problem()}"
    with pytest.raises(Undelivered) as gone:
        mail(box, PLAIN).send(LETTER)
    assert (gone.value.why, gone.value.down) == ("ConnectionRefusedError", True)


def test_a_host_that_breaks_off_is_down() -> None:
    """In the middle of its greeting."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        box = Mailbox()
        box.port = listening.getsockname()[1]

        def answer() -> None:
            line, _ = listening.accept()
            line.sendall(b"220 mail")
            line.close()

        thread = Thread(target=answer)
        thread.start()
        with pytest.raises(Undelivered) as found:
            mail(box, PLAIN).send(LETTER)
        thread.join()
    assert found.value.down


@pytest.mark.parametrize("line", ["\r\nBcc: other@xb.example", "\nX: y", "\r\n\r\nAnother text"])
@pytest.mark.parametrize("where", ["to", "subject"])
def test_no_header_begins_another_line(where: str, line: str) -> None:
    """What got past every other check still sends nothing."""
    parts = {"to": TO, "subject": "Something is waiting for you"}
    letter = Letter(**(parts | {where: parts[where] + line}), text="Text", language=Tongue.ENGLISH)
    with mail_host(Mailbox()) as box, pytest.raises(ValueError, match=r"linefeed|newline|carriage"):
        mail(box, PLAIN).send(letter)
    assert box.taken == []


def test_a_peer_that_drips_is_cut_off_when_its_time_is_over() -> None:
    """Each byte comes in time, and all of it never would."""
    ours, theirs = socket.socketpair()
    with ours, theirs, Deadline(timedelta(milliseconds=50).total_seconds()).over(lambda: ours):
        assert ours.recv(1) == b""
    spent = Deadline(0)
    with pytest.raises(TimeoutError):
        spent.left()
