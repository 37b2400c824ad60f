"""Replaying all acts: the register must be what they lead to."""

from collections.abc import Iterable, Iterator
from typing import Any

from comity.app.acts import Act
from comity.app.look import Look
from comity.app.registry import DECIDERS
from comity.kernel import wire


def replay(acts: Iterable[Act]) -> dict[tuple[str, str], tuple[int, bytes]]:
    """Return version and state (as JSON) of every stream, from its acts alone."""
    states: dict[tuple[str, str], tuple[int, Any]] = {}
    for act in acts:
        decider, key = DECIDERS[act.stream_type], (act.stream_type, act.stream_id)
        before = states[key][1] if key in states else decider.initial
        states[key] = (act.version, decider.evolve(before, act.event, act.at))
    return {key: (version, wire.encode(state)) for key, (version, state) in states.items()}


def differences(look: Look) -> Iterator[str]:
    """Yield a sentence for each stream whose register row is not what its acts lead to.

    A row is read as this version reads it: one that an earlier version wrote lacks what came to states since.
    """
    replayed = replay(look.all_acts())
    seen = set()
    for what in DECIDERS:
        for found in look.reader.registers(what):
            key = (what, found.stream_id)
            seen.add(key)
            state = wire.encode(wire.trusted(found.state, type(DECIDERS[what].initial)))
            if replayed.get(key) != (found.version, state):
                yield f"The register of {what} {found.stream_id} is not what its acts lead to."
    for what, stream in replayed.keys() - seen:
        yield f"The acts tell of {what} {stream}, which the register lacks."
