"""How a person is told that something waits for them, and nothing else: by e-mail, by webhook, or not at all.

The choice is sealed content of the person's account. An e-mail address is used only after a code that was sent
there came back, so that no one subscribes others.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Annotated, ClassVar, Final, assert_never
from urllib.parse import urlsplit

import msgspec

from comity.kernel.decider import Command, ContentRef, Event, Id, Refusal
from comity.kernel.errors import Fault
from comity.kernel.subject import Record

CODE_MINUTES: Final = 30
"""How long a code works: a mail may be held up by grey-listing for a quarter of an hour."""
MISSES: Final = 5
"""Wrong codes after which a new one must be asked for: five guesses at six digits succeed once in 200,000."""
ASKED_AN_HOUR: Final = 5
"""Codes that a person may have sent in an hour, so that no one's mailbox is filled by an account here."""
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_LOCAL}@{_LABEL}(\.{_LABEL})+")
_HOST: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*")
Code = Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
Reached = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class Route(StrEnum):
    """By which way a message leaves."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class Tongue(StrEnum):
    """The languages in which messages are written."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"


class Choice(Record, frozen=True):
    """Where messages go: `to` is an e-mail address or an HTTPS address; `secret` signs what a webhook gets."""

    route: Route
    to: Reached
    language: Tongue = Tongue.ENGLISH
    secret: str | None = None


class PendingAddress(Record, frozen=True):
    """An e-mail address that is not confirmed yet, and the code that was sent there."""

    to: Reached
    code: Code
    language: Tongue = Tongue.ENGLISH


class SetNotifications(Command, frozen=True):
    """Chooses a webhook, or none of all; an e-mail address is chosen by confirming it."""

    id: Id
    choice: Choice | None = None
    sealed: ClassVar = ("choice",)


class AskConfirmation(Command, frozen=True):
    id: Id
    pending: PendingAddress
    sealed: ClassVar = ("pending",)


class ConfirmAddress(Command, frozen=True):
    id: Id
    code: Annotated[str, msgspec.Meta(max_length=40)]


class DropConfirmation(Command, frozen=True):
    """The clock's: an address that no one confirmed in time is not kept."""

    id: Id


class NotificationsSet(Event, frozen=True):
    choice: ContentRef | None
    erased: tuple[Id, ...]


class ConfirmationAsked(Event, frozen=True):
    pending: ContentRef
    until: datetime
    erased: tuple[Id, ...]


class ConfirmationMissed(Event, frozen=True):
    """A wrong code came; after the last one allowed the code is destroyed."""

    erased: tuple[Id, ...] = ()


class ConfirmationDropped(Event, frozen=True):
    erased: tuple[Id, ...]


NotificationCommand = SetNotifications | AskConfirmation | ConfirmAddress | DropConfirmation
NotificationEvent = NotificationsSet | ConfirmationAsked | ConfirmationMissed | ConfirmationDropped
ACTIONS: Final[dict[type[Command], str]] = {
    SetNotifications: "account:notifications:set",
    AskConfirmation: "account:notifications:set",
    ConfirmAddress: "account:notifications:set",
    DropConfirmation: "clock:notifications:drop",
}
EVENTS: Final[tuple[type[Event], ...]] = (NotificationsSet, ConfirmationAsked, ConfirmationMissed, ConfirmationDropped)


