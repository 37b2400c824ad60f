"""One running transaction: loads states, opens and seals content, and records acts as they are decided."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import msgspec

from comity.app.acts import Act
from comity.app.checks import Checks
from comity.app.ports.store import Registered, Writer
from comity.app.ports.surroundings import Chance
from comity.app.ports.vault import ContentLost, KeyDestroyed, Sealed, Vault
from comity.app.unread import RowDamaged
from comity.governance.gate import Principal, Resource
from comity.kernel import wire
from comity.kernel.decider import Command, ContentRef, Decider, Event, Row
from comity.ledger.merkle import Coordinate, extend, leaf_hash


class Loaded(msgspec.Struct, frozen=True):
    """A stream as it stands in this transaction; version 0 where it has no act yet."""

    state: Any
    version: int
    row: Row
    created: datetime


class Loading(Protocol):
    """What knows each stream as it stands at one moment: a running transaction, or acts that are replayed."""

    @property
    def writer(self) -> Writer: ...
    def load(self, what: str, stream: str) -> Loaded: ...
    def opened(self, ref: ContentRef) -> bytes: ...


class _Nodes:
    """The ledger's view of the writer."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return self._writer.nodes(coordinates)

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        self._writer.put_nodes(nodes)


class Unit:
    """The state of one transaction; `erased` is what the vault must destroy once it is committed.

    `checks` holds the reports that were made for it; `founding` is set while a sample organisation is being made.
    """

    def __init__(
        self,
        writer: Writer,
        vault: Vault,
        chance: Chance,
        deciders: Mapping[str, Decider[Any]],
        checks: Checks,
        founding: bool = False,
    ) -> None:
        self.writer = writer
        self.checks = checks
        self.founding = founding
        self.erased: list[str] = []
        self.last: dict[str, int] = {}
        self._vault = vault
        self._chance = chance
        self._deciders = deciders
        self._loaded: dict[tuple[str, str], Loaded] = {}
        self._pending: dict[str, tuple[Sealed, bytes, str]] = {}
        self._kept: list[Sealed] = []
        self._plain: dict[str, bytes] = {}
        self._leaves: list[bytes] = []
        self._first = self._seq = writer.last_seq()

    @property
    def seq(self) -> int:
        """The sequence number of the last act."""
        return self._seq

    def id(self, prefix: str) -> str:
        return self._chance.id(prefix)

    def load(self, what: str, stream: str) -> Loaded:
        """Return a stream as it stands now; a new one in its first state."""
        key = (what, stream)
        if key not in self._loaded:
            decider = self._deciders[what]
            found = self.writer.register(what, stream)
            if found is None:
                blank = Loaded(decider.initial, 0, decider.row(decider.initial), datetime.max.replace(tzinfo=UTC))
                return blank
            try:
                state = wire.trusted(found.state, type(decider.initial))
            except msgspec.MsgspecError:
                raise RowDamaged(what, stream) from None
            self._loaded[key] = Loaded(state, found.version, found.row, found.created)
        return self._loaded[key]

    def resource(self, what: str, stream: str) -> Resource:
        return Resource(stream, what, self.load(what, stream).row)

    def children(self, what: str, parent: str) -> Iterator[tuple[str, Loaded]]:
        """Yield the streams of a kind whose parent is `parent`."""
        for found in self.writer.children(what, parent):
            yield found.stream_id, self.load(what, found.stream_id)

    def state_of(self, what: str, stream: str) -> Any:
        return self.load(what, stream).state

    def states_under(self, what: str, parent: str) -> Iterator[Any]:
        return (loaded.state for _, loaded in self.children(what, parent))

    def plain(self, ref: ContentRef) -> bytes:
        return self.opened(ref)

    def seal(self, value: Any, label: str) -> ContentRef:
        """Seal content; it is kept only if an event of this transaction points at it."""
        plaintext = value if isinstance(value, bytes) else wire.encode(value)
        sealed = self._vault.seal(self._chance.id("cnt"), plaintext)
        self._pending[sealed.id] = (sealed, plaintext, label)
        return ContentRef(sealed.id, sealed.digest)

    def sealed(self, command: Command) -> dict[str, ContentRef]:
        """Seal what a command says in words; of a list of files each under its own key, by name and place."""
        found: dict[str, ContentRef] = {}
        for name in type(command).sealed:
            match getattr(command, name):
                case None:
                    pass
                case tuple() as files:
                    found |= {f"{name}.{place}": self.seal(file, name) for place, file in enumerate(files)}
                case value:
                    found[name] = self.seal(value, name)
        return found

    def opened(self, ref: ContentRef) -> bytes:
        """Return the plaintext of a content, sealed in this transaction or earlier."""
        if ref.id in self._plain:
            return self._plain[ref.id]
        blob = self.writer.content(ref.id)
        if blob is None:
            raise (ContentLost if self._vault.lost(ref.id) else KeyDestroyed)(ref.id)
        return self._vault.open(ref.id, blob)

    def record(self, what: str, stream: str, event: Event, by: Principal, policy: str, file: str, at: datetime) -> Act:
        """Append one act: its row, its leaf, its content, its erasures, and the state that follows."""
        decider, before = self._deciders[what], self.load(what, stream)
        self._seq += 1
        act = Act(
            seq=self._seq,
            at=at,
            stream_type=what,
            stream_id=stream,
            version=before.version + 1,
            actor=by.id,
            policy=policy,
            nonce=self._chance.nonce(),
            event=event,
            via=by.via,
        )
        row = act.row
        leaf = leaf_hash(row.document)
        self.writer.append(row, leaf)
        self._leaves.append(leaf)
        self._keep(event, file)
        self._erase(getattr(event, "erased", ()), file)
        state = decider.evolve(before.state, event, at)
        created = before.created if before.version else at
        self._loaded[what, stream] = Loaded(state, act.version, decider.row(state), created)
        return act

    def save(self, what: str, stream: str, at: datetime) -> None:
        """Write the register row of a stream."""
        found = self._loaded[what, stream]
        document = wire.encode(found.state)
        self.writer.save(Registered(what, stream, found.version, document, found.row, found.created, at))

    def _keep(self, event: Event, file: str) -> None:
        for _, ref in references(event):
            if ref.id in self._pending:
                sealed, plaintext, label = self._pending.pop(ref.id)
                self._kept.append(sealed)
                self._plain[ref.id] = plaintext
                self.writer.put_content(ref.id, file, label, sealed.blob)

    def _erase(self, ids: Sequence[str], file: str) -> None:
        """Drop contents; raise `ContentLost` if one of their file is lost, whose key would stay behind."""
        if ids:
            for touched in sorted({file, *self.writer.files(ids).values()}):
                if lost := self._vault.lost_in(touched):
                    raise ContentLost(lost)
            self.writer.drop_contents(list(ids))
            self.erased.extend(ids)

    def finish(self) -> None:
        """Add the new leaves to the ledger and make the keys durable; the last step before the commit."""
        if self._leaves:
            self.writer.put_nodes(extend(self._leaves, self._first, _Nodes(self.writer)))
        if self._kept:
            self._vault.commit_keys(self._kept, (self._first + 1, self._seq))


def references(event: Event) -> Iterator[tuple[str, ContentRef]]:
    """Yield each content that an event points at, with the name of the field that does."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, ContentRef):
                yield name, each
