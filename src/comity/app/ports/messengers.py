"""The ports by which a message leaves: a mail host and webhooks, each of which an organisation may do without."""

from datetime import datetime
from typing import Protocol

import msgspec

from comity.governance.notifications import Tongue
from comity.kernel.errors import ComityError


class Undelivered(ComityError):
    """A message was not taken. `why` is a code without any address; `down` where no other would be taken either."""

    type, title, status = "undelivered", "The message was not delivered", 503

    def __init__(self, detail: str, why: str, down: bool) -> None:
        super().__init__(detail)
        self.why, self.down = why, down


class Letter(msgspec.Struct, frozen=True):
    """A mail in plain text, to one address."""

    to: str
    subject: str
    text: str
    language: Tongue


class Mail(Protocol):
    def send(self, letter: Letter) -> None:
        """Hand a letter to the mail host; raises `Undelivered`."""


class Webhooks(Protocol):
    def fault(self, url: str) -> str | None:
        """Say why the operator does not allow this address, or None; nothing is looked up or connected to."""

    def post(self, url: str, secret: str, body: bytes, at: datetime) -> None:
        """Post JSON, signed; raises `Undelivered` unless the answer is 2xx."""


class Messengers(msgspec.Struct, frozen=True):
    """The ways by which messages leave; None where the operator set up no such way."""

    mail: Mail | None = None
    webhooks: Webhooks | None = None
