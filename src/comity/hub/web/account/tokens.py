"""Tokens by which a person's own programs are known: made here, shown once, revoked here."""

from typing import Final

from comity.app.founding import issue_token
from comity.app.ports.proofs import ProofRefused
from comity.app.views.people import TokenView, me
from comity.governance.commands import RevokeToken
from comity.governance.gate import Resource, proved
from comity.hub.web.account.mending import mended, waiting
from comity.hub.web.account.proof import ACCOUNT, afresh, asking_afresh
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import ComityError, CommandRefused, Fault, NotFound, TooManyRequests, UnusableInput

PAGES: Final = Pages("account", SIGNED_IN)
_NEW, _ONE = "/account/tokens/new", "/account/tokens/{token}/revoke"
_LONGEST: Final = 366
_SENT: Final = (
    "This form was sent before: the token was made then, and its secret was shown once. If you did not keep it, "
    "revoke that token and make another."
)


@PAGES.get(_NEW, "Make a token")
def new(visit: Visit) -> Answer:
    """Ask how long a new token is to be valid."""
    return _show_new(visit)


@PAGES.post(_NEW, "Make a token")
def make(visit: Visit) -> Answer:
    """Make a token and show its secret, this once."""
    try:
        days = _days(visit.form.one("days"))
        issued = issue_token(visit.hub, afresh(visit), visit.by.id, days, key=visit.key)
    except (UnusableInput, ProofRefused, TooManyRequests) as error:
        return _show_new(visit, error)
    except CommandRefused as error:
        again = error.type == "idempotency-key-reused"
        return _show_new(visit, UnusableInput(_SENT if again else error.detail))
    return Show("account/token_made.html", {"issued": issued, "days": days})


def _show_new(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = look.see(visit.by, "person", visit.by.id)
        look.require(proved(visit.by), "admin:token:issue", Resource(found.id, "person", found.row))
    days = visit.form.one("days")[:10] if visit.form.items else "90"
    first = "days" if isinstance(error, UnusableInput) or error is None else "proof"
    context = {**asking_afresh(visit), **mended(error, (first,)), "days": days}
    return Show("account/token_new.html", context, error.status if error else 200, waiting(error))


def _days(said: str) -> int:
    text = ascii_digits(said)
    if text.isascii() and text.isdecimal() and len(text) <= len(str(_LONGEST)) and 1 <= int(text) <= _LONGEST:
        return int(text)
    raise UnusableInput("The days cannot be read.", [Fault("days", f"Type a number of days from 1 to {_LONGEST}.")])


@PAGES.get(_ONE, "Revoke a token")
def one(visit: Visit) -> Answer:
    """Say what revoking does."""
    return Show("account/token_revoke.html", {"token": _named(visit)})


@PAGES.post(_ONE, "Revoke a token")
def revoke(visit: Visit) -> Answer:
    """Revoke the token; one that is revoked already stays so."""
    try:
        token = _named(visit)
    except NotFound:
        return Go(ACCOUNT)
    visit.hub.order(visit.by, RevokeToken(id=visit.by.id, token=token.id), key=visit.key)
    return Go(f"{ACCOUNT}?done=token")


def _named(visit: Visit) -> TokenView:
    """Return the visitor's token that the address names; raises `NotFound`."""
    with visit.hub.look() as look:
        tokens = me(look, visit.by, visit.hub.name).person.tokens
    found = next((each for each in tokens if each.id == visit.path["token"]), None)
    if found is None:
        raise NotFound
    return found
