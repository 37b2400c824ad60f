"""The one path that every command takes; there is no second way in.

0. Before the transaction: look at the size of what is said, and run the checks that the command needs (`checks`).
1. Load the stream, and say against what the command is authorised.
2. Authorise (Cedar); what a date has ended is over, however late the clock, and what the caller may not know of is
   answered as what does not exist.
3. Compare the version that the caller saw; a stale command is refused, never merged.
4. Seal the command's content and lay the facts before the decider, unsealed.
5. Decide: events, or a refusal with its reason.
6. Record act, register, content and ledger leaf in one transaction; write the feeds.
7. React: what follows by law is a command of its own, on the same path, in the same transaction.
8. Commit (keys first), destroy the keys of what was erased, and tell who waits.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import msgspec
import structlog

from comity.app import clock, delivering, reacting, streams
from comity.app.acts import Act
from comity.app.checks import Checks, NotChecked, require_sizes
from comity.app.doubt import recorded
from comity.app.facts import Gatherer
from comity.app.ports.store import Remembered, Store
from comity.app.ports.surroundings import Chance, Clock
from comity.app.ports.vault import Vault
from comity.app.unit import Unit
from comity.governance.commands import ConfirmClock
from comity.governance.gate import PROCESS, Gate, Principal, Resource, Verdict
from comity.governance.offices import Office
from comity.kernel import wire
from comity.kernel.decider import Command, Decider, Refusal
from comity.kernel.errors import CommandRefused, Forbidden, NotFound, Stale, Unavailable
from comity.kernel.hashing import sha256_hex
from comity.notices.standing import as_of

_log = structlog.get_logger()
_ROUNDS: Final = 5
"""Times a command is begun: once for each report that it needs, which is one or two, and some for what changes."""
_OF_DATES: Final = frozenset({Office.CLOCK, Office.PROCESS})
"""Who acts on a stream as it was filed: the clock ends what a date has ended, and the process follows an act."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A command and who gives it; `seen` is the version the caller saw, `key` makes a repetition harmless."""

    by: Principal
    command: Command
    seen: int | None = None
    key: str | None = None


class Done(msgspec.Struct, frozen=True):
    """What came of a command: its stream, the version now, its act numbers; `repeated` where the key was known."""

    stream_type: str
    stream_id: str
    version: int
    acts: tuple[int, ...]
    repeated: bool = False


