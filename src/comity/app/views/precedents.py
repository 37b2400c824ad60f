"""Earlier decisions that resemble a case: by the questions that were asked, then the newest; no names and no words."""

from datetime import datetime
from typing import Final

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.governance.scope import Everything
from comity.notices.reviewing import Review
from comity.notices.vocabulary import Decision, Ground, Kind

LOOKED_AT: Final = 500
"""How many of the newest decisions of the same kind are compared."""
SHOWN: Final = 5


class Precedent(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier decision; `shared` are the rules whose questions both cases raise."""

    case: str
    decided: datetime
    kind: Kind
    decision: Decision
    ground: Ground | None
    shared: tuple[str, ...]


def precedents(look: Look, case: Found, rules: tuple[str, ...]) -> tuple[Precedent, ...]:
    """Return the nearest earlier decisions on the same kind, those that share most questions first."""
    kind = case.state.kind.value
    listing = Listing(stream_type="review", scope=Everything(), states=("decided",), kinds=(kind,), limit=LOOKED_AT)
    found = [found for found in look.legible(look.reader.page(listing)) if found.id != case.id]
    near = [each for each in (_precedent(item, set(rules)) for item in found) if each]
    return tuple(sorted(near, key=lambda each: (-len(each.shared), -each.decided.timestamp()))[:SHOWN])


def _precedent(found: Found, rules: set[str]) -> Precedent | None:
    state: Review = found.state
    shared = rules & set(state.questions)
    if state.decision is None or (rules and not shared):
        return None
    return Precedent(
        case=found.id,
        decided=found.updated,
        kind=state.kind,
        decision=state.decision,
        ground=state.ground,
        shared=tuple(sorted(shared)),
    )
