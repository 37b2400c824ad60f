"""A zone stands for a name and a document, as far as its check digits hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.zones import card, misread, passport

from comity.kernel import wire
from comity.kernel.codes import Country, alpha3
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Document
from comity.screening import Query, resolved

TODAY = date(2026, 11, 21)


def query(**fields: object) -> Query:
    return wire.convert({"id": "q", **fields}, Query)


def test_a_zone_alone_is_a_question() -> None:
    """Name, document, birth, sex and nationality of the zone are asked, and there is nothing to note."""
    asked, notes = resolved(query(mrz=passport()), TODAY)
    assert asked == query(
        name="ILYA PETR MAREK",
        birth_date="1971-05-04",
        sex="male",
        nationalities=["XB"],
        documents=[{"type": "passport", "number": "K1234567", "country": "XB"}],
    )
    assert notes == ()


def test_a_question_without_a_zone_is_left_as_it_is() -> None:
    """Nothing is made up."""
    assert resolved(query(name="Ilya Marek"), TODAY) == (query(name="Ilya Marek"), ())


def test_a_card_is_known_by_its_code() -> None:
    """The kind of document comes from the first sign."""
    asked, _ = resolved(query(mrz=card()), TODAY)
    assert asked.documents == [Document(type="identity card", number="C7654321", country=Country("XB"))]


def test_a_number_whose_check_digit_fails_is_no_document() -> None:
    """A misread number must not find another person's passport: it is left out, the name is still asked."""
    asked, notes = resolved(query(mrz=misread(passport(), 3, "8")), TODAY)
    assert asked.documents is None
    assert asked.name == "ILYA PETR MAREK"
    assert "document number" in notes[0]
    assert "read it again" in notes[0]


def test_a_date_whose_check_digit_fails_is_not_compared() -> None:
    """A misread birth date would speak against the right person."""
    asked, notes = resolved(query(mrz=misread(passport(), 14, "5")), TODAY)
    assert asked.birth_date is None
    assert asked.documents
    assert "date of birth" in notes[0]


def test_what_the_question_says_stands_before_the_zone() -> None:
    """The zone's name and document are asked beside those given; a difference of dates is said."""
    given_ = query(
        name="Elias Marrick",
        birth_date="1972",
        nationalities=["XC"],
        documents=[{"type": "passport", "number": "B765432"}],
        mrz=passport(),
    )
    asked, notes = resolved(given_, TODAY)
    assert (asked.name, asked.names_in_original_script) == ("Elias Marrick", ["ILYA PETR MAREK"])
    assert [each.number for each in asked.documents or ()] == ["B765432", "K1234567"]
    assert (asked.birth_date, asked.nationalities) == ("1972", ["XC"])
    assert notes == ("The zone says 1971-05-04 as the date of birth and the question 1972; the question's was used.",)


def test_a_name_that_is_cut_off_is_said_to_be() -> None:
    """Who compares it must know that its end may be missing."""
    _, notes = resolved(query(mrz=passport(names="MAREKOVSKI<LONGBOTTOM<<ILYA<PETR<ALEXANDER")), TODAY)
    assert "end may be missing" in notes[0]


@pytest.mark.parametrize(("code", "noted"), [("UTO", True), ("XXB", False), ("XXA", False), ("DEU", False)])
def test_a_nationality_of_no_country_is_noted_and_statelessness_is_not(code: str, noted: bool) -> None:
    """An unknown code may be a misread one; having no state is no defect of the zone."""
    _, notes = resolved(query(mrz=passport(nationality=code)), TODAY)
    assert bool(notes) is noted


@given(st.sampled_from(sorted(alpha3())))
def test_every_code_of_a_zone_makes_a_question_that_can_be_sent_on(code: str) -> None:
    """A code that no question may name, as that of Kosovo, is left out and noted, and the person is asked."""
    asked, notes = resolved(query(mrz=passport(issuer=code, nationality=code)), TODAY)
    assert wire.decode(wire.encode(asked), Query) == asked
    assert bool(asked.nationalities) is not bool(notes)


def test_the_day_decides_the_century() -> None:
    """A child of 2026 and a person of 1927 have zones alike."""
    assert resolved(query(mrz=passport(birth="260101")), TODAY)[0].birth_date == "2026-01-01"
    assert resolved(query(mrz=passport(birth="270101")), TODAY)[0].birth_date == "1927-01-01"


BAD = {
    "no zone": ("Ilya Marek", "No zone|lines of"),
    "cut short": (passport()[:60], "lines of 44 and 15 signs"),
    "a foreign sign": (passport().replace("K", "Ж"), "has “Ж” at sign"),
    "nothing to ask": (misread(passport(names=""), 3, "8"), "no name, and no number"),
}


@pytest.mark.parametrize(("zone", "told"), BAD.values(), ids=BAD)
def test_what_cannot_be_asked_is_refused_at_its_place(zone: str, told: str) -> None:
    """The fault names the field of the question."""
    with pytest.raises(UnusableInput, match=told) as caught:
        resolved(query(mrz=zone), TODAY)
    assert caught.value.errors[0].path == "$.mrz"


@given(st.text(alphabet="MAREK<0123456789\n XB", max_size=130) | st.text(max_size=100))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever a scanner sends is a question or a problem."""
    try:
        asked, _ = resolved(Query(id="q", name="x", mrz=text), TODAY)
    except UnusableInput as error:
        assert error.errors  # noqa: PT017
    else:
        assert asked.mrz is None or not text


NOBODY: dict[str, dict[str, object]] = {
    "titles": {"name": "Mr Dr"},
    "spaces": {"name": "   "},
    "signs": {"name": "… — '"},
    "initials": {"name": "A. B."},
    "pictures": {"names_in_original_script": ["\N{GRINNING FACE}"]},
    "a number too short": {"documents": [{"type": "passport", "number": "K12"}]},
    "a number without a figure": {"documents": [{"type": "passport", "number": "PASSPORT"}]},
    "all of it": {"name": "Mr", "documents": [{"type": "passport", "number": "-"}]},
}


@pytest.mark.parametrize("fields", NOBODY.values(), ids=NOBODY.keys())
def test_a_question_that_names_nobody_is_a_problem_and_clears_nobody(fields: dict[str, object]) -> None:
    """No hit would read as an answer."""
    with pytest.raises(UnusableInput) as caught:
        resolved(query(**fields), TODAY)
    assert {fault.path for fault in caught.value.errors} <= {f"$.{field}" for field in fields}


def test_what_nobody_can_be_found_by_is_said_where_something_is_left() -> None:
    """A name of titles beside a document, a short number beside a name: each is noted, the other is asked."""
    asked, notes = resolved(query(name="Mr", documents=[{"type": "passport", "number": "K1234567"}]), TODAY)
    assert asked.documents
    assert notes == ("“Mr” holds no name, only titles, signs or initials; it was not asked.",)
    _, notes = resolved(query(name="Ilya Marek", documents=[{"type": "passport", "number": "K1"}]), TODAY)
    assert len(notes) == 1
    assert "“K1”" in notes[0]


def test_a_date_of_birth_to_come_is_noted_and_speaks_against_nobody() -> None:
    """A century mistyped would clear the right person; a part that has begun is no mistake."""
    asked, notes = resolved(query(name="Ilya Marek", birth_date="2071-05-04"), TODAY)
    assert asked.birth_date is None
    assert "2071-05-04" in notes[0]
    assert resolved(query(name="Ilya Marek", birth_date="2026"), TODAY)[1] == ()
