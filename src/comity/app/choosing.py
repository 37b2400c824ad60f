"""Choosing how to be told: an address is confirmed by a code that goes there, a webhook gets a secret of its own.

Codes and secrets are drawn from the key of the form they were asked with: a form sent twice is one order, sends one
letter and shows one secret. Without the hub's own secret no one can guess them.
"""

import hmac
from hashlib import sha256
from typing import Final

from comity.app import limits, wording
from comity.app.comity import Comity
from comity.app.notifying import said
from comity.app.ports.messengers import Undelivered
from comity.governance.gate import Principal
from comity.governance.notifications import (
    MISSES,
    AskConfirmation,
    Choice,
    ConfirmAddress,
    ConfirmationMissed,
    PendingAddress,
    Route,
    SetNotifications,
    Tongue,
)
from comity.governance.people import PersonState
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import CommandRefused, Fault

_DIGITS: Final = 6
_VOID: Final = "That was one wrong code too many: it works no more. Ask for a new one."


def ask_code(comity: Comity, by: Principal, to: str, language: Tongue, key: str | None) -> None:
    """Send a code to an address that `by` wants messages at.

    Raises `CommandRefused` for what is no address or too many codes, and `Undelivered` where the mail host does not
    take it now.
    """
    if comity.messengers.mail is None:
        raise Undelivered("This hub has no mail host. Ask its operator to set one up.", "no-mail-host", True)
    drawn = int.from_bytes(_drawn(comity, by, "code", key))
    number = f"{drawn % 10**_DIGITS:0{_DIGITS}d}"
    pending = PendingAddress(to=to, code=number, language=language)
    done = comity.order(by, AskConfirmation(id=by.id, pending=pending), key=key)
    if not done.repeated:
        comity.messengers.mail.send(wording.code(to, language, number))


def give_code(comity: Comity, by: Principal, code: str, key: str | None) -> int:
    """Give the code that came; return how many tries are left after a wrong one, 0 where it was right.

    Raises `CommandRefused` where no code is waited for, and where this was the last wrong one.
    """
    done = comity.order(by, ConfirmAddress(id=by.id, code="".join(ascii_digits(code).split())), key=key)
    with comity.look() as look:
        (act,) = look.acts(done.acts[-1] - 1, 1)
        state: PersonState = look.state_of("person", by.id)
    match act.event:
        case ConfirmationMissed(erased=()):
            return MISSES - state.notifications.misses
        case ConfirmationMissed():
            raise CommandRefused(_VOID, (Fault("$.code", _VOID),), "no-code")
        case _:
            return 0


def use_webhook(comity: Comity, by: Principal, url: str, key: str | None) -> str:
    """Choose a webhook; return the secret that signs its messages, which is shown now and never again.

    Raises `CommandRefused` for an address that is none, or that the operator does not allow.
    """
    hooks = comity.messengers.webhooks
    fault = hooks.fault(url) if hooks else "this hub sends to no webhooks; ask its operator"
    if fault:
        raise CommandRefused("The address cannot be used.", (Fault("$.choice.to", fault),), "bad-address")
    secret = _drawn(comity, by, "webhook", key).hex()
    comity.order(by, SetNotifications(id=by.id, choice=Choice(route=Route.WEBHOOK, to=url, secret=secret)), key=key)
    return secret


def try_webhook(comity: Comity, by: Principal) -> None:
    """Send a test message to the webhook that was chosen, a few times an hour.

    Raises `Undelivered` where it was not taken, `TooManyRequests`, and `CommandRefused` where none was chosen.
    """
    with comity.look() as look:
        ref = look.state_of("person", by.id).notifications.choice
        choice = look.opened(ref, Choice) if ref else None
    hooks = comity.messengers.webhooks
    if choice is None or choice.route is not Route.WEBHOOK or hooks is None:
        raise CommandRefused("Choose a webhook first.", (Fault("$.choice.to", "choose a webhook first"),), "no-webhook")
    limits.take(comity, "test-message", by.id)
    at = comity.clock.now()
    hooks.post(choice.to, choice.secret or "", said("test", at), at)


def _drawn(comity: Comity, by: Principal, what: str, key: str | None) -> bytes:
    seed = f"{what}\n{by.id}\n{key or comity.chance.nonce()}"
    return hmac.new(comity.secret, seed.encode(), sha256).digest()
