"""What happened to requests, reviews, opinions, notices, dealings and campaigns, in the past tense.

An event holds identifiers, codes, dates and commitments, and nothing else: it is kept for ever. When an extract ends
is left out of events of before days had a zone: then it is the beginning of the day in UTC.
"""

from datetime import date, datetime

from msgspec import UNSET, UnsetType

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


class RequestDrafted(Event, frozen=True):
    id: Id
    kind: Kind
    channel: Channel
    member: Country | None
    body: ContentRef
    amends: Id | None = None


class DraftRevised(Event, frozen=True):
    kind: Kind
    channel: Channel
    body: ContentRef
    erased: tuple[Id, ...]


class DraftDiscarded(Event, frozen=True):
    erased: tuple[Id, ...]


class RequestSubmitted(Event, frozen=True):
    """`concerned` are the states whose nationals and officers may not review this request."""

    urgency: UrgencyLevel
    concerned: tuple[Country, ...]
    despite: ContentRef | None = None


class ReviewBegun(Event, frozen=True):
    pass


class RequestReturned(Event, frozen=True):
    told: Ground | None
    reply_by: datetime
    remarks: ContentRef | None = None


class ReplyDrafted(Event, frozen=True):
    """What is being mended was saved; what was examined stands beside it, until the reply takes its place."""

    body: ContentRef
    erased: tuple[Id, ...]


class ReplyGiven(Event, frozen=True):
    kind: Kind
    channel: Channel
    body: ContentRef
    urgency: UrgencyLevel
    concerned: tuple[Country, ...]
    reply: ContentRef | None = None
    erased: tuple[Id, ...] = ()


class RequestRefused(Event, frozen=True):
    """`told` is what the requester reads; the ground itself stands in the review, for the secretariat."""

    told: Ground
    remarks: ContentRef | None = None


class RequestApproved(Event, frozen=True):
    decision: Decision
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    remarks: ContentRef | None = None


class RequestPublished(Event, frozen=True):
    notice: Id


class RequestWithdrawn(Event, frozen=True):
    reason: ContentRef | None = None


class ReconsiderationAsked(Event, frozen=True):
    reasons: ContentRef


class RequestLapsed(Event, frozen=True):
    pass


class RequestEnded(Event, frozen=True):
    pass


class RequestErased(Event, frozen=True):
    erased: tuple[Id, ...]


class ReviewOpened(Event, frozen=True):
    """`excluded` decided an earlier round and do not judge their own decision."""

    id: Id
    cause: ReviewCause
    round: int
    urgency: UrgencyLevel
    due: datetime
    concerned: tuple[Country, ...]
    excluded: tuple[Id, ...]
    kind: Kind
    member: Country | None


class ReviewClaimed(Event, frozen=True):
    reviewer: Id
    until: datetime


class ReviewReleased(Event, frozen=True):
    """`late` where the claim ran out; `by_other` where it was taken back for reassignment."""

    reviewer: Id
    late: bool = False
    by_other: bool = False


class ContextRecorded(Event, frozen=True):
    context: ContentRef
    concerned: tuple[Country, ...]
    erased: tuple[Id, ...] = ()


class TiesWeighed(Event, frozen=True):
    """The states concerned as known now; claims and opinions of `set_aside`, whom a tie excludes, count no more."""

    concerned: tuple[Country, ...]
    set_aside: tuple[Id, ...]


class OpinionCounted(Event, frozen=True):
    reviewer: Id


class ReviewEscalated(Event, frozen=True):
    """Two opinions differ: a third reviewer decides."""

    due: datetime


class ReviewDecided(Event, frozen=True):
    """The outcome, its real ground, and how far the reviewers agreed."""

    decision: Decision
    ground: Ground | None
    struck: tuple[int, ...]
    kind: Kind | None
    reviewers: tuple[Id, ...]
    dissent: int
    questions: tuple[RuleCode, ...]
    cause: ReviewCause


class ReviewClosed(Event, frozen=True):
    pass


class OpinionGiven(Event, frozen=True):
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


class NoticePublished(Event, frozen=True):
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
    extract_ends: datetime | UnsetType = UNSET


class ListingPublished(Event, frozen=True):
    id: Id
    body: ContentRef
    resolution: int
    extract: ContentRef
    number: PublicNumber


class ListingRevised(Event, frozen=True):
    body: ContentRef
    extract: ContentRef
    erased: tuple[Id, ...]


class NoticeAmended(Event, frozen=True):
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
    extract_ends: datetime | UnsetType = UNSET


class NoticeMaintained(Event, frozen=True):
    pass


class NoticeSuspended(Event, frozen=True):
    until: datetime
    reason: ContentRef


class NoticeResumed(Event, frozen=True):
    pass


class NoticeBlocked(Event, frozen=True):
    ground: Ground
    reason: ContentRef
    by_commission: bool


class NoticeUnblocked(Event, frozen=True):
    reason: ContentRef


class AddendumAdded(Event, frozen=True):
    text: ContentRef
    to_requester: bool
    public: bool
    extract: ContentRef | None = None
    erased: tuple[Id, ...] = ()


class CirculationRestricted(Event, frozen=True):
    circulation: CirculationMode
    members: tuple[Country, ...]


class ExtractReleased(Event, frozen=True):
    extract: ContentRef
    number: PublicNumber
    until: date | None
    erased: tuple[Id, ...] = ()
    ends: datetime | UnsetType = UNSET


class ExtractRetracted(Event, frozen=True):
    erased: tuple[Id, ...]


class RetentionAsked(Event, frozen=True):
    answer_by: datetime


class RetentionExtended(Event, frozen=True):
    until: datetime
    reason: ContentRef


class SecondLookAsked(Event, frozen=True):
    pass


class NoticeEnded(Event, frozen=True):
    """The end of a notice, whatever its cause: the contents of the whole file are destroyed with it."""

    erased: tuple[Id, ...]
    recall_by: datetime


class PurposeAchieved(NoticeEnded, frozen=True):
    how: Answer | None = None


class NoticeWithdrawn(NoticeEnded, frozen=True):
    ground: Ground


class NoticeCancelled(NoticeEnded, frozen=True):
    ground: Ground


class NoticeExpired(NoticeEnded, frozen=True):
    pass


class ListingEnded(NoticeEnded, frozen=True):
    pass


class TreatmentRecorded(Event, frozen=True):
    notice: Id
    member: Country
    treatment: Treatment
    ground: AnswerGround | None
    text: ContentRef | None = None


class AnswerRecorded(Event, frozen=True):
    notice: Id
    member: Country
    answer: Answer
    ground: AnswerGround | None
    visible_to: VisibleTo
    name_us: bool
    on: date | None
    text: ContentRef | None = None


class ObjectionRaised(Event, frozen=True):
    notice: Id
    member: Country
    kind: ObjectionKind
    text: ContentRef


class SilenceReminded(Event, frozen=True):
    notice: Id
    member: Country


class CampaignCreated(Event, frozen=True):
    id: Id
    member: Country
    title: ContentRef


class CampaignNoticeAdded(Event, frozen=True):
    notice: Id


class CampaignNoticeRemoved(Event, frozen=True):
    notice: Id
