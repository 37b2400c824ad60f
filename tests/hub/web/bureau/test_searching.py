"""Search at a bureau's desk: who may be meant, why, and what the notice asks; and never who may not be known."""

from time import sleep

import httpx
import pytest
from tests.hub.web.face import Face, Form, Shown

from comity.hub.web.bureau.searching import question
from comity.hub.web.visit import Fields
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode

HOME = "/bureau/search"
CLEAR = "/bureau/search/clear"
CLEARANCES = "/bureau/search/clearances"
QUESTIONS = "/bureau/search/questions"
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
    for said in ("May be the same person", "What it asks", "Ilya Petr Marek"):
        assert said in shown.text
    assert "Strong evidence" not in shown.text


def test_a_document_finds_it_alone(face: Face, notice: str) -> None:
    """Its number makes a sure hit, whatever the name."""
    shown = ask(face, "XB", document="K 1234567")
    assert "Strong evidence that it is the same person" in shown.text
    assert f"/bureau/notices/{notice}" in shown.links


def test_a_document_under_another_name_is_a_finding_of_its_own(face: Face, notice: str) -> None:
    """It is not said to be the same person, for whoever carries that number may be anybody."""
    shown = ask(face, "XB", name="Qwerty Uiopas", document="K1234567", issuer="XB")
    assert f"/bureau/notices/{notice}" in shown.links
    assert "A document agrees, under another name" in shown.text
    assert "the same person" not in shown.text.replace("Not the same person", "")


def test_a_name_of_titles_is_a_problem_at_its_field(face: Face, notice: str) -> None:
    """Nobody was found would be no answer to it."""
    answer = face.post(face.home.bureau["XB"], HOME, {"name": "Mr Dr"})
    assert answer.status_code == 400
    assert "holds no name" in Shown(answer).text


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


def test_the_lines_of_a_document_are_asked_beside_what_was_typed() -> None:
    """They are read where the question is answered, and what is typed stands before what they say."""
    read = question(Fields([("mrz", LINES), ("name", ""), ("birth_date", "1970")]))
    assert (read.name, str(read.birth_date), read.mrz) == (None, "1970", LINES)


def test_a_wrong_check_digit_is_said_and_not_trusted(face: Face, notice: str) -> None:
    """The name still finds the notice; the number is not looked for."""
    shown = ask(face, "XB", mrz=LINES.replace("K1234567<1", "K1234567<2"))
    assert "The check digit of the document number is 2 and should be 6" in shown.text
    assert "May be the same person" in shown.text


def test_reasons_stand_side_by_side_with_what_they_say(face: Face, notice: str) -> None:
    """What was asked, what is on file, whether it agrees, and in words."""
    shown = ask(face, "XB", name="Ilya Petr Marek", nationality="XC")
    for said in ("You asked", "On the notice", "In words", "agrees", "disagrees"):
        assert said in shown.text


def clear(face: Face, member: str, shown: Shown, **typed: str) -> httpx.Response:
    """Press the button beside the only match, read what it does, and confirm."""
    by = face.home.bureau[member]
    asking = Shown(face.send(by, shown.form(CLEAR)))
    assert "will not be told of this match again" in asking.text
    assert "Ilya Petr Marek" in asking.text
    return face.send(by, asking.form(f"{CLEAR}/done"), typed)


def test_a_match_is_cleared_with_a_confirmation_and_stands_behind_a_disclosure(face: Face, notice: str) -> None:
    """Silent for this member, counted, listed, and taken back; nothing of it for another member."""
    done = clear(face, "XB", ask(face, "XB", name="Ilya Petr Marek"))
    assert (done.status_code, done.headers["location"]) == (303, CLEARANCES)
    shown = ask(face, "XB", name="Ilya Petr Marek")
    assert "Nobody else was found" in shown.text
    assert "1 match that your bureau cleared before" in shown.text
    assert f"/bureau/notices/{notice}" in shown.links
    assert "1 notice may be meant" in ask(face, "XC", name="Ilya Petr Marek").text
    listed = face.page(face.home.bureau["XB"], CLEARANCES)
    assert "Ilya Petr Marek" in listed.text
    assert notice not in face.page(face.home.bureau["XC"], CLEARANCES).text
    (revoke,) = [form for form in listed.forms if form.action.endswith("/revoke")]
    assert face.send(face.home.bureau["XC"], Form(revoke.action, "post", csrf(face, "XC"))).status_code == 404
    assert face.send(face.home.bureau["XB"], revoke).status_code == 303
    assert "1 notice may be meant" in ask(face, "XB", name="Ilya Petr Marek").text


def csrf(face: Face, member: str) -> dict[str, list[str]]:
    return dict(face.page(face.home.bureau[member], HOME).form("/sign-out").values)


def test_a_member_that_cannot_be_told_is_said_at_the_field(face: Face, notice: str) -> None:
    """The requester is never told, and what is no code is none."""
    for named in ("XA", "nowhere"):
        answer = clear(face, "XB", ask(face, "XB", name="Ilya Petr Marek"), shared_with=named)
        assert answer.status_code in {400, 409}
        shown = Shown(answer)
        assert any(link.endswith("#shared_with") for link in shown.links)
        assert shown.form(f"{CLEAR}/done").values["shared_with"] == [named]


def test_a_notice_that_changed_meanwhile_is_not_cleared(face: Face, notice: str) -> None:
    """The page says to look again."""
    shown = ask(face, "XB", name="Ilya Petr Marek")
    face.home.do(face.home.officer, c.AddAddendum(id=notice, text="He limps."))
    answer = clear(face, "XB", shown)
    assert answer.status_code == 412
    assert "changed since you looked" in Shown(answer).text


def test_that_one_asked_stands_on_a_page_and_whom_does_not(face: Face, notice: str) -> None:
    """Who, when and what for; no name, and nothing for another member."""
    ask(face, "XB", name="Ilya Petr Marek", purpose="custody")
    for _ in range(200):
        text = face.page(face.home.bureau["XB"], QUESTIONS).text
        if "A person in custody" in text:
            break
        sleep(0.05)
    assert "A person in custody" in text
    assert face.home.bureau["XB"].id in text
    assert "Marek" not in text
    assert "Nothing to show here" in face.page(face.home.bureau["XC"], QUESTIONS).text
