"""A day begins where its member says, or last of all."""

from datetime import UTC, date, datetime

import pytest

from comity.kernel.time_zone import beginning, earliest, latest, names, zone

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("Asia/Tokyo", datetime(2026, 11, 30, 15, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("UTC", datetime(2026, 12, 1, tzinfo=UTC)),
        (None, datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("", datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("Mars/Olympus", datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("../../etc/passwd", datetime(2026, 12, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_counted_in_the_zone_or_where_the_day_begins_last(name: str | None, at: datetime) -> None:
    """What cannot be undone is never done while the day before goes on somewhere that it may be of."""
    assert beginning(DAY, latest(name)) == at


def test_a_day_that_has_begun_somewhere_is_no_day_to_come() -> None:
    """Without a zone that is named, the first place on earth counts."""
    assert beginning(DAY, earliest(None)) == datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert beginning(DAY, earliest("Asia/Tokyo")) == datetime(2026, 11, 30, 15, tzinfo=UTC)


def test_every_name_that_is_offered_is_a_zone() -> None:
    """Those that a form lists."""
    assert {"Africa/Dakar", "Asia/Tokyo", "America/Lima", "UTC"} <= set(names())
    assert all(zone(name) for name in names())
