"""Deadlines in words and shape."""

from datetime import UTC, datetime, timedelta

import pytest

from comity.hub.web.deadlines import Nearness, deadline

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "words", "nearness"),
    [
        (timedelta(days=12, hours=5), "Due in 12 days", Nearness.FAR),
        (timedelta(days=3), "Due in 3 days", Nearness.SOON),
        (timedelta(hours=26), "Due in 26 hours", Nearness.SOON),
        (timedelta(hours=1), "Due today, in 1 hour", Nearness.TODAY),
        (timedelta(seconds=20), "Due today, in 1 minute", Nearness.TODAY),
        (timedelta(), "1 minute overdue", Nearness.OVERDUE),
        (-timedelta(hours=2), "2 hours overdue", Nearness.OVERDUE),
        (-timedelta(days=9), "9 days overdue", Nearness.OVERDUE),
    ],
)
def test_a_deadline_is_said_in_words_and_shape(left: timedelta, words: str, nearness: Nearness) -> None:
    """The nearer it is the finer it is counted; what is past is overdue from its very moment."""
    found = deadline(NOON + left, NOON)
    assert found is not None
    assert (found.words, found.nearness) == (words, nearness)


def test_without_a_date_there_is_no_deadline() -> None:
    """None in, None out."""
    assert deadline(None, NOON) is None
