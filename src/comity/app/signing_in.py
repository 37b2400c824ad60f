"""Signing in: a proof, and the session that it opens."""

import msgspec
import structlog

from comity.app import proving, sessions
from comity.app.comity import Comity
from comity.app.path import Order
from comity.app.ports.proofs import ProofRefused
from comity.app.sessions import Session
from comity.governance.credentials import Change, ChangeCredentials
from comity.kernel.errors import Stale, TooManyRequests

_log = structlog.get_logger()


def by_password(comity: Comity, login: str, password: str, code: str, remote: str, device: str) -> tuple[str, Session]:
    """Open a session for who has a login, its password and a code; return its secret and the session.

    `code` has six digits, or is one of the recovery codes; `remote` is the address that the try is counted for.
    Raises `ProofRefused` without a word of which part was wrong, and `TooManyRequests`.
    """
    try:
        return _opened(comity, proving.by_password(comity, login, password, code, remote), device)
    except (ProofRefused, TooManyRequests) as error:
        _log.warning("sign_in_refused", why=error.type)
        raise


def by_passkey(comity: Comity, answer: str, remote: str, device: str) -> tuple[str, Session]:
    """Open a session for whose passkey gave this answer; return its secret and the session.

    Raises `ProofRefused` or `TooManyRequests`.
    """
    try:
        return _opened(comity, proving.by_passkey(comity, answer, remote), device)
    except (ProofRefused, TooManyRequests) as error:
        _log.warning("sign_in_refused", why=error.type)
        raise


def _opened(comity: Comity, proof: proving.Proof, device: str) -> tuple[str, Session]:
    person = proof.kept.person
    if proof.spent is None:
        return sessions.open_session(comity, person, device, proof.factor)
    try:
        return sessions.open_session(comity, person, device, proof.factor, [_spending(comity, proof, proof.spent)])
    except Stale:
        raise ProofRefused(proving.WRONG) from None  # the same recovery code, or another change, at the same moment


def _spending(comity: Comity, proof: proving.Proof, spent: str) -> Order:
    """Return the order that takes a recovery code away with its use."""
    old = proof.kept.credentials
    left = msgspec.structs.replace(old, recovery_codes=tuple(each for each in old.recovery_codes if each != spent))
    with comity.look() as look:
        by = look.principal(proof.kept.person)
    command = ChangeCredentials(id=by.id, credentials=left, change=Change.RECOVERY_CODE_USED)
    return Order(by=by, command=command, seen=proof.kept.version)
