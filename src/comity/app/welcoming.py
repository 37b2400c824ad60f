"""Invitations: how a person comes to credentials of their own, for the first time or after losing them."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.app import changing, proposals, sessions
from comity.app.comity import Comity
from comity.app.founding import token_digest
from comity.app.path import Order
from comity.app.sessions import Session
from comity.governance.commands import PersonProfile
from comity.governance.credentials import AcceptInvitation, Credentials, Factor, InvitePerson
from comity.governance.gate import Principal
from comity.governance.people import PersonState
from comity.kernel.errors import Fault

DAYS: Final = 7
"""How long an invitation stands: over a week-end and a duty roster, and no longer."""
_LONGEST: Final = 256


class Invited(msgspec.Struct, frozen=True):
    """An invitation as it is handed over: `address` holds its secret, which is shown once and kept nowhere."""

    invitation: str
    secret: str
    address: str
    expires: datetime


class Welcome(msgspec.Struct, frozen=True):
    """What who opens an invitation sees: who they are here, and what is proposed to them as second factor."""

    person: str
    invitation: str
    profile: PersonProfile
    expires: datetime
    totp_secret: str
    recovery_codes: tuple[str, ...]


def invite(comity: Comity, by: Principal, person: str, key: str | None = None) -> Invited:
    """Invite a person to set credentials; those until now, and every session, end. A `key` is good for one.

    Raises `Forbidden`.
    """
    new, secret = comity.chance.id("inv"), comity.chance.secret()
    expires = comity.clock.now() + timedelta(days=DAYS)
    command = InvitePerson(id=person, invitation=new, digest=token_digest(secret), expires=expires)
    comity.order(by, command, key=key)
    return Invited(new, secret, f"{comity.base_url.rstrip('/')}/welcome/{secret}", expires)


def welcome(comity: Comity, secret: str) -> Welcome | None:
    """Return what an invitation offers; None where it was used, was replaced, has expired or never was."""
    if not 0 < len(secret) <= _LONGEST:
        return None
    with comity.look() as look:
        row = look.reader.token(token_digest(secret))
        state: PersonState = look.state_of("person", row.person) if row else PersonState()
        if row is None or state.profile is None or not state.account.invited(row.token, look.at):
            return None
        return Welcome(
            person=row.person,
            invitation=row.token,
            profile=look.opened(state.profile, PersonProfile),
            expires=row.expires,
            totp_secret=proposals.totp_secret(comity, row.token),
            recovery_codes=proposals.recovery_codes(comity, row.token),
        )


def accept_by_password(comity: Comity, offered: Welcome, password: str, code: str, device: str) -> tuple[str, Session]:
    """Set a password and the second factor that was offered, and open a session; return its secret and the session.

    Raises `UnusableInput` with the fields at fault, or `CommandRefused` where the invitation was used meanwhile.
    """
    changing.refuse(faults(comity, offered, password, code))
    credentials = Credentials(
        password=changing.hashed(comity, password),
        totp_secret=offered.totp_secret,
        recovery_codes=proposals.digests(offered.recovery_codes),
    )
    changing.spend_code(comity, offered.person, offered.totp_secret, code)
    return _accept(comity, offered, credentials, device)


def faults(comity: Comity, offered: Welcome, password: str, code: str) -> list[Fault]:
    """Return what is wrong with a password and a code that are to be set."""
    return [
        *changing.password_faults(comity, offered.profile, password),
        *changing.code_faults(comity, offered.totp_secret, code),
    ]


def passkey_invitation(comity: Comity, offered: Welcome) -> str:
    """Return what a browser needs to make the invited person's passkey, as JSON; "" where passkeys do not work."""
    return changing.passkey_invitation(comity, offered.person, offered.profile, (), offered.invitation)


def accept_by_passkey(comity: Comity, offered: Welcome, answer: str, name: str, device: str) -> tuple[str, Session]:
    """Take a passkey as the way in, and open a session; return its secret and the session.

    Raises `ProofRefused`, or `CommandRefused` where the invitation was used meanwhile.
    """
    passkey = changing.new_passkey(comity, answer, name, offered.invitation)
    return _accept(comity, offered, Credentials(passkeys=(passkey,)), device)


def _accept(comity: Comity, offered: Welcome, credentials: Credentials, device: str) -> tuple[str, Session]:
    with comity.look() as look:
        by = look.principal(offered.person)
    command = AcceptInvitation(id=offered.person, invitation=offered.invitation, credentials=credentials)
    order = Order(by=by, command=command)
    return sessions.open_session(comity, offered.person, device, Factor.INVITATION, [order])
