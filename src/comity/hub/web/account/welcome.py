"""Invitations: a person sets how they sign in, once, and is in."""

from typing import Final

from comity.app import sessions, welcoming
from comity.app.ports.proofs import ProofRefused
from comity.app.welcoming import Welcome
from comity.hub.web import cookies
from comity.hub.web.account.mending import mended
from comity.hub.web.account.pictures import second_factor
from comity.hub.web.desks import HOME
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, Fault, UnusableInput

PAGES: Final = Pages("public", ANYONE)
_TITLE: Final = "Set how you sign in"
_WRONG_CODE: Final = (
    "This code does not belong to the link. Type it as it was given to you, or ask for a new invitation."
)
_COPIED: Final = "Say that you have kept the recovery codes: they are shown this once."


@PAGES.get("/welcome/{secret}", _TITLE)
def page(visit: Visit) -> Answer:
    """Show who is invited the ways to sign in that they can set."""
    offered = welcoming.welcome(visit.hub, visit.path["secret"])
    if offered is not None and offered.locked:
        return _locked()
    return _shown(visit, offered) if offered else _over()


@PAGES.post("/welcome/{secret}", _TITLE)
def accept(visit: Visit) -> Answer:
    """Take what was set, and open the first session."""
    code = visit.form.one("invitation_code")[:60]
    offered = welcoming.welcome(visit.hub, visit.path["secret"], code)
    if offered is None:
        return Go(HOME) if visit.known else _over()
    if offered.locked:
        return _locked(UnusableInput(_WRONG_CODE, [Fault("invitation_code", _WRONG_CODE)]))
    if "password" not in visit.form and "new_passkey" not in visit.form:
        return _shown(visit, offered)
    try:
        secret, _ = _accepted(visit, offered)
    except (UnusableInput, ProofRefused) as error:
        return _shown(visit, offered, error)
    except CommandRefused:
        return _over()
    if visit.session:
        sessions.end(visit.hub, visit.by, visit.session.id)
    visit.cookies[cookies.SESSION] = secret
    return Go(HOME)


def _accepted(visit: Visit, offered: Welcome) -> tuple[str, sessions.Session]:
    form = visit.form
    if answer := form.one("new_passkey"):
        return welcoming.accept_by_passkey(visit.hub, offered, answer, form.one("name"), visit.device)
    password, code = form.one("password"), form.one("code")
    if not form.one("copied"):
        faults = welcoming.faults(visit.hub, offered, password, code)
        raise UnusableInput("Something is still to be done.", [*faults, Fault("copied", _COPIED)])
    return welcoming.accept_by_password(visit.hub, offered, password, code, visit.device)


def _shown(visit: Visit, offered: Welcome, error: ComityError | None = None) -> Show:
    context = {
        "title": _TITLE,
        "unindexed": True,
        "offered": offered,
        **second_factor(visit.hub.name, offered.profile.login, offered.totp_secret),
        "invitation": welcoming.passkey_invitation(visit.hub, offered),
        "passkey_address": visit.hub.passkeys.address,
        "name": visit.form.one("name")[:60],
        **mended(error, ("password",)),
    }
    return Show("account/welcome.html", context, status=400 if error else 200)


def _locked(error: ComityError | None = None) -> Show:
    """Ask for the code of an invitation by two; nothing of the person or the second factor is shown before."""
    context = {"title": _TITLE, "unindexed": True, **mended(error, ("invitation_code",))}
    return Show("account/welcome_code.html", context, status=400 if error else 200)


def _over() -> Show:
    """One page for an invitation that was used, was replaced, has expired or never was."""
    return Show("account/welcome_over.html", {"title": "This invitation cannot be used", "unindexed": True}, status=404)
