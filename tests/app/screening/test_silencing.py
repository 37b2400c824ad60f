"""Silencing: cleared once, silent until either side changes, and never for another member."""

from typing import Any

import pytest
from tests.house import House, request
from tests.screened import ASKED, cleared

from comity.app.replaying import differences
from comity.app.screening import clearances
from comity.app.views.paging import PageQuery
from comity.app.views.searching import CLEARED, Screened, Search, Terms
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.errors import CommandRefused, Forbidden, NotFound, Stale
from comity.kernel.subject import Document
from comity.notices import commands as c
from comity.notices.clearing import ClearMatch
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode
from comity.screening import Query


@pytest.fixture
def search(home: House) -> Search:
    found = Search()
    found.build(home.comity)
    return found


def answer(home: House, search: Search, by: Principal, query: Query = ASKED, **terms: Any) -> Screened:
    with home.comity.look() as look:
        return search.screen(look, by, query, 0.7, 10, Terms(**terms))


def silent(home: House, search: Search, by: Principal, query: Query = ASKED) -> bool:
    found = answer(home, search, by, query)
    assert len(found.hits) + found.silenced == 1
    return found.silenced == 1


def test_a_cleared_traveller_is_counted_and_not_shown(home: House, search: Search) -> None:
    """The answer says that something was silenced; what it was is there for who asks to see it."""
    notice = home.published()
    xb = home.bureau["XB"]
    assert not silent(home, search, xb)
    cleared(home, xb, notice)
    assert silent(home, search, xb)
    shown = answer(home, search, xb, cleared=True)
    assert [hit.notice for hit in shown.cleared] == [notice]
    late = Search()
    late.build(home.comity)
    assert silent(home, late, xb), "a worker that begins later silences alike"


ANOTHER = {
    "another day of birth": {"birth_date": PartialDate("1971-05-05")},
    "a document": {"documents": [Document(number="X9999")]},
    "a nationality": {"nationalities": [Country("XC")]},
    "one more name": {"names_in_original_script": ["Марек Илья"]},
}


@pytest.mark.parametrize("more", ANOTHER.values(), ids=ANOTHER.keys())
def test_what_changes_of_the_traveller_wakes_it(home: House, search: Search, more: dict[str, Any]) -> None:
    """Another traveller of the name was never cleared."""
    notice = home.published()
    cleared(home, home.bureau["XB"], notice)
    assert not silent(home, search, home.bureau["XB"], Query(id="q", name="Ilya Petr Marek", **more))


def test_the_same_traveller_written_otherwise_stays_silent(home: House, search: Search) -> None:
    """Capitals, spaces, the order of words and the number of the question say nothing of who is asked about."""
    notice = home.published()
    written = Query(id="1", name="Ilya Petr Marek", documents=[Document(number="ab-123", country=Country("XB"))])
    cleared(home, home.bureau["XB"], notice, written)
    again = Query(id="2", name=" MAREK  ilya Petr", documents=[Document(number="AB 123", country=Country("XB"))])
    assert silent(home, search, home.bureau["XB"], again)


def test_what_changes_of_the_notice_wakes_it(home: House, search: Search) -> None:
    """An amendment, and an addendum that the member may know of."""
    notice = home.published()
    xa, xb = home.bureau["XA"], home.bureau["XB"]
    cleared(home, xb, notice)
    home.do(home.officer, c.AddAddendum(id=notice, text="He limps.", to_requester=False))
    assert not silent(home, search, xb)
    cleared(home, xb, notice)
    assert silent(home, search, xb)
    new = home.comity.chance.id("req")
    home.do(xa, c.DraftRequest(id=new, body=request(), amends=notice))
    home.do(xa, c.SubmitRequest(id=new, despite="for the test"))
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new)
    assert home.state("notice", notice).edition == 2
    assert not silent(home, search, xb)


def test_a_quiet_addendum_does_not_wake_the_requester(home: House, search: Search) -> None:
    """What it may not know of moves nothing that it is told."""
    notice = home.published()
    xa = home.bureau["XA"]
    cleared(home, xa, notice)
    before = answer(home, search, xa)
    home.do(home.officer, c.AddAddendum(id=notice, text="A member refused.", to_requester=False))
    assert answer(home, search, xa) == before
    assert before.silenced == 1