class Notifications(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose, and a confirmation under way; `asked` are the times of codes within the last hour."""

    choice: ContentRef | None = None
    pending: ContentRef | None = None
    until: datetime | None = None
    misses: int = 0
    asked: tuple[datetime, ...] = ()


def address_fault(text: str) -> str | None:
    """Say what is wrong with an e-mail address, or None: one plain address, in the letters that every server takes."""
    if len(text) > 254 or len(text.partition("@")[0]) > 64:
        return "write an address of at most 254 characters, 64 of them before the @"
    if not text.isascii():
        return "write the address in ASCII; a domain in another script is written in its xn-- form"
    if not _ADDRESS.fullmatch(text):
        return "write one e-mail address, such as desk@bureau.example"
    return None


def webhook_fault(text: str) -> str | None:
    """Say what is wrong with the form of a webhook's address, or None."""
    said = "write an address such as https://alerts.bureau.example/comity"
    if not text.isascii() or any(not " " < letter < "\x7f" for letter in text):
        return f"{said}, in ASCII and without spaces"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return said
    if parts.scheme != "https" or not _HOST.fullmatch(parts.hostname or "") or port == 0:
        return f"{said}: HTTPS, and a host by its name"
    if parts.username is not None or parts.password is not None or parts.fragment:
        return f"{said}, without a user, a password or a fragment"
    return None


def decide(
    state: Notifications,
    command: NotificationCommand,
    refs: Mapping[str, ContentRef],
    pending: PendingAddress | None,
    at: datetime,
) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; `pending` is the unsealed confirmation under way, if its content stands."""
    match command:
        case SetNotifications(choice=choice):
            return _set(state, choice, refs)
        case AskConfirmation():
            return _asked(state, command, refs, at)
        case ConfirmAddress(code=code):
            return _confirmed(state, code, refs, pending, at)
        case DropConfirmation():
            over = state.until is not None and state.until <= at
            return [ConfirmationDropped(erased=_ids(state.pending))] if over else []
        case _:
            assert_never(command)


def _ids(*refs: ContentRef | None) -> tuple[Id, ...]:
    return tuple(ref.id for ref in refs if ref)


def _refused(detail: str, code: str, path: str) -> Refusal:
    return Refusal(detail, (Fault(path, detail),), code)


def _set(state: Notifications, choice: Choice | None, refs: Mapping[str, ContentRef]) -> Sequence[Event] | Refusal:
    erased = _ids(state.choice, state.pending)
    if choice is None:
        return [NotificationsSet(choice=None, erased=erased)] if erased else []
    return _refuse_choice(choice) or [NotificationsSet(choice=refs["choice"], erased=erased)]


def _refuse_choice(choice: Choice) -> Refusal | None:
    if choice.route is Route.EMAIL:
        return _refused("An e-mail address is confirmed before it is used.", "not-confirmed", "$.choice.to")
    if fault := webhook_fault(choice.to):
        return Refusal("The address cannot be used.", (Fault("$.choice.to", fault),), "bad-address")
    if not choice.secret:
        return _refused("A webhook has a secret that signs its messages.", "no-secret", "$.choice.secret")
    return None


def _asked(
    state: Notifications, command: AskConfirmation, refs: Mapping[str, ContentRef], at: datetime
) -> Sequence[Event] | Refusal:
    if fault := address_fault(command.pending.to):
        return Refusal("The address cannot be used.", (Fault("$.pending.to", fault),), "bad-address")
    if len(_within_an_hour(state.asked, at)) >= ASKED_AN_HOUR:
        detail = f"{ASKED_AN_HOUR} codes were sent within an hour; ask again later, and look in the spam folder."
        return _refused(detail, "too-many-codes", "$.pending.to")
    until = at + timedelta(minutes=CODE_MINUTES)
    return [ConfirmationAsked(pending=refs["pending"], until=until, erased=_ids(state.pending))]


def _confirmed(
    state: Notifications, code: str, refs: Mapping[str, ContentRef], pending: PendingAddress | None, at: datetime
) -> Sequence[Event] | Refusal:
    if pending is None or state.until is None or state.until <= at:
        detail = "No code is waited for: it ran out, or was entered wrongly too often. Ask for a new one."
        return _refused(detail, "no-code", "$.code")
    if compare_digest(code.encode(), pending.code.encode()):
        return [NotificationsSet(choice=refs["choice"], erased=_ids(state.choice, state.pending))]
    return [ConfirmationMissed(erased=_ids(state.pending) if state.misses + 1 >= MISSES else ())]


def _within_an_hour(asked: Sequence[datetime], at: datetime) -> tuple[datetime, ...]:
    return tuple(each for each in asked if at - each < timedelta(hours=1))


def evolve(state: Notifications, event: NotificationEvent, at: datetime) -> Notifications:
    """Return the state after `event`; the codes asked for stay counted: a new choice frees no more of them."""
    match event:
        case NotificationsSet(choice=choice):
            return Notifications(choice=choice, asked=state.asked)
        case ConfirmationAsked():
            asked = (*_within_an_hour(state.asked, at), at)
            return Notifications(choice=state.choice, pending=event.pending, until=event.until, asked=asked)
        case ConfirmationMissed(erased=()):
            return msgspec.structs.replace(state, misses=state.misses + 1)
        case ConfirmationMissed() | ConfirmationDropped():
            return Notifications(choice=state.choice, asked=state.asked)
        case _:
            assert_never(event)


def contents(state: Notifications) -> tuple[ContentRef | None, ContentRef | None]:
    """Return what the account holds under seal of this."""
    return state.choice, state.pending


def due(state: Notifications, person: str) -> tuple[datetime, Command] | None:
    """Return when the clock drops a confirmation that no one gave."""
    return (state.until, DropConfirmation(id=person)) if state.until else None
