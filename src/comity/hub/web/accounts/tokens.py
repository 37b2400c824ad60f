"""Tokens of others: issued by who keeps the accounts, shown once, revoked at once."""

from typing import Final

from comity.app.founding import issue_token
from comity.app.views import people as views
from comity.governance import commands as g
from comity.governance.gate import Resource
from comity.governance.offices import Office
from comity.hub.web.accounts import wording
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.accounts.person import named, page_of, standing
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, Fault, NotFound, UnusableInput

PAGES: Final = Pages("accounts", DESK)
_ONE: Final = f"{HOME}/people/{{id}}/tokens"
_LONGEST: Final = 366
_SENT: Final = (
    "This form was sent before: the token was made then, and its secret was shown once. If nobody kept it, go back, "
    "revoke that token and make another."
)


@PAGES.get(f"{_ONE}/new", "Issue a token")
def show(visit: Visit) -> Answer:
    """Ask for what the token is, and for how long."""
    return _new(visit)


def _new(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        look.require(visit.by, "admin:token:issue", Resource(found.id, "person", found.row))
        machine = Office.BORDER_SERVICE in found.state.offices
        purposes = tuple(Option(each.value, words) for each, words in wording.PURPOSES.items())
        first = g.TokenPurpose.SERVICE if machine else g.TokenPurpose.PERSON
        asking = Asking(
            question="Issue a token",
            caption=named(look, found),
            button="Issue the token",
            back=page_of(found.id),
            back_text="Back to the person",
            keep="Issue none",
            effects=(
                "Whoever has its secret acts as this person, with all that their offices allow.",
                "The secret is shown to you once and kept nowhere. What a program does stands in the ledger.",
            ),
            asks=(
                Ask(name="purpose", label="For what", sort=Sort.ONE, options=purposes, now=(first.value,)),
                Ask(
                    name="days",
                    label="Valid for how many days",
                    sort=Sort.NUMBER,
                    hint=f"From 1 to {_LONGEST}.",
                    now=("90",),
                ),
            ),
        )
        return ask(visit, asking, error=error)


@PAGES.post(f"{_ONE}/new", "Issue a token")
def issue(visit: Visit) -> Answer:
    """Issue the token and show its secret, this once."""
    with visit.hub.look() as look:
        name = named(look, standing(look, visit))
    try:
        purpose, days = _read(visit)
        issued = issue_token(visit.hub, visit.by, visit.id, days, purpose, key=visit.key)
    except UnusableInput as error:
        return _new(visit, error)
    except CommandRefused as error:
        return _new(visit, CommandRefused(_SENT) if error.type == "idempotency-key-reused" else error)
    context = {"issued": issued, "days": days, "name": name, "page": page_of(visit.id)}
    return Show("accounts/token_issued.html", context)


def _read(visit: Visit) -> tuple[g.TokenPurpose, int]:
    days, purpose, faults = visit.form.one("days"), visit.form.one("purpose"), []
    if purpose not in [each.value for each in g.TokenPurpose]:
        faults.append(Fault("$.purpose", "Choose what the token is for"))
    if not (days.isascii() and days.isdecimal() and len(days) <= len(str(_LONGEST)) and 1 <= int(days) <= _LONGEST):
        faults.append(Fault("$.days", f"Enter a number of days from 1 to {_LONGEST}"))
    if faults:
        raise UnusableInput("The token cannot be issued as it stands.", faults)
    return g.TokenPurpose(purpose), int(days)


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
