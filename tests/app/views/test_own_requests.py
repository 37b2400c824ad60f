"""A bureau's own requests: each on one shelf, with the reference of its file and nothing else of it."""

from tests.house import House, request

from comity.app.views.own_requests import STATES, Shelf, own, shelved
from comity.app.views.requests import RequestsQuery
from comity.kernel import wire
from comity.notices import commands as c
from comity.notices.lifecycle import TABLE
from comity.notices.vocabulary import State


def test_every_state_that_a_bureau_sees_lies_on_one_shelf() -> None:
    """No request is listed twice, and none is left out but what has nothing left to show."""
    states = [state for shelf in STATES.values() for state in shelf]
    assert len(states) == len(set(states))
    known = {row.to for row in TABLE if row.machine == "request" if isinstance(row.to, State)}
    known |= {state for row in TABLE if row.machine == "request" for state in (*row.sources, *row.targets)}
    assert known - set(states) == {State.NEW, State.DISCARDED, State.ERASED}


def test_a_line_holds_the_reference_and_no_other_word_of_the_request(home: House) -> None:
    """A list says which file is meant; who it is about is read by opening it, which is an act."""
    home.draft(request(reference="XA/9"))
    with home.comity.look() as look:
        lines = own(look, home.bureau["XA"], RequestsQuery()).entries
    assert [line.reference for line in lines] == ["XA/9"]
    assert b"Marek" not in wire.encode(lines)


def test_what_is_erased_has_no_reference(home: House) -> None:
    """A request whose content is gone still stands in its list."""
    new = home.draft()
    home.do(home.bureau["XA"], c.DiscardDraft(id=new))
    with home.comity.look() as look:
        lines = own(look, home.bureau["XA"], RequestsQuery()).entries
    assert [(line.id, line.reference) for line in lines] == [(new, None)]


def test_shelves_count_what_is_ones_own(home: House) -> None:
    """Another member's requests are counted nowhere."""
    home.draft()
    home.submitted()
    home.draft(request(requesting_member="XB"))
    with home.comity.look() as look:
        counted = shelved(look, home.bureau["XA"])
    assert counted == {Shelf.ASKED: 0, Shelf.DRAFTS: 1, Shelf.REVIEW: 1, Shelf.DECIDED: 0}
