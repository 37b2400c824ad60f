"""Questions for authenticators: each bears its time and a mark of ours, so that nothing need be kept until the answer.

That one is answered once is for `proving` to see: it takes no answer to a question asked before the last one answered.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from comity.app.comity import Comity
from comity.app.ports.proofs import ProofRefused

LIFE: Final = timedelta(hours=1)
"""How long a page with a question may stand open."""
_TIME, _NONCE, _MAC = 8, 16, 32
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def ask(comity: Comity, purpose: str) -> bytes:
    """Return a new question for a purpose, such as the sign-in or one person's new passkey."""
    said = ((comity.clock.now() - _EPOCH) // _MICROSECOND).to_bytes(_TIME, "big")
    said += bytes.fromhex(comity.chance.nonce())
    return said + _mac(comity, purpose, said)


def asked(comity: Comity, purpose: str, challenge: bytes) -> int:
    """Return when a question of ours was asked, in microseconds since 1970; raises `ProofRefused` for any other."""
    said, mac = challenge[: _TIME + _NONCE], challenge[_TIME + _NONCE :]
    if len(challenge) != _TIME + _NONCE + _MAC or not hmac.compare_digest(mac, _mac(comity, purpose, said)):
        raise ProofRefused("The passkey answered a question that was not asked here.")
    when = int.from_bytes(said[:_TIME], "big")
    if comity.clock.now() - _EPOCH > when * _MICROSECOND + LIFE:
        raise ProofRefused("The page was open for too long. Try again with the passkey.")
    return when


def _mac(comity: Comity, purpose: str, said: bytes) -> bytes:
    return hmac.digest(comity.secret, b"challenge\0" + purpose.encode() + b"\0" + said, sha256)
