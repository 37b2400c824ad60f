"""Proving who one is: by password and code, by recovery code, by passkey; each proof is good for one time.

1. A try is counted, for the login and for where it comes from, before anything is looked at.
2. Password and code are both checked whatever the other says, for a login that no one has as for any: neither the
   answer nor its time tells which was wrong.
3. A code and a passkey's answer are marked as used in one transaction; what is marked already proves nothing.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import msgspec

from comity.app import challenges, limits
from comity.app.comity import Comity
from comity.app.logins import login_key
from comity.app.look import Look
from comity.app.ports.proofs import ProofRefused
from comity.app.ports.vault import NotOpened
from comity.app.sessions import Session
from comity.governance import totp
from comity.governance.credentials import Credentials, Factor
from comity.governance.passwords import MOST, normalised
from comity.governance.people import PersonState
from comity.kernel.hashing import sha256_hex

SIGN_IN: Final = "sign in"
"""The purpose of a question to any passkey."""
WRONG: Final = (
    "The login, the password or the code is wrong, or the code was used before. Check all three; a new code comes "
    "every 30 seconds."
)
WRONG_AGAIN: Final = (
    "The password or the code is wrong, or the code was used before. Type the password that you sign in with and the "
    "code that your app shows now; a new one comes every 30 seconds."
)
WRONG_KEY: Final = "This passkey is not known here. Use another way to sign in, or ask your administrator."
FRESH: Final = timedelta(minutes=5)
"""How long a sign-in counts as a fresh proof: long enough to find the page, too short for a desk left alone."""
_WHOLE: Final = frozenset({Factor.PASSWORD_AND_CODE, Factor.PASSKEY})
_NO_SECRET: Final = "A" * 32
_CROCKFORD: Final = str.maketrans("oil", "011")


class Kept(msgspec.Struct, frozen=True):
    """A person's credentials as they stand, and the version of the person's stream that they were read at."""

    person: str
    version: int
    credentials: Credentials


class Proof(msgspec.Struct, frozen=True):
    """That a person proved who they are; `spent` is the digest of the recovery code that was used for it."""

    kept: Kept
    factor: Factor
    spent: str | None = None


def kept(look: Look, person: str) -> Kept:
    """Return a person's credentials; empty ones where there are none, or where no such person is active."""
    found = look.find("person", person)
    state: PersonState = found.state if found else PersonState()
    ref = state.account.credentials
    if found is None or state.state != "active" or ref is None:
        return Kept(person, found.version if found else 0, Credentials())
    try:
        return Kept(person, found.version, look.opened(ref, Credentials))
    except NotOpened:
        return Kept(person, found.version, Credentials())  # replaced while this look was open


def by_password(comity: Comity, login: str, password: str, code: str, remote: str) -> Proof:
    """Return whose login, password and code these are; raises `ProofRefused`, or `TooManyRequests`."""
    name = login_of(login)
    limits.take(comity, "address", remote)
    limits.take(comity, "login", name)
    with comity.look() as look:
        found = kept(look, comity.logins.find(look, name) or "")
    right = check_password(comity, found.credentials, password)
    factor, spent = _check_code(comity, found, code, right)
    if not right or factor is None:
        raise ProofRefused(WRONG)
    limits.clear(comity, "login", name)
    limits.give_back(comity, "address", remote)
    return Proof(found, factor, spent)


def login_of(login: str) -> str:
    """Return a login as it is counted."""
    return login_key(login[:MOST])


def check_password(comity: Comity, credentials: Credentials, password: str) -> bool:
    """Say whether a password is right; it takes as long where there is none."""
    plain = normalised(password[: MOST * 4])
    fits = len(plain) <= MOST
    held = credentials.password if credentials.by_password and fits else None
    return comity.passwords.verify(held, plain[:MOST])


