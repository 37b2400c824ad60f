"""Dates of a timeline in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from comity.hub.web.charts.when import At, machine, said, span
from comity.kernel.dates import PartialDate

LATE = datetime(2026, 9, 1, 1, 30, tzinfo=timezone(timedelta(hours=3)))
TABLE: list[tuple[At, str, str | None]] = [
    (PartialDate("1971"), "1971", "1971"),
    (PartialDate("1971-05"), "May 1971", "1971-05"),
    (PartialDate("1971-05-04"), "4 May 1971", "1971-05-04"),
    (PartialDate("1965~"), "about 1965", None),
    (PartialDate("1971-05~"), "about May 1971", None),
    (PartialDate("1960/1965"), "1960 to 1965", None),
    (PartialDate("2023-03-03/2023-06"), "3 March 2023 to June 2023", None),
    (date(2024, 12, 31), "31 December 2024", "2024-12-31"),
    (LATE, "31 August 2026, 22:30 UTC", "2026-08-31T22:30Z"),
]


@pytest.mark.parametrize(("at", "words", "for_machines"), TABLE)
def test_each_form_of_a_date_is_said_as_far_as_it_is_known(at: At, words: str, for_machines: str | None) -> None:
    """No day is made up where only a month is known, and machines get no date that HTML has no form for."""
    assert said(at) == words
    assert machine(at) == for_machines


def test_an_instant_stands_on_its_day_in_utc() -> None:
    """The strip and the words name the same day, whatever zone the instant came in."""
    assert span(LATE) == (date(2026, 8, 31), date(2026, 8, 31))
    assert span(LATE.astimezone(UTC)) == span(LATE)


def test_a_date_known_in_part_spans_all_days_that_it_may_mean() -> None:
    """A month is a bar from its first day to its last."""
    assert span(PartialDate("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
