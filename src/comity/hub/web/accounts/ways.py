"""The ways in: inviting a person, signing them out everywhere, and closing every way in."""

from typing import Final

from comity.app import sessions, welcoming
from comity.app.look import Found, Look
from comity.governance.credentials import VoidCredentials
from comity.governance.offices import BY_TWO, Office
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.accounts.person import named, page_of, standing
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, NotFound

PAGES: Final = Pages("accounts", DESK)
_ONE: Final = f"{HOME}/people/{{id}}"
_SENT: Final = (
    "This form was sent before: the invitation was made then, and its link was shown once. If nobody kept it, go back "
    "and make another, which replaces it."
)

_BY_TWO: Final = (
    "A second administrator or the Secretary General must confirm it; until then nothing changes.",
    "A code is shown to you once, and the link to who confirms. The person needs both: hand the code over yourself.",
    "Once it is confirmed, the way in that the person has now ends, with every session and their own tokens.",
)


def _asked(look: Look, visit: Visit, question: str, button: str, effects: tuple[str, ...]) -> Asking:
    found = standing(look, visit)
    return Asking(
        question=question,
        caption=named(look, found),
        button=button,
        back=page_of(found.id),
        back_text="Back to the person",
        effects=effects,
        grave=True,
    )


@PAGES.get(f"{_ONE}/invite", "Invite a person")
def show_invite(visit: Visit) -> Answer:
    """Say what an invitation does."""
    return _invite(visit)


def _invite(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        _signing_in(found)
        if found.state.offices & BY_TWO:
            return ask(visit, _asked(look, visit, "Propose to invite this person?", "Propose it", _BY_TWO), error=error)
        effects = (
            f"A link is shown to you once. Whoever opens it within {welcoming.DAYS} days sets a new way to sign in.",
            "The way in that the person has now ends at once, and every session of theirs with it.",
            "An invitation made before holds no longer.",
            "Hand the link over where you are sure who takes it: face to face, or on a line that you know is theirs.",
        )
        return ask(visit, _asked(look, visit, "Invite this person?", "Make the invitation", effects), error=error)


def _signing_in(found: Found) -> None:
    """Raise `NotFound` for a machine, which has tokens and does not sign in."""
    if Office.BORDER_SERVICE in found.state.offices:
        raise NotFound


@PAGES.post(f"{_ONE}/invite", "Invite a person")
def invite(visit: Visit) -> Answer:
    """Make the invitation and show its link, this once."""
    with visit.hub.look() as look:
        found = standing(look, visit)
        name, two = named(look, found), bool(found.state.offices & BY_TWO)
    try:
        if two:
            half = welcoming.propose(visit.hub, visit.by, visit.id, key=visit.key)
            return Show("accounts/invitation_proposed.html", {"half": half, "name": name, "page": page_of(visit.id)})
        invited = welcoming.invite(visit.hub, visit.by, visit.id, key=visit.key)
    except CommandRefused as error:
        again = error.type == "idempotency-key-reused"
        return _invite(visit, CommandRefused(_SENT) if again else error)
    return Show("accounts/invited.html", {"invited": invited, "name": name, "page": page_of(visit.id)})


@PAGES.get(f"{_ONE}/sessions/end", "Sign a person out everywhere")
def show_end(visit: Visit) -> Answer:
    """Say what signing out does."""
    return _end(visit)


def _end(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        effects = (
            "Every browser in which the person is signed in is signed out at once.",
            "What they were typing is kept for them until they sign in again. They can sign in as before.",
        )
        asking = _asked(look, visit, "Sign this person out everywhere?", "Sign the person out", effects)
        return ask(visit, asking, error=error)


@PAGES.post(f"{_ONE}/sessions/end", "Sign a person out everywhere")
def end(visit: Visit) -> Answer:
    """End every session of the person."""

    def act() -> str:
        sessions.end_all(visit.hub, visit.by, but=_this(visit), of=visit.id)
        return page_of(visit.id)

    return done(visit, lambda error: _end(visit, error), act)


def _this(visit: Visit) -> str | None:
    return visit.session.id if visit.session and visit.session.person == visit.id else None


@PAGES.get(f"{_ONE}/void", "Close every way in")
def show_void(visit: Visit) -> Answer:
    """Say what closing every way in does."""
    return _void(visit)


def _void(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        effects = (
            "The person is signed out at once and cannot sign in again until you invite them.",
            "Passwords, passkeys and a waiting invitation are erased for good. Offices and tokens stay.",
        )
        return ask(visit, _asked(look, visit, "Close every way in?", "Close every way in", effects), error=error)


@PAGES.post(f"{_ONE}/void", "Close every way in")
def void(visit: Visit) -> Answer:
    """Void the credentials."""

    def act() -> str:
        visit.hub.order(visit.by, VoidCredentials(id=visit.id), key=visit.key)
        return page_of(visit.id)

    return done(visit, lambda error: _void(visit, error), act)