def _check_code(comity: Comity, found: Kept, code: str, right: bool) -> tuple[Factor | None, str | None]:
    """Return by what the code proves, and the recovery code that it spends; only with a right password is it marked."""
    plain = totp.typed(code)
    step = totp.step_of(found.credentials.totp_secret or _NO_SECRET, plain, comity.clock.now())
    digest = sha256_hex(plain.translate(_CROCKFORD).encode())
    if not right:
        return None, None
    if step is not None and found.credentials.totp_secret is not None:
        return (Factor.PASSWORD_AND_CODE, None) if spend(comity, found.person, {"totp": step}) else (None, None)
    if digest in found.credentials.recovery_codes:
        return Factor.PASSWORD_AND_RECOVERY_CODE, digest
    return None, None


def by_passkey(comity: Comity, answer: str, remote: str, purpose: str = SIGN_IN) -> Proof:
    """Return whose passkey gave this answer; raises `ProofRefused`, or `TooManyRequests`.

    A hold on a login does not hold its passkeys: what cannot be guessed need not wait, and no one is shut out.
    """
    limits.take(comity, "address", remote)
    if not comity.passkeys.address:
        raise ProofRefused(WRONG_KEY)
    said = comity.passkeys.read(answer)
    with comity.look() as look:
        found = kept(look, said.person)
        mark = sha256_hex(said.id.encode())[:32]
        count = look.reader.mark(said.person, f"count:{mark}")
    key = next((each for each in found.credentials.passkeys if each.id == said.id), None)
    if key is None:
        raise ProofRefused(WRONG_KEY)
    challenge = comity.passkeys.challenge_of(answer)
    when = challenges.asked(comity, purpose, challenge)
    now = comity.passkeys.proved(answer, challenge, key.public_key, count)
    marks = {f"asked:{mark}": when} | ({f"count:{mark}": now} if now else {})
    if not spend(comity, found.person, marks):
        raise ProofRefused("This answer of the passkey was used already. Try again with the passkey.")
    limits.give_back(comity, "address", remote)
    return Proof(found, Factor.PASSKEY)


def again(comity: Comity, person: str, password: str, answer: str, remote: str) -> Kept:
    """Return the credentials of who is signed in and proves it once more, by password or else by passkey."""
    if answer:
        proof = by_passkey(comity, answer, remote, purpose=f"again {person}")
        if proof.kept.person != person:
            raise ProofRefused("This passkey is someone else's.")
        return proof.kept
    limits.take(comity, "login", person)
    with comity.look() as look:
        found = kept(look, person)
    if not check_password(comity, found.credentials, password):
        raise ProofRefused("The password is wrong. Type the password that you signed in with.")
    limits.clear(comity, "login", person)
    return found


def fresh(look: Look, session: Session) -> bool:
    """Return True if the session was opened minutes ago by password and code, or by passkey."""
    state: PersonState = look.state_of("person", session.person)
    opened = state.account.session(session.id, look.at)
    return opened is not None and opened.factor in _WHOLE and look.at - opened.opened <= FRESH


def afresh(comity: Comity, person: str, password: str, code: str, answer: str, remote: str) -> None:
    """Check a person's password and code, or the answer of their passkey, before a token is made.

    A recovery code is none. Raises `ProofRefused`, or `TooManyRequests`.
    """
    if answer:
        again(comity, person, "", answer, remote)
        return
    limits.take(comity, "address", remote)
    limits.take(comity, "login", person)
    with comity.look() as look:
        found = kept(look, person)
    right = check_password(comity, found.credentials, password)
    factor, _ = _check_code(comity, found, code, right)
    if factor is not Factor.PASSWORD_AND_CODE:
        raise ProofRefused(WRONG_AGAIN)
    limits.clear(comity, "login", person)
    limits.give_back(comity, "address", remote)


def spend(comity: Comity, person: str, marks: Mapping[str, int]) -> bool:
    """Raise all of a person's marks, or none; False where one of them stands there already: it was used before."""
    with comity.store.writing(_nothing) as writer:
        if any(writer.mark(person, name) >= value for name, value in marks.items()):
            return False
        return all(writer.advance(person, name, value) for name, value in marks.items())


def _nothing() -> None:
    return None
