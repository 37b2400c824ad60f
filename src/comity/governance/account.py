"""A person's account: the credentials that hold, the invitation to set new ones, and the sessions that are open.

1. An invitation ends what held before: recovery is a new invitation, and whoever had the old credentials is out.
2. Who changes credentials ends every session; the person goes on in a new one.
3. A session is never prolonged. What has expired is dropped when the next is opened, so that a state stays small.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, assert_never

import msgspec

from comity.governance import credentials as c
from comity.kernel.decider import Command, ContentRef, Event, Id, Refusal
from comity.kernel.errors import Fault

MOST_SESSIONS: Final = 20
"""More than a person has browsers; opening another ends the oldest."""


class Session(msgspec.Struct, frozen=True):
    id: Id
    opened: datetime
    expires: datetime
    factor: c.Factor


class Invitation(msgspec.Struct, frozen=True):
    id: Id
    expires: datetime


class Account(msgspec.Struct, frozen=True):
    """`credentials` points at sealed content; the secrets of sessions and invitations are kept nowhere."""

    credentials: ContentRef | None = None
    invitation: Invitation | None = None
    sessions: tuple[Session, ...] = ()

    def session(self, session: str, at: datetime) -> Session | None:
        """Return a session that was opened, has not been ended and has not expired at `at`."""
        return next((each for each in self.sessions if each.id == session and at < each.expires), None)

    def invited(self, invitation: str, at: datetime) -> bool:
        """Say whether `invitation` is the one that stands, and has not expired at `at`."""
        return self.invitation is not None and self.invitation.id == invitation and at < self.invitation.expires


ACTIONS: Final[dict[type[Command], str]] = {
    c.OpenSession: "account:session:open",
    c.EndSession: "account:session:end",
    c.EndSessions: "account:session:end",
    c.InvitePerson: "admin:person:invite",
    c.AcceptInvitation: "account:invitation:accept",
    c.ChangeCredentials: "account:credentials:change",
    c.VoidCredentials: "admin:credentials:void",
}
EVENTS: Final[tuple[type[Event], ...]] = (
    c.SessionOpened,
    c.SessionEnded,
    c.SessionsEnded,
    c.PersonInvited,
    c.InvitationAccepted,
    c.CredentialsChanged,
    c.CredentialsVoided,
)


def _refused(detail: str, code: str, path: str) -> Refusal:
    return Refusal(detail, (Fault(path, detail),), code)


def decide(
    account: Account, command: c.AccountCommand, refs: Mapping[str, ContentRef], machine: bool, at: datetime
) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; `machine` where the account is a border service's, which has tokens only."""
    if machine and isinstance(command, c.OpenSession | c.InvitePerson | c.AcceptInvitation):
        return _refused("A border service is a machine: it has tokens, and does not sign in.", "machine", "$.id")
    match command:
        case c.OpenSession():
            return _opened(account, command, at)
        case c.EndSession(session=session):
            return [c.SessionEnded(session=session)] if account.session(session, at) else []
        case c.EndSessions(but=but):
            ended = tuple(each.id for each in account.sessions if each.id != but and at < each.expires)
            return [c.SessionsEnded(sessions=ended)] if ended else []
        case c.InvitePerson():
            return _invited(account, command, at)
        case c.AcceptInvitation(invitation=invitation):
            if not account.invited(invitation, at):
                detail = "The invitation was used, was replaced or has expired; ask for a new one."
                return _refused(detail, "no-such-invitation", "$.invitation")
            if not command.credentials.usable:
                return _unusable()
            return [c.InvitationAccepted(invitation=invitation, credentials=refs["credentials"])]
        case c.ChangeCredentials(change=change):
            if account.credentials is None:
                return _refused("There are no credentials to change; ask for an invitation.", "no-credentials", "$.id")
            if not command.credentials.usable:
                return _unusable()
            new = refs["credentials"]
            return [c.CredentialsChanged(change=change, credentials=new, erased=(account.credentials.id,))]
        case c.VoidCredentials():
            return [] if account == Account() else [c.CredentialsVoided(erased=_erased(account))]
        case _:
            assert_never(command)


def _unusable() -> Refusal:
    detail = "Keep at least one way to sign in: a password with a second factor, or a passkey."
    return _refused(detail, "no-way-in", "$.credentials")


def _erased(account: Account) -> tuple[Id, ...]:
    return (account.credentials.id,) if account.credentials else ()


def _opened(account: Account, command: c.OpenSession, at: datetime) -> Sequence[Event] | Refusal:
    if command.expires.tzinfo is None or command.expires <= at:
        return _refused("A session expires at a time after now, with its time zone.", "bad-date", "$.expires")
    if command.session in {each.id for each in account.sessions}:
        return _refused("A session of this id exists already.", "session-exists", "$.session")
    return [
        c.SessionOpened(session=command.session, digest=command.digest, expires=command.expires, factor=command.factor)
    ]


def _invited(account: Account, command: c.InvitePerson, at: datetime) -> Sequence[Event] | Refusal:
    if command.expires.tzinfo is None or command.expires <= at:
        return _refused("An invitation expires at a time after now, with its time zone.", "bad-date", "$.expires")
    return [
        c.PersonInvited(
            invitation=command.invitation, digest=command.digest, expires=command.expires, erased=_erased(account)
        )
    ]


def evolve(account: Account, event: c.AccountEvent, at: datetime) -> Account:
    """Return the account after `event`."""
    new = msgspec.structs.replace
    match event:
        case c.SessionOpened():
            opened = Session(event.session, at, event.expires, event.factor)
            standing = tuple(each for each in account.sessions if at < each.expires)
            return new(account, sessions=(*standing, opened)[-MOST_SESSIONS:])
        case c.SessionEnded(session=session):
            return new(account, sessions=tuple(each for each in account.sessions if each.id != session))
        case c.SessionsEnded(sessions=ended):
            return new(account, sessions=tuple(each for each in account.sessions if each.id not in ended))
        case c.PersonInvited():
            return Account(invitation=Invitation(event.invitation, event.expires))
        case c.InvitationAccepted(credentials=credentials) | c.CredentialsChanged(credentials=credentials):
            return Account(credentials=credentials)
        case c.CredentialsVoided():
            return Account()
        case _:
            assert_never(event)
