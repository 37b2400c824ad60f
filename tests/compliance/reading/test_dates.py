"""Dates in a text: whole days in four languages, and nothing that could be two days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.compliance.reading.dates import dates_in

DAY = date(2024, 3, 21)


@pytest.mark.parametrize(
    "written",
    [
        "21 March 2024",
        "21st of March 2024",
        "March 21, 2024",
        "21 mars 2024",
        "21 de marzo de 2024",
        "٢١ مارس ٢٠٢٤",
        "21 آذار 2024",
        "2024-03-21",
        "21/03/2024",
        "21.03.2024",
        "3/21/2024",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    """Names of months, figures and Arabic digits name the same day, with its words and place."""
    text = f"Le fait du {written} est établi."
    assert [(found.day, found.words) for found in dates_in(text)] == [(DAY, written)]


@pytest.mark.parametrize(
    "written",
    ["03/04/2024", "31 February 2024", "2024-13-40", "March 2024", "in March", "21 March", "99/99/9999", "0/0/2024"],
)
def test_what_is_no_day_or_could_be_two_is_left_out(written: str) -> None:
    """Nothing is guessed."""
    assert dates_in(f"It was on {written} in Veld.") == ()


def test_a_date_knows_its_sentence() -> None:
    """What stands in another sentence is not dated by it."""
    found = dates_in("He came. On 21 March 2024 he spoke. He left on 2 April 2024.")
    assert [each.sentence for each in found] == [1, 2]


@given(st.text(max_size=300))
def test_any_text_is_searched(text: str) -> None:
    """No text breaks the search, and each date found stands where it says."""
    assert all(text[found.start : found.end] == found.words for found in dates_in(text))
