"""Dates as files have them: whole, partial, approximate or a range."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.dates import PartialDate, add_months

MEANT = {
    "1971": (date(1971, 1, 1), date(1971, 12, 31)),
    "1972-02": (date(1972, 2, 1), date(1972, 2, 29)),
    "1971-05-04": (date(1971, 5, 4), date(1971, 5, 4)),
    "1965~": (date(1965, 1, 1), date(1965, 12, 31)),
    "1960/1965": (date(1960, 1, 1), date(1965, 12, 31)),
}


@pytest.mark.parametrize("text", MEANT)
def test_a_partial_date_knows_the_days_it_may_mean(text: str) -> None:
    """Earliest and latest day of each form."""
    found = PartialDate(text)
    assert (found.earliest, found.latest) == MEANT[text]
    assert found == text


@pytest.mark.parametrize(
    "text", ["", "71", "1971-13", "1971-02-30", "1971/", "1965/1960", "1971-5-4", "1960/1965~", "٢٠٠١"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A month 13, a 30 February, a range backwards, digits of another script."""
    with pytest.raises(ValueError, match=r"is not|ends before"):
        PartialDate(text)


def test_only_a_whole_day_is_exact() -> None:
    """A year or an approximate date is no day."""
    assert PartialDate("1971-05-04").exact == date(1971, 5, 4)
    assert PartialDate("1971").exact is None
    assert PartialDate("1971~").exact is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-500, 500))
def test_months_move_the_month_and_never_past_its_end(day: date, months: int) -> None:
    """The day of the month is kept, or is the last of a shorter month."""
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day
