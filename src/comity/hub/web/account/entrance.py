"""Signing in and out: one page, one answer for whatever was wrong, and what was typed goes along."""

from dataclasses import replace
from typing import Any, Final

from comity.app import challenges, proving, sessions, signing_in
from comity.app.ports.proofs import ProofRefused
from comity.governance.commands import PersonProfile
from comity.governance.credentials import Factor
from comity.governance.gate import through
from comity.hub.web import cookies
from comity.hub.web.desks import HOME, acting_as
from comity.hub.web.keeping_typed import KEPT_FIELD, Typed, kept
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.rendering import form_start
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, TooManyRequests

PAGES: Final = Pages("public", ANYONE)
SIGN_IN: Final = "/sign-in"
_TITLE: Final = "Sign in"


@PAGES.get(SIGN_IN, _TITLE)
def page(visit: Visit) -> Answer:
    """Show the way in; who is in already goes on."""
    if visit.known:
        return Go(_next(visit, visit.query.one("next")))
    return entrance(visit, visit.query.one("next"), out="out" in visit.query)


@PAGES.post(SIGN_IN, _TITLE)
def enter(visit: Visit) -> Answer:
    """Open a session for who proves who they are; a session that this browser had is over."""
    try:
        secret, session = _proved(visit)
    except (ProofRefused, TooManyRequests) as error:
        return entrance(visit, visit.form.one("next"), visit.form.one(KEPT_FIELD), error=error)
    if visit.session:
        sessions.end(visit.hub, visit.by, visit.session.id)
    visit.cookies[cookies.SESSION] = secret
    if typed := kept(visit, session.person):
        return _offered(visit, session, typed)
    if _by_recovery_code(visit, session):
        return Go("/account?done=recovered")
    return Go(_next(visit, visit.form.one("next"), session.person))


@PAGES.post("/sign-out", "Sign out")
def leave(visit: Visit) -> Answer:
    """End the session; one that has ended already is no reason to complain."""
    if visit.session:
        sessions.end(visit.hub, visit.by, visit.session.id)
    visit.cookies[cookies.SESSION] = None
    return Go(f"{SIGN_IN}?out=1")


def entrance(visit: Visit, to: str, sealed: str = "", error: ComityError | None = None, **more: Any) -> Show:
    """Return the page of the way in; `sealed` is what was typed before, `error` why the last try failed."""
    wait = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}
    context = {
        "title": _TITLE,
        "public": True,
        "unindexed": True,
        "next": to or HOME,
        "kept": sealed,
        "error": error,
        "login": visit.form.one("login")[:200],
        "question": question(visit, proving.SIGN_IN),
        "passkey_address": visit.hub.passkeys.address,
    }
    status = error.status if error else 401 if more.get("ended") else 200
    return Show("account/sign_in.html", {**context, **more}, status=status, headers=wait)


def question(visit: Visit, purpose: str) -> str:
    """Return what a browser needs to ask for a passkey, as JSON; "" where passkeys do not work."""
    passkeys = visit.hub.passkeys
    return passkeys.question(challenges.ask(visit.hub, purpose)) if passkeys.address else ""


def _proved(visit: Visit) -> tuple[str, sessions.Session]:
    form = visit.form
    if answer := form.one("passkey"):
        return signing_in.by_passkey(visit.hub, answer, visit.remote, visit.device)
    password = form.one("password")
    return signing_in.by_password(visit.hub, form.one("login"), password, form.one("code"), visit.remote, visit.device)


def _offered(visit: Visit, session: sessions.Session, typed: Typed) -> Show:
    """Return the page that offers to send what was typed before, now as who just signed in."""
    with visit.hub.look() as look:
        by = through(look.principal(session.person), session.id)
        profile = look.state_of("person", session.person).profile
        name = look.opened(profile, PersonProfile).name if profile else ""
    now = replace(visit, by=by, session=session, name=name)
    context = {
        "title": "Signed in again",
        "typed": typed,
        "visit": now,
        "acting_as": acting_as(by),
        "form_start": lambda seen=None, keyed=True: form_start(now, seen, keyed),
        "desk": "account",
        "public": False,
    }
    return Show("kept.html", context)


def _by_recovery_code(visit: Visit, session: sessions.Session) -> bool:
    """Say whether the second factor was not at hand: then the person is shown where to set up a new one."""
    with visit.hub.look() as look:
        opened = look.state_of("person", session.person).account.session(session.id, look.at)
    return opened is not None and opened.factor is Factor.PASSWORD_AND_RECOVERY_CODE


def _next(visit: Visit, address: str, person: str | None = None) -> str:
    """Return where to go on: only to a page of our own that the person may open."""
    if person is None:
        return visit.common.leading(visit.by.offices, address)
    with visit.hub.look() as look:
        return visit.common.leading(look.principal(person).offices, address)
