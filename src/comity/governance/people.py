"""The people of the organisation: their ties, offices present and past, tokens, account and notifications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from comity.governance import account, credentials
from comity.governance import commands as c
from comity.governance import events as e
from comity.governance import notifications as n
from comity.governance.account import Account
from comity.governance.offices import APPOINTABLE, OF_A_MEMBER, Office, conflict
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.kernel.errors import Fault


class PeopleFacts(msgspec.Struct, frozen=True):
    """Facts for one command: `contents` are the sealed contents of the person, which removal destroys.

    `pending` is the address that waits to be confirmed, unsealed.
    """

    actor: Id
    refs: dict[str, ContentRef] = {}
    contents: tuple[Id, ...] = ()
    pending: n.PendingAddress | None = None


class Held(msgspec.Struct, frozen=True):
    """An office held now or, once `left`, in the past."""

    office: Office
    member: Country | None = None
    left: bool = False


class Token(msgspec.Struct, frozen=True):
    id: Id
    expires: datetime
    purpose: c.TokenPurpose


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

    @property
    def offices(self) -> frozenset[Office]:
        """The offices held now."""
        return frozenset(held.office for held in self.held if not held.left)

    @property
    def acts_for(self) -> Country | None:
        """The member for which the person holds an office now."""
        return next((held.member for held in self.held if held.member and not held.left), None)

    def token_holds(self, token: str, at: datetime) -> bool:
        """Say whether `token` was issued to this person, is not revoked and has not expired at `at`."""
        return self.state == "active" and any(each.id == token and at < each.expires for each in self.tokens)


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
    | c.RevokeToken
    | credentials.AccountCommand
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
    c.RevokeToken: "admin:token:revoke",
    **account.ACTIONS,
    **n.ACTIONS,
}


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
    match command:
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
        case c.IssueToken():
            return _issued(state, command, facts, at)
        case c.RevokeToken(token=token):
            if token not in {each.id for each in state.tokens}:
                return _refused("This person has no such token.", "no-such-token", "$.token")
            return [e.TokenRevoked(token=token)]
        case n.SetNotifications() | n.AskConfirmation() | n.ConfirmAddress() | n.DropConfirmation():
            return n.decide(state.notifications, command, facts.refs, facts.pending, at)
        case _:
            machine = Office.BORDER_SERVICE in state.offices
            return account.decide(state.account, command, facts.refs, machine, at)


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


def _issued(state: PersonState, command: c.IssueToken, facts: PeopleFacts, at: datetime) -> Sequence[Event] | Refusal:
    if command.expires.tzinfo is None or command.expires <= at:
        return _refused("A token expires at a time after now, with its time zone.", "bad-date", "$.expires")
    if command.token in {each.id for each in state.tokens}:
        return _refused("A token of this id exists already.", "token-exists", "$.token")
    if command.purpose is c.TokenPurpose.SERVICE and facts.actor == state.id:
        # A machine's pull of a feed is not recorded as opening files, so no one makes a machine of themselves.
        return _refused("A token for a service is issued by who keeps the accounts.", "bad-purpose", "$.purpose")
    if command.purpose is c.TokenPurpose.PERSON and Office.BORDER_SERVICE in state.offices:
        return _refused("A border service is a machine; its tokens are for a service.", "bad-purpose", "$.purpose")
    return [e.TokenIssued(token=command.token, digest=command.digest, expires=command.expires, purpose=command.purpose)]


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
            return new(kept, state="removed", profile=None, held=held, on_duty=False, tokens=())
        case e.TokenIssued():
            return new(state, tokens=(*state.tokens, Token(event.token, event.expires, event.purpose)))
        case e.TokenRevoked(token=token):
            return new(state, tokens=tuple(each for each in state.tokens if each.id != token))
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
        *n.EVENTS,
    ),
)
