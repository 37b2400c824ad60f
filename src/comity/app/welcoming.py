"""Invitations: how a person comes to credentials of their own, for the first time or after losing them."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.app import changing, proposals, sessions
from comity.app.comity import Comity
from comity.app.founding import token_digest
from comity.app.path import Order
from comity.app.sessions import Session
from comity.governance.account import code_digest
from comity.governance.commands import PersonProfile
from comity.governance.credentials import AcceptInvitation, Credentials, Factor, InvitePerson
from comity.governance.dual_control import ConfirmChange, InvitationProposed, ProposeInvitation
from comity.governance.gate import Principal, through
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


class Half(msgspec.Struct, frozen=True):
    """What the first to ask for an invitation by two hands over: the code, shown once and kept nowhere."""

    change: str
    code: str


class Welcome(msgspec.Struct, frozen=True):
    """What who opens an invitation sees: who they are here, and what is proposed to them as second factor.

    `locked` where two people made the invitation and the code is not shown yet: then nothing is proposed.
    """

    person: str
    invitation: str
    profile: PersonProfile
    expires: datetime
    totp_secret: str
    recovery_codes: tuple[str, ...]
    code: str | None = None
    locked: bool = False


def invite(comity: Comity, by: Principal, person: str, key: str | None = None) -> Invited:
    """Invite a person to set credentials; those until now, and every session, end. A `key` is good for one.

    Raises `Forbidden`, and `CommandRefused` where it takes two.
    """
    new, secret = comity.chance.id("inv"), comity.chance.secret()
    expires = comity.clock.now() + timedelta(days=DAYS)
    command = InvitePerson(id=person, invitation=new, digest=token_digest(secret), expires=expires)
    comity.order(by, command, key=key)
    return _invited(comity, new, secret, expires)


def propose(comity: Comity, by: Principal, person: str, key: str | None = None) -> Half:
    """Propose to invite a person whom two invite, and return the half that the first to ask hands over."""
    change, code = comity.chance.id("chg"), proposals.grouped(comity.chance.secret())
    comity.order(by, ProposeInvitation(id=person, change=change, code=code_digest(code)), key=key)
    return Half(change, code)


def confirm(comity: Comity, by: Principal, person: str, change: str, key: str | None = None) -> Invited | None:
    """Confirm what another proposed; return the link that the second person hands over, if it is an invitation."""
    with comity.look() as look:
        found = next((each for each in look.state_of("person", person).changes if each.id == change), None)
    if found is None or not isinstance(found.proposed, InvitationProposed):
        comity.order(by, ConfirmChange(id=person, change=change), key=key)
        return None
    new, secret = comity.chance.id("inv"), comity.chance.secret()
    until = comity.clock.now() + timedelta(days=DAYS)
    made = ConfirmChange(id=person, change=change, invitation=new, digest=token_digest(secret), expires=until)
    comity.order(by, made, key=key)
    return _invited(comity, new, secret, until)


def _invited(comity: Comity, new: str, secret: str, expires: datetime) -> Invited:
    return Invited(new, secret, f"{comity.base_url.rstrip('/')}/welcome/{secret}", expires)


def welcome(comity: Comity, secret: str, code: str = "") -> Welcome | None:
    """Return what an invitation offers; None where it was used, was replaced, has expired or never was."""
    if not 0 < len(secret) <= _LONGEST:
        return None
    with comity.look() as look:
        row = look.reader.token(token_digest(secret))
        state: PersonState = look.state_of("person", row.person) if row else PersonState()
        if row is None or state.profile is None or not state.account.invited(row.token, look.at):
            return None
        invitation = state.account.invitation
        assert invitation is not None
        locked = not invitation.opened_by(code)
        about = (row.token, code_digest(code)) if invitation.code else (row.token,)
        return Welcome(
            person=row.person,
            invitation=row.token,
            profile=look.opened(state.profile, PersonProfile),
            expires=row.expires,
            totp_secret="" if locked else proposals.totp_secret(comity, *about),
            recovery_codes=() if locked else proposals.recovery_codes(comity, *about),
            code=code if invitation.code else None,
            locked=locked,
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
    command = AcceptInvitation(
        id=offered.person, invitation=offered.invitation, credentials=credentials, code=offered.code
    )
    order = Order(by=through(by, offered.invitation), command=command)
    return sessions.open_session(comity, offered.person, device, Factor.INVITATION, [order])
