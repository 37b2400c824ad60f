"""Looking at what is there: a consistent reading with the vault at hand, for read models and faces."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from comity.app.acts import Act, ActReader
from comity.app.ports.store import Reader, Registered
from comity.app.ports.vault import KeyDestroyed, Vault
from comity.app.registry import DECIDERS
from comity.governance.conflicts import ties
from comity.governance.gate import Gate, Principal, Resource
from comity.governance.organisation import STREAM, OrganisationState
from comity.governance.people import PersonState
from comity.kernel import wire
from comity.kernel.decider import ContentRef, Row
from comity.kernel.errors import Forbidden, NotFound
from comity.notices.standing import as_of

T = TypeVar("T")
_READER = ActReader(DECIDERS.values())


class Found(msgspec.Struct, frozen=True):
    """A stream as it stands, its state typed."""

    id: str
    version: int
    state: Any
    row: Row
    created: datetime
    updated: datetime


class Look:
    """One reading: states, contents and what the caller may see."""

    def __init__(self, reader: Reader, vault: Vault, gate: Gate, at: datetime) -> None:
        self.reader, self.at = reader, at
        self._vault, self._gate = vault, gate

    @cached_property
    def seq(self) -> int:
        """The number of the last act at this look."""
        return self.reader.last_seq()

    def typed(self, registered: Registered) -> Found:
        """Return a stream's state as it stands at this look: what a date has ended is over, however late the clock."""
        decider = DECIDERS[registered.stream_type]
        kept = wire.trusted(registered.state, type(decider.initial))
        state = as_of(kept, self.at)
        row = registered.row if state is kept else decider.row(state)
        return Found(registered.stream_id, registered.version, state, row, registered.created, registered.updated)

    def find(self, what: str, stream: str) -> Found | None:
        """Return a stream, or None where there is none."""
        registered = self.reader.register(what, stream)
        return self.typed(registered) if registered else None

    def see(self, by: Principal, what: str, stream: str) -> Found:
        """Return a stream that `by` may see; raise `NotFound` for any other, whether it exists or not."""
        found = self.find(what, stream)
        if found is None or not self.may(by, f"files:{what}:view", what, found):
            raise NotFound
        return found

    def may(self, by: Principal, action: str, what: str, found: Found) -> bool:
        """Say whether Cedar permits `action` on a stream."""
        return self._gate.check(by, action, Resource(found.id, what, found.row)).allowed

    def require(self, by: Principal, action: str, resource: Resource) -> None:
        """Raise `Forbidden` unless Cedar permits `action`."""
        verdict = self._gate.check(by, action, resource)
        if not verdict.allowed:
            raise Forbidden(verdict.reason, verdict.policy, verdict.citation)

    def children(self, what: str, parent: str) -> Iterator[Found]:
        for registered in self.reader.children(what, parent):
            yield self.typed(registered)

    def opened(self, ref: ContentRef, kind: type[T], blob: bytes | None = None) -> T:
        """Return the content behind `ref` as a `kind`; raises `KeyDestroyed` once it was erased."""
        return wire.trusted(self.bytes_of(ref, blob), kind)

    def bytes_of(self, ref: ContentRef, blob: bytes | None = None) -> bytes:
        """Return the plaintext behind `ref`; `blob` is its sealed form where that was read with many others."""
        blob = blob if blob is not None else self.reader.content(ref.id)
        if blob is None:
            raise KeyDestroyed(ref.id)
        return self._vault.open(ref.id, blob)

    def acts(self, after: int = 0, limit: int = 1000) -> list[Act]:
        return [_READER.read(row) for row in self.reader.acts(after, limit)]

    def history(self, what: str, stream: str) -> list[Act]:
        """Return the acts of one stream."""
        return [_READER.read(row) for row in self.reader.acts(0, 100_000, (what, stream))]

    def acts_with(self, what: str, streams: Sequence[str], under: str) -> list[Act]:
        """Return the acts of several streams, and of the streams of the kind `under` that belong to them, in order."""
        rows = [*self.reader.acts_of(what, streams), *self.reader.acts_under(under, streams)]
        return [_READER.read(row) for row in sorted(rows, key=lambda row: row.seq)]

    def all_acts(self) -> Iterator[Act]:
        """Yield every act in order."""
        after = 0
        while rows := self.reader.acts(after, 5000):
            yield from map(_READER.read, rows)
            after = rows[-1].seq

    def state_of(self, what: str, stream: str) -> Any:
        found = self.find(what, stream)
        return found.state if found else DECIDERS[what].initial

    def states_under(self, what: str, parent: str) -> Iterator[Any]:
        return (found.state for found in self.children(what, parent))

    def plain(self, ref: ContentRef) -> bytes:
        return self.bytes_of(ref)

    def organisation(self) -> OrganisationState:
        found = self.find("organisation", STREAM)
        return found.state if found else OrganisationState()

    def principal(self, person: str) -> Principal:
        """Return the person as a principal: present offices, the member acted for, ties."""
        found = self.find("person", person)
        if found is None or found.state.state != "active":
            raise NotFound
        return principal_of(found.state)


def principal_of(state: PersonState) -> Principal:
    """Return an active person as a principal."""
    return Principal(id=state.id, offices=state.offices, member=state.acts_for, ties=ties(state))
