"""Search at a bureau's desk: who may be meant, why, and what the notice asks; and never who may not be known."""

from datetime import date

import pytest
from tests.hub.web.face import Face, Shown

from comity.hub.web.bureau.searching import question
from comity.hub.web.visit import Fields
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode

HOME = "/bureau/search"
TODAY = date(2026, 11, 21)
LINES = "P<XB<MAREK<<ILYA<PETR".ljust(44, "<") + "\n" + "K1234567<1XB<7105045M3001012".ljust(42, "<") + "02"


@pytest.fixture
def notice(face: Face) -> str:
    """A red notice of XA for Ilya Petr Marek."""
    return face.home.published()


def ask(face: Face, member: str, **typed: str) -> Shown:
    answer = face.post(face.home.bureau[member], HOME, typed)
    assert answer.status_code == 200, Shown(answer).text
    return Shown(answer)


def test_a_name_in_any_order_finds_the_notice_and_says_why(face: Face, notice: str) -> None:
    """A name alone is to be looked at; with what the notice asks and a link to it."""
    shown = ask(face, "XB", name="Marek Ilya Petr")
    assert f"/bureau/notices/{notice}" in shown.links
    for said in ("May be the same person", "What it asks", "The same words", "Ilya Petr Marek"):
        assert said in shown.text
    assert "Very likely" not in shown.text


def test_a_document_finds_it_alone(face: Face, notice: str) -> None:
    """Its number makes a sure hit, whatever the name."""
    shown = ask(face, "XB", document="K 1234567")
    assert "Very likely the same person" in shown.text
    assert f"/bureau/notices/{notice}" in shown.links


def test_who_asks_finds_what_reaches_their_member_and_nothing_else(face: Face, notice: str) -> None:
    """Another member's notice that is not for one is not there, in the words of nothing found."""
    only = Circulation(mode=CirculationMode.ONLY, members=[Country("XB")])
    face.home.do(face.home.bureau["XA"], c.RestrictCirculation(id=notice, circulation=only))
    assert f"/bureau/notices/{notice}" in ask(face, "XB", name="Ilya Marek").links
    unknown = ask(face, "XC", name="Qwerty Uiopas")
    hidden = ask(face, "XC", name="Ilya Petr Marek")
    assert notice not in hidden.text
    assert hidden.text == unknown.text
    assert "Nobody was found" in hidden.text


def test_no_name_stands_in_an_address(face: Face) -> None:
    """The form is sent by POST; what was asked is typed again by hand alone."""
    form = face.page(face.home.bureau["XB"], HOME).form(HOME)
    assert form.method == "post"
    shown = face.page(face.home.bureau["XB"], f"{HOME}?name=Marek")
    assert shown.form(HOME).values["name"] == [""]


BAD = {
    "nothing": ({}, "name"),
    "a birth alone": ({"birth_date": "1971"}, "name"),
    "a day that is none": ({"name": "Marek", "birth_date": "1971-02-30"}, "birth_date"),
    "a birth in words": ({"name": "Marek", "birth_date": "in spring"}, "birth_date"),
    "no such country": ({"name": "Marek", "nationality": "XK9"}, "nationality"),
    "no such issuer": ({"document": "K1234567", "issuer": "zz"}, "issuer"),
    "lines that are none": ({"mrz": "P<XB"}, "mrz"),
    "a name that is a book": ({"name": "я" * 10_001}, "name"),
}


@pytest.mark.parametrize(("typed", "field"), BAD.values(), ids=BAD.keys())
def test_a_question_that_cannot_be_asked_says_what_would_be_right(
    face: Face, typed: dict[str, str], field: str
) -> None:
    """At its field, with what was typed."""
    answer = face.post(face.home.bureau["XB"], HOME, {"name": "", **typed})
    assert answer.status_code == 400
    shown = Shown(answer)
    assert f"{HOME}#{field}" in shown.links, [each for each in shown.links if "#" in each]
    for name, value in typed.items():
        assert shown.form(HOME).values[name] == [value] or name in ("nationality", "issuer")


def test_the_lines_of_a_document_fill_what_was_left_empty() -> None:
    """What was typed wins over what was read; a fault of the lines is no fault of the question."""
    read = question(Fields([("mrz", LINES), ("name", "")]), TODAY)
    assert (read.name, str(read.birth_date), read.nationalities) == ("ILYA PETR MAREK", "1971-05-04", ["XB"])
    assert read.documents is not None
    assert (read.documents[0].number, read.documents[0].country) == ("K1234567", "XB")
    typed = question(Fields([("mrz", LINES), ("name", "Elias Marrick"), ("birth_date", "1970")]), TODAY)
    assert (typed.name, str(typed.birth_date)) == ("Elias Marrick", "1970")
