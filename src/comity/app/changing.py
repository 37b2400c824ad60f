"""Changing one's credentials: each change follows a new proof, ends every session and opens another."""

from collections.abc import Sequence
from typing import Final

import msgspec

from comity.app import challenges, proposals, proving, sessions
from comity.app.comity import Comity
from comity.app.path import Order
from comity.app.ports.proofs import ProofRefused
from comity.app.proving import Kept
from comity.app.sessions import Session
from comity.governance import passwords, totp
from comity.governance.commands import PersonProfile
from comity.governance.credentials import Change, ChangeCredentials, Credentials, Passkey
from comity.governance.gate import through
from comity.kernel.errors import Fault, UnusableInput

MOST_PASSKEYS: Final = 10
_NAME: Final = 60


def refuse(faults: Sequence[Fault]) -> None:
    """Raise `UnusableInput` where there are faults; their paths are names of fields."""
    if faults:
        raise UnusableInput("Some of what you typed cannot be used.", faults)


def password_faults(comity: Comity, profile: PersonProfile, password: str) -> list[Fault]:
    """Return why a person may not have this password."""
    why = passwords.against(password, (profile.login, profile.name, comity.name))
    return [Fault("password", why)] if why else []


def code_faults(comity: Comity, secret: str, code: str) -> list[Fault]:
    """Return what is wrong with the code that shows that an authenticator app has a new secret."""
    if totp.step_of(secret, totp.typed(code), comity.clock.now()) is not None:
        return []
    return [Fault("code", "Type the six digits that the app shows now. If they are refused, set the phone's clock.")]


def spend_code(comity: Comity, person: str, secret: str, code: str) -> None:
    """Mark the code that set up a secret as used, so that it does not sign in as well."""
    step = totp.step_of(secret, totp.typed(code), comity.clock.now())
    if step is not None:
        proving.spend(comity, person, {"totp": step})


def hashed(comity: Comity, password: str) -> str:
    """Return the hash under which a password is kept."""
    return comity.passwords.hash(passwords.normalised(password))


def set_password(
    comity: Comity, kept: Kept, session: Session, profile: PersonProfile, password: str
) -> tuple[str, Session]:
    """Change the password of a person who has one; raises `UnusableInput`."""
    refuse(password_faults(comity, profile, password))
    new = msgspec.structs.replace(kept.credentials, password=hashed(comity, password))
    return _changed(comity, kept, new, Change.PASSWORD, session)


def second_factor(comity: Comity, session: Session) -> tuple[str, tuple[str, ...]]:
    """Return the secret and the recovery codes that are proposed to a person in this session."""
    about = (session.person, session.id)
    return proposals.totp_secret(comity, *about), proposals.recovery_codes(comity, *about)


def set_second_factor(
    comity: Comity, kept: Kept, session: Session, profile: PersonProfile, code: str, password: str = ""
) -> tuple[str, Session]:
    """Take the proposed secret and recovery codes for the old ones; raises `UnusableInput`.

    `password` is a new one, for a person who signed in by passkey alone until now; "" keeps the one there is.
    """
    secret, codes = second_factor(comity, session)
    anew = bool(password) or kept.credentials.password is None
    faults = password_faults(comity, profile, password) if anew else []
    refuse([*faults, *code_faults(comity, secret, code)])
    new = msgspec.structs.replace(
        kept.credentials,
        password=hashed(comity, password) if anew else kept.credentials.password,
        totp_secret=secret,
        recovery_codes=proposals.digests(codes),
    )
    spend_code(comity, kept.person, secret, code)
    return _changed(comity, kept, new, Change.SECOND_FACTOR, session)


def renew_recovery_codes(comity: Comity, kept: Kept, session: Session) -> tuple[str, Session]:
    """Put the recovery codes that are proposed in the place of those that were left."""
    _, codes = second_factor(comity, session)
    new = msgspec.structs.replace(kept.credentials, recovery_codes=proposals.digests(codes))
    return _changed(comity, kept, new, Change.RECOVERY_CODES, session)


def passkey_invitation(
    comity: Comity, person: str, profile: PersonProfile, known: Sequence[Passkey], about: str
) -> str:
    """Return what a browser needs to make a passkey, as JSON; "" where passkeys do not work."""
    if not comity.passkeys.address:
        return ""
    challenge = challenges.ask(comity, f"new {about}")
    ids = [each.id for each in known]
    return comity.passkeys.invitation(challenge, person, profile.login, profile.name, ids)


def new_passkey(comity: Comity, answer: str, name: str, about: str) -> Passkey:
    """Return the passkey that a browser made; raises `ProofRefused`."""
    challenge = comity.passkeys.challenge_of(answer)
    challenges.asked(comity, f"new {about}", challenge)
    made, at = comity.passkeys.registered(answer, challenge), comity.clock.now()
    called = " ".join(name.split())[:_NAME] or f"Passkey of {at:%d %B %Y}"
    return Passkey(id=made.id, public_key=made.public_key, name=called, added=at)


def add_passkey(comity: Comity, kept: Kept, session: Session, answer: str, name: str) -> tuple[str, Session]:
    """Add a passkey; raises `ProofRefused`, and `UnusableInput` where there are too many or it is known."""
    passkey = new_passkey(comity, answer, name, session.id)
    known = kept.credentials.passkeys
    if len(known) >= MOST_PASSKEYS:
        refuse([Fault("passkey", f"You have {MOST_PASSKEYS} passkeys; remove one that you no longer use.")])
    if passkey.id in {each.id for each in known}:
        refuse([Fault("passkey", "This passkey is among yours already.")])
    new = msgspec.structs.replace(kept.credentials, passkeys=(*known, passkey))
    return _changed(comity, kept, new, Change.PASSKEY_ADDED, session)


def remove_passkey(comity: Comity, kept: Kept, session: Session, passkey: str) -> tuple[str, Session]:
    """Remove a passkey; raises `CommandRefused` where no way to sign in would be left."""
    left = tuple(each for each in kept.credentials.passkeys if each.id != passkey)
    new = msgspec.structs.replace(kept.credentials, passkeys=left)
    return _changed(comity, kept, new, Change.PASSKEY_REMOVED, session)


def _changed(comity: Comity, kept: Kept, new: Credentials, change: Change, session: Session) -> tuple[str, Session]:
    """Change the credentials and go on in a new session, opened by what the old one was opened by."""
    with comity.look() as look:
        by, state = look.principal(kept.person), look.state_of("person", kept.person)
        opened = state.account.session(session.id, look.at)
    if opened is None:
        raise ProofRefused("Your session ended meanwhile. Sign in again.")
    command = ChangeCredentials(id=by.id, credentials=new, change=change)
    order = Order(by=through(by, session.id), command=command, seen=kept.version)
    return sessions.open_session(comity, by.id, session.device, opened.factor, [order])
