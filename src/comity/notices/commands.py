"""What may be asked of requests, reviews, opinions, notices, dealings and campaigns, in the imperative."""

from datetime import date
from typing import ClassVar

from comity.kernel.codes import Country
from comity.kernel.decider import Command, Id
from comity.kernel.subject import Line, Record, Words
from comity.notices.context import CaseContext
from comity.notices.request import Circulation, NoticeRequest
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    Decision,
    Ground,
    Kind,
    ObjectionKind,
    ReviewCause,
    Treatment,
    VisibleTo,
)


class DraftRequest(Command, frozen=True):
    id: Id
    body: NoticeRequest
    amends: Id | None = None
    sealed: ClassVar = ("body",)


class ReviseDraft(Command, frozen=True):
    id: Id
    body: NoticeRequest
    sealed: ClassVar = ("body",)


class DiscardDraft(Command, frozen=True):
    id: Id


class SubmitRequest(Command, frozen=True):
    """`despite` says why the request goes to people although the checks name things to mend."""

    id: Id
    despite: Words | None = None
    sealed: ClassVar = ("despite",)


class DraftReply(Command, frozen=True):
    """The request as it is being mended, kept for the bureau alone until the reply is given."""

    id: Id
    body: NoticeRequest
    sealed: ClassVar = ("body",)


class ReplyToReturn(Command, frozen=True):
    id: Id
    body: NoticeRequest
    reply: Words | None = None
    sealed: ClassVar = ("body", "reply")


class WithdrawRequest(Command, frozen=True):
    id: Id
    reason: Words | None = None
    sealed: ClassVar = ("reason",)


class AskReconsideration(Command, frozen=True):
    id: Id
    reasons: Words
    sealed: ClassVar = ("reasons",)


class BeginReview(Command, frozen=True):
    id: Id


class Conclude(Command, frozen=True):
    """The process carries a decided review to the request; `told` is the ground that the requester reads."""

    id: Id
    decision: Decision
    told: Ground | None = None
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    remarks: Words | None = None
    sealed: ClassVar = ("remarks",)


class RecordPublication(Command, frozen=True):
    id: Id
    notice: Id


class RecordEnd(Command, frozen=True):
    id: Id


class LapseRequest(Command, frozen=True):
    id: Id


class EraseRequest(Command, frozen=True):
    id: Id


class OpenReview(Command, frozen=True):
    id: Id
    cause: ReviewCause


class ClaimReview(Command, frozen=True):
    id: Id


class ReleaseReview(Command, frozen=True):
    """A reviewer hands back, or the Secretary General takes back for reassignment; `reviewer` is whose claim."""

    id: Id
    reviewer: Id


class ReleaseLateClaims(Command, frozen=True):
    id: Id


class RecordContext(Command, frozen=True):
    id: Id
    context: CaseContext
    sealed: ClassVar = ("context",)


class WeighTies(Command, frozen=True):
    """What became known since moves who is concerned; who is now tied no longer counts."""

    id: Id


class TallyOpinions(Command, frozen=True):
    id: Id


class CloseReview(Command, frozen=True):
    id: Id


class QuestionAnswer(Record, frozen=True):
    rule: Line
    answer: Words


class OpinionText(Record, frozen=True):
    """What a reviewer says in words; `for_requester` is what the requester may read of it."""

    reasons: Words
    answers: list[QuestionAnswer] = []
    for_requester: Words | None = None


class GiveOpinion(Command, frozen=True):
    id: Id
    decision: Decision
    text: OpinionText
    ground: Ground | None = None
    struck_charges: tuple[int, ...] = ()
    kind: Kind | None = None
    sealed: ClassVar = ("text",)


class PublishNotice(Command, frozen=True):
    id: Id
    request: Id


class PublishListing(Command, frozen=True):
    """A listing of the Security Council rests on its resolution, not on approvals (RPD 95)."""

    id: Id
    body: NoticeRequest
    resolution: int
    sealed: ClassVar = ("body",)


class ReviseListing(Command, frozen=True):
    id: Id
    body: NoticeRequest
    sealed: ClassVar = ("body",)


class EndListing(Command, frozen=True):
    id: Id


class AmendNotice(Command, frozen=True):
    id: Id
    request: Id


class StrikeCharges(Command, frozen=True):
    id: Id
    struck: tuple[int, ...]


class MaintainNotice(Command, frozen=True):
    id: Id


class SuspendNotice(Command, frozen=True):
    id: Id
    until: date
    reason: Words
    sealed: ClassVar = ("reason",)


class ResumeNotice(Command, frozen=True):
    id: Id


class EndSuspension(Command, frozen=True):
    id: Id


class BlockNotice(Command, frozen=True):
    id: Id
    ground: Ground
    reason: Words
    sealed: ClassVar = ("reason",)


class UnblockNotice(Command, frozen=True):
    id: Id
    reason: Words
    sealed: ClassVar = ("reason",)


class AddAddendum(Command, frozen=True):
    """`to_requester` is False where the addendum would tell the requester what it may not know."""

    id: Id
    text: Words
    to_requester: bool = True
    public: bool = False
    sealed: ClassVar = ("text",)


class RestrictCirculation(Command, frozen=True):
    """The requester narrows who receives; it never widens (that is an amendment)."""

    id: Id
    circulation: Circulation


class AuthoriseExtract(Command, frozen=True):
    id: Id
    fields: list[Line] | None = None
    until: date | None = None


class RetractExtract(Command, frozen=True):
    id: Id


class AchievePurpose(Command, frozen=True):
    id: Id
    how: Answer | None = None


class WithdrawNotice(Command, frozen=True):
    id: Id
    ground: Ground
    reason: Words | None = None
    sealed: ClassVar = ("reason",)


class CancelNotice(Command, frozen=True):
    id: Id
    ground: Ground
    reason: Words | None = None
    sealed: ClassVar = ("reason",)


class AskRetention(Command, frozen=True):
    id: Id


class ExtendRetention(Command, frozen=True):
    id: Id
    until: date
    reason: Words
    sealed: ClassVar = ("reason",)


class ExpireNotice(Command, frozen=True):
    id: Id


class ExpireExtract(Command, frozen=True):
    id: Id


class TakeSecondLook(Command, frozen=True):
    id: Id


class RecordTreatment(Command, frozen=True):
    notice: Id
    member: Country
    treatment: Treatment
    ground: AnswerGround | None = None
    text: Words | None = None
    sealed: ClassVar = ("text",)


class RecordAnswer(Command, frozen=True):
    """`visible_to` left out takes the default: protective grounds and whereabouts are for the secretariat alone."""

    notice: Id
    member: Country
    answer: Answer
    ground: AnswerGround | None = None
    visible_to: VisibleTo | None = None
    name_us: bool = False
    on: date | None = None
    text: Words | None = None
    sealed: ClassVar = ("text",)


class RaiseObjection(Command, frozen=True):
    notice: Id
    member: Country
    kind: ObjectionKind
    text: Words
    sealed: ClassVar = ("text",)


class RemindOfSilence(Command, frozen=True):
    notice: Id
    member: Country


class CreateCampaign(Command, frozen=True):
    id: Id
    member: Country
    title: Line
    sealed: ClassVar = ("title",)


class AddToCampaign(Command, frozen=True):
    id: Id
    notice: Id


class RemoveFromCampaign(Command, frozen=True):
    id: Id
    notice: Id
