"""The people of the organisation: their ties, offices present and past, tokens, account and notifications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from comity.governance import account, credentials, tokens
from comity.governance import commands as c
from comity.governance import dual_control as dual
from comity.governance import events as e
from comity.governance import notifications as n
from comity.governance.account import Account
from comity.governance.offices import APPOINTABLE, OF_A_MEMBER, Office, conflict
from comity.governance.tokens import Token
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.kernel.errors import Fault


class PeopleFacts(msgspec.Struct, frozen=True):
    """Facts for one command: `contents` are the sealed contents of the person, which removal destroys.

    `pending` is the address that waits to be confirmed, unsealed. `actor` acts through `via`; `through_until` is when
    that ends, where it is a token. `founding` is set while a sample is being made, `alone`
    where the operator acts and no one could confirm what takes two.
    """

    actor: c.Maker
    via: c.Maker | None = None
    through_until: datetime | None = None
    founding: bool = False
    alone: bool = False
    refs: dict[str, ContentRef] = {}
    contents: tuple[Id, ...] = ()
    pending: n.PendingAddress | None = None


class Held(msgspec.Struct, frozen=True):
    """An office held now or, once `left`, in the past."""

    office: Office
    member: Country | None = None
    left: bool = False


class PersonState(msgspec.Struct, frozen=True, kw_only=True):
    """A person as the acts tell it; `conflicts.ties` reads nationalities, secondments and all `held`."""

    state: str = "new"
    id: str = ""
    profile: ContentRef | None = None
    member: Country | None = None
    nationalities: tuple[Country, ...] = ()
    seconded_by: tuple[Country, ...] = ()
    held: tuple[Held, ...] = ()
    on_duty: bool = False
    tokens: tuple[Token, ...] = ()
    account: Account = Account()
    notifications: n.Notifications = n.Notifications()
    changes: tuple[dual.ProposedChange, ...] = ()

    @property
    def offices(self) -> frozenset[Office]:
        """The offices held now."""
        return frozenset(held.office for held in self.held if not held.left)

    @property
    def acts_for(self) -> Country | None:
        """The member for which the person holds an office now."""
        return next((held.member for held in self.held if held.member and not held.left), None)


PersonCommand = (
    c.AddPerson
    | c.AppointFirstAdministrator
    | c.ReviseProfile
    | c.AmendTies
    | c.FillOffice
    | c.LeaveOffice
    | c.SetDuty
    | c.RemovePerson
    | c.IssueToken
    | c.FoundToken
    | c.RevokeToken
    | credentials.AccountCommand
    | dual.DualCommand
    | n.NotificationCommand
)
PersonEvent = (
    e.PersonAdded
    | e.ProfileRevised
    | e.TiesAmended
    | e.OfficeFilled
    | e.OfficeLeft
    | e.DutySet
    | e.PersonRemoved
    | e.TokenIssued
    | e.TokenRevoked
    | credentials.AccountEvent
    | dual.DualEvent
    | n.NotificationEvent
)
ACTIONS: Final[dict[type[Command], str]] = {
    c.AddPerson: "admin:person:add",
    c.AppointFirstAdministrator: "process:person:found",
    c.ReviseProfile: "admin:person:revise",
    c.AmendTies: "admin:person:amend",
    c.FillOffice: "admin:office:fill",
    c.LeaveOffice: "admin:office:leave",
    c.SetDuty: "admin:duty:set",
    c.RemovePerson: "admin:person:remove",
    c.IssueToken: "admin:token:issue",
    c.FoundToken: "process:token:found",
    c.RevokeToken: "admin:token:revoke",
    **account.ACTIONS,
    **dual.ACTIONS,
    **n.ACTIONS,
}


_ENDS_CREDENTIALS: Final = credentials.InvitePerson | credentials.VoidCredentials
"""With credentials end the tokens that were made with them."""


def _refused(detail: str, code: str, path: str | None = None) -> Refusal:
    return Refusal(detail, (Fault(path, detail),) if path else (), code)


def decide(state: PersonState, command: PersonCommand, facts: PeopleFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; a person is added once, and changed only while active."""
    adding = isinstance(command, c.AddPerson | c.AppointFirstAdministrator)
    if adding != (state.state == "new"):
        word = "exists already" if adding else "is not known here"
        return _refused(f"This person {word}.", "wrong-state")
    if state.state == "removed":
        return _refused("This person was removed.", "wrong-state")
    if dual.takes_two(state, command) and not facts.alone:
        return dual.second_needed()
    return _decide(state, command, facts, at)


