"""The lists of the Security Council: each with a resolution, a committee and paragraphs."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.errors import UnusableInput
from comity.law.un_lists import Measure, UnListLaw, measures_in, measures_in_words, resolution_number, un_list, un_lists

ADOPTED = {
    751: date(1992, 4, 24),
    1267: date(1999, 10, 15),
    1518: date(2003, 11, 24),
    1533: date(2004, 3, 12),
    1591: date(2005, 3, 29),
    1718: date(2006, 10, 14),
    1737: date(2006, 12, 23),
    1970: date(2011, 2, 26),
    1988: date(2011, 6, 17),
    2048: date(2012, 5, 18),
    2127: date(2013, 12, 5),
    2140: date(2014, 2, 26),
    2206: date(2015, 3, 3),
    2653: date(2022, 10, 21),
}


def test_each_resolution_has_the_day_on_which_it_was_adopted() -> None:
    """Fourteen lists, each resting on another resolution."""
    assert {law.resolution: law.adopted for law in un_lists().values()} == ADOPTED
    assert un_list("Al-Qaida").title == "1267 (1999)"


@pytest.mark.parametrize("name", un_lists())
def test_each_list_says_which_measures_it_brings_and_where(name: str) -> None:
    """No measure without the paragraph that imposes it, and no list without a measure."""
    law = un_lists()[name]
    assert law.measures
    for paragraph in law.measures.values():
        assert re.fullmatch(r"\d{3,4} \(\d{4}\), para\. \d+(?: \([a-e]\))?", paragraph)
    assert str(law.resolution) in law.committee


def test_prefixes_tell_the_lists_apart() -> None:
    """A reference belongs to one list."""
    prefixes = [law.prefix for law in un_lists().values()]
    assert len(set(prefixes)) == len(prefixes) == 14


def test_guinea_bissau_is_a_travel_ban_and_iraq_an_assets_freeze() -> None:
    """The two lists that bring one measure alone."""
    assert list(un_list("GB").measures) == [Measure.TRAVEL_BAN]
    assert list(un_list("Iraq").measures) == [Measure.ASSETS_FREEZE]


@pytest.mark.parametrize("name", ["Atlantis", "al-qaida", "", "DRC "])
def test_an_unknown_list_is_a_problem_that_names_it(name: str) -> None:
    """Fail closed: no listing is published without its law."""
    with pytest.raises(UnusableInput) as caught:
        un_list(name, "entry 7")
    assert caught.value.errors[0].path == "entry 7"
    assert f"'{name}' is not a list in the law data" in caught.value.errors[0].message


@given(st.sampled_from(sorted(un_lists())), st.sets(st.sampled_from(Measure)))
def test_measures_in_words_can_be_read_again(name: str, chosen: set[Measure]) -> None:
    """Writing and reading are inverse for every list and every choice of its measures."""
    law: UnListLaw = un_lists()[name]
    measures = tuple(measure for measure in law.measures if measure in chosen)
    assert measures_in(measures_in_words(law, measures)) == measures


@pytest.mark.parametrize("words", ["a fine", "assets freeze, travel ban", "; "])
def test_other_words_are_no_measures(words: str) -> None:
    """What was not written here is not read as if it were."""
    if words == "; ":
        assert measures_in(words) == ()
    else:
        with pytest.raises(ValueError, match="is not a valid Measure"):
            measures_in(words)


def test_the_number_of_a_resolution_is_read_from_its_title() -> None:
    """The public API gives it as a number."""
    assert resolution_number("751 (1992)") == 751
    for text in ("1267", "S/RES/1267 (1999)", "", "(1999)"):
        with pytest.raises(ValueError, match="is not a resolution"):
            resolution_number(text)
