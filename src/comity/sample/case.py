"""One case on the stage: what its bureau, its reviewers and its recipients do, step by step."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from comity.compliance.check import check
from comity.governance.gate import Principal
from comity.kernel.codes import Country, Language
from comity.kernel.dates import PartialDate
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.context import CaseContext, CorrectiveMeasure, Position
from comity.notices.request import Attachment, NoticeRequest
from comity.notices.requesting import concerned_states
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground, Kind, PositionView, Treatment, VisibleTo
from comity.sample.members import MEMBERS
from comity.sample.staff import DUTY
from comity.sample.stage import Plot, Stage
from comity.sample.words import phrases

DESPITE = "The authority cannot give more at present and asks that people look at the request as it is."

_VIEWS = {
    Answer.EXTRADITION_REFUSED: PositionView.REFUSED_EXTRADITION,
    Answer.EXTRADITION_GRANTED: PositionView.GRANTED_EXTRADITION,
}


class Said(NamedTuple):
    """What a reviewer concludes."""

    decision: Decision
    ground: Ground | None = None
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    remarks: str | None = None


APPROVE = Said(Decision.APPROVE)


class Case:
    """A request and what becomes of it; `notice` is set once it is published."""

    def __init__(self, stage: Stage, body: NoticeRequest, context: CaseContext | None = None) -> None:
        assert body.requesting_member is not None
        self.stage, self.body, self.context = stage, body, context
        self.member: Country = body.requesting_member
        self.bureau = stage.staff.bureau(self.member)
        self.id = stage.chance.id("req")
        self.notice = ""
        self.judges: list[Principal] = []
        self.objecting: set[Country] = set()
        self.urgent = body.urgency is not None

    def draft(self, amends: str | None = None) -> None:
        if amends is None and self.body.kind is Kind.RED and self.stage.chance.happens(30):
            self.body = replace(self.body, attachments=[self._warrant()])
        self.stage.do(self.bureau, c.DraftRequest(id=self.id, body=self.body, amends=amends))

    def _warrant(self) -> Attachment:
        words, court = phrases(self.body.language), self.body.requesting_authority
        title = f"{words.warrant} {self.body.reference}"
        digest = self.stage.upload(self.bureau, f"{title}\n{court.name if court else ''}\n".encode())
        return Attachment(sha256=digest, type="warrant", language=Language.parse(self.body.language), title=title)

    def submit(self) -> None:
        try:
            self.stage.do(self.bureau, c.SubmitRequest(id=self.id))
        except CommandRefused:  # the checks name what is missing, and this bureau has no more to give
            self.stage.do(self.bureau, c.SubmitRequest(id=self.id, despite=DESPITE))

    def reply(self, body: NoticeRequest) -> None:
        """Mend a request that came back."""
        self.body = replace(body, attachments=self.body.attachments)
        self.stage.do(self.bureau, c.ReplyToReturn(id=self.id, body=self.body))

    def inform(self, context: CaseContext) -> None:
        """Let a case officer record what the secretariat knows."""
        self.context = context
        self.stage.do(self.stage.staff.of("case1"), c.RecordContext(id=self.id, context=context))

    def reviewers(self, count: int, but: Sequence[Principal] = ()) -> list[Principal]:
        """Choose reviewers whom no tie excludes."""
        held = self.context or CaseContext()
        states = set(concerned_states(self.body)) | {status.confirmed_by for status in held.subject_status}
        states |= {position.member for position in held.positions} | self.objecting
        free = [p for p in self.stage.staff.reviewers if not p.ties & {s for s in states if s} and p not in but]
        return self.stage.chance.some(free, count)

    def claim(self, reviewer: Principal) -> None:
        self.stage.do(reviewer, c.ClaimReview(id=self.id))

    def opine(self, reviewer: Principal, said: Said, asked: Sequence[str]) -> None:
        """Give an opinion that answers every question of the checks; note the notice if this one decided."""
        reasons = "I have read the file and the answers; the conditions were looked at one by one."
        answers = [c.QuestionAnswer(rule=rule, answer="Looked into; see the reasons.") for rule in asked]
        text = c.OpinionText(reasons=reasons, answers=answers, for_requester=said.remarks)
        self.stage.chance.last.pop("ntc", None)
        command = c.GiveOpinion(
            id=self.id,
            decision=said.decision,
            text=text,
            ground=said.ground,
            struck_charges=said.struck,
            kind=said.kind,
        )
        self.stage.do(reviewer, command)
        self.notice = self.stage.chance.last.get("ntc", self.notice)

    def _questions(self) -> list[str]:
        """Return the rules whose questions must be answered, for a member under a measure or not."""
        known = self.context or CaseContext()
        measures = [CorrectiveMeasure(member=self.member, measure="warn")]  # asked about only where one is in force
        report = check(self.body, replace(known, corrective_measures=measures), self.stage.at.date())
        return list(dict.fromkeys(question.rule for question in report.questions))

    def review(self, *said: Said) -> Plot:
        """Two reviewers, and a third where they differ, claim and conclude; an urgent case is the duty pair's."""
        holding = self._duty() if self.urgent and not self.notice else []
        judges = [*holding, *self.reviewers(len(said), [*self.judges, *holding])][: len(said)]
        self.judges = judges
        asked: list[str] | None = None
        for place, (judge, opinion) in enumerate(zip(judges, said, strict=True)):
            if judge not in holding:
                self.claim(judge)
            yield self.pause(1, 30)
            asked = asked or self._questions()
            self.opine(judge, opinion, asked)
            if place + 1 < len(said):
                yield self.pause(1, 40)

    def pause(self, least: int, most: int) -> timedelta:
        """Return a pause of some hours; of minutes while the case is urgent, for claims on it are short."""
        return timedelta(minutes=self.stage.chance.between(5, 12)) if self.urgent else self.stage.hours(least, most)

    def _duty(self) -> list[Principal]:
        states = set(concerned_states(self.body))
        return [p for p in map(self.stage.staff.of, DUTY) if not p.ties & states]

    def treat(self, member: Country, treatment: Treatment, ground: AnswerGround | None = None) -> None:
        command = c.RecordTreatment(notice=self.notice, member=member, treatment=treatment, ground=ground)
        self.stage.do(self.stage.staff.bureau(member), command)

    def answer(
        self,
        member: Country,
        answer: Answer,
        ground: AnswerGround | None = None,
        visible_to: VisibleTo | None = None,
        name_us: bool = False,
    ) -> None:
        command = c.RecordAnswer(
            notice=self.notice,
            member=member,
            answer=answer,
            ground=ground,
            visible_to=visible_to,
            name_us=name_us,
            on=self.stage.at.date(),
        )
        self.stage.do(self.stage.staff.bureau(member), command)
        if answer in _VIEWS:
            held = self.context or CaseContext()
            view = Position(view=_VIEWS[answer], member=member, ground=ground, on=PartialDate(f"{command.on}"))
            self.context = replace(held, positions=[*held.positions, view])

    def others(self, count: int) -> list[Country]:
        """Choose members that receive the notice; the one that came late is left out."""
        reach = self.body.circulation
        found = [m.code for m in MEMBERS[:-1] if reach is None or reach.reaches(m.code, self.member)]
        return self.stage.chance.some([code for code in found if code != self.member], count)

    def achieve(self, how: Answer) -> None:
        self.stage.do(self.bureau, c.AchievePurpose(id=self.notice, how=how))
