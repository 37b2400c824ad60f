"""Nothing typed is lost when a session ends: the form travels through sign-in, sealed for the person who typed it."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.hub.web.guarding import CSRF_FIELD
from comity.hub.web.sealing import seal, unseal
from comity.hub.web.visit import KEY_FIELD, SEEN_FIELD, Fields, Visit
from comity.kernel import wire

KEPT_FIELD: Final = "kept"
SEALED_FIELD: Final = "sealed"
"""What was typed on an earlier page, for us alone to read: it would tell a reader nothing."""
_HOURS: Final = 12
_PURPOSE: Final = "typed"
_OURS: Final = frozenset({CSRF_FIELD, KEPT_FIELD})
SECRETS: Final = frozenset({"password", "proof", "code", "passkey", "new_passkey"})
"""Fields by which one proves who one is: never kept, never shown again."""
_UNSEEN: Final = frozenset({KEY_FIELD, SEEN_FIELD, SEALED_FIELD}) | _OURS | SECRETS


class Typed(msgspec.Struct, frozen=True):
    """A form as it was typed: the address it was sent to, its fields, and whether files were with it."""

    person: str
    address: str
    items: tuple[tuple[str, str], ...]
    files: int = 0

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What the person typed, without what the page put in."""
        return [(name, value) for name, value in self.items if name not in _UNSEEN and value]


def keep(key: bytes, person: str, address: str, form: Fields, at: datetime, nonce: bytes) -> str:
    """Return the form sealed for `person`; files are not kept, their number is."""
    items = tuple(item for item in form.items if item[0] not in _OURS | SECRETS)
    typed = Typed(person, address, items, len(form.files))
    return seal(key, _PURPOSE, typed, at + timedelta(hours=_HOURS), nonce)


def kept(visit: Visit, person: str) -> Typed | None:
    """Return what `person` typed before the sign-in that `visit` sends; None where it is not theirs, or nothing is."""
    sealed = visit.form.text(KEPT_FIELD)
    if sealed is None:
        return None
    found = unseal(visit.hub.secret, _PURPOSE, sealed, visit.hub.clock.now())
    typed = wire.trusted(found, Typed) if found else None
    return typed if typed and typed.person == person else None
