"""The closed lists of a notice request and of what happens to it (CONTRACTS section 1)."""

from enum import StrEnum


class Kind(StrEnum):
    RED = "red"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    BLACK = "black"
    ORANGE = "orange"
    PURPLE = "purple"
    SILVER = "silver"
    SPECIAL = "special"


class Channel(StrEnum):
    NOTICE = "notice"
    DIFFUSION = "diffusion"


class UrgencyLevel(StrEnum):
    ROUTINE = "routine"
    URGENT = "urgent"
    IMMINENT = "imminent"


class Stage(StrEnum):
    PROSECUTION = "prosecution"
    SENTENCE = "sentence"


class PenaltyKind(StrEnum):
    TERM = "term"
    LIFE = "life"
    DEATH = "death"
    INDETERMINATE = "indeterminate"


class CirculationMode(StrEnum):
    ALL = "all"
    ONLY = "only"
    EXCEPT = "except"


class Caution(StrEnum):
    ARMED = "armed"
    VIOLENT = "violent"
    SELF_HARM = "self_harm"
    ESCAPE_RISK = "escape_risk"
    MEDICAL = "medical"
    OTHER = "other"


class Handling(StrEnum):
    OFFICIAL = "official"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


class Category(StrEnum):
    """The requester's claim of what kind of offence it is: tested against the facts, never a ground to pass."""

    HOMICIDE = "homicide"
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    TRAFFICKING = "trafficking"
    DRUGS = "drugs"
    FIREARMS = "firearms"
    TERRORISM = "terrorism"
    ORGANISED_CRIME = "organised_crime"
    THEFT = "theft"
    FRAUD = "fraud"
    CORRUPTION = "corruption"
    MONEY_LAUNDERING = "money_laundering"
    CYBERCRIME = "cybercrime"
    ENVIRONMENTAL = "environmental"
    CULTURAL_PROPERTY = "cultural_property"
    WAR_CRIMES = "war_crimes"
    TAX = "tax"
    INSOLVENCY = "insolvency"
    CHILD_ABDUCTION = "child_abduction"
    UNFUNDED_CHEQUE = "unfunded_cheque"
    DEFAMATION = "defamation"
    INSULT_OF_AUTHORITY = "insult_of_authority"
    ASSEMBLY = "assembly"
    SPEECH = "speech"
    ASSOCIATION = "association"
    TREASON_SEDITION = "treason_sedition"
    ESPIONAGE = "espionage"
    ELECTION = "election"
    SEIZURE_OF_POWER = "seizure_of_power"
    MILITARY = "military"
    RELIGIOUS = "religious"
    BEHAVIOURAL_NORM = "behavioural_norm"
    FAMILY_PRIVATE = "family_private"
    ADMINISTRATIVE = "administrative"
    CIVIL_DISPUTE = "civil_dispute"
    OTHER = "other"


class Ground(StrEnum):
    """Coded grounds of a refusal or cancellation."""

    HUMAN_RIGHTS = "HUMAN_RIGHTS"
    NEUTRALITY = "NEUTRALITY"
    PROTECTION = "PROTECTION"
    EXCLUDED_OFFENCE = "EXCLUDED_OFFENCE"
    PENALTY_THRESHOLD = "PENALTY_THRESHOLD"
    IDENTITY = "IDENTITY"
    JUDICIAL_DATA = "JUDICIAL_DATA"
    WARRANT = "WARRANT"
    ASSURANCES = "ASSURANCES"
    INTEREST = "INTEREST"
    EARLIER_RULING = "EARLIER_RULING"
    DUPLICATE = "DUPLICATE"
    LEGAL_BASIS_GONE = "LEGAL_BASIS_GONE"
    PURPOSE_ACHIEVED = "PURPOSE_ACHIEVED"
    NO_ACTION_BY_SOURCE = "NO_ACTION_BY_SOURCE"
    DATA_QUALITY = "DATA_QUALITY"
    LEGAL_REVIEW = "LEGAL_REVIEW"
    OTHER = "OTHER"


class Decision(StrEnum):
    """What a reviewer may conclude."""

    APPROVE = "approve"
    APPROVE_IN_PART = "approve_in_part"
    OTHER_KIND = "other_kind"
    RETURN = "return"
    REFUSE = "refuse"


class Treatment(StrEnum):
    """What a member does with a notice on receipt."""

    ENTERED = "entered"
    ALERT_ONLY = "alert_only"
    NOT_ENTERED = "not_entered"


class Answer(StrEnum):
    """What a member did once the person was located or hit."""

    ACKNOWLEDGED = "acknowledged"
    LOCATED = "located"
    OTHER_PERSON = "other_person"
    PROVISIONAL_ARREST = "provisional_arrest"
    MOVEMENT_RESTRICTED = "movement_restricted"
    PROCEEDINGS_OPENED = "proceedings_opened"
    RELEASED_NO_PAPERS = "released_no_papers"
    EXTRADITION_GRANTED = "extradition_granted"
    EXTRADITION_REFUSED = "extradition_refused"
    SURRENDERED = "surrendered"
    REMOVED_IMMIGRATION = "removed_immigration"
    RETURNED_VOLUNTARILY_CLAIMED = "returned_voluntarily_claimed"
    RETURNED_VOLUNTARILY_CONFIRMED = "returned_voluntarily_confirmed"
    FOUND_IN_REQUESTER = "found_in_requester"
    DEAD = "dead"
    NO_ACTION = "no_action"


