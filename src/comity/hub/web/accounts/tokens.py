"""Tokens of machines, issued by who keeps the accounts and shown once; tokens of anyone, revoked at once."""

from typing import Final

from comity.app.founding import issue_token
from comity.app.ports.proofs import ProofRefused
from comity.app.views import people as views
from comity.governance import commands as g
from comity.governance.gate import Resource, proved
from comity.hub.web.account.mending import mended, waiting
from comity.hub.web.account.proof import afresh, asking_afresh
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.accounts.person import named, page_of, standing
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import ComityError, CommandRefused, Fault, NotFound, TooManyRequests, UnusableInput

PAGES: Final = Pages("accounts", DESK)
_ONE: Final = f"{HOME}/people/{{id}}/tokens"
_LONGEST: Final = 366
_SENT: Final = (
    "This form was sent before: the token was made then, and its secret was shown once. If nobody kept it, go back, "
    "revoke that token and make another."
)


@PAGES.get(f"{_ONE}/new", "Issue a token")
def show(visit: Visit) -> Answer:
    """Ask for how long; only a machine's token is made by others."""
    return _new(visit)


def _new(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        look.require(proved(visit.by), "admin:token:issue", Resource(found.id, "person", found.row))
        name = named(look, found)
    days = visit.form.one("days")[:10] if visit.form.items else "90"
    first = "days" if isinstance(error, UnusableInput | CommandRefused) or error is None else "proof"
    context = {
        **asking_afresh(visit),
        **mended(error, (first,)),
        "title": "Issue a token",
        "name": name,
        "days": days,
        "longest": _LONGEST,
        "page": page_of(visit.id),
    }
    return Show("accounts/token_new.html", context, error.status if error else 200, waiting(error))


@PAGES.post(f"{_ONE}/new", "Issue a token")
def issue(visit: Visit) -> Answer:
    """Issue the token and show its secret, this once."""
    with visit.hub.look() as look:
        name = named(look, standing(look, visit))
    try:
        days = _days(visit)
        issued = issue_token(visit.hub, afresh(visit), visit.id, days, g.TokenPurpose.SERVICE, key=visit.key)
    except CommandRefused as error:
        return _new(visit, CommandRefused(_SENT) if error.type == "idempotency-key-reused" else error)
    except (UnusableInput, ProofRefused, TooManyRequests) as error:
        return _new(visit, error)
    context = {"issued": issued, "days": days, "name": name, "page": page_of(visit.id)}
    return Show("accounts/token_issued.html", context)


def _days(visit: Visit) -> int:
    days = ascii_digits(visit.form.one("days"))
    if days.isascii() and days.isdecimal() and len(days) <= len(str(_LONGEST)) and 1 <= int(days) <= _LONGEST:
        return int(days)
    fault = Fault("days", f"Enter a number of days from 1 to {_LONGEST}")
    raise UnusableInput("The token cannot be issued as it stands.", [fault])


@PAGES.get(f"{_ONE}/{{token}}/revoke", "Revoke a token")
def show_revoke(visit: Visit) -> Answer:
    """Say what revoking does."""
    return _revoke(visit)


def _revoke(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        if visit.path["token"] not in {each.id for each in views.view(look, found).tokens} and error is None:
            raise NotFound
        asking = Asking(
            question="Revoke this token?",
            caption=named(look, found),
            button="Revoke the token",
            back=page_of(found.id),
            back_text="Back to the person",
            keep="Keep it",
            grave=True,
            effects=(
                "Programs that use it are refused from the next moment on.",
                f"It is {visit.path['token']}. It cannot be taken back; you can issue a new one.",
            ),
        )
        return ask(visit, asking, error=error)


@PAGES.post(f"{_ONE}/{{token}}/revoke", "Revoke a token")
def revoke(visit: Visit) -> Answer:
    """Revoke the token; one that is revoked already stays so."""
    with visit.hub.look() as look:
        if visit.path["token"] not in {each.id for each in views.view(look, standing(look, visit)).tokens}:
            return Go(page_of(visit.id))

    def act() -> str:
        visit.hub.order(visit.by, g.RevokeToken(id=visit.id, token=visit.path["token"]), key=visit.key)
        return page_of(visit.id)

    return done(visit, lambda error: _revoke(visit, error), act)