def test_no_member_clears_for_another(home: House, search: Search) -> None:
    """Not even its name in the command, and not for the secretariat."""
    notice = home.published()
    xb, xc = home.bureau["XB"], home.bureau["XC"]
    cleared(home, xb, notice)
    assert not silent(home, search, xc)
    assert answer(home, search, xc).hits[0].caveats == ()
    assert not silent(home, search, home.officer)
    face = home.state("notice", notice).face("XC")
    with home.comity.look() as look:
        own = next(iter(clearances.clearances(look, xb, PageQuery()).entries))
    assert own.traveller is not None
    command = ClearMatch(id=home.comity.chance.id("clr"), notice=notice, member=xc.member, face=face,
                         traveller=own.traveller)  # fmt: skip
    with pytest.raises(Forbidden):
        home.do(xb, command)
    with pytest.raises(NotFound):
        clearances.revoke(home.comity, xc, own.id)


def test_a_shared_clearance_is_told_and_decides_nothing(home: House, search: Search) -> None:
    """Who is named reads that another member, unnamed, found so; the hit stays; everyone else reads nothing."""
    notice = home.published()
    cleared(home, home.bureau["XB"], notice, ASKED, "XC")
    told, untold = (answer(home, search, home.bureau[member]) for member in ("XC", "XD"))
    assert (told.silenced, told.hits[0].caveats) == (0, (CLEARED,))
    assert "XB" not in str(told.hits[0].caveats)
    assert (untold.silenced, untold.hits[0].caveats) == (0, ())


@pytest.mark.parametrize("named", ["XA", "XB"])
def test_the_member_that_asked_for_the_notice_is_never_told(home: House, named: str) -> None:
    """It would learn where somebody of that name travels; and to oneself one tells nothing."""
    notice = home.published()
    with pytest.raises(CommandRefused):
        cleared(home, home.bureau["XB"], notice, ASKED, named)


def test_nobody_clears_what_they_did_not_see(home: House) -> None:
    """The notice changed between the answer and the button."""
    notice = home.published()
    xb = home.bureau["XB"]
    with pytest.raises(Stale):
        clearances.clear(home.comity, xb, notice, "0" * 16, ASKED)


def test_a_notice_that_one_may_not_read_is_cleared_as_one_that_is_not_there(home: House) -> None:
    """The same error for both."""
    only = Circulation(mode=CirculationMode.ONLY, members=[Country("XB")])
    notice = home.published(request(circulation=only))
    for each in (notice, "ntc_0000000000000000"):
        with pytest.raises(NotFound):
            clearances.clear(home.comity, home.bureau["XC"], each, "0" * 16, ASKED)


def test_a_clearance_taken_back_wakes_it_and_is_erased(both: House) -> None:
    """What was known of the traveller is destroyed with it."""
    search = Search()
    search.build(both.comity)
    notice = both.published()
    xb = both.bureau["XB"]
    clearance = cleared(both, xb, notice)
    ref = both.state("clearance", clearance).traveller
    assert silent(both, search, xb)
    clearances.revoke(both.comity, xb, clearance)
    assert not silent(both, search, xb)
    with both.comity.look() as look:
        assert look.reader.content(ref.id) is None
        assert clearances.clearances(look, xb, PageQuery()).entries == ()
        assert list(differences(look)) == []


def test_a_clearance_ends_with_its_term_and_with_its_notice(home: House, search: Search) -> None:
    """A year later the member looks anew; and when a notice is erased, so is what was cleared against it."""
    notice = home.published()
    xb = home.bureau["XB"]
    clearance = cleared(home, xb, notice)
    home.clock.at = home.state("clearance", clearance).until
    assert home.round().done["ExpireClearance"] == 1
    assert not silent(home, search, xb)
    again = cleared(home, xb, notice)
    ref = home.state("clearance", again).traveller
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    assert answer(home, search, xb).silenced == 0
    home.later(days=400)
    home.round()
    with home.comity.look() as look:
        assert look.reader.content(ref.id) is None
