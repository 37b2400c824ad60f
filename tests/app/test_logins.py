"""Logins are found however they are typed, in every worker, as soon as they change."""

import pytest
from tests.app.test_keeping import reopened
from tests.house import House

from comity.app.logins import Logins
from comity.governance import commands as g


def add(home: House, login: str) -> str:
    person = home.comity.chance.id("per")
    home.do(home.admin, g.AddPerson(id=person, profile=g.PersonProfile(name="Some One", login=login)))
    return person


def find(home: House, login: str, logins: Logins | None = None) -> str | None:
    with home.comity.look() as look:
        return (logins or home.comity.logins).find(look, login)


@pytest.mark.parametrize("typed", ["Ilva.Marén", "ILVA.MARÉN", " ilva.marén ", "ilva.mare\u0301n", "ｉｌｖａ.marén"])
def test_case_width_and_composition_do_not_matter(home: House, typed: str) -> None:
    """What a person would take for the same login is the same."""
    person = add(home, "ilva.marén")
    assert find(home, typed) == person


@pytest.mark.parametrize("typed", ["", " ", "ilva", "ilva.maren2", "ilva.maren\x00", "%", "x" * 10_000])
def test_no_one_is_found_by_another_login(home: House, typed: str) -> None:
    """Neither a beginning nor a pattern finds anyone."""
    add(home, "ilva.maren")
    assert find(home, typed) is None


def test_every_worker_follows_what_happens(home: House) -> None:
    """A revised login holds at the next question; the old one is free."""
    elsewhere = Logins()
    person = add(home, "ilva")
    assert find(home, "ilva", elsewhere) == person
    home.do(home.admin, g.ReviseProfile(id=person, profile=g.PersonProfile(name="Some One", login="maren")))
    assert (find(home, "ilva", elsewhere), find(home, "maren", elsewhere)) == (None, person)
    home.do(home.admin, g.RemovePerson(id=person))
    assert find(home, "maren", elsewhere) is None
    reopened(home)
    assert find(home, "maren") is None


def test_of_two_with_one_login_it_is_the_first_one_s(home: House) -> None:
    """A mistake of who adds people takes no one's login away; it passes on when the first goes."""
    first, second = add(home, "ilva"), None
    home.later(minutes=1)
    second = add(home, "ILVA")
    assert find(home, "ilva") == first
    home.do(home.admin, g.RemovePerson(id=first))
    assert find(home, "ilva") == second
