"""A release on a terminal: readable, within a hundred columns, and nothing that the release does not hold."""

import pytest

from comity.statistics.measures import measures
from comity.statistics.release import Release, bytes_of
from comity.statistics.text import WIDTH, text, title_of
from comity.statistics.verify import verify
from tests.statistics.story import Story
from tests.statistics.test_release import Q1, Q2, busy, release
from tests.statistics.test_tally import told

RELEASES = [release(Story()), release(told(), Q1), release(told(), Q2), release(busy(240), Q1, XC="A reply. " * 80)]


@pytest.mark.parametrize("found", RELEASES, ids=["empty", "first", "second", "busy"])
def test_no_line_is_wider_than_a_hundred_columns(found: Release) -> None:
    """It fits a terminal and a page."""
    assert max(len(line) for line in text(found).splitlines()) <= WIDTH


def test_every_measure_has_its_heading() -> None:
    """Tables of nought are named too: that nothing happened is a figure."""
    for measure in measures().values():
        assert title_of(measure) in text(release(Story())).splitlines()


def test_what_is_counted_can_be_read() -> None:
    """Two hundred and forty refusals of XA stand in its row, with thousands set apart where there are any."""
    lines = text(RELEASES[-1]).splitlines()
    assert any(line.split() == ["XA", "240"] for line in lines)
    assert any(line.startswith("Notices with a public extract") and line.endswith(" 100") for line in lines)
    assert "Reply of XC" in lines


def test_a_share_of_too_few_says_so() -> None:
    """Nothing is shown as nought that is only not told."""
    assert any(
        line.startswith("Notices with a public extract") and line.endswith("too few")
        for line in text(told_one()).splitlines()
    )


def told_one() -> Release:
    return release(told())


def test_a_release_reads_the_same_before_and_after_its_bytes() -> None:
    """What is printed is what was signed."""
    assert text(verify(bytes_of(RELEASES[-1]))) == text(RELEASES[-1])
