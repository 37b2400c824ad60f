"""Documents: the number freed of its words, and what was written kept."""

import pytest

from comity.adapters.un.entry import ListedDocument
from comity.adapters.un.papers import documents
from comity.kernel.dates import PartialDate

NUMBERS = {
    "K1234567": ("K1234567", None),
    "A 0139 243": ("A 0139 243", None),
    "103-00653129-22": ("103-00653129-22", None),
    "CAR diplomatic passport no. D00000898": ("D00000898", None),
    "Libyan Passport No. 96/184442": ("96/184442", None),
    "Libya 428720": ("428720", "LY"),
    "R00012098, South Sudan": ("R00012098", "SS"),
    "Congo service passport number SA0020249": ("SA0020249", "CG"),
    "Laissez-passer no. N°235/MISPAT": ("235/MISPAT", None),
    "No34409/129": ("34409/129", None),
    "Diplomatic Passport: Z30321794": ("Z30321794", None),
    "381110042 (Expired 25 Jan. 2016)": ("381110042", None),
    "German travel document (“Reiseausweis”) A 0139243": ("A 0139243", None),
    "Russian passport number 8208 No. 555627": ("8208 555627", None),
    "national identity card number 44103-5251752-5": ("44103-5251752-5", None),
    "Personal identification no.: 137803": ("137803", None),
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_freed_of_its_words(written: str) -> None:
    """A document is found by its number alone; what was written stays in the note."""
    (found,), words = documents([ListedDocument(type="Passport", number=written)])
    assert (found.number, found.country) == NUMBERS[written]
    assert found.note == (None if found.number == written else f"written as: {written}")
    assert words == []


@pytest.mark.parametrize(
    ("second", "note", "number"),
    [
        (None, "Tunisian passport number L 191609 issued on 28 Feb. 1996", "L 191609"),
        (None, "04643632 issued on 18 Jun. 1999", "04643632"),
        (None, "Italian Fiscal Code: DAOMMD74T11Z352Z", "DAOMMD74T11Z352Z"),
        (None, "SSN 156-92-9858 (United States of America)", "156-92-9858"),
        (None, "National Identity Card number 1127083101740003 under name Marek", "1127083101740003"),
        ("Residential card number 665", "Orsk", "665"),
    ],
)
def test_a_number_that_stands_in_words_is_found(second: str | None, note: str, number: str) -> None:
    """The list has fourteen documents without a number of their own."""
    (found,), _ = documents([ListedDocument(type="National Identification Number", type_2=second, note=note)])
    assert found.number == number
    assert note in (found.note or "")


@pytest.mark.parametrize(
    "note", ["issued in 1993, under name Marek", "issued for Marek, born on 25 Sep. 1973", "tazkira"]
)
def test_a_document_without_number_stays_in_words(note: str) -> None:
    """A year or a birthday is not the number of a document."""
    found, words = documents([ListedDocument(type="Passport", issuing_country="Egypt", note=note)])
    assert found == []
    assert words == [f"Passport; Egypt; {note}"]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Passport", None, "passport"),
        ("Numéro de passeport", None, "passport"),
        ("Passport", "Service passport", "passport"),
        ("National Identification Number", None, "national identification number"),
        ("National Identification Number", "Ration card number:", "ration card"),
        ("National Identification Number", "Identification Card No.", "identification card"),
        ("National Identification Number", "National Identification Number", "national identification number"),
        ("Passport", "number:", "passport"),
        (None, "Voter ID", "voter id"),
        (None, None, "document"),
    ],
)
def test_the_more_exact_type_is_taken(first: str | None, second: str | None, kind: str) -> None:
    """A passport stays a passport, in whatever language the list names it."""
    (found,), _ = documents([ListedDocument(type=first, type_2=second, number="1")])
    assert found.type == kind


def test_where_a_consulate_issued_it_is_not_of_which_state_it_is() -> None:
    """The country of issue stands for the issuer only where no city shows that it is a place."""
    issued = PartialDate("2001-02-03")
    abroad = ListedDocument(number="1", issuing_country="Tunisia", city_of_issue="Milan", country_of_issue="Italy")
    unknown = ListedDocument(number="2", city_of_issue="Milan", country_of_issue="Italy", issued_on=issued)
    plain = ListedDocument(number="3", country_of_issue="Italy")
    gone = ListedDocument(number="4", issuing_country="Yugoslavia")
    found, _ = documents([abroad, unknown, plain, gone])
    assert [(one.country, one.note) for one in found] == [
        ("TN", "issued in Milan, Italy"),
        (None, "issued on 2001-02-03 in Milan, Italy"),
        ("IT", "issued in Italy"),
        (None, "issued by: Yugoslavia"),
    ]
