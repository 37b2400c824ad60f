"""The act: who did what, when, under which policy; its canonical bytes are a leaf of the ledger."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from comity.app.ports.store import ActRow
from comity.kernel import wire
from comity.kernel.decider import Decider, Event


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act as it is kept for ever. `nonce` is random, so that a leaf hash tells nothing of its act."""

    seq: int
    at: datetime
    stream_type: str
    stream_id: str
    version: int
    actor: str
    policy: str
    nonce: str
    event: Any

    @property
    def row(self) -> ActRow:
        document = wire.canonical(self)
        kind = type(self.event).__name__
        return ActRow(self.seq, self.at, self.stream_type, self.stream_id, self.version, kind, document)


class ActReader:
    """Reads act documents back into acts, given all event types there are."""

    def __init__(self, deciders: Iterable[Decider[Any]]) -> None:
        self._types = {event.__name__: event for decider in deciders for event in decider.events}

    def read(self, row: ActRow) -> Act:
        """Return the act of a row, its event typed."""
        plain = msgspec.json.decode(row.document)
        event_type: type[Event] = self._types[plain["event"]["type"]]
        return wire.convert(plain | {"event": wire.convert(plain["event"], event_type, "act")}, Act, "act")
