"""Who walks the tour, and how: a small organisation, its people, and commands whose outcome is looked at."""

from datetime import timedelta
from typing import Any, Final, NamedTuple

from comity.adapters.surroundings import SetClock
from comity.app.casefile import report_on
from comity.app.comity import Comity
from comity.app.founding import found
from comity.app.ports.store import FeedRow
from comity.governance import commands as g
from comity.governance.gate import Principal, operator
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, VerificationFailed
from comity.notices import commands as c
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground

MEMBERS: Final = ("XA", "XB", "XC", "XD", "XE")
_SEATS: Final = (
    ("president", Office.PRESIDENT, "XC"),
    ("secretary", Office.SECRETARY_GENERAL, "XE"),
    ("reviewer-xb", Office.REVIEWER, "XB"),
    ("reviewer-xd", Office.REVIEWER, "XD"),
    ("reviewer-xf", Office.REVIEWER, "XF"),
    ("reviewer-xg", Office.REVIEWER, "XG"),
    ("case", Office.CASE_OFFICER, "XE"),
)


class Step(NamedTuple):
    """What happened, in a few sentences, and on which grounds."""

    says: str
    law: tuple[str, ...]


def step(says: str, *law: str) -> Step:
    return Step(says, law)


def sure(true: bool, what: str) -> None:
    """Raise `VerificationFailed` unless the tour came out as it is told."""
    if not true:
        raise VerificationFailed(f"The tour did not come out as it is told: {what}.")


def code(member: str) -> Country:
    return Country.parse(member)


class Walk:
    """The organisation of the tour and those who act in it."""

    def __init__(self, comity: Comity, clock: SetClock) -> None:
        self.comity, self.clock = comity, clock
        self._people: dict[str, Principal] = {}

    def found(self) -> None:
        """Found the organisation and fill its offices."""
        profile = g.PersonProfile(name="Administrator", login="admin")
        self._people["admin"] = found(self.comity, [code(member) for member in MEMBERS], profile, [code("XE")])
        for login, office, nation in _SEATS:
            self._appoint(login, office, nation, None)
        for member in MEMBERS:
            self._appoint(member, Office.BUREAU_OFFICER, member, member)

    def _appoint(self, login: str, office: Office, nation: str, member: str | None) -> None:
        person, home = self.comity.chance.id("per"), code(member) if member else None
        profile = g.PersonProfile(name=login, login=login)
        added = g.AddPerson(id=person, profile=profile, nationalities=(code(nation),), member=home)
        self.do(self.operator, added)
        self.do(self.operator, g.FillOffice(id=person, office=office, member=home))
        with self.comity.look() as look:
            self._people[login] = look.principal(person)

    @property
    def operator(self) -> Principal:
        """Who fills the first offices: the operator of the host, while no second person could confirm."""
        return operator(self.of("admin").offices)

    def of(self, login: str) -> Principal:
        return self._people[login]

    def bureau(self, member: str) -> Principal:
        return self._people[member]

    def do(self, by: Principal, command: Command) -> None:
        self.comity.order(by, command)

    def refusal(self, by: Principal, command: Command) -> CommandRefused:
        """Give a command that must be refused, and return the refusal."""
        try:
            self.do(by, command)
        except CommandRefused as error:
            return error
        raise VerificationFailed(f"The tour did not come out as it is told: {type(command).__name__} was not refused.")

    def judge(
        self,
        request: str,
        reviewer: str,
        decision: Decision,
        ground: Ground | None = None,
        struck: tuple[int, ...] = (),
    ) -> None:
        """Let a reviewer claim the case, answer every question of the checks and conclude, within a day."""
        by = self.of(reviewer)
        self.do(by, c.ClaimReview(id=request))
        self.clock.at += timedelta(hours=6)
        with self.comity.look() as look:
            asked = list(dict.fromkeys(q.rule for q in report_on(look, request, self.clock.at).questions))
        answers = [c.QuestionAnswer(rule=rule, answer="Looked into.") for rule in asked]
        text = c.OpinionText(reasons="The file was read and its questions answered.", answers=answers)
        self.do(by, c.GiveOpinion(id=request, decision=decision, text=text, ground=ground, struck_charges=struck))

    def answer(self, notice: str, member: str, answer: Answer, ground: AnswerGround | None = None) -> None:
        on = self.clock.at.date()
        command = c.RecordAnswer(notice=notice, member=code(member), answer=answer, ground=ground, on=on)
        self.do(self.bureau(member), command)

    def wait(self, days: int) -> None:
        self.clock.at += timedelta(days=days)

    def state(self, what: str, stream: str) -> Any:
        """Return the state of a stream that must be there."""
        with self.comity.look() as look:
            found_ = look.find(what, stream)
        assert found_ is not None
        return found_.state

    def feed(self, member: str) -> list[FeedRow]:
        with self.comity.look() as look:
            return look.reader.feed(member, 0, 100)
