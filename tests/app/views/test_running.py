"""What who runs the secretariat sees of clocks and load."""

from datetime import timedelta

import pytest
from tests.house import House, request

from comity.app.views import running
from comity.app.views.running import CasesQuery
from comity.kernel.errors import Forbidden
from comity.notices import commands as c
from comity.notices.vocabulary import Decision, Ground


def test_a_case_is_overdue_from_its_date_on(home: House) -> None:
    """Before it is among the open cases alone, after it among the overdue."""
    case = home.submitted()
    with home.comity.look() as look:
        assert running.cases(look, home.secretary, CasesQuery(overdue=True)).entries == ()
    home.later(days=60)
    with home.comity.look() as look:
        (line,) = running.cases(look, home.secretary, CasesQuery(overdue=True)).entries
    assert (line.id, line.overdue) == (case, True)


def test_the_load_of_a_reviewer_is_what_they_hold(home: House) -> None:
    """A claim counts while it stands, and a case that nobody holds counts as such."""
    held, free = home.submitted(), home.submitted()
    reviewer = home.reviewers[0]
    home.do(reviewer, c.ClaimReview(id=held))
    with home.comity.look() as look:
        load = running.load(look, home.secretary)
        mine = running.cases(look, home.secretary, CasesQuery(by=reviewer.id)).entries
        unheld = running.cases(look, home.secretary, CasesQuery(unheld=True)).entries
    assert (load.open, load.unheld, [(each.reviewer, each.held) for each in load.holders]) == (2, 1, [(reviewer.id, 1)])
    assert [line.id for line in mine] == [held]
    assert [line.id for line in unheld] == [free]


def test_a_reply_that_falls_due_is_counted_by_its_bureau(home: House) -> None:
    """Nothing but the bureau, how many, and the first day."""
    case = home.submitted()
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, case, Decision.RETURN, Ground.JUDICIAL_DATA, for_requester="Say where.")
    with home.comity.look() as look:
        assert running.replies(look, home.secretary) == ()
    home.later(days=50)
    with home.comity.look() as look:
        (clock,) = running.replies(look, home.secretary)
    assert (clock.member, clock.count) == ("XA", 1)


def test_a_suspension_that_runs_out_is_counted_by_its_bureau(home: House) -> None:
    """Once its day is near, and no longer once it has passed."""
    notice = home.published(request())
    until = home.clock.at.date() + timedelta(days=120)
    home.do(home.bureau["XA"], c.SuspendNotice(id=notice, until=until, reason="A hearing."))
    with home.comity.look() as look:
        assert running.suspensions(look, home.secretary) == ()
    home.later(days=110)
    with home.comity.look() as look:
        (clock,) = running.suspensions(look, home.secretary)
    assert (clock.member, clock.count) == ("XA", 1)
    home.later(days=10)
    with home.comity.look() as look:
        assert running.suspensions(look, home.secretary) == ()


def test_nobody_else_sees_the_load(home: House) -> None:
    """Not the reviewers, the commission, the audit, the President or a bureau."""
    for by in (home.reviewers[0], home.commissioner, home.auditor, home.president, home.bureau["XA"]):
        for ask in (running.load, running.replies, running.suspensions):
            with home.comity.look() as look, pytest.raises(Forbidden):
                ask(look, by)
