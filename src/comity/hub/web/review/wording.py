"""The closed lists of a case in words for those who judge it."""

from collections.abc import Mapping
from typing import Final

from comity.notices.vocabulary import (
    Answer,
    Decision,
    Ground,
    Kind,
    ObjectionKind,
    ReviewCause,
    State,
    Treatment,
    UrgencyLevel,
)

KINDS: Final[Mapping[Kind, str]] = {
    Kind.RED: "Red notice",
    Kind.BLUE: "Blue notice",
    Kind.GREEN: "Green notice",
    Kind.YELLOW: "Yellow notice",
    Kind.BLACK: "Black notice",
    Kind.ORANGE: "Orange notice",
    Kind.PURPLE: "Purple notice",
    Kind.SILVER: "Silver notice",
    Kind.SPECIAL: "Special notice",
}
URGENCY: Final[Mapping[UrgencyLevel, str]] = {
    UrgencyLevel.IMMINENT: "Imminent danger",
    UrgencyLevel.URGENT: "Urgent",
    UrgencyLevel.ROUTINE: "Routine",
}
CAUSES: Final[Mapping[ReviewCause, str]] = {
    ReviewCause.SUBMISSION: "New request",
    ReviewCause.REPLY: "Reply after a return",
    ReviewCause.RECONSIDERATION: "Reconsideration of a refusal",
    ReviewCause.OBJECTION: "Objection of a recipient",
    ReviewCause.REFUSED_EXTRADITION: "Refused extradition",
    ReviewCause.SECOND_LOOK: "Second look at an urgent notice",
    ReviewCause.REDRESS: "Application for redress",
}
CAUSES_SAID: Final[Mapping[ReviewCause, str]] = {
    ReviewCause.SUBMISSION: "A bureau asks for publication. Two of you must agree before anyone else sees it.",
    ReviewCause.REPLY: "The bureau replied to a return. Judge the text as it stands now.",
    ReviewCause.RECONSIDERATION: "The bureau asked once for other reviewers. Who refused before does not judge it now.",
    ReviewCause.OBJECTION: "A member that received the notice objects. The notice stands until you decide.",
    ReviewCause.REFUSED_EXTRADITION: "A member refused to extradite. The notice stands until you decide.",
    ReviewCause.SECOND_LOOK: "It was published as urgent and is looked at again with time. It stands until you decide.",
    ReviewCause.REDRESS: "The person, or someone for them, applied for redress. The notice stands until you decide.",
}
DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.APPROVE: "Approve",
    Decision.APPROVE_IN_PART: "Approve in part",
    Decision.OTHER_KIND: "Approve as another kind",
    Decision.RETURN: "Return to the bureau",
    Decision.REFUSE: "Refuse",
}
FOLLOWS: Final[Mapping[Decision, tuple[str, str]]] = {
    Decision.APPROVE: ("Approve", "If another reviewer agrees, the notice is published at once."),
    Decision.APPROVE_IN_PART: ("Approve in part", "Some charges are struck; the notice is published with the others."),
    Decision.OTHER_KIND: ("Approve as another kind", "The notice is published as another kind, which asks for less."),
    Decision.RETURN: ("Return to the bureau", "The bureau reads the ground and your words, and may reply once mended."),
    Decision.REFUSE: ("Refuse", "Nothing is published. The bureau may ask once for other reviewers."),
}
"""What may be decided on a request, and what follows."""
EXAMINED: Final[Mapping[Decision, tuple[str, str]]] = {
    Decision.APPROVE: ("Keep the notice", "It stands as it is, and no one is told that it was looked at again."),
    Decision.APPROVE_IN_PART: ("Keep it in part", "Some charges are struck; members receive the notice as amended."),
    Decision.REFUSE: (
        "Cancel the notice",
        "It ends and is erased everywhere; every member that received it is asked to.",
    ),
}
"""What may be decided on a notice that stands, and what follows."""
DECIDED: Final[Mapping[Decision, str]] = {
    Decision.APPROVE: "Approved",
    Decision.APPROVE_IN_PART: "Approved in part",
    Decision.OTHER_KIND: "Approved as another kind",
    Decision.RETURN: "Returned to the bureau",
    Decision.REFUSE: "Refused",
}
GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.HUMAN_RIGHTS: "Human rights: publishing would not be compatible with them (Constitution 2)",
    Ground.NEUTRALITY: "Neutrality: political, military, religious or racial character (Constitution 3)",
    Ground.PROTECTION: "Protection: the person found refuge, or would be driven back into danger",
    Ground.EXCLUDED_OFFENCE: "Excluded offence: of a kind for which no notice is published",
    Ground.PENALTY_THRESHOLD: "Penalty: below the threshold of this kind of notice",
    Ground.IDENTITY: "Identity: too little to tell this person from others",
    Ground.JUDICIAL_DATA: "Judicial data: facts, charges or law do not bear the request out",
    Ground.WARRANT: "Warrant: missing, not judicial, or no longer valid",
    Ground.ASSURANCES: "Assurances: extradition, retrial or the death penalty are not answered for",
    Ground.INTEREST: "Interest: of no interest to international police cooperation",
    Ground.EARLIER_RULING: "Earlier ruling: decided before, and nothing new is said",
    Ground.DUPLICATE: "Duplicate of a request or notice that stands",
    Ground.LEGAL_BASIS_GONE: "Legal basis gone: the warrant or judgment it rested on fell away",
    Ground.PURPOSE_ACHIEVED: "Purpose achieved",
    Ground.NO_ACTION_BY_SOURCE: "No action by the requester after it was asked",
    Ground.DATA_QUALITY: "Quality of the data: wrong, out of date or contradictory",
    Ground.LEGAL_REVIEW: "Legal review, without further particulars",
    Ground.OTHER: "Other: say in the reasons which",
}
TOLD: Final[Mapping[Ground, str]] = {ground: words.partition(":")[0] for ground, words in GROUNDS.items()} | {
    Ground.LEGAL_REVIEW: "Legal review"
}
"""A ground in the words that a bureau and the public read."""
EXAMINED_DONE: Final[Mapping[Decision, str]] = {
    Decision.APPROVE: "The notice was kept",
    Decision.APPROVE_IN_PART: "The notice was kept in part",
    Decision.OTHER_KIND: "The notice was cancelled",
    Decision.RETURN: "The notice was cancelled",
    Decision.REFUSE: "The notice was cancelled",
}
STATES: Final[Mapping[State, str]] = {
    State.NEW: "New",
    State.DRAFT: "Draft",
    State.SUBMITTED: "Submitted",
    State.UNDER_REVIEW: "Under review",
    State.RETURNED: "Returned",
    State.REFUSED: "Refused",
    State.RECONSIDERATION_ASKED: "Reconsideration asked",
    State.APPROVED: "Approved",
    State.APPROVED_IN_PART: "Approved in part",
    State.APPROVED_AS_OTHER_KIND: "Approved as another kind",
    State.PUBLISHED: "In force",
    State.SUSPENDED: "Suspended",
    State.BLOCKED: "Blocked",
    State.ACHIEVED: "Purpose achieved",
    State.WITHDRAWN: "Withdrawn",
    State.CANCELLED: "Cancelled",
    State.EXPIRED: "Expired",
    State.LAPSED: "Lapsed",
    State.DISCARDED: "Discarded",
    State.ENDED: "Ended",
    State.ERASED: "Erased",
    State.OPEN: "Open",
    State.DECIDED: "Decided",
    State.CLOSED: "Closed without a decision",
    State.GIVEN: "Given",
    State.SILENT: "Silent",
    State.TREATED: "Treated",
    State.FOUND: "Found",
}
TREATMENTS: Final[Mapping[Treatment, str]] = {
    Treatment.ENTERED: "Entered in its systems",
    Treatment.ALERT_ONLY: "Entered as an alert only",
    Treatment.NOT_ENTERED: "Not entered",
}
OBJECTIONS: Final[Mapping[ObjectionKind, str]] = {
    ObjectionKind.PROTECTION: "The person is protected",
    ObjectionKind.IDENTITY: "Another person, or not enough to tell",
    ObjectionKind.POLITICS: "Political character",
    ObjectionKind.OTHER: "Another reason",
}


def answer_words(answer: Answer) -> str:
    """Return what a member did after a find, in words."""
    return answer.value.replace("_", " ").capitalize()


def code_words(code: str) -> str:
    """Return a code of a closed list as words, such as `Lapse of time` for LAPSE_OF_TIME."""
    return code.replace("_", " ").lower().capitalize()
