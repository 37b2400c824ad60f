"""The figures of an organisation at work: from the acts as the one path records them."""

from datetime import timedelta

from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground, ObjectionKind, Treatment
from comity.statistics.cases import Happened
from comity.statistics.fold import fold
from comity.statistics.measures import By
from comity.statistics.quarter import Quarter
from comity.statistics.release import bytes_of, quarterly
from comity.statistics.tally import ALL, Cell, tally
from comity.statistics.verify import verify
from tests.house import MEMBERS, House


def history(home: House) -> list[Happened]:
    with home.comity.look() as look:
        return [Happened(act.seq, act.at, act.stream_type, act.stream_id, act.event) for act in look.all_acts()]


def at_work(home: House) -> None:
    """One request is refused as the person is protected, one is published, treated, answered and objected to."""
    refused = home.submitted()
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, refused, Decision.REFUSE, Ground.PROTECTION)
    notice = home.published()
    home.later(days=1)
    xb, xc, xd = Country("XB"), Country("XC"), Country("XD")
    for member, treatment in ((xb, Treatment.ENTERED), (xc, Treatment.NOT_ENTERED)):
        home.do(home.bureau[member], c.RecordTreatment(notice=notice, member=member, treatment=treatment))
    home.do(home.bureau["XB"], c.RecordAnswer(notice=notice, member=xb, answer=Answer.LOCATED))
    answer = c.RecordAnswer(
        notice=notice, member=xd, answer=Answer.EXTRADITION_REFUSED, ground=AnswerGround.NON_REFOULEMENT
    )
    home.do(home.bureau["XD"], answer)
    objection = c.RaiseObjection(notice=notice, member=xc, kind=ObjectionKind.PROTECTION, text="She lives here.")
    home.do(home.bureau["XC"], objection)


def test_the_acts_of_an_organisation_at_work_come_to_its_figures(home: House) -> None:
    """What the path records is what the figures count, with protective grounds pooled and members known."""
    at_work(home)
    quarter = Quarter.of(home.later(days=31))
    acts = history(home)
    cases = fold(acts, home.clock.at + timedelta(days=365))
    assert sorted(cases.joined) == sorted(MEMBERS)
    counts = tally(cases, cases.joined, quarter.end)

    def count(measure: str, column: str, by: str = By.TOTAL, row: str = ALL) -> int:
        return counts[quarter.index, measure][Cell(by, row, column)]

    assert count("requests", "new:routine") == 2
    assert count("decisions", "refused:LEGAL_REVIEW", By.REQUESTER, "XA") == 1
    assert count("decisions", "approved", By.REQUESTER, "XA") == 1
    assert count("decisions", "two_agreed", "agreement") == 2
    assert count("published", "notice:police_only") == 1
    assert count("treatment", "entered", By.RECIPIENT, "XB") == 1
    assert count("treatment", "silent") == len(MEMBERS) - 3
    assert count("finds", "located", By.RECIPIENT, "XB") == 1
    assert count("finds", "located", By.REQUESTER, "XA") == 0
    assert count("extradition", "refused:LEGAL_REVIEW") == 1
    assert count("objections", "objection:LEGAL_REVIEW") == 1
    assert count("ignored_30", "ignored", By.RECIPIENT, "XB") == 1


def test_a_release_of_an_organisation_at_work_holds(home: House) -> None:
    """It verifies, names no ground of safety, and a later day changes no byte of it."""
    at_work(home)
    quarter = Quarter.of(home.clock.at)
    body = bytes_of(quarterly(history(home), quarter))
    assert verify(body).members == tuple(sorted(MEMBERS))
    assert b"PROTECTION" not in body
    assert b"NON_REFOULEMENT" not in body
    home.later(days=60)
    home.published()
    assert bytes_of(quarterly(history(home), quarter)) == body
