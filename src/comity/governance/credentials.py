"""How a person proves who they are: what is kept of it, what may be asked, and what happened."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from comity.kernel.decider import Command, ContentRef, Digest, Event, Id
from comity.kernel.subject import Line, Record

Base64 = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,2000}$")]
"""Bytes as base64url without padding."""


class Factor(StrEnum):
    """By what a session was opened; `sample` is the door of the sample organisation, where nobody is real."""

    PASSWORD_AND_CODE = "password_and_code"
    PASSWORD_AND_RECOVERY_CODE = "password_and_recovery_code"
    PASSKEY = "passkey"
    INVITATION = "invitation"
    SAMPLE = "sample"


class Change(StrEnum):
    """What of a person's credentials changed."""

    PASSWORD = "password"
    SECOND_FACTOR = "second_factor"
    RECOVERY_CODES = "recovery_codes"
    RECOVERY_CODE_USED = "recovery_code_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"


class Passkey(Record, frozen=True):
    """A public key that an authenticator of the person answers for; `name` is how the person tells it from others."""

    id: Base64
    public_key: Base64
    name: Line
    added: datetime


class Credentials(Record, frozen=True):
    """All by which a person signs in: sealed content, never part of an act.

    `password` is an argon2id hash in its own notation, `totp_secret` is base32, `recovery_codes` are digests of
    those not used yet.
    """

    password: str | None = None
    totp_secret: str | None = None
    recovery_codes: tuple[Digest, ...] = ()
    passkeys: tuple[Passkey, ...] = ()

    @property
    def by_password(self) -> bool:
        """Whether the person can sign in by password and code."""
        return bool(self.password and self.totp_secret)

    @property
    def usable(self) -> bool:
        """Whether there is any way in."""
        return self.by_password or bool(self.passkeys)


class OpenSession(Command, frozen=True):
    """`digest` is the SHA-256 of the session's random secret, which only the person's browser has."""

    id: Id
    session: Id
    digest: Digest
    expires: datetime
    factor: Factor


class EndSession(Command, frozen=True):
    """`session` is one of the person's; ending one that is over already changes nothing."""

    id: Id
    session: Id


class EndSessions(Command, frozen=True):
    """Ends all sessions of the person, but for the one in which this is asked."""

    id: Id
    but: Id | None = None


class InvitePerson(Command, frozen=True):
    """Opens the way to new credentials; what the person had until now holds no longer."""

    id: Id
    invitation: Id
    digest: Digest
    expires: datetime


class AcceptInvitation(Command, frozen=True):
    id: Id
    invitation: Id
    credentials: Credentials
    code: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    sealed: ClassVar = ("credentials",)


class ChangeCredentials(Command, frozen=True):
    """`credentials` are all of them as they are from now on; every session ends, and the person opens another."""

    id: Id
    credentials: Credentials
    change: Change
    sealed: ClassVar = ("credentials",)


class VoidCredentials(Command, frozen=True):
    """Ends credentials, invitation and sessions, and opens no way to new ones."""

    id: Id


class SessionOpened(Event, frozen=True):
    session: Id
    digest: Digest
    expires: datetime
    factor: Factor


class SessionEnded(Event, frozen=True):
    session: Id


class SessionsEnded(Event, frozen=True):
    sessions: tuple[Id, ...]


class PersonInvited(Event, frozen=True, omit_defaults=True):
    """Credentials until now and every session end with it; `code` is the digest of what an invitation by two needs."""

    invitation: Id
    digest: Digest
    expires: datetime
    erased: tuple[Id, ...]
    code: Digest | None = None


class InvitationAccepted(Event, frozen=True):
    invitation: Id
    credentials: ContentRef


class CredentialsChanged(Event, frozen=True):
    """Every session ends with it."""

    change: Change
    credentials: ContentRef
    erased: tuple[Id, ...]


class CredentialsVoided(Event, frozen=True):
    erased: tuple[Id, ...]


AccountCommand = (
    OpenSession | EndSession | EndSessions | InvitePerson | AcceptInvitation | ChangeCredentials | VoidCredentials
)
AccountEvent = (
    SessionOpened
    | SessionEnded
    | SessionsEnded
    | PersonInvited
    | InvitationAccepted
    | CredentialsChanged
    | CredentialsVoided
)
