"""What may be asked of requests, reviews, opinions, notices, dealings and campaigns, in the imperative."""

from datetime import date

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


class DraftRequest(Command):
    id: Id
    body: NoticeRequest
    amends: Id | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("body",)


class ReviseDraft(Command):
    id: Id
    body: NoticeRequest

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("body",)


class DiscardDraft(Command):
    id: Id


class SubmitRequest(Command):
    """`despite` says why the request goes to people although the checks name things to mend."""

    id: Id
    despite: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("despite",)


class ReplyToReturn(Command):
    id: Id
    body: NoticeRequest
    reply: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("body", "reply")


class WithdrawRequest(Command):
    id: Id
    reason: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class AskReconsideration(Command):
    id: Id
    reasons: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reasons",)


class BeginReview(Command):
    id: Id


class Conclude(Command):
    """The process carries a decided review to the request; `told` is the ground that the requester reads."""

    id: Id
    decision: Decision
    told: Ground | None = None
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    remarks: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("remarks",)


class RecordPublication(Command):
    id: Id
    notice: Id


class RecordEnd(Command):
    id: Id


class LapseRequest(Command):
    id: Id


class EraseRequest(Command):
    id: Id



class OpenReview(Command):
    id: Id
    cause: ReviewCause


class ClaimReview(Command):
    id: Id


class ReleaseReview(Command):
    """A reviewer hands back, or the Secretary General takes back for reassignment; `reviewer` is whose claim."""

    id: Id
    reviewer: Id


class ReleaseLateClaims(Command):
    id: Id


class RecordContext(Command):
    id: Id
    context: CaseContext

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("context",)


class TallyOpinions(Command):
    id: Id


class CloseReview(Command):
    id: Id


class QuestionAnswer(Record):
    rule: Line
    answer: Words


class OpinionText(Record):
    """What a reviewer says in words; `for_requester` is what the requester may read of it."""

    reasons: Words
    answers: list[QuestionAnswer] = []
    for_requester: Words | None = None


class GiveOpinion(Command):
    id: Id
    decision: Decision
    text: OpinionText
    ground: Ground | None = None
    struck_charges: tuple[int, ...] = ()
    kind: Kind | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("text",)



class PublishNotice(Command):
    id: Id
    request: Id


class PublishListing(Command):
    """A listing of the Security Council rests on its resolution, not on approvals (RPD 95)."""

    id: Id
    body: NoticeRequest
    resolution: int

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("body",)


class ReviseListing(Command):
    id: Id
    body: NoticeRequest

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("body",)


class EndListing(Command):
    id: Id


class AmendNotice(Command):
    id: Id
    request: Id


class StrikeCharges(Command):
    id: Id
    struck: tuple[int, ...]


class MaintainNotice(Command):
    id: Id


class SuspendNotice(Command):
    id: Id
    until: date
    reason: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class ResumeNotice(Command):
    id: Id


class EndSuspension(Command):
    id: Id


class BlockNotice(Command):
    id: Id
    ground: Ground
    reason: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class UnblockNotice(Command):
    id: Id
    reason: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class AddAddendum(Command):
    """`to_requester` is False where the addendum would tell the requester what it may not know."""

    id: Id
    text: Words
    to_requester: bool = True
    public: bool = False

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("text",)


class RestrictCirculation(Command):
    """The requester narrows who receives; it never widens (that is an amendment)."""

    id: Id
    circulation: Circulation


class AuthoriseExtract(Command):
    id: Id
    fields: list[Line] | None = None
    until: date | None = None


class RetractExtract(Command):
    id: Id


class AchievePurpose(Command):
    id: Id
    how: Answer | None = None


class WithdrawNotice(Command):
    id: Id
    ground: Ground
    reason: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class CancelNotice(Command):
    id: Id
    ground: Ground
    reason: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class AskRetention(Command):
    id: Id


class ExtendRetention(Command):
    id: Id
    until: date
    reason: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("reason",)


class ExpireNotice(Command):
    id: Id


class ExpireExtract(Command):
    id: Id


class TakeSecondLook(Command):
    id: Id



class RecordTreatment(Command):
    notice: Id
    member: Country
    treatment: Treatment
    ground: AnswerGround | None = None
    text: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("text",)


class RecordAnswer(Command):
    """`visible_to` left out takes the default: protective grounds and whereabouts are for the secretariat alone."""

    notice: Id
    member: Country
    answer: Answer
    ground: AnswerGround | None = None
    visible_to: VisibleTo | None = None
    name_us: bool = False
    on: date | None = None
    text: Words | None = None

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("text",)


class RaiseObjection(Command):
    notice: Id
    member: Country
    kind: ObjectionKind
    text: Words

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("text",)


class RemindOfSilence(Command):
    notice: Id
    member: Country



class CreateCampaign(Command):
    id: Id
    member: Country
    title: Line

    @classmethod
    def sealed(cls) -> tuple[str, ...]:
        return ("title",)


class AddToCampaign(Command):
    id: Id
    notice: Id


class RemoveFromCampaign(Command):
    id: Id
    notice: Id
