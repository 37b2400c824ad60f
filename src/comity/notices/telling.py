"""What is said to whom of a decision: the ground that a requester and the public read, and the wording.

Protection is never told as such: it appears pooled with human rights as `LEGAL_REVIEW`, with the same
wording, so that a requester cannot tell from a refusal that, or where, a person found protection.
"""

from typing import Final

from comity.notices.vocabulary import Ground

POOLED: Final = frozenset({Ground.PROTECTION, Ground.HUMAN_RIGHTS, Ground.LEGAL_REVIEW})
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


def told_ground(ground: Ground) -> Ground:
    """Return the ground as the requester and the public read it."""
    return Ground.LEGAL_REVIEW if ground in POOLED else ground


def may_quote_reviewers(ground: Ground | None) -> bool:
    """Say whether the reviewers' own words may go to the requester; in pooled refusals they never do."""
    return ground is None or ground not in POOLED


def letter(told: Ground) -> str:
    """Return the wording of a refusal to the requester."""
    return LETTERS.get(told, _OTHERWISE.format(ground=told.value.replace("_", " ").lower()))
