"""Looking at what is there: a consistent reading with the vault at hand, for read models and faces."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar

import msgspec
import structlog

from comity.app.acts import Act, ActDamaged, ActReader
from comity.app.delivering import is_damaged
from comity.app.ports.store import ActRow, Reader, Registered
from comity.app.ports.vault import ContentLost, KeyDestroyed, NotOpened, Vault
from comity.app.registry import DECIDERS
from comity.app.unread import RowDamaged, Unread
from comity.governance.conflicts import ties
from comity.governance.gate import Gate, Principal, Resource
from comity.governance.organisation import STREAM, OrganisationState
from comity.governance.people import PersonState
from comity.governance.tokens import Token, standing
from comity.kernel import wire
from comity.kernel.decider import ContentRef, Row
from comity.kernel.errors import Forbidden, NotFound
from comity.notices.standing import as_of

T = TypeVar("T")
READER = ActReader(DECIDERS.values())
_log = structlog.get_logger()


UNREADABLE: Final = "This text cannot be read at present. It was not erased; the operators know of it."


def _legible(rows: Iterable[ActRow]) -> Iterator[Act]:
    for row in rows:
        try:
            yield READER.read(row)
        except ActDamaged as error:
            _log.error("act_damaged", act=row.seq, why=error.detail)


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

    def __init__(
        self, reader: Reader, vault: Vault, gate: Gate, at: datetime, sample: bool = False, unread: Unread | None = None
    ) -> None:
        self.reader, self.at, self.sample = reader, at, sample
        self.unread = Unread() if unread is None else unread
        self._vault, self._gate = vault, gate
        self._seq: int | None = None
        self._blobs: dict[str, bytes] = {}
        self._histories: dict[tuple[str, str], list[ActRow]] = {}

    @property
    def seq(self) -> int:
        """The number of the last act at this look."""
        # Not `cached_property`: until Python 3.12 it has one lock for all looks, held while the database answers.
        if self._seq is None:
            self._seq = self.reader.last_seq()
        return self._seq

    def ahead(self, what: str, streams: Sequence[str], refs: Sequence[ContentRef]) -> None:
        """Read the histories of several streams and several contents, still sealed, in one statement each."""
        histories: dict[tuple[str, str], list[ActRow]] = {(what, stream): [] for stream in streams}
        for row in self.reader.acts_of(what, streams):
            histories[what, row.stream_id].append(row)
        self._histories |= histories
        self._blobs |= self.reader.sealed([ref.id for ref in refs])

    def typed(self, registered: Registered) -> Found:
        """Return a stream's state as it stands at this look: what a date has ended is over, however late the clock.

        Raises `RowDamaged` where the row cannot be read.
        """
        decider = DECIDERS[registered.stream_type]
        try:
            kept = wire.trusted(registered.state, type(decider.initial))
        except msgspec.MsgspecError:
            kept = None
        if kept is None or registered.damaged:
            self.unread.note(registered.stream_type, registered.stream_id)
            raise RowDamaged(registered.stream_type, registered.stream_id)
        state = as_of(kept, self.at)
        row = registered.row if state is kept else decider.row(state)
        return Found(registered.stream_id, registered.version, state, row, registered.created, registered.updated)

    def reads(self, what: str, which: str) -> bool:
        """Return True if a row that could not be read can be now, or is gone: an entry of a feed, or a stream."""
        if what == "feed":
            member, _, seq = which.partition("/")
            return not any(is_damaged(row) for row in self.reader.feed(member, int(seq) - 1, 1) if row.seq == int(seq))
        with suppress(RowDamaged):
            self.find(what, which)
            return True
        return False

    def legible(self, rows: Iterable[Registered]) -> Iterator[Found]:
        """Yield streams as `typed` does; one whose row is damaged is left out, and known to be."""
        for row in rows:
            with suppress(RowDamaged):
                yield self.typed(row)

    def find(self, what: str, stream: str) -> Found | None:
        """Return a stream, or None where there is none."""
        registered = self.reader.register(what, stream)
        return self.typed(registered) if registered else None

    def see(self, by: Principal, what: str, stream: str) -> Found:
        """Return a stream that `by` may see; raise `NotFound` for any other, whether it exists or not."""
        registered = self.reader.register(what, stream)
        try:
            found = self.typed(registered) if registered else None
        except RowDamaged:
            # Who may not see it is not told that it is there.
            if (
                registered
                and self._gate.check(by, f"files:{what}:view", Resource(stream, what, registered.row)).allowed
            ):
                raise
            raise NotFound from None
        # What is not there costs as much as what is hidden: read as a new one, and decided on.
        permitted = self.may(by, f"files:{what}:view", what, found or self.typed(_blank(what, stream, self.at)))
        if found is None or not permitted:
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
        """Return the content behind `ref` as a `kind`; raises `KeyDestroyed` once it was erased, or `ContentLost`."""
        return wire.trusted(self.bytes_of(ref, blob), kind)

    def bytes_of(self, ref: ContentRef, blob: bytes | None = None) -> bytes:
        """Return the plaintext behind `ref`; `blob` is its sealed form where that was read with many others."""
        blob = blob or self._blobs.get(ref.id) or self.reader.content(ref.id)
        if blob is None:
            raise (ContentLost if self._vault.lost(ref.id) else KeyDestroyed)(ref.id)
        return self._vault.open(ref.id, blob)

    def if_opened(self, ref: ContentRef | None, kind: type[T], blob: bytes | None = None) -> T | None:
        """Return a content that one of many things in a list has; None where there is none, or it cannot be opened."""
        try:
            return self.opened(ref, kind, blob) if ref else None
        except NotOpened:
            return None

    def text(self, ref: ContentRef) -> str:
        """Return a text that stands among others; one that is damaged says so in its place. Raises `KeyDestroyed`."""
        try:
            return self.opened(ref, str)
        except KeyDestroyed:
            raise
        except NotOpened:
            return UNREADABLE

    def acts(self, after: int = 0, limit: int = 1000) -> list[Act]:
        """Return the next acts; one that is damaged is left out, and logged."""
        return list(_legible(self.reader.acts(after, limit)))

    def history(self, what: str, stream: str) -> list[Act]:
        """Return the acts of one stream; one that is damaged is left out, and logged."""
        rows = self._histories.get((what, stream))
        if rows is None:
            rows = self._histories[what, stream] = self.reader.acts(0, 100_000, (what, stream))
        return list(_legible(rows))

    def acts_with(self, what: str, streams: Sequence[str], under: str) -> list[Act]:
        """Return the acts of several streams, and of the streams of the kind `under` that belong to them, in order."""
        rows = [*self.reader.acts_of(what, streams), *self.reader.acts_under(under, streams)]
        return list(_legible(sorted(rows, key=lambda row: row.seq)))

    def all_acts(self) -> Iterator[Act]:
        """Yield every act in order; raises `ActDamaged`, since what is counted from all acts must not lack one."""
        after = 0
        while rows := self.reader.acts(after, 5000):
            yield from map(READER.read, rows)
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

    def token(self, digest: str) -> tuple[PersonState, Token] | None:
        """Return the token with this digest and whose it is; None for one that no longer holds, or never was."""
        row = self.reader.token(digest)
        if row is None:
            return None
        state = self._person(row.person)
        found = standing(row.token, state, self._person, self.at, self.sample)
        return (state, found) if found else None

    def _person(self, person: str) -> PersonState:
        state: PersonState = self.state_of("person", person)
        return state

    def principal(self, person: str) -> Principal:
        """Return the person as a principal: present offices, the member acted for, ties."""
        found = self.find("person", person)
        if found is None or found.state.state != "active":
            raise NotFound
        return principal_of(found.state)


def _blank(what: str, stream: str, at: datetime) -> Registered:
    """Return a stream that has no act yet, as the register would hold it."""
    initial = DECIDERS[what].initial
    return Registered(what, stream, 0, _encoded(what), DECIDERS[what].row(initial), at, at)


@cache
def _encoded(what: str) -> bytes:
    return wire.encode(DECIDERS[what].initial)


def principal_of(state: PersonState) -> Principal:
    """Return an active person as a principal."""
    return Principal(id=state.id, offices=state.offices, member=state.acts_for, ties=ties(state))
