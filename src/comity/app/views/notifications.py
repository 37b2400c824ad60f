"""How a person is told that something waits, as they see it themselves; no one else does."""

from datetime import datetime
from typing import TypeVar

import msgspec

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.ports.vault import NotOpened
from comity.governance.commands import PersonProfile
from comity.governance.gate import Principal
from comity.governance.notifications import Choice, PendingAddress, Route, Tongue
from comity.governance.people import PersonState
from comity.kernel.decider import ContentRef

T = TypeVar("T")


class Waiting(msgspec.Struct, frozen=True):
    """An address that waits for its code, and until when."""

    to: str
    until: datetime


class NotificationsView(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen, None where nothing was; and which ways this hub has at all."""

    route: Route | None = None
    to: str | None = None
    language: Tongue
    waiting: Waiting | None = None
    told: datetime | None = None
    by_mail: bool
    by_webhook: bool


def view(comity: Comity, look: Look, by: Principal) -> NotificationsView:
    """Return the caller's own choice; raises `NotFound` for who has no account."""
    state: PersonState = look.see(by, "person", by.id).state
    own = state.notifications
    choice, pending = _opened(look, own.choice, Choice), _opened(look, own.pending, PendingAddress)
    row = look.reader.awaiting().get(by.id)
    stands = pending is not None and own.until is not None and own.until > look.at
    return NotificationsView(
        route=choice.route if choice else None,
        to=choice.to if choice else None,
        language=choice.language if choice else pending.language if pending else _spoken(look, state),
        waiting=Waiting(pending.to, own.until) if pending and own.until and stands else None,
        told=row.told if row else None,
        by_mail=comity.messengers.mail is not None,
        by_webhook=comity.messengers.webhooks is not None,
    )


def _opened(look: Look, ref: ContentRef | None, kind: type[T]) -> T | None:
    """Return a content, None where there is none or it was erased."""
    try:
        return look.opened(ref, kind) if ref else None
    except NotOpened:
        return None


def _spoken(look: Look, state: PersonState) -> Tongue:
    """Return the language of the person's profile where messages are written in it, else English."""
    profile = _opened(look, state.profile, PersonProfile)
    said = str(profile.language) if profile else ""
    return Tongue(said) if said in set(Tongue) else Tongue.ENGLISH
