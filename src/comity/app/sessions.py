"""Sessions: who is signed in, in which browser, until when.

1. Opening and ending are acts of the person, so that they stand in the ledger and hold at once for every worker.
2. A browser holds the secret; of it only the digest is kept.
3. A session lasts `LIFE` at most and ends after `IDLE` without use. When it was last used is no act: it is noted
   beside, once a minute. Where nothing was noted the session is over, so that a restore signs everyone out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.founding import token_digest
from comity.app.look import Look
from comity.app.path import Order
from comity.app.ports.store import SeenRow
from comity.governance.account import Session as Opened
from comity.governance.credentials import EndSession, EndSessions, Factor, OpenSession
from comity.governance.gate import Principal, through
from comity.governance.people import PersonState
from comity.kernel.errors import CommandRefused

LIFE: Final = timedelta(hours=12)
"""A working day with its evening: NIST SP 800-63B asks for a new sign-in at least as often at its second level."""
IDLE: Final = timedelta(minutes=30)
"""How long a desk may stand unattended, by the same source; what was typed outlives it."""
_NOTED: Final = timedelta(minutes=1)
_DEVICE: Final = 60
_LONGEST: Final = 256


class Session(msgspec.Struct, frozen=True):
    """A session that stands; `device` is what the browser said of itself, coarsely."""

    id: str
    person: str
    opened: datetime
    expires: datetime
    device: str


class Ended(msgspec.Struct, frozen=True):
    """A session that was, and whose: what they typed is kept for them and for no one else."""

    person: str


class Listed(msgspec.Struct, frozen=True):
    """A session as its person sees it in a list."""

    session: Session
    factor: Factor
    seen: datetime


def open_session(
    comity: Comity, person: str, device: str, factor: Factor | str, first: Sequence[Order] = ()
) -> tuple[str, Session]:
    """Open a session for a person who proved who they are; return its secret, which is kept nowhere, and the session.

    `first` are orders of the person that are done with it, all or none, through the session where they name nothing.
    Raises `CommandRefused` for the factor `sample` where the organisation is real.
    """
    by_what = Factor(factor)
    if by_what is Factor.SAMPLE and not comity.sample:
        raise CommandRefused("Only in a sample organisation does one enter without proof.", code="not-a-sample")
    with comity.look() as look:
        by = look.principal(person)
    at, new, secret = comity.clock.now(), comity.chance.id("ses"), comity.chance.secret()
    label = device[:_DEVICE]
    with comity.store.writing(_nothing) as writer:
        writer.put_seen(SeenRow(new, at, label))
    command = OpenSession(id=person, session=new, digest=token_digest(secret), expires=at + LIFE, factor=by_what)
    with comity.path.batch() as run:
        for order in (*first, Order(by=by, command=command)):
            run(order if order.by.via else msgspec.structs.replace(order, by=through(order.by, new)))
    return secret, Session(new, person, at, at + LIFE, label)


def resume(comity: Comity, secret: str) -> Session | Ended | None:
    """Return the session whose secret a browser holds and note that it is used; None for what was never one."""
    if not 0 < len(secret) <= _LONGEST:
        return None
    with comity.look() as look:
        row = look.reader.token(token_digest(secret))
        if row is None or not row.token.startswith("ses_"):
            return None
        state: PersonState = look.state_of("person", row.person)
        if state.state != "active":
            return None
        seen = look.reader.seen_sessions([row.token]).get(row.token)
        opened = _standing(look, state, row.token, seen)
    if opened is None or seen is None:
        return Ended(row.person)
    if look.at - seen.seen >= _NOTED:
        with comity.store.writing(_nothing) as writer:
            writer.put_seen(SeenRow(seen.session, look.at, seen.device))
    return Session(opened.id, row.person, opened.opened, opened.expires, seen.device)


def stands(comity: Comity, session: Session) -> bool:
    """Say whether a session still stands; to ask is not to use it."""
    with comity.look() as look:
        seen = look.reader.seen_sessions([session.id]).get(session.id)
        return _standing(look, look.state_of("person", session.person), session.id, seen) is not None


def _standing(look: Look, state: PersonState, session: str, seen: SeenRow | None) -> Opened | None:
    if seen is None or look.at >= seen.seen + IDLE:
        return None
    return state.account.session(session, look.at)


def end(comity: Comity, by: Principal, session: str) -> None:
    """End one of the caller's sessions; one that is over already stays so."""
    comity.order(by, EndSession(id=by.id, session=session))


def end_all(comity: Comity, by: Principal, but: str | None = None, of: str | None = None) -> None:
    """End all sessions of the caller but one, or those of another person; raises `Forbidden`."""
    comity.order(by, EndSessions(id=of or by.id, but=but))


def listed(look: Look, by: Principal) -> list[Listed]:
    """Return the caller's sessions that stand, the one used last first."""
    state: PersonState = look.see(by, "person", by.id).state
    seen = look.reader.seen_sessions([each.id for each in state.account.sessions])
    found = []
    for each in state.account.sessions:
        used = seen.get(each.id)
        if used and _standing(look, state, each.id, used):
            session = Session(each.id, by.id, each.opened, each.expires, used.device)
            found.append(Listed(session, each.factor, used.seen))
    return sorted(found, key=lambda each: (each.seen, each.session.opened), reverse=True)


def _nothing() -> None:
    return None
