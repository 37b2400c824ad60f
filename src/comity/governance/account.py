"""A person's account: the credentials that hold, the invitation to set new ones, and the sessions that are open.

1. An invitation ends what held before: recovery is a new invitation, and whoever had the old credentials is out.
2. Who changes credentials ends every session; the person goes on in a new one.
3. A session is never prolonged. What has expired is dropped when the next is opened, so that a state stays small.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hmac import compare_digest
from typing import Final, assert_never

import msgspec

from comity.governance import credentials as c
from comity.kernel.decider import Command, ContentRef, Digest, Event, Id, Refusal
from comity.kernel.errors import Fault
from comity.kernel.hashing import sha256_hex

MOST_SESSIONS: Final = 20
"""More than a person has browsers; opening another ends the oldest."""


class Session(msgspec.Struct, frozen=True):
    id: Id
    opened: datetime
    expires: datetime
    factor: c.Factor


class Invitation(msgspec.Struct, frozen=True):
    """`code` is the digest of what must be shown beside the link, where two people made it."""

    id: Id
    expires: datetime
    code: Digest | None = None

    def opened_by(self, code: str | None) -> bool:
        """Return True if `code`, however it is grouped, opens the invitation; True where none is needed."""
        return self.code is None or compare_digest(self.code, code_digest(code or ""))


def code_digest(code: str) -> Digest:
    """Return the digest of an invitation's code as people type it."""
    return sha256_hex("".join(each for each in code.lower() if each.isalnum()).encode())


class Account(msgspec.Struct, frozen=True):
    """`credentials` points at sealed content; the secrets of sessions and invitations are kept nowhere.

    `by_two` says that the credentials came from an invitation that two people made.
    """

    credentials: ContentRef | None = None
    invitation: Invitation | None = None
    sessions: tuple[Session, ...] = ()
    by_two: bool = False

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
            if account.invitation is None or not account.invitation.opened_by(command.code):
                return _refused("The code does not belong to this invitation.", "wrong-code", "$.code")
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
            return Account(invitation=Invitation(event.invitation, event.expires, event.code))
        case c.InvitationAccepted(credentials=credentials):
            return Account(credentials=credentials, by_two=bool(account.invitation and account.invitation.code))
        case c.CredentialsChanged(credentials=credentials):
            return Account(credentials=credentials, by_two=account.by_two)
        case c.CredentialsVoided():
            return Account()
        case _:
            assert_never(event)
