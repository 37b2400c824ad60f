"""The register is what the acts lead to, after any history, on both engines."""

import random
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import text
from tests.app.entering import with_password
from tests.house import House, request

from comity.app import sessions
from comity.app.keeping import Swept, sweep
from comity.app.replaying import differences, replay
from comity.governance import commands as g
from comity.governance.credentials import VoidCredentials
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, Forbidden, NotFound
from comity.notices import commands as c
from comity.notices.access import OpenFile, ReceiveUpload
from comity.notices.context import CaseContext
from comity.notices.request import Circulation, Urgency
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    CirculationMode,
    Decision,
    Ground,
    ObjectionKind,
    Treatment,
    UrgencyLevel,
)

STEPS = 250


class History:
    """Acts of everyone in any order; a refusal is part of a history, any other error is a defect."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.chance = house, random.Random(seed)
        self.requests: list[str] = []

    def run(self, steps: int) -> None:
        for _ in range(steps):
            move = self.chance.choice(MOVES)
            try:
                move(self)
            except (CommandRefused, Forbidden, NotFound):
                continue

    def request(self) -> str:
        return self.chance.choice(self.requests[-12:]) if self.requests else "req_0000000000000000"

    def notice(self) -> str:
        with self.house.comity.look() as look:
            found = [each.stream_id for each in look.reader.registers("notice")]
        return self.chance.choice(found[-8:]) if found else "ntc_0000000000000000"

    def member(self) -> Country:
        return Country(self.chance.choice(["XB", "XC", "XD", "XE"]))

    def bureau(self, command: Command) -> None:
        self.house.do(self.house.bureau["XA"], command)

    def draft(self) -> None:
        level = self.chance.choice(list(UrgencyLevel))
        reach = self.chance.choice([Circulation(), Circulation(mode=CirculationMode.ONLY, members=[Country("XC")])])
        self.requests.append(
            self.house.draft(request(urgency=Urgency(level=level, reason="Flight"), circulation=reach))
        )

    def amend(self) -> None:
        new = self.house.comity.chance.id("req")
        self.bureau(c.DraftRequest(id=new, body=request(), amends=self.notice()))
        self.requests.append(new)

    def submit(self) -> None:
        self.bureau(c.SubmitRequest(id=self.request(), despite="As it stands."))

    def change(self) -> None:
        name = self.request()
        reply = c.ReplyToReturn(id=name, body=request(cautions=[]), reply="Mended.")
        self.bureau(
            self.chance.choice(
                [
                    c.ReviseDraft(id=name, body=request(international_interest="Seen in XD")),
                    c.DiscardDraft(id=name),
                    c.WithdrawRequest(id=name, reason="No longer sought."),
                    c.AskReconsideration(id=name, reasons="Read again."),
                    reply,
                    reply,
                ]
            )
        )

    def opine(self) -> None:
        decision = self.chance.choice([Decision.APPROVE] * 6 + [Decision.RETURN, Decision.REFUSE])
        ground = None if decision is Decision.APPROVE else Ground.DATA_QUALITY
        name = self.request()
        for reviewer in self.chance.sample(self.house.reviewers, 2):
            self.house.opine(reviewer, name, decision, ground)

    def casework(self) -> None:
        notice = self.notice()
        self.house.do(
            self.house.officer,
            self.chance.choice(
                [
                    c.RecordContext(id=self.request(), context=CaseContext(minority="Not known.")),
                    c.BlockNotice(id=notice, ground=Ground.IDENTITY, reason="Another person?"),
                    c.UnblockNotice(id=notice, reason="The same person."),
                    c.AddAddendum(id=notice, text="Seen again."),
                    c.CancelNotice(id=notice, ground=Ground.NEUTRALITY),
                ]
            ),
        )

    def keep(self) -> None:
        notice, day = self.notice(), self.house.clock.at.date()
        self.bureau(
            self.chance.choice(
                [
                    c.SuspendNotice(id=notice, until=day + timedelta(days=20), reason="Unsure."),
                    c.ResumeNotice(id=notice),
                    c.AuthoriseExtract(id=notice),
                    c.AuthoriseExtract(id=notice, until=day + timedelta(days=9)),
                    c.RetractExtract(id=notice),
                    c.RestrictCirculation(id=notice, circulation=Circulation(mode=CirculationMode.EXCEPT, members=[])),
                    c.AchievePurpose(id=notice, how=Answer.SURRENDERED),
                    c.WithdrawNotice(id=notice, ground=Ground.INTEREST),
                ]
            )
        )

    def deal(self) -> None:
        notice, member = self.notice(), self.member()
        answer = self.chance.choice([Answer.LOCATED, Answer.EXTRADITION_REFUSED, Answer.SURRENDERED])
        ground = AnswerGround.DOUBLE_CRIMINALITY if answer is Answer.EXTRADITION_REFUSED else None
        command: Command = self.chance.choice(
            [
                c.RecordTreatment(notice=notice, member=member, treatment=Treatment.ENTERED),
                c.RecordAnswer(notice=notice, member=member, answer=answer, ground=ground, text="At the desk."),
                c.RaiseObjection(notice=notice, member=member, kind=ObjectionKind.IDENTITY, text="Another person."),
                OpenFile(id=notice),
            ]
        )
        self.house.do(self.house.bureau[str(member)], command)

    def people(self) -> None:
        person = self.house.person("XB", Office.CASE_OFFICER)
        home = self.house
        home.do(home.admin, g.AmendTies(id=person.id, nationalities=(Country("XB"), Country("XC")), seconded_by=()))
        home.do(home.admin, g.LeaveOffice(id=person.id, office=Office.CASE_OFFICER))
        home.do(home.admin, g.RemovePerson(id=person.id))

    def account(self) -> None:
        by = self.chance.choice([self.house.officer, self.house.president, self.house.bureau["XA"]])
        person = with_password(self.house, by)
        sessions.open_session(self.house.comity, by.id, "A browser", "sample")
        match self.chance.randrange(4):
            case 0:
                sessions.end(self.house.comity, by, person.session.id)
            case 1:
                sessions.end_all(self.house.comity, by, but=person.session.id)
            case 2:
                person.sign_in(code=person.offered.recovery_codes[0])
            case _:
                self.house.do(self.house.admin, VoidCredentials(id=by.id))

    def upload(self) -> None:
        data = self.chance.randbytes(50)
        self.bureau(ReceiveUpload(id=self.house.comity.chance.id("upl"), member=Country("XA"), data=data))

    def wait(self) -> None:
        self.house.later(days=self.chance.choice([1, 1, 8, 40]))
        self.house.round()


MOVES: list[Callable[[History], None]] = [
    *[History.draft, History.submit, History.opine] * 3,
    *[History.change, History.casework, History.keep, History.deal] * 2,
    History.amend,
    History.people,
    History.account,
    History.upload,
    History.wait,
]


def test_after_a_long_history_the_register_is_what_the_acts_lead_to(both: House) -> None:
    """Hundreds of acts of everyone in any order, over months: every stream replays to its row."""
    History(both, seed=7).run(STEPS)
    with both.comity.look() as look:
        kinds = {type(act.event).__name__ for act in look.all_acts()}
        assert len(kinds) > 35, sorted(kinds)
        assert list(differences(look)) == []
        assert look.reader.content_ids() == set(both.comity.vault.ids())
    assert sweep(both.comity) == Swept()


def test_a_replay_needs_no_content_and_no_order_of_streams(home: House) -> None:
    """With every key destroyed the acts lead to the same states: nothing of a state is content."""
    History(home, seed=11).run(60)
    with home.comity.look() as look:
        acts = list(look.all_acts())
    before = replay(acts)
    home.comity.vault.destroy(list(home.comity.vault.ids()))
    assert replay(acts) == before
    by_stream = sorted(acts, key=lambda act: (act.stream_type, act.stream_id, act.version))
    assert replay(by_stream) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register SET document = replace(document, 'published', 'suspended') WHERE stream_type = 'notice'",
        "UPDATE register SET version = version + 1 WHERE stream_type = 'notice'",
        "DELETE FROM register WHERE stream_type = 'notice'",
    ],
)
def test_a_register_that_was_changed_by_hand_is_named(home: House, change: str) -> None:
    """Whoever writes past the one path is found out, with the stream at fault."""
    notice = home.published()
    with home.comity.store.writing(lambda: None) as writer:
        writer.connection.execute(text(change.replace("replace(document", "replace(CAST(document AS TEXT)")))  # type: ignore[attr-defined]
        writer.connection.execute(text("UPDATE register SET document = CAST(document AS BLOB)"))  # type: ignore[attr-defined]
    with home.comity.look() as look:
        found = list(differences(look))
    assert len(found) == 1
    assert notice in found[0]


def test_a_row_of_an_earlier_version_is_what_its_acts_lead_to(both: House) -> None:
    """A row that lacks what came to states since is read as it was meant; one that says something else is found."""
    new = both.draft()
    with both.comity.look() as look:
        kept = look.reader.register("request", new)
        assert kept is not None
    for state, found in ((_without(kept.state, "mending"), 0), (kept.state.replace(b'"draft"', b'"refused"'), 1)):
        with both.comity.store.writing(lambda: None) as writer:
            writer.save(msgspec.structs.replace(kept, state=state))
        with both.comity.look() as look:
            assert len(list(differences(look))) == found


def _without(state: bytes, name: str) -> bytes:
    fields = msgspec.json.decode(state)
    assert name in fields
    del fields[name]
    return msgspec.json.encode(fields)
