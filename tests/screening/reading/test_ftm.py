"""FollowTheMoney entities: persons and legal entities are asked, with the papers that name them."""

import json
from typing import Any

import pytest
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, notes, papers, questions

from comity.screening.reading import Format

PERSON = {
    "id": "p1",
    "schema": "Person",
    "properties": {
        "name": ["Ilya Petr Marek", "Марек Илья"],
        "alias": ["Elias Marrick"],
        "weakAlias": ["The Clerk"],
        "birthDate": ["1971-05-04"],
        "birthPlace": ["Veld"],
        "birthCountry": ["de"],
        "gender": ["male"],
        "nationality": ["de", "suhh"],
        "passportNumber": ["K1234567"],
        "idNumber": ["ID 77"],
    },
}
PASSPORT = {
    "id": "d1",
    "schema": "Passport",
    "properties": {"holder": ["p1"], "number": ["K1234567"], "country": ["de"]},
}
COMPANY = {"id": "c1", "schema": "Company", "properties": {"name": ["Veld Shipping"], "registrationNumber": ["HRB 5"]}}


def lines(*entities: dict[str, Any]) -> str:
    return "\n".join(map(json.dumps, entities))


@pytest.mark.parametrize("entity", [PERSON, PASSPORT, COMPANY], ids=["person", "passport", "company"])
def test_what_is_tried_here_is_what_the_model_takes(entity: dict[str, Any]) -> None:
    """The package itself validates the entities of this test."""
    model.get(entity["schema"]).validate(entity)
    proxy = model.get_proxy(entity, cleaned=False)
    assert {name: sorted(proxy.get(name)) for name in entity["properties"]} == {
        name: sorted(values) for name, values in entity["properties"].items()
    }


def test_a_person_is_a_question_with_all_names_and_papers() -> None:
    """A passport of its own gives the number a country; it may stand before or after its holder."""
    for body in (lines(PERSON, PASSPORT), lines(PASSPORT, PERSON), json.dumps([PERSON, PASSPORT])):
        (found,) = questions(body, Format.FTM)
        assert (found.id, found.name) == ("p1", "Ilya Petr Marek")
        assert found.names_in_original_script == ["Марек Илья", "Elias Marrick"]
        assert (found.birth_date, found.birth_place, found.birth_country) == ("1971-05-04", "Veld", "DE")
        assert (found.sex, found.nationalities) == ("male", ["DE"])
        assert papers(found.documents) == [("passport", "K1234567", "DE"), ("identity document", "ID 77", None)]
        assert faults(body, Format.FTM) == []


def test_what_is_not_asked_is_noted() -> None:
    """Weak aliases, and a country that is no more."""
    weak, country = notes(lines(PERSON), Format.FTM)
    assert weak == "Weak aliases were not asked: they find others."
    assert country == "“suhh” is no country known here; it was left out."


def test_a_company_is_a_question() -> None:
    """By its name and its number in a register."""
    (found,) = questions(lines(COMPANY), Format.FTM)
    assert (found.name, papers(found.documents)) == ("Veld Shipping", [("registration", "HRB 5", None)])


@pytest.mark.parametrize(
    ("dates", "asked", "noted"),
    [
        (["1971"], "1971", ""),
        (["1971-05-04T00:00:00"], "1971-05-04", ""),
        (["1970", "1971-05", "1972"], "1970/1972", "asked was 1970/1972"),
        (["1971-05-04", "1971-06-04"], "1971", "asked was 1971"),
        (["1950", "1971"], None, "lie 21 years apart"),
        (["05.04.71"], None, "was left out"),
    ],
)
def test_several_dates_of_birth_are_the_years_they_span(dates: list[str], asked: str | None, noted: str) -> None:
    """No one of them is preferred; wide apart they would speak against the right person."""
    body = lines({"id": "p", "schema": "Person", "properties": {"name": ["X"], "birthDate": dates}})
    (found,) = questions(body, Format.FTM)
    assert found.birth_date == asked
    assert noted in "".join(notes(body, Format.FTM))


def test_names_in_parts_make_a_name_where_there_is_none() -> None:
    """In the order in which they are said."""
    body = lines({"id": "p", "schema": "Person", "properties": {"lastName": ["Marek"], "firstName": ["Ilya"]}})
    assert questions(body, Format.FTM)[0].name == "Ilya Marek"


BAD = {
    "no JSON": ('{"id": ', "line 2: This is not JSON: Expecting value, at sign 7"),
    "no entity": ('{"id": "x"}', "line 2: Object missing required field `schema`"),
    "a property that is no list": (
        '{"id": "x", "schema": "Person", "properties": {"name": "X"}}',
        "line 2: $.properties",
    ),
    "no one": ('{"id": "x", "schema": "Sanction"}', "line 2: A 'Sanction' is no one to ask about"),
    "no name": ('{"id": "x", "schema": "Person", "properties": {"birthDate": ["1971"]}}', "line 2: Give a name"),
    "papers of no one": (
        '{"id": "x", "schema": "Passport", "properties": {"holder": ["nobody"], "number": ["1"]}}',
        "the papers of nobody: No person or legal entity of this id is in the file",
    ),
    "a key twice": ('{"id": "x", "id": "y", "schema": "Person"}', "line 2: $.id: This key stands more than once"),
}


@pytest.mark.parametrize(("line", "told"), BAD.values(), ids=BAD)
def test_a_bad_entity_is_named_and_the_others_are_asked(line: str, told: str) -> None:
    """The entities before and after it are read as if it were not there."""
    body = f"{lines(PERSON)}\n{line}\n{lines(COMPANY)}"
    (fault,) = faults(body, Format.FTM)
    assert fault.startswith(told)
    assert [each.id for each in questions(body, Format.FTM)] == ["p1", "c1"]


VALUES = st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3))
KEYS = st.sampled_from(["name", "birthDate", "nationality", "passportNumber", "gender", "holder", "number"])


@given(
    st.binary(max_size=200)
    | st.builds(
        lambda schema, said: json.dumps({"id": "x", "schema": schema, "properties": said}).encode(),
        st.sampled_from(["Person", "Passport", "Company", "Thing"]),
        st.dictionaries(KEYS, VALUES),
    )
)
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever a file holds is a question or a problem with its place."""
    assert all(fault.partition(": ")[2] for fault in faults(body, Format.FTM))
