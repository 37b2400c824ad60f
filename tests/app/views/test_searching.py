"""The search index of a worker is right at each question, however many workers there are."""

import pytest
from tests.house import House, request

from comity.app.views.searching import Search
from comity.governance.gate import Principal
from comity.kernel.errors import Forbidden, Unavailable
from comity.notices import commands as c
from comity.notices.vocabulary import Caution, Ground
from comity.screening import Query

ASKED = Query(id="q", name="Ilya Petr Marek")


def hits(home: House, search: Search, by: Principal) -> list[str]:
    with home.comity.look() as look:
        return [hit.notice for hit in search.screen(look, by, ASKED, 0.7, 10).hits]


def test_two_workers_answer_alike_after_every_change(home: House) -> None:
    """One built before, one after: publish, block, unblock and end show in both at the next question."""
    early = Search()
    early.build(home.comity)
    notice = home.published()
    late = Search()
    late.build(home.comity)
    recipient = home.bureau["XB"]
    assert hits(home, early, recipient) == hits(home, late, recipient) == [notice]
    home.do(home.officer, c.BlockNotice(id=notice, ground=Ground.OTHER, reason="x"))
    assert hits(home, early, recipient) == hits(home, late, recipient) == []
    assert hits(home, early, home.officer) == hits(home, late, home.officer) == [notice]
    home.do(home.officer, c.UnblockNotice(id=notice, reason="x"))
    assert hits(home, early, recipient) == hits(home, late, recipient) == [notice]
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    assert hits(home, early, home.officer) == hits(home, late, home.officer) == []


def test_a_question_before_the_index_is_built_is_not_answered_with_nothing(home: House) -> None:
    """No hits and not yet known are different news."""
    with home.comity.look() as look, pytest.raises(Unavailable):
        Search().screen(look, home.bureau["XB"], ASKED, 0.7, 10)


def test_who_may_not_ask_is_not_answered(home: House) -> None:
    """Supervision has no part in operations."""
    search = Search()
    search.build(home.comity)
    with home.comity.look() as look, pytest.raises(Forbidden):
        search.screen(look, home.president, ASKED, 0.7, 10)


def test_a_hit_says_what_is_asked_and_of_what_to_beware(home: House) -> None:
    """The kind's wording, the cautions, and that addenda stand on the notice."""
    search = Search()
    search.build(home.comity)
    notice = home.published(request(cautions=[Caution.ARMED]))
    home.do(home.officer, c.AddAddendum(id=notice, text="Ask first."))
    with home.comity.look() as look:
        (hit,) = search.screen(look, home.bureau["XB"], ASKED, 0.7, 10).hits
    assert (hit.subject, hit.cautions, len(hit.caveats), hit.copy_age_s) == (notice, (Caution.ARMED,), 1, 0)
    assert "asked to locate" in hit.asks


def test_a_stopped_build_ends_without_answering(home: House) -> None:
    """A process that is told to stop does not wait for its index."""
    home.published()
    search = Search()
    search.stop()
    search.build(home.comity)
    assert not search.ready
