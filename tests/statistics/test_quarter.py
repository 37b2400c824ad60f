"""Quarters: closed periods in UTC, each released once and in turn."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.errors import UnusableInput
from comity.statistics.quarter import Quarter, due_quarters, index_of
from tests.statistics.story import moment

moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(moments)
def test_every_moment_lies_in_one_quarter_and_its_name_reads_back(at: datetime) -> None:
    """A quarter begins on its first day, ends before the next begins, and is written one way."""
    quarter = Quarter.of(at)
    assert quarter.first_day <= at.date() <= quarter.last_day
    assert at < quarter.end
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter(quarter.index + 1).first_day == quarter.end.date()


def test_a_quarter_is_of_utc_and_not_of_local_time() -> None:
    """New Year's Eve in the west is the new year in UTC."""
    evening = datetime(2025, 12, 31, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert str(Quarter.of(evening)) == "2026-Q1"


def test_a_time_without_a_zone_belongs_to_no_quarter() -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="without a zone"):
        index_of(moment("2026-01-01").replace(tzinfo=None))


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q0", "2026-Q5", "2026Q1", "26-Q1", "0000-Q1", " 2026-Q1", "2026-Q1\n"]
)
def test_what_is_no_quarter_is_refused(text: str) -> None:
    """The error says how one is written."""
    with pytest.raises(UnusableInput, match="2026-Q3"):
        Quarter.parse(text)


def test_a_quarter_is_due_once_it_is_over() -> None:
    """From the quarter of the first act to the last that has ended, each in turn."""
    first, at = datetime(2026, 2, 5, tzinfo=UTC), datetime(2026, 9, 30, 23, 59, tzinfo=UTC)
    assert [str(quarter) for quarter in due_quarters(first, at, ())] == ["2026-Q1", "2026-Q2"]
    assert [str(quarter) for quarter in due_quarters(first, at + timedelta(minutes=1), ())][-1] == "2026-Q3"


def test_a_released_quarter_is_never_due_again_nor_one_before_it() -> None:
    """What was left out stays out: figures are not released backwards."""
    first, at = datetime(2025, 2, 5, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    assert [str(quarter) for quarter in due_quarters(first, at, {Quarter.parse("2026-Q2")})] == ["2026-Q3"]


def test_nothing_is_due_where_nothing_happened() -> None:
    """No acts, no figures."""
    assert due_quarters(None, datetime(2026, 11, 1, tzinfo=UTC), ()) == ()


def test_quarters_come_in_the_order_of_time() -> None:
    """The last quarter of a year comes before the first of the next."""
    assert Quarter.parse("2025-Q4") < Quarter.parse("2026-Q1")
    assert Quarter.parse("2026-Q1").last_day == date(2026, 3, 31)
