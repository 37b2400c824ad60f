"""Any order of acts by anyone: what must never happen does not, and what is erased is nowhere."""

import os
import shutil
import tempfile
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.house import MEMBERS, House, house, request

from comity.app import ledgering
from comity.app.replaying import differences
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, Forbidden, NotFound
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.notice import IN_FORCE
from comity.notices.request import Circulation, Urgency
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    CirculationMode,
    Decision,
    Ground,
    ObjectionKind,
    State,
    Treatment,
    UrgencyLevel,
)

_RECIPIENTS = [Country(code) for code in MEMBERS if code != "XA"]
_REACH = [
    Circulation(),
    Circulation(mode=CirculationMode.ONLY, members=[Country("XC"), Country("XD")]),
    Circulation(mode=CirculationMode.EXCEPT, members=[Country("XE")]),
]

REFUSALS = (CommandRefused, Forbidden, NotFound)


class Lifecycle(RuleBasedStateMachine):
    """Drives one organisation; refusals are part of life, and other errors are failures."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._folder = Path(tempfile.mkdtemp(prefix="comity-machine-"))
        self.home: House = self._stack.enter_context(house(self._folder))
        self.requests: list[str] = []
        self.marks: dict[str, str] = {}
        self.acts = 0
        self.checkpoints: list[str] = []

    def teardown(self) -> None:
        self._stack.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _try(self, by: Principal, command: Command) -> None:
        with suppress(*REFUSALS):
            self.home.do(by, command)

    def _notices(self) -> list[Any]:
        with self.home.comity.look() as look:
            return [look.typed(found).state for found in look.reader.registers("notice")]

    @initialize()
    def begin(self) -> None:
        for reach, level in zip(_REACH, UrgencyLevel, strict=True):
            self.draft(reach, level)
            self._try(self.home.bureau["XA"], c.SubmitRequest(id=self.requests[-1], despite="for the test"))
            for reviewer in self.home.reviewers[:2]:
                self.home.opine(reviewer, self.requests[-1])
        self.draft(_REACH[0], UrgencyLevel.ROUTINE)
        self._try(self.home.bureau["XA"], c.SubmitRequest(id=self.requests[-1], despite="for the test"))

    @rule(reach=st.sampled_from(_REACH), level=st.sampled_from(UrgencyLevel))
    def draft(self, reach: Circulation, level: UrgencyLevel) -> None:
        mark = f"MARK{len(self.marks):04d}{os.urandom(6).hex()}"
        urgency = Urgency(level=level, reason="The person is at the airport.")
        body = request(circulation=reach, urgency=urgency, international_interest=f"Seen by {mark}")
        new = self.home.draft(body)
        self.requests.append(new)
        self.marks[new] = mark

    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        if notices := [notice for notice in self._notices() if notice.state in IN_FORCE]:
            notice = data.draw(st.sampled_from(notices))
            new = self.home.comity.chance.id("req")
            self._try(self.home.bureau["XA"], c.DraftRequest(id=new, body=request(), amends=notice.id))
            self._try(self.home.bureau["XA"], c.SubmitRequest(id=new, despite="for the test"))
            self.requests.append(new)

    @rule(data=st.data(), which=st.integers(0, 5))
    def by_the_requester(self, data: st.DataObject, which: int) -> None:
        new = data.draw(st.sampled_from(self.requests))
        commands = [
            c.SubmitRequest(id=new, despite="for the test"),
            c.SubmitRequest(id=new, despite="for the test"),
            c.WithdrawRequest(id=new),
            c.AskReconsideration(id=new, reasons="A new fact."),
            c.ReplyToReturn(id=new, body=request(), reply="Mended."),
            c.DiscardDraft(id=new),
        ]
        self._try(self.home.bureau["XA"], commands[which])

    @rule(data=st.data(), decision=st.sampled_from([Decision.APPROVE, Decision.APPROVE, *Decision]))
    def review(self, data: st.DataObject, decision: Decision) -> None:
        with self.home.comity.look() as look:
            open_now = [r.stream_id for r in look.reader.registers("review") if r.row.state == "open"]
        new = data.draw(st.sampled_from(open_now or self.requests))
        reviewer = data.draw(st.sampled_from(self.home.reviewers))
        ground = Ground.NEUTRALITY if decision in {Decision.RETURN, Decision.REFUSE} else None
        with suppress(*REFUSALS):
            self.home.opine(reviewer, new, decision, ground)

    @precondition(lambda self: self._notices())
    @rule(data=st.data(), which=st.integers(0, 9))
    def on_a_notice(self, data: st.DataObject, which: int) -> None:
        notice = data.draw(st.sampled_from(self._notices())).id
        bureau, officer = self.home.bureau["XA"], self.home.officer
        day = (self.home.clock.at + timedelta(days=data.draw(st.integers(-5, 300)))).date()
        acts: list[tuple[Principal, Command]] = [
            (bureau, c.SuspendNotice(id=notice, until=day, reason="The court looks again.")),
            (bureau, c.ResumeNotice(id=notice)),
            (officer, c.BlockNotice(id=notice, ground=Ground.PROTECTION, reason="A claim came in.")),
            (officer, c.UnblockNotice(id=notice, reason="Looked into.")),
            (bureau, c.AchievePurpose(id=notice)),
            (bureau, c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE)),
            (officer, c.CancelNotice(id=notice, ground=Ground.HUMAN_RIGHTS)),
            (officer, c.AddAddendum(id=notice, text="Ask first.")),
            (bureau, c.ExtendRetention(id=notice, until=day, reason="Still wanted.")),
            (bureau, c.RestrictCirculation(id=notice, circulation=data.draw(st.sampled_from(_REACH)))),
        ]
        self._try(*acts[which])

    @precondition(lambda self: self._notices())
    @rule(data=st.data(), member=st.sampled_from(_RECIPIENTS), which=st.integers(0, 2))
    def by_a_recipient(self, data: st.DataObject, member: Country, which: int) -> None:
        notice = data.draw(st.sampled_from(self._notices())).id
        answer = data.draw(st.sampled_from(Answer))
        ground = data.draw(st.sampled_from(AnswerGround)) if answer is Answer.EXTRADITION_REFUSED else None
        commands = [
            c.RecordTreatment(notice=notice, member=member, treatment=data.draw(st.sampled_from(Treatment))),
            c.RecordAnswer(notice=notice, member=member, answer=answer, ground=ground),
            c.RaiseObjection(notice=notice, member=member, kind=ObjectionKind.POLITICS, text="Political."),
        ]
        self._try(self.home.bureau[member], commands[which])

    @rule(days=st.sampled_from([1, 3, 40, 200, 1500]))
    def time_passes(self, days: int) -> None:
        self.home.later(days=days)
        assert self.home.round().refused == 0

    @invariant()
    def no_member_s_notice_stands_without_two_unconflicted_approvals(self) -> None:
        with self.home.comity.look() as look:
            acts = look.acts(self.acts, 10_000)
            for act in acts:
                if isinstance(act.event, e.NoticePublished | e.NoticeAmended):
                    approving = set(act.event.reviewers)
                    assert len(approving) >= 2
                    assert all(not look.principal(person).ties & {"XA", "XB"} for person in approving)
            self.acts += len(acts)

    @invariant()
    def no_one_outside_circulation_reads_a_notice(self) -> None:
        with self.home.comity.look() as look:
            for notice in self._notices():
                for member in _RECIPIENTS:
                    meant = notice.reach.reaches(member, notice.member) and notice.state is State.PUBLISHED
                    try:
                        look.see(self.home.bureau[member], "notice", notice.id)
                        seen = True
                    except NotFound:
                        seen = False
                    assert seen == meant

    @invariant()
    def what_is_erased_is_in_no_table_and_has_no_key(self) -> None:
        with self.home.comity.look() as look:
            kept = look.reader.content_ids()
            assert kept == set(self.home.comity.vault.ids())
            for notice in self._notices():
                if notice.state not in IN_FORCE:
                    assert look.reader.contents(notice.request) == []

    @invariant()
    def the_register_is_what_the_acts_lead_to(self) -> None:
        with self.home.comity.look() as look:
            assert list(differences(look)) == []

    @invariant()
    def the_ledger_only_grows(self) -> None:
        self.checkpoints.append(ledgering.checkpoint(self.home.comity))
        report = ledgering.verify(self.home.comity, self.checkpoints[-5:])
        assert report.holds, report.faults


TestLifecycle = Lifecycle.TestCase
TestLifecycle.settings = settings(
    max_examples=8 if not os.environ.get("COMITY_LONG") else 100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