class AnswerGround(StrEnum):
    """Why a member refused extradition, did not enter a notice or took no action (DOMAIN 6)."""

    POLITICAL_OFFENCE = "POLITICAL_OFFENCE"
    DISCRIMINATION = "DISCRIMINATION"
    MILITARY_OFFENCE = "MILITARY_OFFENCE"
    NE_BIS_IN_IDEM = "NE_BIS_IN_IDEM"
    LAPSE_OF_TIME = "LAPSE_OF_TIME"
    TORTURE_OR_UNFAIR_TRIAL = "TORTURE_OR_UNFAIR_TRIAL"
    IN_ABSENTIA = "IN_ABSENTIA"
    NATIONALITY = "NATIONALITY"
    NO_PROSECUTION_DECIDED = "NO_PROSECUTION_DECIDED"
    PENDING_PROSECUTION = "PENDING_PROSECUTION"
    DEATH_PENALTY = "DEATH_PENALTY"
    EXTRATERRITORIAL = "EXTRATERRITORIAL"
    TERRITORIAL = "TERRITORIAL"
    EXTRAORDINARY_COURT = "EXTRAORDINARY_COURT"
    HUMANITARIAN = "HUMANITARIAN"
    FISCAL = "FISCAL"
    DOUBLE_CRIMINALITY = "DOUBLE_CRIMINALITY"
    SPECIALITY = "SPECIALITY"
    NON_REFOULEMENT = "NON_REFOULEMENT"
    INSUFFICIENT_DOCUMENTS = "INSUFFICIENT_DOCUMENTS"
    INSUFFICIENT_EVIDENCE = "INSUFFICIENT_EVIDENCE"
    NO_TREATY = "NO_TREATY"
    NO_EFFECT_IN_OUR_LAW = "NO_EFFECT_IN_OUR_LAW"
    IMMUNITY = "IMMUNITY"


PROTECTIVE_GROUNDS = frozenset(
    {
        AnswerGround.POLITICAL_OFFENCE,
        AnswerGround.DISCRIMINATION,
        AnswerGround.TORTURE_OR_UNFAIR_TRIAL,
        AnswerGround.NON_REFOULEMENT,
    }
)
"""Grounds that tell a persecutor where a person is safe: for the secretariat alone unless the member says otherwise."""


class VisibleTo(StrEnum):
    REQUESTER = "requester"
    SECRETARIAT = "secretariat"


class ProtectedStatus(StrEnum):
    REFUGEE = "refugee"
    COMPLEMENTARY_PROTECTION = "complementary_protection"
    ASYLUM_SEEKER = "asylum_seeker"
    STATELESS = "stateless"
    NATURALISED = "naturalised"
    RECOGNISED_VICTIM = "recognised_victim"


class PositionView(StrEnum):
    REFUSED_EXTRADITION = "refused_extradition"
    GRANTED_EXTRADITION = "granted_extradition"
    REFUSED_TO_ACT = "refused_to_act"
    CONSIDERS_POLITICAL = "considers_political"
    GRANTED_ASYLUM = "granted_asylum"
    CONTESTS_JURISDICTION = "contests_jurisdiction"


class EarlierRuling(StrEnum):
    DELETED = "deleted"
    COMPLIANT = "compliant"
    COMPLIANT_WITH_UPDATE = "compliant_with_update"
    WITHDRAWN_BEFORE_RULING = "withdrawn_before_ruling"
    REFUSED_BEFORE_PUBLICATION = "refused_before_publication"


class Concern(StrEnum):
    TORTURE = "torture"
    FAIR_TRIAL = "fair_trial"
    COERCED_CONFESSION = "coerced_confession"
    PERSECUTION = "persecution"
    DETENTION_CONDITIONS = "detention_conditions"
    DEATH_PENALTY = "death_penalty"
    OTHER = "other"


class ObjectionKind(StrEnum):
    """Why a recipient objects to a notice."""

    PROTECTION = "protection"
    IDENTITY = "identity"
    POLITICS = "politics"
    OTHER = "other"


class ReviewCause(StrEnum):
    """What a review is about; the last four re-examine a notice that stands."""

    SUBMISSION = "submission"
    REPLY = "reply"
    RECONSIDERATION = "reconsideration"
    OBJECTION = "objection"
    REFUSED_EXTRADITION = "refused_extradition"
    SECOND_LOOK = "second_look"
    REDRESS = "redress"


RE_EXAMINATIONS = frozenset(
    {ReviewCause.OBJECTION, ReviewCause.REFUSED_EXTRADITION, ReviewCause.SECOND_LOOK, ReviewCause.REDRESS}
)


class State(StrEnum):
    """The states of all lifecycles; `lifecycle.TABLE` says which stream may be in which."""

    NEW = "new"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    REFUSED = "refused"
    RECONSIDERATION_ASKED = "reconsideration_asked"
    APPROVED = "approved"
    APPROVED_IN_PART = "approved_in_part"
    APPROVED_AS_OTHER_KIND = "approved_as_other_kind"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"
    ACHIEVED = "achieved"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    DISCARDED = "discarded"
    ENDED = "ended"
    ERASED = "erased"
    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"
    GIVEN = "given"
    SILENT = "silent"
    TREATED = "treated"
    FOUND = "found"
