"""The list of OFAC: everyone on it is read, and a line that is broken loses no one else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.ofac.conftest import ADD, ALT, SDN, Make

from comity.adapters.ofac.countries import _NAMES, country
from comity.adapters.ofac.reader import read_ofac_list
from comity.adapters.ofac.remarks import Remarks, birth_date
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Quality, Subject, SubjectType


def subjects(found: object) -> dict[str, Subject]:
    return dict(found.subjects)  # type: ignore[attr-defined]


def test_a_person_is_read_with_what_the_remarks_say(listed: Make) -> None:
    """Names, births, nationalities, sex, documents, aliases strong and weak, and addresses."""
    found = listed()
    assert found.faults == ()
    person = subjects(found)["9001"]
    assert (person.type, person.family_name, person.forenames) == (SubjectType.PERSON, "MAREK", "Ilya Petr")
    assert person.occupation == "Treasurer"
    births = [person.birth, *(person.other_births or ())]
    assert [(each.date, each.place, each.country) for each in births if each] == [
        ("1971-05-04", None, None),
        ("1972", None, None),
        (None, "Veld", "NO"),
    ]
    assert (person.sex, person.nationalities) == ("male", ["NO", "IR"])
    assert [(each.type, each.number, each.country) for each in person.documents or ()] == [
        ("passport", "K1234567", "NO"),
        ("passport", "D 77", "KP"),
        ("national id", "040571-12345", "NO"),
    ]
    assert [(each.name, each.quality) for each in person.aliases or ()] == [
        ("Elias MARRICK", Quality.GOOD),
        ("THE CLERK", Quality.LOW),
    ]
    assert [(each.place, each.country) for each in person.last_known or ()] == [
        ("Storgata 1, Oslo 0101", "NO"),
        ("Nowhere Land", None),
    ]


def test_companies_and_ships_have_a_name_of_their_own(listed: Make) -> None:
    """With their numbers in registers, and former names marked."""
    found = subjects(listed())
    company, ship = found["9002"], found["9003"]
    assert (company.type, company.full_name) == (SubjectType.ENTITY, "VELD SHIPPING LTD")
    assert [(each.type, each.number) for each in company.documents or ()] == [("registration number", "HE 02142819")]
    assert [(each.name, each.note) for each in company.aliases or ()] == [("ORSK LINES", "formerly; until 2014")]
    assert company.last_known is None
    assert (ship.type, ship.full_name) == (SubjectType.OBJECT, "ORSK STAR")
    assert [(each.number) for each in ship.documents or ()] == ["5342899"]


def test_remarks_that_go_on_in_a_file_of_their_own_are_read(listed: Make) -> None:
    """Where they are longer than the main file holds."""
    found = listed(sdn_comments='9002,"Company Number 7711 (Norway)."\r\n')
    numbers = [each.number for each in subjects(found)["9002"].documents or ()]
    assert numbers == ["HE 02142819", "7711"]


def test_letters_of_either_encoding_are_read(listed: Make) -> None:
    """Editions of different years differ."""
    for encoding in ("utf-8", "cp1252"):
        found = listed(sdn=SDN.replace("MAREK", "MÁREK").encode(encoding))
        assert subjects(found)["9001"].family_name == "MÁREK"


def test_the_digest_is_that_of_the_content(listed: Make) -> None:
    """Another sign in any file is another list."""
    first = listed().digest
    assert listed().digest == first
    assert listed(alt=ALT.replace("Elias", "Elia")).digest != first


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("04 May 1971", "1971-05-04"),
        ("4 May 1971", "1971-05-04"),
        ("May 1971", "1971-05"),
        ("1971", "1971"),
        ("circa 1971", "1971~"),
        ("1970 to 1972", "1970/1972"),
        ("01 Jan 1970 to 31 Dec 1970", "1970-01-01/1970-12-31"),
        ("31 Feb 1971", None),
        ("04 Mai 1971", None),
        ("1972 to 1970", None),
        ("circa 1970 to 1972", "1970/1972"),
        ("04/05/1971", None),
        ("", None),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, date: str | None) -> None:
    """What is no date is none, and never a guess."""
    assert birth_date(text) == date


def test_a_birth_in_words_stands_in_words(listed: Make) -> None:
    """It is not compared, and it is no fault of the list."""
    found = listed(sdn=SDN.replace("alt. DOB 1972", "alt. DOB early 1970s"))
    assert found.faults == ()
    others = subjects(found)["9001"].other_births or []
    assert [(each.date, each.note) for each in others] == [(None, "DOB early 1970s")]


def test_each_country_that_is_named_is_one() -> None:
    """As the list spells them, and as the United Nations do; an unknown one is none."""
    assert all(country(name) in Country.valid() for name in _NAMES)
    assert (country("Korea, North"), country("Norway."), country("Nowhere Land")) == ("KP", "NO", None)


def test_one_date_and_one_place_are_one_birth() -> None:
    """Where there are several of either nothing says which belong together."""
    (birth,) = Remarks("DOB 1971; POB Veld, Norway.").births()
    assert birth == {"date": "1971", "place": "Veld", "country": "NO"}


BAD = {
    "a field is missing": ("SDN", SDN.replace('"Treasurer",', ""), "sdn.csv, line 1", "There are 11 fields"),
    "a quote is not closed": ("SDN", SDN.replace('LTD."', "LTD."), "sdn.csv, line 1", "A quote opens and is not"),
    "no number": ("SDN", SDN.replace("9001,", "A9001,"), "sdn.csv, line 1", "“A9001” is no number"),
    "no name": ("SDN", SDN.replace('"MAREK, Ilya Petr"', "-0- "), "sdn.csv, line 1: SDN_Name", "It is empty"),
    "a number twice": ("SDN", SDN.replace("9003,", "9002,"), "sdn.csv, line 3", "sdn.csv, line 2 has the number 9002"),
    "cut off": ("SDN", SDN[: SDN.index('"vessel"')], "sdn.csv, line 3", "There are 3 fields"),
    "a name of no one": ("alt", ALT.replace("9001,", "9009,"), "alt.csv, line 1", "sdn.csv has no listing 9009"),
    "an address of no one": ("add", ADD.replace("9002,", "9009,"), "add.csv, line 3", "sdn.csv has no listing 9009"),
    "no aliases": ("alt", None, "alt.csv", "The file is not there"),
    "no addresses": ("add", None, "add.csv", "The file is not there"),
}


@pytest.mark.parametrize(("name", "body", "place", "told"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_and_the_others_are_on_the_list(
    listed: Make, name: str, body: str | None, place: str, told: str
) -> None:
    """The place names the file and the line."""
    found = listed(**{name.lower(): body})
    assert found.faults[0].path == place
    assert found.faults[0].message.startswith(told)
    assert len(subjects(found)) >= 2


def test_a_folder_without_the_main_file_is_no_list(tmp_path: Path, listed: Make) -> None:
    """Nor is a folder that is not there."""
    with pytest.raises(UnusableInput, match=r"there is no sdn\.csv in it"):
        listed(sdn=None)
    with pytest.raises(UnusableInput, match="cannot be read: No such file"):
        read_ofac_list(tmp_path / "none")


@given(st.binary(max_size=300) | st.text('9,"-0 \n\rDOB;POX', max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """Whatever the files hold, there are subjects and faults, each with its place."""
    folder = tmp_path_factory.mktemp("ofac")
    for name in ("sdn.csv", "alt.csv", "add.csv"):
        (folder / name).write_bytes(body)
    assert all(fault.path for fault in read_ofac_list(folder).faults)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["DOB ", "POB ", "1971", " to ", "; ", "Passport ", "A1 (", ")"])).map("".join)
)
def test_no_remarks_break_the_reader(text: str) -> None:
    """They are written by people."""
    said = Remarks(text)
    assert wire.encode([said.births(), said.documents])
