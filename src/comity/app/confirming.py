"""Confirming an e-mail address: a code goes there, and whoever reads it there types it here."""

import hmac
from hashlib import sha256
from typing import Final

from comity.app import wording
from comity.app.comity import Comity
from comity.app.ports.messengers import Undelivered
from comity.governance.gate import Principal
from comity.governance.notifications import AskConfirmation, PendingAddress, Tongue

_DIGITS: Final = 6


def ask(comity: Comity, by: Principal, to: str, language: Tongue, key: str | None) -> None:
    """Send a code to an address that `by` wants messages at; a form sent twice sends one.

    Raises `Undelivered` where the mail host does not take it now, and `CommandRefused` for what is no address
    or too many codes.
    """
    if comity.messengers.mail is None:
        raise Undelivered("This hub has no mail host; ask its operator.", "no-mail-host", True)
    number = _number(comity, by, key)
    pending = PendingAddress(to=to, code=number, language=language)
    done = comity.order(by, AskConfirmation(id=by.id, pending=pending), key=key)
    if not done.repeated:
        comity.messengers.mail.send(wording.code(to, language, number))


def _number(comity: Comity, by: Principal, key: str | None) -> str:
    """Return a code: for a form always the same one, so that its repetition is known as such; no one can guess it."""
    seed = f"code\n{by.id}\n{key or comity.chance.nonce()}"
    drawn = int.from_bytes(hmac.new(comity.secret, seed.encode(), sha256).digest())
    return f"{drawn % 10**_DIGITS:0{_DIGITS}d}"
