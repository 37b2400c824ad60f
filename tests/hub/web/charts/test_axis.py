"""A line of time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.hub.web.charts.axis import MOST_TICKS, axis


@given(st.lists(st.dates(), min_size=1, max_size=5))
def test_any_days_stand_on_the_line_in_order_with_few_labels_between_them(days: list[date]) -> None:
    """Whatever the span, from one day to the whole calendar, places rise with the days and labels have room."""
    line = axis(days)
    places = [line.place(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 < place < 1 for place in places)
    ticks = line.ticks()
    assert len(ticks) <= MOST_TICKS
    assert all(0 < tick.at < 1 for tick in ticks)
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 9, 1), date(2026, 9, 2), ["29 Aug", "31 Aug", "2 Sep", "4 Sep", "6 Sep"]),
        (date(2026, 1, 10), date(2026, 12, 3), ["Mar 2026", "May 2026", "Jul 2026", "Sep 2026", "Nov 2026"]),
        (date(2022, 1, 1), date(2026, 9, 4), ["2022", "2023", "2024", "2025", "2026"]),
        (date(1971, 5, 4), date(2026, 9, 4), ["1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_labels_are_round(first: date, last: date, labels: list[str]) -> None:
    """Days, months or years, as finely as there is room for."""
    assert [tick.label for tick in axis([first, last]).ticks()] == labels
