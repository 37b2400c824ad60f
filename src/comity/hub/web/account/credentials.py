"""Changing password, authenticator app and recovery codes, each after a new proof."""

from typing import Final

from comity.app import changing
from comity.app.ports.proofs import ProofRefused
from comity.hub.web.account.mending import mended, waiting
from comity.hub.web.account.pictures import second_factor
from comity.hub.web.account.proof import ACCOUNT, asking, gone_on, held, profile_of, proved, session_of
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, Fault, TooManyRequests, UnusableInput

PAGES: Final = Pages("account", SIGNED_IN)
_PASSWORD, _FACTOR, _CODES = "/account/password", "/account/second-factor", "/account/recovery-codes"
_COPIED: Final = "Say that you have kept the recovery codes: they are shown this once."
_FAULTS: Final = (ProofRefused, TooManyRequests, UnusableInput)


@PAGES.get(_PASSWORD, "Change your password")
def password(visit: Visit) -> Answer:
    """Ask for the old password and the new one; who has none yet sets a second factor with it."""
    return _show_password(visit) if held(visit).credentials.by_password else Go(_FACTOR)


@PAGES.post(_PASSWORD, "Change your password")
def set_password(visit: Visit) -> Answer:
    """Change the password."""
    try:
        kept = proved(visit)
        opened = changing.set_password(
            visit.hub, kept, session_of(visit), profile_of(visit), visit.form.one("password")
        )
    except _FAULTS as error:
        return _show_password(visit, error)
    return gone_on(visit, opened, "password")


def _show_password(visit: Visit, error: ComityError | None = None) -> Show:
    context = {**asking(visit, held(visit)), **mended(error, ("proof",))}
    return _shown("account/password.html", context, error)


@PAGES.get(_FACTOR, "Set up an authenticator app")
def app(visit: Visit) -> Answer:
    """Show a new secret and new recovery codes; the old ones hold until they are taken."""
    return _show_factor(visit)


@PAGES.post(_FACTOR, "Set up an authenticator app")
def set_app(visit: Visit) -> Answer:
    """Take the new app, the new codes and, of who has none, a password."""
    form = visit.form
    try:
        kept = proved(visit)
        if not form.one("copied"):
            raise UnusableInput("Something is still to be done.", [Fault("copied", _COPIED)])
        opened = changing.set_second_factor(
            visit.hub, kept, session_of(visit), profile_of(visit), form.one("code"), form.one("password")
        )
    except _FAULTS as error:
        return _show_factor(visit, error)
    return gone_on(visit, opened, "second_factor")


def _show_factor(visit: Visit, error: ComityError | None = None) -> Show:
    secret, codes = changing.second_factor(visit.hub, session_of(visit))
    login = profile_of(visit).login
    context = {
        **asking(visit, held(visit)),
        **second_factor(visit.hub.name, login, secret),
        **mended(error, ("proof",)),
        "codes": codes,
    }
    return _shown("account/second_factor.html", context, error)


@PAGES.get(_CODES, "New recovery codes")
def codes(visit: Visit) -> Answer:
    """Show new recovery codes; the old ones hold until these are taken."""
    return _show_codes(visit) if held(visit).credentials.by_password else Go(ACCOUNT)


@PAGES.post(_CODES, "New recovery codes")
def set_codes(visit: Visit) -> Answer:
    """Put the new recovery codes in the place of the old."""
    try:
        kept = proved(visit)
        if not visit.form.one("copied"):
            raise UnusableInput("Something is still to be done.", [Fault("copied", _COPIED)])
        opened = changing.renew_recovery_codes(visit.hub, kept, session_of(visit))
    except _FAULTS as error:
        return _show_codes(visit, error)
    return gone_on(visit, opened, "recovery_codes")


def _show_codes(visit: Visit, error: ComityError | None = None) -> Show:
    _, found = changing.second_factor(visit.hub, session_of(visit))
    context = {**asking(visit, held(visit)), **mended(error, ("proof",)), "codes": found}
    return _shown("account/recovery_codes.html", context, error)


def _shown(template: str, context: dict[str, object], error: ComityError | None) -> Show:
    return Show(template, context, status=error.status if error else 200, headers=waiting(error))
