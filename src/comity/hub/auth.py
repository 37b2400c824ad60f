"""Who is asking: a bearer token is looked up by its digest at every request, so a revocation holds at once."""

from datetime import datetime
from typing import Final

import msgspec

from comity.app.founding import token_digest
from comity.app.look import Look, principal_of
from comity.governance.commands import TokenPurpose
from comity.governance.gate import PUBLIC, Principal, through
from comity.kernel.errors import Unauthenticated
from comity.kernel.hashing import sha256_hex

_UNKNOWN: Final = "Send `Authorization: Bearer TOKEN` with a token that was issued, has not expired and is not revoked."
_LONGEST: Final = 256
_MOST_KNOWN: Final = 10_000


class Caller(msgspec.Struct, frozen=True):
    """The principal behind a request; `service` where the token is a machine's."""

    by: Principal
    service: bool = False

    @property
    def known(self) -> bool:
        return self.by is not PUBLIC


ANYONE: Final = Caller(PUBLIC)


def identify(look: Look, header: str | None) -> Caller:
    """Return the caller of an `Authorization` header, anyone where there is none; raises `Unauthenticated`."""
    return _identify(look, header)[0] if header is not None else ANYONE


def _identify(look: Look, header: str) -> tuple[Caller, datetime]:
    """Return the caller, and until when the token holds."""
    scheme, _, secret = header.partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not 0 < len(secret) <= _LONGEST or not secret.isascii():
        raise Unauthenticated(_UNKNOWN)
    found = look.token(token_digest(secret))
    if found is None:
        raise Unauthenticated(_UNKNOWN)
    holder, token = found
    return Caller(through(principal_of(holder), token.id), token.purpose is TokenPurpose.SERVICE), token.expires


class Callers:
    """Who stands behind which token, as long as no act has happened since: any act may have revoked one.

    Safe for threads; tokens stand here by their digests.
    """

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, datetime, Caller]] = {}

    def identify(self, look: Look, header: str | None) -> Caller:
        """Return the caller as `identify` does, without asking the database twice between two acts."""
        if header is None:
            return ANYONE
        key = sha256_hex(header.encode())
        known = self._found.get(key)
        if known is not None and known[0] == look.seq and look.at < known[1]:
            return known[2]
        caller, until = _identify(look, header)
        if len(self._found) >= _MOST_KNOWN:
            self._found.clear()
        self._found[key] = look.seq, until, caller
        return caller

    def was_known(self, header: str, at: datetime) -> bool:
        """Return True if the caller was found before under a token that has not expired; it may be revoked since."""
        known = self._found.get(sha256_hex(header.encode()))
        return known is not None and at < known[1] and known[2].known


def require_known(caller: Caller) -> None:
    """Raise `Unauthenticated` for anyone without a token."""
    if not caller.known:
        raise Unauthenticated(_UNKNOWN)
