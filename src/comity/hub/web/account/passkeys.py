"""Adding and removing passkeys, each after a new proof."""

from typing import Final

from comity.app import changing
from comity.app.ports.proofs import ProofRefused
from comity.governance.credentials import Passkey
from comity.hub.web.account.mending import mended, waiting
from comity.hub.web.account.overview import place_of
from comity.hub.web.account.proof import asking, gone_on, held, profile_of, proved, session_of
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, NotFound, TooManyRequests, UnusableInput

PAGES: Final = Pages("account", SIGNED_IN)
_NEW, _ONE = "/account/passkeys/new", "/account/passkeys/{passkey}/remove"
_FAULTS: Final = (ProofRefused, TooManyRequests, UnusableInput, CommandRefused)


@PAGES.get(_NEW, "Add a passkey")
def new(visit: Visit) -> Answer:
    """Say what a passkey is and offer to make one."""
    return _show_new(visit)


@PAGES.post(_NEW, "Add a passkey")
def add(visit: Visit) -> Answer:
    """Take the passkey that the browser made."""
    form = visit.form
    try:
        kept = proved(visit)
        opened = changing.add_passkey(visit.hub, kept, session_of(visit), form.one("new_passkey"), form.one("name"))
    except _FAULTS as error:
        return _show_new(visit, error)
    return gone_on(visit, opened, "passkey_added")


def _show_new(visit: Visit, error: ComityError | None = None) -> Show:
    kept = held(visit)
    invitation = changing.passkey_invitation(
        visit.hub, visit.by.id, profile_of(visit), kept.credentials.passkeys, session_of(visit).id
    )
    name = visit.form.one("name")[:60]
    context = {**asking(visit, kept), **mended(error, ("proof",)), "invitation": invitation, "name": name}
    return Show("account/passkey_new.html", context, status=error.status if error else 200, headers=waiting(error))


@PAGES.get(_ONE, "Remove a passkey")
def one(visit: Visit) -> Answer:
    """Say what removing does."""
    return _show_one(visit)


@PAGES.post(_ONE, "Remove a passkey")
def remove(visit: Visit) -> Answer:
    """Remove the passkey."""
    try:
        kept = proved(visit)
        opened = changing.remove_passkey(visit.hub, kept, session_of(visit), _named(visit).id)
    except _FAULTS as error:
        return _show_one(visit, error)
    return gone_on(visit, opened, "passkey_removed")


def _show_one(visit: Visit, error: ComityError | None = None) -> Show:
    kept = held(visit)
    last = not kept.credentials.by_password and len(kept.credentials.passkeys) == 1
    context = {**asking(visit, kept), **mended(error, ("proof",)), "passkey": _named(visit), "last": last}
    return Show("account/passkey_remove.html", context, status=error.status if error else 200, headers=waiting(error))


def _named(visit: Visit) -> Passkey:
    """Return the visitor's passkey that the address names; raises `NotFound`."""
    for passkey in held(visit).credentials.passkeys:
        if place_of(passkey) == visit.path["passkey"]:
            return passkey
    raise NotFound
