"""Changes that take two people: one proposes, a second administrator or the Secretary General confirms.

1. Giving an office of `BY_TWO`, changing the ties of a reviewer, and inviting who holds such an office take two.
2. The first to ask cannot confirm, nor can the person concerned, nor the operator of the host.
3. An invitation by two has two parts: the first to ask has a code, the second the link. Neither alone opens it.
4. With an office given by two end credentials and tokens that came from an invitation by one person alone.
5. The operator may do without a second person only while there is no one who could confirm.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from comity.governance import commands as g
from comity.governance.credentials import InvitePerson
from comity.governance.offices import BY_TWO, Office
from comity.kernel.codes import Country
from comity.kernel.decider import Command, Digest, Event, Id, Refusal
from comity.kernel.errors import Fault

if TYPE_CHECKING:
    from comity.governance.people import PeopleFacts, PersonState

STANDS: Final = timedelta(days=7)
"""How long a proposal can be confirmed: as long as an invitation stands."""


class ProposeOffice(Command, frozen=True):
    id: Id
    change: Id
    office: Office
    on_duty: bool = False


class ProposeTies(Command, frozen=True):
    """As `AmendTies`: the nationalities as they are to be, and secondments to add."""

    id: Id
    change: Id
    nationalities: tuple[Country, ...]
    seconded_by: tuple[Country, ...] = ()


class ProposeInvitation(Command, frozen=True):
    """`code` is the SHA-256 of the code without which the invitation cannot be accepted."""

    id: Id
    change: Id
    code: Digest


class ConfirmChange(Command, frozen=True):
    """`invitation`, its `digest` and when it `expires` are for the confirmation of an invitation alone."""

    id: Id
    change: Id
    invitation: Id | None = None
    digest: Digest | None = None
    expires: datetime | None = None


class DropChange(Command, frozen=True):
    id: Id
    change: Id


class OfficeProposed(Event, frozen=True):
    change: Id
    by: g.Maker
    office: Office
    on_duty: bool


class TiesProposed(Event, frozen=True):
    change: Id
    by: g.Maker
    nationalities: tuple[Country, ...]
    seconded_by: tuple[Country, ...]


class InvitationProposed(Event, frozen=True):
    change: Id
    by: g.Maker
    code: Digest


class ChangeConfirmed(Event, frozen=True):
    change: Id


class ChangeDropped(Event, frozen=True):
    change: Id


Single = g.FillOffice | g.AmendTies | InvitePerson
"""What one person would give as a command."""
Proposed = OfficeProposed | TiesProposed | InvitationProposed
DualCommand = ProposeOffice | ProposeTies | ProposeInvitation | ConfirmChange | DropChange
DualEvent = Proposed | ChangeConfirmed | ChangeDropped
ACTIONS: Final[dict[type[Command], str]] = {
    ProposeOffice: "admin:change:propose",
    ProposeTies: "admin:change:propose",
    ProposeInvitation: "admin:change:propose",
    ConfirmChange: "admin:change:confirm",
    DropChange: "admin:change:drop",
}
EVENTS: Final[tuple[type[Event], ...]] = (
    OfficeProposed,
    TiesProposed,
    InvitationProposed,
    ChangeConfirmed,
    ChangeDropped,
)


class ProposedChange(msgspec.Struct, frozen=True):
    """A change that waits for a second person until `until`."""

    until: datetime
    proposed: Proposed

    @property
    def id(self) -> Id:
        return self.proposed.change


def takes_two(state: "PersonState", command: Command) -> bool:
    """Return True for a command on this person that one alone may not give."""
    match command:
        case g.FillOffice(office=office):
            return office in BY_TWO
        case g.AmendTies():
            return Office.REVIEWER in state.offices
        case InvitePerson():
            return bool(state.offices & BY_TWO)
        case _:
            return False


def _refused(detail: str, code: str, path: str = "$.change") -> Refusal:
    return Refusal(detail, (Fault(path, detail),), code)


def second_needed() -> Refusal:
    """Return why one person alone may not do it."""
    detail = "This takes two: propose it, and let a second administrator or the Secretary General confirm it."
    return Refusal(detail, code="second-person-required")


def single(command: ProposeOffice | ProposeTies | ProposeInvitation, at: datetime) -> Single:
    """Return the command that a proposal stands for, as one person would give it."""
    match command:
        case ProposeOffice():
            return g.FillOffice(id=command.id, office=command.office, on_duty=command.on_duty)
        case ProposeTies():
            return g.AmendTies(id=command.id, nationalities=command.nationalities, seconded_by=command.seconded_by)
        case ProposeInvitation():
            until = at + STANDS
            return InvitePerson(id=command.id, invitation=command.change, digest=command.code, expires=until)


def propose(
    state: "PersonState", command: ProposeOffice | ProposeTies | ProposeInvitation, facts: "PeopleFacts", at: datetime
) -> Sequence[Event] | Refusal:
    """Return the proposal; the decider has seen already that the change itself could be made."""
    if not takes_two(state, single(command, at)):
        return _refused("One person may do this: nothing need be proposed.", "one-suffices")
    if command.change in {each.id for each in state.changes}:
        return _refused("A change of this id was proposed already.", "change-exists")
    change, by = command.change, facts.actor
    match command:
        case ProposeOffice():
            return [OfficeProposed(change=change, by=by, office=command.office, on_duty=command.on_duty)]
        case ProposeTies():
            nations, lent = command.nationalities, command.seconded_by
            return [TiesProposed(change=change, by=by, nationalities=nations, seconded_by=lent)]
        case ProposeInvitation():
            return [InvitationProposed(change=change, by=by, code=command.code)]


def waiting(state: "PersonState", change: str, at: datetime) -> ProposedChange | None:
    """Return a change that can still be confirmed."""
    return next((each for each in state.changes if each.id == change and at < each.until), None)


def confirmed(
    state: "PersonState", command: ConfirmChange, facts: "PeopleFacts", at: datetime
) -> tuple[Proposed, Single] | Refusal:
    """Return what was proposed and the command that it stands for, or why it cannot be confirmed."""
    found = waiting(state, command.change, at)
    if found is None:
        return _refused("No such change waits: it was confirmed, dropped or replaced, or is too old.", "no-such-change")
    if not facts.actor.startswith("per_"):
        return _refused("The operator of the host confirms nothing: a person does, with their own token.", "no-person")
    if found.proposed.by == facts.actor:
        return _refused("Who proposed it cannot confirm it: a second person does.", "same-person")
    match found.proposed:
        case OfficeProposed(office=office, on_duty=duty):
            return found.proposed, g.FillOffice(id=command.id, office=office, on_duty=duty)
        case TiesProposed(nationalities=nations, seconded_by=lent):
            return found.proposed, g.AmendTies(id=command.id, nationalities=nations, seconded_by=lent)
        case InvitationProposed():
            if command.invitation is None or command.digest is None or command.expires is None:
                return _refused("Who confirms an invitation makes its link.", "no-invitation", "$.invitation")
            made, digest, until = command.invitation, command.digest, command.expires
            return found.proposed, InvitePerson(id=command.id, invitation=made, digest=digest, expires=until)


def drop(state: "PersonState", command: DropChange) -> Sequence[Event]:
    """Return what follows from dropping a change; one that does not wait is no reason to complain."""
    return [ChangeDropped(change=command.change)] if command.change in {each.id for each in state.changes} else []


def evolve(changes: tuple[ProposedChange, ...], event: DualEvent, at: datetime) -> tuple[ProposedChange, ...]:
    """Return the changes that wait after `event`: a new one takes the place of an earlier of its kind."""
    match event:
        case ChangeConfirmed(change=change) | ChangeDropped(change=change):
            return tuple(each for each in changes if each.id != change)
        case OfficeProposed() | TiesProposed() | InvitationProposed():
            others = (each for each in changes if type(each.proposed) is not type(event) and at < each.until)
            return (*others, ProposedChange(at + STANDS, event))
