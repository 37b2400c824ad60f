"""Mail over SMTP, under TLS from the first byte or from STARTTLS on; one letter to one address at a time.

A letter says nothing of where it comes from but the sender: no name of the machine, no tracking, no HTML. What a
mail host answers may quote the address, so that of an error only its number goes any further.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec

from comity.adapters.deadline import Deadline
from comity.app.ports.messengers import Letter, Undelivered
from comity.app.ports.surroundings import Clock
from comity.kernel.errors import Unavailable

TIMEOUT_S: Final = 10.0
"""How long the host may take over each step; some answer late on purpose, to be rid of those who do not wait."""
WHOLE_S: Final = 60.0
"""How long one letter may take in all."""

_DOWN: Final = "The mail host cannot be reached now. Try again in some minutes, or tell the operator of this hub."


class Security(StrEnum):
    """How the line to the mail host is protected; `none` is for a relay on the same machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class MailHost(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed over and as whom; the password is read from its file for each letter, so that it may change.

    `trusted` is a PEM file of authorities to believe besides those of the system.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password_file: Path | None = None
    trusted: Path | None = None


class SmtpMail:
    """A mail host that letters are handed to."""

    def __init__(self, host: MailHost, clock: Clock) -> None:
        self._host, self._clock = host, clock
        self._domain = host.sender.rpartition("@")[2]

    def send(self, letter: Letter) -> None:
        """Hand a letter over; raises `Undelivered`."""
        message = self._message(letter)
        try:
            with self._connected() as smtp:
                smtp.send_message(message, self._host.sender, [letter.to])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            detail = "The mail host did not take a letter to this address. Check how it is written."
            raise Undelivered(detail, _number(error), False) from None
        except Unavailable as error:
            raise Undelivered(_DOWN, "authorities", True) from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise Undelivered(_DOWN, _number(error), True) from None

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Yield a line that is protected as was settled, signed in where there is a user; there is no lesser way."""
        host, deadline = self._host, Deadline(WHOLE_S)
        with closing(self._line(host.security)) as smtp, deadline.over(lambda: smtp.sock):
            if host.security is Security.STARTTLS:
                smtp.starttls(context=self._trust())
            if host.user is not None:
                smtp.login(host.user, self._password())
            yield smtp
            # The letter was taken by now: a host that does not say good-bye did not refuse it.
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()

    def _line(self, security: Security) -> smtplib.SMTP:
        host, port, name = self._host.host, self._host.port, self._domain
        if security is Security.TLS:
            return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=TIMEOUT_S, context=self._trust())
        return smtplib.SMTP(host, port, local_hostname=name, timeout=TIMEOUT_S)

    def _trust(self) -> ssl.SSLContext:
        return trust(self._host.trusted)

    def _password(self) -> str:
        if self._host.password_file is None:
            return ""
        try:
            return self._host.password_file.read_text("utf-8").rstrip("\r\n")
        except OSError as error:
            raise Undelivered(_DOWN, "password-file", True) from error

    def _message(self, letter: Letter) -> EmailMessage:
        """Return the letter as it goes out; a header that would begin another line is refused by the library."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self._host.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(self._clock.now())
        message["Message-ID"] = f"<{token_hex(16)}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message["Content-Language"] = letter.language.value
        return message


def trust(more: Path | None) -> ssl.SSLContext:
    """Return whom a TLS line believes: the authorities of the system, and those in the file `more`."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if more is not None:
        try:
            context.load_verify_locations(more)
        except (OSError, ssl.SSLError) as error:
            raise Unavailable(f"The authorities in {more} cannot be read: {type(error).__name__}.") from error
    return context


def _number(error: Exception) -> str:
    """Return what may be told of an error: its name and number, never the words, which may quote the address."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            codes = sorted({str(code) for code, _ in refused.values()})
            return f"recipient-refused-{'-'.join(codes)}"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"{type(error).__name__}-{code}"
        case _:
            return type(error).__name__
