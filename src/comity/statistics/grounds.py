"""Grounds as the figures show them: those that would tell where a person found safety are pooled."""

from typing import Final, assert_never

from comity.notices.telling import told_ground
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, AnswerGround, Ground, ObjectionKind

POOLED: Final = Ground.LEGAL_REVIEW.value
UNSAID: Final = "NONE"


def request_ground(ground: Ground) -> str:
    """Return the code under which a ground of refusal or cancellation is counted."""
    return told_ground(ground).value


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


REQUEST_GROUNDS: Final = tuple(dict.fromkeys(request_ground(ground) for ground in Ground))
ANSWER_GROUNDS: Final = (*dict.fromkeys(answer_ground(ground) for ground in AnswerGround), UNSAID)
OBJECTION_GROUNDS: Final = tuple(dict.fromkeys(objection_ground(kind) for kind in ObjectionKind))
