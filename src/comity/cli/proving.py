"""Checking a proof that someone gave, from files alone: each step in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from comity.app.views.records import ConsistencyView
from comity.kernel import wire
from comity.kernel.errors import Fault, VerificationFailed
from comity.ledger.checkpoint import Checkpoint
from comity.ledger.merkle import Consistency, leaf_hash
from comity.ledger.note import Note
from comity.ledger.stepwise import Ask, Found, Step, steps

_SAYS: Final[Mapping[Step, tuple[str, str]]] = {
    Step.READ: ("The proof and the key can be read.", "the proof or the key cannot be read"),
    Step.SIGNED: ("The checkpoint in the proof is signed by the key.", "the key did not sign the checkpoint"),
    Step.COUNTED: ("The checkpoint counts as many acts as the proof says.", "the checkpoint counts other acts"),
    Step.INCLUDED: ("The act leads to the root that was signed.", "the act does not lead to the root that was signed"),
    Step.EARLIER: ("The earlier checkpoint is signed by the same key.", "the key did not sign the earlier checkpoint"),
    Step.GROWN: (
        "The ledger only grew between the two checkpoints.",
        "no answer in --grown shows that both checkpoints are beginnings of one log",
    ),
}


def checked(document: bytes, key: str, act: bytes | None, earlier: bytes, grown: Sequence[bytes]) -> tuple[str, ...]:
    """Return what holds, a sentence for each step; raises `VerificationFailed` naming the step that does not.

    `grown` are answers of the hub about consistency (`ConsistencyView` as JSON); `act` is the act's canonical bytes.
    """
    answers = [wire.decode(each, ConsistencyView, "answer about consistency") for each in grown]
    text = document.decode("utf-8", "replace")
    found, proof = steps(text, key, earlier.decode("utf-8", "replace"), _asking(answers))
    faults = [Fault(step.value, _SAYS[step][1]) for step, holds in found.items() if holds is False]
    if act is not None and proof is not None and leaf_hash(act) != proof.leaf:
        faults.append(Fault("act", "the proof is about another act"))
    if faults:
        raise VerificationFailed("The proof does not hold.", faults)
    assert proof is not None
    last = f"The proof holds: act {proof.index + 1} stands in the ledger of {proof.size} acts."
    return (*_held(found), *(["The proof is about the act that you gave."] if act is not None else []), last)


def _held(found: Found) -> Iterator[str]:
    yield from (_SAYS[step][0] for step, holds in found.items() if holds)


def _asking(answers: Sequence[ConsistencyView]) -> Ask:
    """Return how the steps ask: of the answers at hand; a log begins with itself."""

    def ask(old: int) -> tuple[Consistency, str] | None:
        for each in answers:
            if each.proof.old == old:
                return each.proof, each.checkpoint
            if each.proof.new == old == Checkpoint.parse(Note.parse(each.checkpoint).text).size:
                return Consistency(old, old, ()), each.checkpoint
        return None

    return ask
