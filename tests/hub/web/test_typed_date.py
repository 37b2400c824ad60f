"""Dates as people type them become dates of the contract, and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.hub.web.typed_date import date_of, parts_of
from comity.kernel.dates import PartialDate


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (("4", "5", "1971", ""), "1971-05-04"),
        (("04", "05", "1971", ""), "1971-05-04"),
        (("4", "May", "1971", ""), "1971-05-04"),
        (("", "sept", "1971", ""), "1971-09"),
        (("", "", "1971", ""), "1971"),
        (("", "", "", ""), None),
        (("", "", "", "about 1965"), "1965~"),
        (("", "", "", "c. 1965"), "1965~"),
        (("", "", "", "between 1960 and 1965"), "1960/1965"),
        (("", "", "", "1960 to 1965"), "1960/1965"),
        (("", "", "", "1960/1965"), "1960/1965"),
        (("", "", "", "1971-05"), "1971-05"),
        (("٢٧", "٣", "١٩٨٥", ""), "1985-03-27"),
        (("۲۷", "۳", "۱۹۸۵", ""), "1985-03-27"),
        (("२७", "३", "१९८५", ""), "1985-03-27"),
        (("\u200f27\u200f", "3", "1985\u200e", ""), "1985-03-27"),
        (("", "", "", "about ١٩٦٥"), "1965~"),
        (("27", "mars", "1985", ""), "1985-03-27"),
        (("27", "Février", "1985", ""), "1985-02-27"),
        (("27", "fevr.", "1985", ""), "1985-02-27"),
        (("27", "mai", "1985", ""), "1985-05-27"),
        (("27", "juin", "1985", ""), "1985-06-27"),
        (("27", "JUILLET", "1985", ""), "1985-07-27"),
        (("27", "marzo", "1985", ""), "1985-03-27"),
        (("27", "enero", "1985", ""), "1985-01-27"),
        (("27", "ago", "1985", ""), "1985-08-27"),
        (("٢٧", "مارس", "١٩٨٥", ""), "1985-03-27"),
        (("٢٧", "آذار", "١٩٨٥", ""), "1985-03-27"),
        (("٢٧", "كانون الثاني", "١٩٨٥", ""), "1985-01-27"),
        (("٢٧", "جانفي", "١٩٨٥", ""), "1985-01-27"),
    ],
)
def test_a_date_may_be_typed_as_far_as_it_is_known(typed: tuple[str, str, str, str], right: str | None) -> None:
    """Numbers, names of months, and plain words for what is not known exactly."""
    assert date_of(*typed) == right


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("4", "", "1971", ""), "Give the month"),
        (("4", "5", "", ""), "four digits"),
        (("4", "5", "71", ""), "four digits"),
        (("4", "5", "١٩٧", ""), "four digits"),
        (("4", "juil / juin", "1971", ""), "month as a number"),
        (("4", "ⅴ", "1971", ""), "month as a number"),
        (("²", "5", "1971", ""), "day as a number"),
        (("0", "5", "1971", ""), "day as a number"),
        (("four", "5", "1971", ""), "day as a number"),
        (("4", "13", "1971", ""), "month as a number"),
        (("4", "ju", "1971", ""), "month as a number"),
        (("4", "m", "1971", ""), "month as a number"),
        (("31", "2", "1971", ""), "not in the calendar"),
        (("", "", "0000", ""), "not in the calendar"),
        (("4", "5", "1971", "about 1971"), "not both"),
        (("", "", "", "yesterday"), "is not a date written"),
        (("", "", "", "between 1965 and 1960"), "ends before it begins"),
    ],
)
def test_what_is_no_date_is_said(typed: tuple[str, str, str, str], said: str) -> None:
    """Each way to be wrong has words for what would be right."""
    with pytest.raises(ValueError, match=said):
        date_of(*typed)


@given(st.dates(), st.sampled_from([10, 7, 4]), st.booleans())
def test_every_date_comes_back_from_its_form(day: date, length: int, about: bool) -> None:
    """What the inputs of a date show is that date."""
    text = PartialDate(day.isoformat()[:length] + "~" * about)
    assert date_of(*parts_of(text)) == text
