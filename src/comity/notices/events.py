"""What happened to requests, reviews, opinions, notices, dealings and campaigns, in the past tense.

An event holds identifiers, codes, dates and commitments, and nothing else: it is kept for ever.
"""

from datetime import date, datetime

from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef, Event, Id, PublicNumber, RuleCode
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    Channel,
    CirculationMode,
    Decision,
    Ground,
    Kind,
    ObjectionKind,
    ReviewCause,
    Treatment,
    UrgencyLevel,
    VisibleTo,
)


class RequestDrafted(Event):
    id: Id
    kind: Kind
    channel: Channel
    member: Country | None
    body: ContentRef
    amends: Id | None = None


class DraftRevised(Event):
    kind: Kind
    channel: Channel
    body: ContentRef
    erased: tuple[Id, ...]


class DraftDiscarded(Event):
    erased: tuple[Id, ...]


class RequestSubmitted(Event):
    """`concerned` are the states whose nationals and officers may not review this request."""

    urgency: UrgencyLevel
    concerned: tuple[Country, ...]
    despite: ContentRef | None = None


class ReviewBegun(Event):
    pass


class RequestReturned(Event):
    told: Ground | None
    reply_by: datetime
    remarks: ContentRef | None = None


class ReplyGiven(Event):
    kind: Kind
    channel: Channel
    body: ContentRef
    urgency: UrgencyLevel
    concerned: tuple[Country, ...]
    reply: ContentRef | None = None


class RequestRefused(Event):
    """`told` is what the requester reads; the ground itself stands in the review, for the secretariat."""

    told: Ground
    remarks: ContentRef | None = None


class RequestApproved(Event):
    decision: Decision
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    remarks: ContentRef | None = None


class RequestPublished(Event):
    notice: Id


class RequestWithdrawn(Event):
    reason: ContentRef | None = None


class ReconsiderationAsked(Event):
    reasons: ContentRef


class RequestLapsed(Event):
    pass


class RequestEnded(Event):
    pass


class RequestErased(Event):
    erased: tuple[Id, ...]


class ReviewOpened(Event):
    """`second` is set for urgent requests: the duty pair asked to look at once."""

    cause: ReviewCause
    round: int
    urgency: UrgencyLevel
    due: datetime
    concerned: tuple[Country, ...]
    excluded: tuple[Id, ...]
    kind: Kind
    member: Country | None


class ReviewClaimed(Event):
    reviewer: Id
    until: datetime


class ReviewReleased(Event):
    """`late` where the claim ran out; `by_other` where it was taken back for reassignment."""

    reviewer: Id
    late: bool = False
    by_other: bool = False


class ContextRecorded(Event):
    context: ContentRef
    concerned: tuple[Country, ...]
    erased: tuple[Id, ...] = ()


class OpinionCounted(Event):
    reviewer: Id


class ReviewEscalated(Event):
    """Two opinions differ: a third reviewer decides."""

    due: datetime


class ReviewDecided(Event):
    """The outcome, its real ground, and how far the reviewers agreed."""

    decision: Decision
    ground: Ground | None
    struck: tuple[int, ...]
    kind: Kind | None
    reviewers: tuple[Id, ...]
    dissent: int
    questions: tuple[RuleCode, ...]
    cause: ReviewCause


class ReviewClosed(Event):
    pass


class OpinionGiven(Event):
    request: Id
    round: int
    reviewer: Id
    decision: Decision
    ground: Ground | None
    struck: tuple[int, ...]
    kind: Kind | None
    answered: tuple[RuleCode, ...]
    text: ContentRef
    has_remarks: bool = False


class NoticePublished(Event):
    """`reviewers` are the two or three who had no conflict; `number` is given where an extract is public."""

    id: Id
    request: Id
    kind: Kind
    channel: Channel
    member: Country | None
    body: ContentRef
    circulation: CirculationMode
    members: tuple[Country, ...]
    urgency: UrgencyLevel
    struck: tuple[int, ...]
    reviewers: tuple[Id, ...]
    expires: datetime
    second_look: datetime | None
    extract: ContentRef | None = None
    number: PublicNumber | None = None
    extract_until: date | None = None


class ListingPublished(Event):
    id: Id
    body: ContentRef
    resolution: int
    extract: ContentRef
    number: PublicNumber


class ListingRevised(Event):
    body: ContentRef
    extract: ContentRef
    erased: tuple[Id, ...]


class NoticeAmended(Event):
    body: ContentRef
    kind: Kind
    circulation: CirculationMode
    members: tuple[Country, ...]
    struck: tuple[int, ...]
    reviewers: tuple[Id, ...]
    erased: tuple[Id, ...]
    request: Id | None = None
    extract: ContentRef | None = None
    number: PublicNumber | None = None
    extract_until: date | None = None


class NoticeMaintained(Event):
    pass


class NoticeSuspended(Event):
    until: datetime
    reason: ContentRef


class NoticeResumed(Event):
    pass


class NoticeBlocked(Event):
    ground: Ground
    reason: ContentRef
    by_commission: bool


class NoticeUnblocked(Event):
    reason: ContentRef


class AddendumAdded(Event):
    text: ContentRef
    to_requester: bool
    public: bool
    extract: ContentRef | None = None
    erased: tuple[Id, ...] = ()


class CirculationRestricted(Event):
    circulation: CirculationMode
    members: tuple[Country, ...]


class ExtractReleased(Event):
    extract: ContentRef
    number: PublicNumber
    until: date | None
    erased: tuple[Id, ...] = ()


class ExtractRetracted(Event):
    erased: tuple[Id, ...]


class RetentionAsked(Event):
    answer_by: datetime


class RetentionExtended(Event):
    until: datetime
    reason: ContentRef


class SecondLookAsked(Event):
    pass


class NoticeEnded(Event):
    """The end of a notice, whatever its cause: the contents of the whole file are destroyed with it."""

    erased: tuple[Id, ...]
    recall_by: datetime


class PurposeAchieved(NoticeEnded):
    how: Answer | None = None


class NoticeWithdrawn(NoticeEnded):
    ground: Ground


class NoticeCancelled(NoticeEnded):
    ground: Ground


class NoticeExpired(NoticeEnded):
    pass


class ListingEnded(NoticeEnded):
    pass


class TreatmentRecorded(Event):
    notice: Id
    member: Country
    treatment: Treatment
    ground: AnswerGround | None
    text: ContentRef | None = None


class AnswerRecorded(Event):
    notice: Id
    member: Country
    answer: Answer
    ground: AnswerGround | None
    visible_to: VisibleTo
    name_us: bool
    on: date | None
    text: ContentRef | None = None


class ObjectionRaised(Event):
    notice: Id
    member: Country
    kind: ObjectionKind
    text: ContentRef


class SilenceReminded(Event):
    notice: Id
    member: Country


class CampaignCreated(Event):
    id: Id
    member: Country
    title: ContentRef


class CampaignNoticeAdded(Event):
    notice: Id


class CampaignNoticeRemoved(Event):
    notice: Id