class CommandPath:
    """The only writer. `listeners` are told the last sequence number after each commit.

    Outside a sample no person acts without a session, token or invitation; `founding` is of a sample being made.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        gate: Gate,
        clock: Clock,
        chance: Chance,
        deciders: Mapping[str, Decider[Any]],
        actions: Mapping[type[Command], str],
        gather: Gatherer,
        sample: bool = False,
        founding: bool = False,
    ) -> None:
        self._store, self._vault, self._gate, self._clock, self._chance = store, vault, gate, clock, chance
        self._deciders, self._actions, self._gather = deciders, actions, gather
        self._sample, self._founding = sample, sample and founding
        self._owner = {kind: name for name, decider in deciders.items() for kind in decider.commands}
        self.listeners: list[Callable[[int], None]] = []

    def execute(self, order: Order) -> Done:
        """Run one command in a transaction of its own; raises a `ComityError`, and nothing was done but with `InDoubt`.

        What takes long, its size and the checks, is looked at while nobody waits for the writer.
        """
        require_sizes(order.command)
        checks = Checks()
        for _ in range(_ROUNDS):
            try:
                with self.batch(checks) as run:
                    return run(order)
            except NotChecked as wanted:
                checks.make(wanted)
        raise Unavailable("The case changed while it was being checked; nothing was done. Ask again in a moment.")

    @contextmanager
    def batch(self, checks: Checks | None = None) -> Iterator[Callable[[Order], Done]]:
        """Yield a function that runs commands one after the other in one transaction, all or none.

        Without `checks` they are run within the transaction: for those who have the writer to themselves.
        """
        unit: Unit | None = None

        def finish() -> None:
            assert unit is not None
            unit.finish()

        with self._store.writing(finish) as writer:
            checks = checks or Checks(locked=True)
            unit = Unit(writer, self._vault, self._chance, self._deciders, checks, self._founding)
            first = unit.seq
            yield lambda order: self._run(unit, order)
        if unit.seq > first:
            recorded()
        if unit.erased:
            self._destroy(unit.erased)
            self._store.empty_log()  # where someone reads just now, the next round of the clock does it
        if unit.seq > first:
            for listener in self.listeners:
                listener(unit.seq)

    def _destroy(self, contents: list[str]) -> None:
        """Destroy the keys of what was erased; the act stands already, and a sweep ends what a reader holds up."""
        try:
            self._vault.destroy(contents)
        except Unavailable as error:
            _log.warning("destruction_unfinished", contents=len(contents), why=error.detail)

    def _run(self, unit: Unit, order: Order) -> Done:
        at = self._clock.now()
        digest = sha256_hex(wire.canonical(order.command)) if order.key else ""
        if order.key and (known := unit.writer.remembered(order.by.id, order.key)):
            return _repeated(known, digest)
        if not order.by.offices & _OF_DATES and not isinstance(order.command, ConfirmClock):
            clock.require_order(unit.writer, at)
        waiting = deque([order])
        first: Done | None = None
        while waiting:
            done, follow = self._step(unit, waiting.popleft(), at)
            first = first or done
            waiting.extend(Order(by=PROCESS, command=command) for command in follow)
        assert first is not None
        if order.key:
            unit.writer.remember(order.by.id, order.key, Remembered(digest, wire.encode(first)), at)
        return first

    def _step(self, unit: Unit, order: Order, at: datetime) -> tuple[Done, list[Command]]:
        command, by = order.command, order.by
        if by.via is None and by.id.startswith("per_") and not self._sample:
            raise Forbidden("An act of a person says through what it was done.", "ACTS-SAY-THROUGH-WHAT", "Comity 1")
        what = self._owner[type(command)]
        stream = streams.stream_id(unit, command, by)
        loaded = unit.load(what, stream)
        thing = self._as_it_stands(unit, streams.resource(unit, what, stream, command), by, at)
        if thing.row.state == "new" and not isinstance(command, streams.OPENING):
            raise NotFound
        verdict = self.authorise(by, self._actions[type(command)].format(what=thing.what), thing)
        if order.seen is not None and order.seen != loaded.version:
            raise Stale(f"You saw version {order.seen}; it is now {loaded.version}. Look again and repeat.")
        refs = unit.sealed(command)
        file = streams.file_of(unit, what, stream, command)
        facts = self._gather(unit, command, by, refs, file, at)
        state = loaded.state if by.offices & _OF_DATES else as_of(loaded.state, at)
        events = self._deciders[what].decide(state, command, facts, at)
        if isinstance(events, Refusal):
            raise CommandRefused(events.detail, events.errors, events.code)
        follow: list[Command] = []
        acts: list[Act] = []
        for event in events:
            before = unit.load(what, stream).state
            act = unit.record(what, stream, event, by, verdict.policy, file, at)
            unit.save(what, stream, at)
            delivering.deliver(unit, act, before, unit.load(what, stream).state)
            follow += reacting.react(unit, act)
            acts.append(act)
        return Done(what, stream, loaded.version + len(acts), tuple(act.seq for act in acts)), follow

    def _as_it_stands(self, unit: Unit, thing: Resource, by: Principal, at: datetime) -> Resource:
        """Return what is acted on as the date has it: what has run out is over, however late the clock is."""
        kept = unit.load(thing.what, thing.id).state if thing.what in self._deciders else None
        now = as_of(kept, at)
        if now is kept or by.offices & _OF_DATES:
            return thing
        return msgspec.structs.replace(thing, row=self._deciders[thing.what].row(now))

    def authorise(self, by: Principal, action: str, resource: Resource) -> Verdict:
        """Return the verdict that permits; raise `Forbidden`, or `NotFound` where the caller may not know of it."""
        verdict = self._gate.check(by, action, resource)
        if verdict.allowed:
            return verdict
        if resource.row.state != "new" and not self._gate.check(by, f"files:{resource.what}:view", resource).allowed:
            raise NotFound
        raise Forbidden(verdict.reason, verdict.policy, verdict.citation)


def _repeated(known: Remembered, digest: str) -> Done:
    if known.digest != digest:
        raise CommandRefused("This idempotency key was used for another command.", code="idempotency-key-reused")
    return msgspec.structs.replace(wire.trusted(known.outcome, Done), repeated=True)
