"""Silencing: a member found that a traveller is not the person on a notice, and is not told again until either changes.

A clearance is a member's own. Others that it names are told that there is one and decide for themselves. What is known
of the traveller is content of the notice's file: it is erased with the notice, with the clearance, or with its term.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

import msgspec

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate, add_months
from comity.kernel.decider import Command, ContentRef, Decider, Digest, Event, Id, Refusal, Row
from comity.kernel.errors import Fault
from comity.kernel.subject import Sex
from comity.law import parameters
from comity.notices.facts import Face, NoticeFacts


class Traveller(msgspec.Struct, frozen=True, kw_only=True):
    """What identifies who was asked about, in one way of writing, so that the same person asked again is the same.

    `written` is the name or number as it was asked, for who reads the list of clearances.
    """

    written: str = ""
    names: tuple[str, ...] = ()
    births: tuple[PartialDate, ...] = ()
    birth_place: str = ""
    birth_country: str = ""
    sex: Sex | None = None
    nationalities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class ClearMatch(Command, frozen=True):
    """`traveller` is not the person on `notice`, which the member saw as `face`; `shared_with` are told so."""

    id: Id
    notice: Id
    member: Country
    face: Face
    traveller: Traveller
    shared_with: tuple[Country, ...] = ()
    sealed: ClassVar = ("traveller",)


class RevokeClearance(Command, frozen=True):
    """The traveller may be the person after all: the next question is answered again."""

    id: Id


class ExpireClearance(Command, frozen=True):
    id: Id


class MatchCleared(Event, frozen=True):
    id: Id
    notice: Id
    member: Country
    content: Digest
    edition: int
    addenda: int
    traveller: ContentRef
    shared_with: tuple[Country, ...]
    until: datetime


class ClearanceEnded(Event, frozen=True):
    """Whatever ended it, what it held of the traveller is destroyed."""

    erased: tuple[Id, ...]


class ClearanceRevoked(ClearanceEnded, frozen=True):
    pass


class ClearanceExpired(ClearanceEnded, frozen=True):
    pass


class Clearance(msgspec.Struct, frozen=True, kw_only=True):
    """A clearance as it stands; `traveller` is None once it ended."""

    id: str = ""
    notice: str = ""
    member: Country | None = None
    face: Face | None = None
    traveller: ContentRef | None = None
    shared_with: tuple[Country, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


_CHANGED: Final = "The notice changed since you looked at it. Ask again, and compare anew."


def decide(state: Clearance, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; nobody clears what they did not see as it is now."""
    match command:
        case ClearMatch() if state.id:
            return Refusal("This clearance was given already.", code="wrong-state")
        case ClearMatch():
            return _clear(command, facts, at)
        case _ if state.traveller is None:
            return []
        case RevokeClearance():
            return [ClearanceRevoked(erased=(state.traveller.id,))]
        case _:
            return [ClearanceExpired(erased=(state.traveller.id,))]


def _clear(command: ClearMatch, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    if facts.face != command.face:
        return Refusal(_CHANGED, code="stale-match")
    told = {member for member in command.shared_with if member not in (command.member, facts.owner)}
    if told != set(command.shared_with):
        fault = Fault("$.shared_with", "name other members, and never the one that asked for the notice")
        return Refusal("A clearance is not shared with these members.", (fault,), "bad-sharing")
    months = parameters.number("screening.clearance_months", at.date())
    return [
        MatchCleared(
            id=command.id,
            notice=command.notice,
            member=command.member,
            content=command.face.content,
            edition=command.face.edition,
            addenda=command.face.addenda,
            traveller=facts.refs["traveller"],
            shared_with=tuple(sorted(told)),
            until=datetime.combine(add_months(at.date(), months), at.timetz()),
        )
    ]


def evolve(state: Clearance, event: Any, at: datetime) -> Clearance:
    """Return the clearance after `event`."""
    match event:
        case MatchCleared():
            return Clearance(
                id=event.id,
                notice=event.notice,
                member=event.member,
                face=Face(event.content, event.edition, event.addenda),
                traveller=event.traveller,
                shared_with=event.shared_with,
                since=at,
                until=event.until,
            )
        case _:
            return msgspec.structs.replace(state, traveller=None, shared_with=(), until=None)


def row(state: Clearance) -> Row:
    """Return what lists see of it."""
    now = "new" if not state.id else "cleared" if state.traveller else "ended"
    return Row(state=now, member=state.member, parent=state.notice or None, wake=state.until)


def due(state: Clearance) -> tuple[datetime, Command] | None:
    """Return when it ends by itself."""
    return (state.until, ExpireClearance(id=state.id)) if state.until else None


ACTIONS: Final[dict[type[Command], str]] = {
    ClearMatch: "recipient:match:clear",
    RevokeClearance: "recipient:match:clear",
    ExpireClearance: "clock:clearance:expire",
}
CLEARANCE: Final = Decider(
    name="clearance",
    initial=Clearance(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(ClearMatch, RevokeClearance, ExpireClearance),
    events=(MatchCleared, ClearanceRevoked, ClearanceExpired),
)
