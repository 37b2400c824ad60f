"""Telling people that something waits: a round each minute, beside the clock's and never in its way.

1. Mark. Acts after a cursor, and dates that come near, say who has something waiting. Marks and cursors are written
   in one transaction: nothing is lost, whenever a process is killed.
2. Send. A message whose time has come is leased, handed over, and struck off once it was taken. Killed in between, it
   leaves once more when the lease has run out: at least once, and by one process at a time.

Of all content only the choice of who is told is unsealed, for the address. What is logged names no one's address.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import msgspec
import structlog

from comity.app import wording
from comity.app.clock import belief_now
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.marking import mark
from comity.app.pooling import failed, leaves, present, told
from comity.app.ports.messengers import Undelivered
from comity.app.ports.store import Awaiting
from comity.app.ports.vault import NotOpened
from comity.governance.notifications import Choice, Route
from comity.governance.people import PersonState
from comity.kernel import wire

_log = structlog.get_logger()
_LEASE: Final = timedelta(minutes=5)
"""Longer than any one message may take, and short enough that one that a crash held up is not late."""
BUDGET: Final = timedelta(seconds=45)
"""How long a round sends; what is left goes with the next."""


class Notified(msgspec.Struct, frozen=True):
    """What a round did: messages that left, and tries that failed."""

    sent: int = 0
    failed: int = 0


def notify(comity: Comity, stopping: Callable[[], bool] = lambda: False) -> Notified:
    """Run one round; `stopping` is asked before each message. Nothing is told by a clock that is not believed."""
    if not belief_now(comity).holds:
        return Notified()
    mark(comity)
    return send(comity, stopping)


def send(comity: Comity, stopping: Callable[[], bool] = lambda: False) -> Notified:
    """Step 2: hand over each message whose time has come, the longest waiting first."""
    begun = comity.clock.now()
    with comity.look() as look:
        due = [row for row in look.reader.awaiting().values() if _is_due(row, begun)]
    sent = lost = 0
    down: set[str] = set()
    for row in sorted(due, key=lambda each: leaves(each) or begun):
        if stopping() or comity.clock.now() - begun > BUDGET:
            break
        done = _deliver(comity, row.person, down)
        sent, lost = sent + (done is True), lost + (done is False)
    return Notified(sent, lost)


def _is_due(row: Awaiting, at: datetime) -> bool:
    when = leaves(row)
    return when is not None and when <= at


def _deliver(comity: Comity, person: str, down: set[str]) -> bool | None:
    """Deliver to one person; return whether the message left, None where there was none to send."""
    at = comity.clock.now()
    choice = _choice(comity, person, at)
    if choice is None or not _lease(comity, person, at):
        return None
    way = "email" if choice.route is Route.EMAIL else urlsplit(choice.to).hostname or ""
    try:
        if way in down:
            raise Undelivered("The host failed in this round.", "host-failed-before", True)
        _hand_over(comity, choice, at)
    except Undelivered as error:
        whole = error.down
        down |= {way} if whole else set()
        _log.warning("message_not_delivered", person=person, route=choice.route.value, why=error.why)
        _settle(comity, person, lambda row: failed(row, at, whole))
        return False
    _settle(comity, person, lambda row: told(row, at))
    return True


def _choice(comity: Comity, person: str, at: datetime) -> Choice | None:
    """Return where a person's message goes; None, and nothing waits any more, where none is to be sent."""
    with comity.look() as look:
        found = look.find("person", person)
        state: PersonState | None = found.state if found and found.state.state == "active" else None
        choice = _opened(look, state) if state else None
        seen = _last_seen(look, state) if state else None
    if choice is None:
        with comity.store.writing(_nothing) as writer:
            writer.drop_awaiting(person)
        return None
    if seen is not None:
        _settle(comity, person, lambda row: present(row, seen))
    ways = comity.messengers
    return choice if (ways.mail if choice.route is Route.EMAIL else ways.webhooks) else None


def _opened(look: Look, state: PersonState) -> Choice | None:
    """Return the choice of a person; one that was erased is none."""
    if state.notifications.choice is None:
        return None
    try:
        return look.opened(state.notifications.choice, Choice)
    except NotOpened:
        return None


def _last_seen(look: Look, state: PersonState) -> datetime | None:
    found = look.reader.seen_sessions([session.id for session in state.account.sessions])
    return max((each.seen for each in found.values()), default=None)


def _lease(comity: Comity, person: str, at: datetime) -> bool:
    """Take a message for this process, if it still waits and no other process has it."""
    with comity.store.writing(_nothing) as writer:
        row = writer.awaiting().get(person)
        if row is None or not _is_due(row, at):
            return False
        writer.put_awaiting(msgspec.structs.replace(row, retry=at + _LEASE))
        return True


def _hand_over(comity: Comity, choice: Choice, at: datetime) -> None:
    """Send the one message there is; raises `Undelivered`."""
    ways = comity.messengers
    if choice.route is Route.EMAIL and ways.mail is not None:
        ways.mail.send(wording.waits(choice.to, choice.language, comity.base_url))
    elif choice.route is Route.WEBHOOK and ways.webhooks is not None:
        ways.webhooks.post(choice.to, choice.secret or "", said("something_waits", at), at)


def said(event: str, at: datetime) -> bytes:
    """Return the body of a message to a webhook: what it is, and when it was sent."""
    return wire.encode({"event": event, "at": at.astimezone(UTC).replace(microsecond=0)})


def _settle(comity: Comity, person: str, change: Callable[[Awaiting], Awaiting]) -> None:
    with comity.store.writing(_nothing) as writer:
        row = writer.awaiting().get(person)
        if row is not None:
            writer.put_awaiting(change(row))


def _nothing() -> None:
    return None
