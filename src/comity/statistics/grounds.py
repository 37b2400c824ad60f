"""Grounds as the figures show them: those that would tell where a person found safety are pooled."""

from enum import IntEnum
from typing import Final, assert_never

from comity.notices.telling import told_ground
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, AnswerGround, Decision, Ground, ObjectionKind

POOLED: Final = Ground.LEGAL_REVIEW.value
UNSAID: Final = "NONE"


class Edition(IntEnum):
    """A way of counting. A release names it in its format, and a quarter once released is never counted by another.

    The first pooled protection with human rights alone, counted by requester what the requester was never told, and
    left out what it was told after something was kept from it.
    """

    FIRST = 1
    SECOND = 2


def request_ground(ground: Ground, edition: Edition = Edition.SECOND) -> str:
    """Return the code under which a ground of refusal or cancellation is counted."""
    # What a return is told on is what the first edition told of a refusal too.
    decision = Decision.RETURN if edition is Edition.FIRST else Decision.REFUSE
    return told_ground(ground, decision).value


def answer_ground(ground: AnswerGround | None) -> str:
    """Return the code under which a ground that a member gave is counted; `NONE` where it gave none."""
    if ground is None:
        return UNSAID
    return POOLED if ground in PROTECTIVE_GROUNDS else ground.value


def objection_ground(kind: ObjectionKind) -> str:
    """Return the code under which an objection is counted."""
    match kind:
        case ObjectionKind.PROTECTION | ObjectionKind.POLITICS:
            return POOLED
        case ObjectionKind.IDENTITY | ObjectionKind.OTHER:
            return kind.value.upper()
        case _:
            assert_never(kind)


def request_grounds(edition: Edition) -> tuple[str, ...]:
    """Return the codes of refusals and cancellations, in their fixed order."""
    return tuple(dict.fromkeys(request_ground(ground, edition) for ground in Ground))


ANSWER_GROUNDS: Final = (*dict.fromkeys(answer_ground(ground) for ground in AnswerGround), UNSAID)
OBJECTION_GROUNDS: Final = tuple(dict.fromkeys(objection_ground(kind) for kind in ObjectionKind))
