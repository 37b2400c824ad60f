"""The act: who did what, when, under which policy; its canonical bytes are a leaf of the ledger."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import msgspec

from comity.app.ports.store import ActRow
from comity.kernel import wire
from comity.kernel.decider import Decider, Event
from comity.kernel.errors import UnusableInput, VerificationFailed

_KNOWN: Final = 16_384
"""Acts that are kept as they were read: some ten megabytes."""


class ActDamaged(VerificationFailed):
    """The bytes of an act cannot be read: they were changed after it was recorded."""

    type, title, status = "act-damaged", "An act cannot be read", 500

    def __init__(self, seq: int) -> None:
        super().__init__(f"The act {seq} cannot be read: its bytes were changed after it was recorded.")
        self.seq = seq


class Act(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An act as it is kept for ever. `nonce` is random, so that a leaf hash tells nothing of its act.

    `via` is the session, token or invitation through which a person acted, or `operator`. Acts of the clock, the
    process and the public have none, nor have those that were written before it was recorded: their bytes stay.
    """

    seq: int
    at: datetime
    stream_type: str
    stream_id: str
    version: int
    actor: str
    policy: str
    nonce: str
    event: Any
    via: str | None = None

    @property
    def row(self) -> ActRow:
        document = wire.canonical(self)
        kind = type(self.event).__name__
        return ActRow(self.seq, self.at, self.stream_type, self.stream_id, self.version, kind, document)


class ActReader:
    """Reads act documents back into acts, given all event types there are."""

    def __init__(self, deciders: Iterable[Decider[Any]]) -> None:
        self._types = {event.__name__: event for decider in deciders for event in decider.events}
        # An act never changes, and holds no word of any content: the same bytes are the same act.
        self._read = lru_cache(_KNOWN)(self._decoded)

    def read(self, row: ActRow) -> Act:
        """Return the act of a row, its event typed; raises `ActDamaged`."""
        try:
            return self._read(row.document)
        except (msgspec.MsgspecError, UnusableInput, LookupError, TypeError, UnicodeDecodeError):
            raise ActDamaged(row.seq) from None

    def _decoded(self, document: bytes) -> Act:
        plain = msgspec.json.decode(document)
        event_type: type[Event] = self._types[plain["event"]["type"]]
        return wire.convert(plain | {"event": wire.convert(plain["event"], event_type, "act")}, Act, "act")
