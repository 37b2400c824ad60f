"""Histories written as short stories: each call is what people did on a day, told in the acts it leaves."""

from datetime import UTC, date, datetime, timedelta

from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef, Event
from comity.notices import events as e
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
from comity.statistics.cases import Happened

MEMBERS = {member: date(2024, 1, 1) for member in ("XA", "XB", "XC", "XD")}
_TEXT = ContentRef("cnt_0000000000000000", "0" * 64)


def moment(day: str, hour: int = 12) -> datetime:
    """Return an hour of a day in UTC."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=hour)


class Story:
    """A history in the making; `acts` gives it in the order of time."""

    def __init__(self) -> None:
        self._told: list[tuple[datetime, str, str, Event]] = []
        self._count = 0

    @property
    def acts(self) -> list[Happened]:
        ordered = sorted(self._told, key=lambda told: told[0])
        return [Happened(seq, *told) for seq, told in enumerate(ordered, 1)]

    def tell(self, day: str, stream: str, id_: str, event: Event, hour: int = 12) -> None:
        self._told.append((moment(day, hour), stream, id_, event))

    def submits(
        self,
        day: str,
        member: str | None = "XA",
        kind: Kind = Kind.RED,
        *,
        channel: Channel = Channel.NOTICE,
        urgency: UrgencyLevel = UrgencyLevel.ROUTINE,
        amends: str | None = None,
    ) -> str:
        self._count += 1
        id_ = f"req_{self._count:016d}"
        country = Country(member) if member else None
        drafted = e.RequestDrafted(id=id_, kind=kind, channel=channel, member=country, body=_TEXT, amends=amends)
        self.tell(day, "request", id_, drafted, 8)
        self.tell(day, "request", id_, e.RequestSubmitted(urgency=urgency, concerned=()), 9)
        self.opens(day, id_, kind, urgency)
        return id_

    def opens(
        self,
        day: str,
        request: str,
        kind: Kind = Kind.RED,
        urgency: UrgencyLevel = UrgencyLevel.ROUTINE,
        cause: ReviewCause = ReviewCause.SUBMISSION,
    ) -> None:
        hours = {UrgencyLevel.ROUTINE: 240, UrgencyLevel.URGENT: 24, UrgencyLevel.IMMINENT: 4}[urgency]
        opened = e.ReviewOpened(
            id=request,
            cause=cause,
            round=1,
            urgency=urgency,
            due=moment(day, 9 + hours),
            concerned=(),
            excluded=(),
            kind=kind,
            member=None,
        )
        self.tell(day, "review", request, opened, 9)

    def decides(
        self, day: str, request: str, event: Event, *, third: bool = False, dissent: int = 0, hour: int = 12
    ) -> None:
        """A review ends and the request learns of it; `event` is what it is told."""
        if third:
            self.tell(day, "review", request, e.ReviewEscalated(due=moment(day)), hour)
        decided = e.ReviewDecided(
            decision=Decision.APPROVE,
            ground=Ground.PROTECTION if isinstance(event, e.RequestRefused) else None,
            struck=(),
            kind=None,
            reviewers=(),
            dissent=dissent,
            questions=(),
            cause=ReviewCause.SUBMISSION,
        )
        self.tell(day, "review", request, decided, hour)
        self.tell(day, "request", request, event, hour)

    def approves(self, day: str, request: str, decision: Decision = Decision.APPROVE, hour: int = 12) -> None:
        self.decides(day, request, e.RequestApproved(decision=decision), hour=hour)

    def refuses(self, day: str, request: str, told: Ground) -> None:
        self.decides(day, request, e.RequestRefused(told=told))

    def returns(self, day: str, request: str) -> None:
        self.decides(day, request, e.RequestReturned(told=Ground.WARRANT, reply_by=moment(day) + timedelta(days=60)))

    def publishes(
        self,
        day: str,
        member: str | None = "XA",
        kind: Kind = Kind.RED,
        *,
        request: str = "req_none",
        public: bool = False,
        channel: Channel = Channel.NOTICE,
        mode: CirculationMode = CirculationMode.ALL,
        members: tuple[str, ...] = (),
    ) -> str:
        self._count += 1
        id_ = f"ntc_{self._count:016d}"
        published = e.NoticePublished(
            id=id_,
            request=request,
            kind=kind,
            channel=channel,
            member=Country(member) if member else None,
            body=_TEXT,
            circulation=mode,
            members=tuple(Country(m) for m in members),
            urgency=UrgencyLevel.ROUTINE,
            struck=(),
            reviewers=(),
            expires=moment(day) + timedelta(days=1826),
            second_look=None,
            number="2026/1" if public else None,
        )
        self.tell(day, "notice", id_, published, 13)
        return id_

    def lists(self, day: str) -> str:
        self._count += 1
        id_ = f"ntc_{self._count:016d}"
        listing = e.ListingPublished(id=id_, body=_TEXT, resolution=1267, extract=_TEXT, number="2026/2")
        self.tell(day, "notice", id_, listing)
        return id_

    def treats(
        self, day: str, notice: str, member: str, treatment: Treatment, ground: AnswerGround | None = None
    ) -> None:
        event = e.TreatmentRecorded(notice=notice, member=Country(member), treatment=treatment, ground=ground)
        self.tell(day, "dealing", f"{notice}.{member}", event, 14)

    def answers(
        self,
        day: str,
        notice: str,
        member: str,
        answer: Answer,
        ground: AnswerGround | None = None,
        visible: VisibleTo = VisibleTo.REQUESTER,
    ) -> None:
        event = e.AnswerRecorded(
            notice=notice,
            member=Country(member),
            answer=answer,
            ground=ground,
            visible_to=visible,
            name_us=False,
            on=None,
        )
        self.tell(day, "dealing", f"{notice}.{member}", event, 15)

    def objects(self, day: str, notice: str, member: str, kind: ObjectionKind) -> None:
        event = e.ObjectionRaised(notice=notice, member=Country(member), kind=kind, text=_TEXT)
        self.tell(day, "dealing", f"{notice}.{member}", event, 16)

    def suspends(self, day: str, notice: str) -> None:
        self.tell(day, "notice", notice, e.NoticeSuspended(until=moment(day), reason=_TEXT))

    def resumes(self, day: str, notice: str) -> None:
        self.tell(day, "notice", notice, e.NoticeResumed())

    def blocks(self, day: str, notice: str) -> None:
        self.tell(day, "notice", notice, e.NoticeBlocked(ground=Ground.NEUTRALITY, reason=_TEXT, by_commission=False))

    def unblocks(self, day: str, notice: str) -> None:
        self.tell(day, "notice", notice, e.NoticeUnblocked(reason=_TEXT))

    def narrows(self, day: str, notice: str, *members: str) -> None:
        only = tuple(Country(m) for m in members)
        event = e.CirculationRestricted(circulation=CirculationMode.ONLY, members=only)
        self.tell(day, "notice", notice, event)

    def cancels(self, day: str, notice: str, ground: Ground) -> None:
        self.tell(day, "notice", notice, e.NoticeCancelled(erased=(), recall_by=moment(day), ground=ground), 18)

    def achieves(self, day: str, notice: str) -> None:
        self.tell(day, "notice", notice, e.PurposeAchieved(erased=(), recall_by=moment(day)), 18)
