"""The tables as the acts lead to them: written anew, in memory, by the very functions that wrote them first."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from comity.app.acts import Act
from comity.app.delivering import deliver
from comity.app.ports.store import Registered, Writer
from comity.app.registry import DECIDERS
from comity.app.streams import file_of
from comity.app.unit import Loaded, references
from comity.governance.events import ClockConfirmed, MemberAdmitted
from comity.kernel import wire
from comity.kernel.decider import ContentRef
from comity.kernel.errors import ComityError, Fault
from comity.notices.access import UploadExamined
from comity.notices.notice import Notice

_BEYOND: Final = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, ComityError)
"""What replaying an act may raise that could never have been recorded after those before it."""


class Reference(msgspec.Struct, frozen=True):
    """A content that acts point at: its commitment, where the first act names it, and whether an act erased it."""

    id: str
    digest: str
    act: int
    event: str
    field: str
    file: str
    erased: bool = False


class Replica:
    """An organisation replayed act by act; `writer` holds the rows that its acts lead to.

    `numbers` are the last public numbers by year, and `done` says who did which act, and when; `confirmed` is the
    latest time that a confirmation of the clock names. `pictured` are the
    public notices, by day, that may have shown a file whose picture was made anew: no act says which did.
    """

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.references: dict[str, Reference] = {}
        self.numbers: dict[int, int] = {}
        self.done: dict[int, tuple[str, datetime]] = {}
        self.confirmed = datetime.min.replace(tzinfo=UTC)
        self.size = 0
        self.pictured: set[tuple[str, str]] = set()
        self._public: dict[str | None, set[str]] = {}
        self._loaded: dict[tuple[str, str], Loaded] = {}
        self._updated: dict[tuple[str, str], datetime] = {}
        self._unwritten: set[tuple[str, str]] = set()

    def load(self, what: str, stream: str) -> Loaded:
        """Return a stream as it stands after the acts so far."""
        found = self._loaded.get((what, stream))
        if found is not None:
            return found
        decider = DECIDERS[what]
        return Loaded(decider.initial, 0, decider.row(decider.initial), datetime.max.replace(tzinfo=UTC))

    def opened(self, ref: ContentRef) -> bytes:
        """Return what stands for a content: no content is needed to know where it belongs."""
        return ref.id.encode()

    def state_of(self, what: str, stream: str) -> Any:
        return self.load(what, stream).state

    def states_under(self, what: str, parent: str) -> Iterator[Any]:
        """No row needs to be known by its parent to be replayed."""
        return iter(())

    def plain(self, ref: ContentRef) -> bytes:
        return self.opened(ref)

    def streams(self, what: str) -> Iterator[tuple[str, Any]]:
        """Yield the streams of a kind with their states."""
        return ((stream, loaded.state) for (kind, stream), loaded in self._loaded.items() if kind == what)

    def take(self, act: Act) -> Fault | None:
        """Follow one act; return a fault where it could not have been recorded after those before it."""
        self.size = act.seq
        self.done[act.seq] = act.actor, act.at
        if act.stream_type not in DECIDERS:
            return _fault(act, "there is no such kind of stream")
        before = self.load(act.stream_type, act.stream_id)
        if act.version != before.version + 1:
            return _fault(act, f"it is version {act.version} of its stream, which stood at {before.version}")
        if not isinstance(act.event, DECIDERS[act.stream_type].events):
            return _fault(act, f"a {type(act.event).__name__} is no act on a {act.stream_type}")
        try:
            self._follow(act, before)
        except _BEYOND as error:
            return _fault(act, f"it does not follow from the acts before it ({type(error).__name__})")
        return None

    def _follow(self, act: Act, before: Loaded) -> None:
        decider, key = DECIDERS[act.stream_type], (act.stream_type, act.stream_id)
        state = decider.evolve(before.state, act.event, act.at)
        created = before.created if before.version else act.at
        self._loaded[key] = Loaded(state, act.version, decider.row(state), created)
        self._updated[key] = act.at
        self._unwritten.add(key)
        self._keep(act)
        if isinstance(act.event, ClockConfirmed):
            self.confirmed = max(self.confirmed, act.event.last, act.at)
        if isinstance(act.event, MemberAdmitted):
            self.write()
        deliver(self, act, before.state, state)
        self._number(state)
        self._picture(act, before.state, state)

    def _keep(self, act: Act) -> None:
        file = file_of(self, act.stream_type, act.stream_id)
        for name, ref in references(act.event):
            if ref.id not in self.references:
                event = type(act.event).__name__
                self.references[ref.id] = Reference(ref.id, ref.digest, act.seq, event, name, file)
                self.writer.put_content(ref.id, file, "", b"")
        erased = [each for each in getattr(act.event, "erased", ()) if each in self.references]
        for each in erased:
            self.references[each] = msgspec.structs.replace(self.references[each], erased=True)
        self.writer.drop_contents(erased)

    def _picture(self, act: Act, before: Any, state: Any) -> None:
        if isinstance(state, Notice) and before.public != state.public:
            among = self._public.setdefault(state.member, set())
            (among.add if state.public else among.discard)(state.id)
        if isinstance(act.event, UploadExamined):
            day = act.at.date().isoformat()
            self.pictured |= {(notice, day) for notice in self._public.get(state.member, ())}

    def _number(self, state: Any) -> None:
        number = getattr(state, "number", None)
        if isinstance(number, str):
            year, _, last = number.partition("/")
            self.numbers[int(year)] = max(self.numbers.get(int(year), 0), int(last))

    def write(self) -> None:
        """Write the register rows of the streams that changed since they were last written."""
        for what, stream in sorted(self._unwritten):
            found = self._loaded[what, stream]
            document, updated = wire.encode(found.state), self._updated[what, stream]
            self.writer.save(Registered(what, stream, found.version, document, found.row, found.created, updated))
        self._unwritten.clear()


def _fault(act: Act, message: str) -> Fault:
    return Fault(f"acts {act.seq}", f"The act on {act.stream_type} {act.stream_id} cannot stand: {message}.")