def _decide(state: PersonState, command: PersonCommand, facts: PeopleFacts, at: datetime) -> Sequence[Event] | Refusal:
    match command:
        case dual.ProposeOffice() | dual.ProposeTies() | dual.ProposeInvitation():
            could = _decide(state, dual.single(command, at), facts, at)
            return could if isinstance(could, Refusal) else dual.propose(state, command, facts, at)
        case dual.ConfirmChange():
            return _confirmed(state, command, facts, at)
        case dual.DropChange():
            return dual.drop(state, command)
        case c.AddPerson():
            return [_added(command, facts, command.member, command.seconded_by)]
        case c.AppointFirstAdministrator():
            return [_added(command, facts, None, ()), e.OfficeFilled(office=Office.ADMINISTRATOR, member=None)]
        case c.ReviseProfile():
            old = (state.profile.id,) if state.profile else ()
            return [e.ProfileRevised(profile=facts.refs["profile"], erased=old)]
        case c.AmendTies():
            return _amended(state, command)
        case c.FillOffice():
            return _refuse_office(state, command) or [
                e.OfficeFilled(office=command.office, member=command.member, on_duty=command.on_duty)
            ]
        case c.LeaveOffice(office=office):
            if office not in state.offices:
                return _refused(f"The person does not hold the office {office.value}.", "no-such-office", "$.office")
            return [e.OfficeLeft(office=office)]
        case c.SetDuty(on=on):
            if on and Office.REVIEWER not in state.offices:
                return _refused("Only a reviewer stands on the duty list.", "not-a-reviewer", "$.on")
            return [] if on == state.on_duty else [e.DutySet(on=on)]
        case c.RemovePerson():
            return [e.PersonRemoved(erased=facts.contents or _known(state))]
        case c.IssueToken() | c.FoundToken():
            return tokens.issue(state, command, facts, at)
        case c.RevokeToken(token=token):
            if token not in {each.id for each in state.tokens}:
                return _refused("This person has no such token.", "no-such-token", "$.token")
            return [e.TokenRevoked(token=token)]
        case n.SetNotifications() | n.AskConfirmation() | n.ConfirmAddress() | n.DropConfirmation():
            return n.decide(state.notifications, command, facts.refs, facts.pending, at)
        case _:
            machine = Office.BORDER_SERVICE in state.offices
            events = account.decide(state.account, command, facts.refs, machine, at)
            if isinstance(events, Refusal) or not isinstance(command, _ENDS_CREDENTIALS):
                return events
            return [*events, *(e.TokenRevoked(token=each) for each in tokens.own(state))]


def _confirmed(
    state: PersonState, command: dual.ConfirmChange, facts: PeopleFacts, at: datetime
) -> Sequence[Event] | Refusal:
    """Return the change as its second person confirms it; an office ends ways in that one person alone opened."""
    found = dual.confirmed(state, command, facts, at)
    if isinstance(found, Refusal):
        return found
    proposed, single = found
    events = _decide(state, single, facts, at)
    if isinstance(events, Refusal):
        return events
    code = proposed.code if isinstance(proposed, dual.InvitationProposed) else None
    done: list[Event] = [dual.ChangeConfirmed(change=command.change)]
    for event in events:
        coded = isinstance(event, credentials.PersonInvited)
        done.append(msgspec.structs.replace(event, code=code) if coded else event)
    if isinstance(proposed, dual.OfficeProposed) and not state.account.by_two:
        void = account.decide(state.account, credentials.VoidCredentials(id=state.id), facts.refs, False, at)
        done += [] if isinstance(void, Refusal) else void
        done += [e.TokenRevoked(token=each) for each in tokens.own(state)]
    return done


def _known(state: PersonState) -> tuple[Id, ...]:
    return tuple(ref.id for ref in (state.profile, state.account.credentials, *n.contents(state.notifications)) if ref)


def _added(
    command: c.AddPerson | c.AppointFirstAdministrator,
    facts: PeopleFacts,
    member: Country | None,
    seconded_by: tuple[Country, ...],
) -> e.PersonAdded:
    return e.PersonAdded(
        id=command.id,
        profile=facts.refs["profile"],
        nationalities=command.nationalities,
        member=member,
        seconded_by=seconded_by,
    )


def _amended(state: PersonState, command: c.AmendTies) -> Sequence[Event] | Refusal:
    if Office.REVIEWER in state.offices and not command.nationalities:
        return _refused("A reviewer's nationalities must be known.", "ties-unknown", "$.nationalities")
    seconded = tuple(dict.fromkeys((*state.seconded_by, *command.seconded_by)))
    if (command.nationalities, seconded) == (state.nationalities, state.seconded_by):
        return []
    return [e.TiesAmended(nationalities=command.nationalities, seconded_by=seconded)]


