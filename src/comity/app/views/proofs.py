"""The proof that travels with a notice: the act that made its text as it stands is in the ledger.

Only the number of the act and its leaf hash are told: the act itself names reviewers, whom no bureau may know.
"""

from datetime import datetime
from typing import Final

import msgspec

from comity.app import ledgering
from comity.app.look import Look
from comity.app.views.sides import Side, known_acts
from comity.kernel.decider import Event
from comity.kernel.errors import NotFound
from comity.ledger.proof import ProofDocument
from comity.notices import events as e

_MAKES_THE_TEXT: Final[tuple[type[Event], ...]] = (
    e.NoticePublished,
    e.NoticeAmended,
    e.ListingPublished,
    e.ListingRevised,
)


class NoticeProof(msgspec.Struct, frozen=True):
    """The act number `act`, from 1, of `at`; `document` proves it without a network."""

    act: int
    at: datetime
    document: ProofDocument

    @property
    def leaf(self) -> str:
        """The leaf hash of the act in hex, as people compare it."""
        return self.document.leaf.hex()


def proof_of(look: Look, notice: str, checkpoint: str) -> NoticeProof | None:
    """Return the proof under a signed checkpoint; None where the act came after it and waits for the next."""
    acts = [act for act in known_acts(look, notice, Side.RECIPIENT) if isinstance(act.event, _MAKES_THE_TEXT)]
    if not acts:
        return None
    try:
        return NoticeProof(acts[-1].seq, acts[-1].at, ledgering.prove_act(look, acts[-1].seq, checkpoint))
    except NotFound:
        return None
