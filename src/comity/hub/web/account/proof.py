"""Proving once more who one is, before anything of one's credentials changes."""

from typing import Any

from comity.app import proving
from comity.app.proving import Kept
from comity.app.sessions import Session
from comity.governance import gate
from comity.governance.commands import PersonProfile
from comity.governance.gate import Principal
from comity.hub.web import cookies
from comity.hub.web.account.entrance import question
from comity.hub.web.visit import Go, Visit
from comity.kernel.errors import NotFound

ACCOUNT = "/account"


def held(visit: Visit) -> Kept:
    """Return the visitor's credentials as they stand."""
    with visit.hub.look() as look:
        return proving.kept(look, visit.by.id)


def profile_of(visit: Visit) -> PersonProfile:
    """Return what is known of the visitor."""
    with visit.hub.look() as look:
        profile = look.see(visit.by, "person", visit.by.id).state.profile
        return look.opened(profile, PersonProfile)


def session_of(visit: Visit) -> Session:
    """Return the session of a page that only who is signed in comes to."""
    if visit.session is None:
        raise NotFound
    return visit.session


def asking(visit: Visit, kept: Kept) -> dict[str, Any]:
    """Return what the macro `proof` needs: by password where there is one, else by passkey."""
    by_password = kept.credentials.by_password
    needs_key = not by_password and bool(kept.credentials.passkeys)
    return {
        "by_password": by_password,
        "login": profile_of(visit).login,
        "proof_question": question(visit, f"again {visit.by.id}") if needs_key else "",
        "passkey_address": visit.hub.passkeys.address,
    }


def proved(visit: Visit) -> Kept:
    """Return the credentials of who proved it once more; raises `ProofRefused`, `TooManyRequests`."""
    form = visit.form
    return proving.again(visit.hub, visit.by.id, form.one("proof"), form.one("passkey"), visit.remote)


def asking_afresh(visit: Visit) -> dict[str, Any]:
    """Return what the macro `proof_afresh` needs; nothing is asked of who has just signed in with two factors."""
    with visit.hub.look() as look:
        fresh = proving.fresh(look, session_of(visit))
    return {**asking(visit, held(visit)), "fresh": fresh}


def afresh(visit: Visit) -> Principal:
    """Return the visitor as one who has shown a fresh proof; raises `ProofRefused`, `TooManyRequests`."""
    with visit.hub.look() as look:
        fresh = proving.fresh(look, session_of(visit))
    if not fresh:
        password, code, answer = (visit.form.one(name) for name in ("proof", "proof_code", "passkey"))
        proving.afresh(visit.hub, visit.by.id, password, code, answer, visit.remote)
    return gate.proved(visit.by)


def gone_on(visit: Visit, opened: tuple[str, Session], done: str) -> Go:
    """Put the new session in the place of the old one and say on the account what was done."""
    visit.cookies[cookies.SESSION] = opened[0]
    return Go(f"{ACCOUNT}?done={done}")
