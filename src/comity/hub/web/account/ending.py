"""Signing out elsewhere: one session, all others, or all."""

from typing import Final

from comity.app import sessions
from comity.hub.web import cookies
from comity.hub.web.account.entrance import SIGN_IN
from comity.hub.web.account.overview import lines
from comity.hub.web.account.proof import ACCOUNT, session_of
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit

PAGES: Final = Pages("account", SIGNED_IN)
_ALL: Final = "/account/sign-out"


@PAGES.post("/account/sessions/{id}/end", "End a session")
def end(visit: Visit) -> Answer:
    """End one session; the one in which this is asked ends as by signing out."""
    sessions.end(visit.hub, visit.by, visit.id)
    if visit.id == session_of(visit).id:
        return _left(visit)
    return Go(f"{ACCOUNT}?done=session")


@PAGES.get(_ALL, "Sign out everywhere")
def everywhere(visit: Visit) -> Answer:
    """Say which sessions would end, and ask whether this one does."""
    return _shown(visit, None)


@PAGES.post(_ALL, "Sign out everywhere")
def sign_out(visit: Visit) -> Answer:
    """End all other sessions, or all."""
    match visit.form.one("which"):
        case "others":
            sessions.end_all(visit.hub, visit.by, but=session_of(visit).id)
            return Go(f"{ACCOUNT}?done=sessions")
        case "all":
            sessions.end_all(visit.hub, visit.by)
            return _left(visit)
        case _:
            return _shown(visit, "Say whether this session ends as well.")


def _shown(visit: Visit, error: str | None) -> Show:
    with visit.hub.look() as look:
        context = {"lines": lines(look, visit.by, visit), "error": error}
    return Show("account/sign_out.html", context, status=400 if error else 200)


def _left(visit: Visit) -> Go:
    visit.cookies[cookies.SESSION] = None
    return Go(f"{SIGN_IN}?out=1")
