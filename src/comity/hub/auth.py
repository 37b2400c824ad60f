"""Who is asking: a bearer token is looked up by its digest at every request, so a revocation holds at once."""

from typing import Final

import msgspec

from comity.app.founding import token_digest
from comity.app.look import Look, principal_of
from comity.governance.commands import TokenPurpose
from comity.governance.gate import PUBLIC, Principal
from comity.kernel.errors import Unauthenticated

_UNKNOWN: Final = "Send `Authorization: Bearer TOKEN` with a token that was issued, has not expired and is not revoked."
_LONGEST: Final = 256


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
    if header is None:
        return ANYONE
    scheme, _, secret = header.partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not 0 < len(secret) <= _LONGEST or not secret.isascii():
        raise Unauthenticated(_UNKNOWN)
    row = look.reader.token(token_digest(secret))
    found = look.find("person", row.person) if row else None
    if row is None or found is None or not found.state.token_holds(row.token, look.at):
        raise Unauthenticated(_UNKNOWN)
    purpose = next(token.purpose for token in found.state.tokens if token.id == row.token)
    return Caller(principal_of(found.state), purpose is TokenPurpose.SERVICE)


def require_known(caller: Caller) -> None:
    """Raise `Unauthenticated` for anyone without a token."""
    if not caller.known:
        raise Unauthenticated(_UNKNOWN)
