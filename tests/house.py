"""A small organisation for tests: real storage, vault, policies and clock, and people in every office."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from comity import bootstrap
from comity.adapters.surroundings import SetClock
from comity.app.casefile import report_on
from comity.app.clock import assume
from comity.app.comity import Comity
from comity.app.path import Done
from comity.app.ticking import Ticked, tick
from comity.governance import commands as g
from comity.governance import dual_control as dual
from comity.governance import gate
from comity.governance.gate import PROCESS, Principal
from comity.governance.offices import BY_TWO, Office
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Decision, Ground, Kind
from comity.settings import Settings

EXAMPLE = Path(__file__).parent / "compliance" / "example.json"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MEMBERS = ("XA", "XB", "XC", "XD", "XE", "XF", "XG")


def request(**changes: Any) -> NoticeRequest:
    """Return the example request of the contract, which the checks find clear, with `changes` at its top level."""
    return msgspec.structs.replace(wire.decode(EXAMPLE.read_bytes(), NoticeRequest), **changes)


class House:
    """An organisation at work, its clock in hand, and a shortcut for each act that tests repeat."""

    def __init__(self, comity: Comity, clock: SetClock) -> None:
        self.comity, self.clock = comity, clock
        self.operator = gate.operator(frozenset({Office.ADMINISTRATOR}))
        members = tuple(Country(code) for code in MEMBERS)
        self.do(PROCESS, g.CreateOrganisation(members=members))
        self.admin = self._first("XG")
        self.bureau = {code: self.person(code, Office.BUREAU_OFFICER, member=code) for code in MEMBERS}
        self.reviewers = [self.person(code, Office.REVIEWER) for code in ("XD", "XE", "XF", "XG")]
        self.officer = self.person("XG", Office.CASE_OFFICER)
        self.secretary = self.person("XF", Office.SECRETARY_GENERAL)
        self.president = self.person("XE", Office.PRESIDENT)
        self.committee = self.person("XD", Office.EXECUTIVE_COMMITTEE)
        self.commissioner = self.person("XC", Office.COMMISSIONER)
        self.auditor = self.person("XB", Office.AUDITOR)
        self.listing = self.person("XA", Office.LISTING_OFFICER)

    def _first(self, nationality: str) -> Principal:
        person = self.comity.chance.id("per")
        profile = g.PersonProfile(name="First Administrator", login=person)
        command = g.AppointFirstAdministrator(id=person, profile=profile, nationalities=(Country(nationality),))
        self.do(PROCESS, command)
        return self.principal(person)

    def person(self, nationality: str, *offices: Office, member: str | None = None) -> Principal:
        """Add a person with offices and return it as a principal."""
        person = self.comity.chance.id("per")
        profile = g.PersonProfile(name=f"Officer {person[4:8]}", login=person)
        self.do(self.admin, g.AddPerson(id=person, profile=profile, nationalities=(Country(nationality),)))
        home = Country(member) if member else None
        for office in offices:
            self.appoint(person, office, home)
        return self.principal(person)

    def appoint(self, person: str, office: Office, member: Country | None = None) -> None:
        """Fill an office; one that two give by the operator while no one could confirm, and otherwise by two."""
        if office not in BY_TWO:
            self.do(self.admin, g.FillOffice(id=person, office=office, member=member))
            return
        try:
            self.do(self.operator, g.FillOffice(id=person, office=office))
        except CommandRefused:
            change = self.comity.chance.id("chg")
            self.do(self.operator, dual.ProposeOffice(id=person, change=change, office=office))
            self.do(self.secretary, dual.ConfirmChange(id=person, change=change))

    def principal(self, person: str) -> Principal:
        with self.comity.look() as look:
            return look.principal(person)

    def do(self, by: Principal, command: Command, **more: Any) -> Done:
        return self.comity.order(by, command, **more)

    def state(self, what: str, stream: str) -> Any:
        with self.comity.look() as look:
            found = look.find(what, stream)
        assert found is not None, f"no {what} {stream}"
        return found.state

    def later(self, **delta: float) -> datetime:
        """Move the clock on."""
        self.clock.at += timedelta(**delta)
        return self.clock.at

    def round(self) -> Ticked:
        """Run the clock's round, as of a hub that came to this day minute by minute."""
        assume(self.comity)
        return tick(self.comity)

    def draft(self, body: NoticeRequest | None = None, by: Principal | None = None) -> str:
        new = self.comity.chance.id("req")
        body = body or request()
        self.do(by or self.bureau[str(body.requesting_member)], c.DraftRequest(id=new, body=body))
        return new

    def submitted(self, body: NoticeRequest | None = None) -> str:
        body = body or request()
        new = self.draft(body)
        self.do(self.bureau[str(body.requesting_member)], c.SubmitRequest(id=new, despite="for the test"))
        return new

    def opine(
        self,
        by: Principal,
        request_id: str,
        decision: Decision = Decision.APPROVE,
        ground: Ground | None = None,
        struck: tuple[int, ...] = (),
        kind: Kind | None = None,
        for_requester: str | None = None,
    ) -> Done:
        """Claim a case and give an opinion that answers every question."""
        self.do(by, c.ClaimReview(id=request_id))
        with self.comity.look() as look:
            rules = {question.rule for question in report_on(look, request_id, self.clock.at).questions}
        answers = [c.QuestionAnswer(rule=rule, answer="Looked into.") for rule in sorted(rules)]
        text = c.OpinionText(reasons="Examined.", answers=answers, for_requester=for_requester)
        command = c.GiveOpinion(
            id=request_id, decision=decision, text=text, ground=ground, struck_charges=struck, kind=kind
        )
        return self.do(by, command)

    def published(self, body: NoticeRequest | None = None) -> str:
        """Return the id of a notice published on two approvals."""
        new = self.submitted(body)
        for reviewer in self.reviewers[:2]:
            self.opine(reviewer, new)
        notice = self.state("request", new).notice
        assert notice, "the request was not published"
        return str(notice)


@contextmanager
def house(folder: Path, database: str | None = None, at: datetime = NOON) -> Iterator[House]:
    """Yield a new organisation in `folder`."""
    settings = Settings(data=folder / "data", database=database)
    bootstrap.create(
        settings, bootstrap.OrganisationFile(name="Test", origin="test.example/log", sample=True, founding=True)
    )
    clock = SetClock(at)
    comity = bootstrap.open_comity(settings, clock)
    found = House(comity, clock)
    yield found
    bootstrap.close(found.comity)
