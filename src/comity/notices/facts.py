"""What the application layer lays before the deciders of notices, unsealed, for one command."""

from datetime import date

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef, Digest, Id, PublicNumber
from comity.kernel.errors import Fault
from comity.kernel.time_zone import TimeZone
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Decision, Ground, Kind, UrgencyLevel


class OpinionFact(msgspec.Struct, frozen=True):
    """What a reviewer concluded, without the words; in the order in which the opinions were given."""

    reviewer: Id
    decision: Decision
    ground: Ground | None = None
    struck: tuple[int, ...] = ()
    kind: Kind | None = None


class Clocks(msgspec.Struct, frozen=True):
    """The dated parameters of law that the deciders use, as of the day of the command."""

    retention_months: int = 60
    reply_days: int = 60
    recall_hours: int = 24
    second_look_hours: int = 24
    review_hours: dict[UrgencyLevel, int] = {}
    claim_hours: dict[UrgencyLevel, int] = {}


class ApprovedRequest(msgspec.Struct, frozen=True):
    """The decided request from which a notice is made."""

    id: Id
    body: NoticeRequest
    ref: ContentRef
    reviewers: tuple[Id, ...]
    struck: tuple[int, ...] = ()
    kind: Kind | None = None


class ReviewFact(msgspec.Struct, frozen=True):
    """The review on which an opinion is given, and whether the giver holds a claim on it."""

    round: int
    re_examination: bool
    claimed: bool


class Face(msgspec.Struct, frozen=True):
    """A notice's content as a member sees it: its commitment, edition, and addenda that the member may know of."""

    content: Digest
    edition: int
    addenda: int


class NoticeFacts(msgspec.Struct, frozen=True):
    """Facts for one command; each field is filled only where the command needs it.

    `refs` are the sealed contents of the command by field name; `mend` is what the checks tell the
    requester to supply; `questions` are the rule codes a reviewer must answer; `duty` are the
    unconflicted reviewers on duty; `tied` are reviewers of the case whom a tie excludes as things stand now;
    `charges` are the numbers of those that stand; `time_zone` is
    that of the member whose days the command names; `contents` are all content ids of the file, which its end destroys.
    """

    actor: Id
    clocks: Clocks
    refs: dict[str, ContentRef] = {}
    by_commission: bool = False
    body: NoticeRequest | None = None
    mend: tuple[Fault, ...] = ()
    questions: tuple[str, ...] = ()
    concerned: tuple[Country, ...] = ()
    duty: tuple[Id, ...] = ()
    excluded: tuple[Id, ...] = ()
    opinions: tuple[OpinionFact, ...] = ()
    tied: tuple[Id, ...] = ()
    charges: tuple[int, ...] = ()
    review: ReviewFact | None = None
    approved: ApprovedRequest | None = None
    extract: ContentRef | None = None
    extract_until: date | None = None
    number: PublicNumber | None = None
    contents: tuple[Id, ...] = ()
    held: bool = False
    time_zone: TimeZone | None = None
    owner: str | None = None
    face: Face | None = None
