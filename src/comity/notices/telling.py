"""What is said to whom of a decision: the ground that a requester and the public read, and the wording.

Protection is never told as such: it appears pooled with human rights, earlier rulings and assurances as `LEGAL_REVIEW`,
with the same wording, so that a requester cannot tell from a refusal that, or where, a person found protection.
"""

from typing import Final

from comity.notices import events as e
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Decision, Ground, VisibleTo

POOLED: Final = frozenset(
    {Ground.PROTECTION, Ground.HUMAN_RIGHTS, Ground.EARLIER_RULING, Ground.ASSURANCES, Ground.LEGAL_REVIEW}
)
"""The grounds that are one ground to requesters and in public (ADR 15)."""
_MENDED: Final = frozenset({Ground.EARLIER_RULING, Ground.ASSURANCES})
"""Of these what a return asks the requester to mend: there it is told, as nothing can be mended unsaid."""
ADDENDUM_REFUSED: Final = (
    "{who} refused to extradite the person on this notice. Ask the General Secretariat before acting on it; "
    "a new review of the notice was opened."
)
LETTERS: Final = {
    Ground.LEGAL_REVIEW: (
        "The request was examined by at least two reviewers and does not meet the conditions under which the "
        "Organization may publish it (Constitution 2 and 3; RPD 34 and 86). No further particulars are given "
        "in refusals of this kind. You may ask for reconsideration once, by other reviewers."
    )
}
_OTHERWISE: Final = (
    "The request was examined by at least two reviewers and is refused on the ground {ground}. You may ask for "
    "reconsideration once, by other reviewers; a new fact may also be the reason of a new request."
)


def told_ground(ground: Ground, decision: Decision = Decision.REFUSE) -> Ground:
    """Return the ground of a decision, or of an end or block, as the requester and the public read it."""
    return Ground.LEGAL_REVIEW if _pooled(ground, decision) else ground


def may_quote_reviewers(ground: Ground | None, decision: Decision) -> bool:
    """Return True if the reviewers' own words may go to the requester; on a pooled ground they never do."""
    return ground is None or not _pooled(ground, decision)


def _pooled(ground: Ground, decision: Decision) -> bool:
    return ground in POOLED and not (decision is Decision.RETURN and ground in _MENDED)


def letter(told: Ground) -> str:
    """Return the wording of a refusal to the requester."""
    return LETTERS.get(told, _OTHERWISE.format(ground=told.value.replace("_", " ").lower()))


def requester_reads(event: e.TreatmentRecorded | e.AnswerRecorded) -> bool:
    """Return True if the requester of a notice is told this treatment or answer of a recipient."""
    if isinstance(event, e.AnswerRecorded):
        return event.visible_to is VisibleTo.REQUESTER
    return event.ground not in PROTECTIVE_GROUNDS