def _refuse_office(state: PersonState, command: c.FillOffice) -> Refusal | None:
    """Say why the person cannot fill the office: a system office, its member, other offices, unknown ties."""
    office, name = command.office, command.office.value.replace("_", " ")
    if office not in APPOINTABLE:
        return _refused(f"No one is appointed as {name}; it is Comity itself.", "bad-office", "$.office")
    if office in state.offices:
        return _refused(f"The person is {name} already.", "office-held", "$.office")
    if office in OF_A_MEMBER and command.member is None:
        return _refused(f"Say for which member the person is {name}.", "member-required", "$.member")
    if office not in OF_A_MEMBER and command.member is not None:
        return _refused(f"The {name} acts for the organisation, for no member.", "bad-member", "$.member")
    homes = {home for home in (state.member, state.acts_for) if home}
    if command.member and homes - {command.member}:
        there = " and ".join(sorted(homes))
        return _refused(f"The person belongs to {there} and acts for no other member.", "bad-member", "$.member")
    for held in sorted(state.offices):
        if rule := conflict(office, held):
            told = held.value.replace("_", " ")
            detail = f"The person is {told} and cannot be {name}: {rule.why} ({rule.citation})."
            return _refused(detail, "incompatible-office", "$.office")
    if office is Office.REVIEWER and not state.nationalities:
        return _refused("A reviewer's nationalities must be known.", "ties-unknown", "$.office")
    if command.on_duty and office is not Office.REVIEWER:
        return _refused("Only a reviewer stands on the duty list.", "not-a-reviewer", "$.on_duty")
    return None


def evolve(state: PersonState, event: PersonEvent, at: datetime) -> PersonState:
    """Return the state after `event`; who gains or leaves an office signs in anew."""
    new = msgspec.structs.replace
    match event:
        case e.PersonAdded():
            return PersonState(
                state="active",
                id=event.id,
                profile=event.profile,
                member=event.member,
                nationalities=event.nationalities,
                seconded_by=event.seconded_by,
            )
        case e.ProfileRevised(profile=profile):
            return new(state, profile=profile)
        case e.TiesAmended():
            return new(state, nationalities=event.nationalities, seconded_by=event.seconded_by)
        case e.OfficeFilled():
            held = (*state.held, Held(event.office, event.member))
            return new(state, held=held, on_duty=state.on_duty or event.on_duty, account=_signed_out(state))
        case e.OfficeLeft(office=office):
            duty = state.on_duty and office is not Office.REVIEWER
            return new(state, held=_left(state, {office}), on_duty=duty, account=_signed_out(state))
        case e.DutySet(on=on):
            return new(state, on_duty=on)
        case e.PersonRemoved():
            held = _left(state, state.offices)
            kept = new(state, account=Account(), notifications=n.Notifications())
            return new(kept, state="removed", profile=None, held=held, on_duty=False, tokens=(), changes=())
        case e.TokenIssued():
            issued = Token(event.token, event.expires, event.purpose, event.maker, event.through)
            return new(state, tokens=(*state.tokens, issued))
        case e.TokenRevoked(token=token):
            return new(state, tokens=tuple(each for each in state.tokens if each.id != token))
        case (
            dual.OfficeProposed()
            | dual.TiesProposed()
            | dual.InvitationProposed()
            | dual.ChangeConfirmed()
            | dual.ChangeDropped()
        ):
            return new(state, changes=dual.evolve(state.changes, event, at))
        case n.NotificationsSet() | n.ConfirmationAsked() | n.ConfirmationMissed() | n.ConfirmationDropped():
            return new(state, notifications=n.evolve(state.notifications, event, at))
        case _:
            return new(state, account=account.evolve(state.account, event, at))


def _signed_out(state: PersonState) -> Account:
    return msgspec.structs.replace(state.account, sessions=())


def _left(state: PersonState, offices: frozenset[Office] | set[Office]) -> tuple[Held, ...]:
    return tuple(Held(each.office, each.member, each.left or each.office in offices) for each in state.held)


def row(state: PersonState) -> Row:
    """Return the register's row: `kind` lists the offices held now, `assigned` is the person, who may see it."""
    return Row(
        state=state.state,
        kind=",".join(sorted(state.offices)) or None,
        member=state.member or state.acts_for,
        assigned=state.id,
        wake=state.notifications.until,
    )


PERSON: Final = Decider(
    name="person",
    initial=PersonState(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=lambda state: n.due(state.notifications, state.id),
    commands=tuple(ACTIONS),
    events=(
        e.PersonAdded,
        e.ProfileRevised,
        e.TiesAmended,
        e.OfficeFilled,
        e.OfficeLeft,
        e.DutySet,
        e.PersonRemoved,
        e.TokenIssued,
        e.TokenRevoked,
        *account.EVENTS,
        *dual.EVENTS,
        *n.EVENTS,
    ),
)
