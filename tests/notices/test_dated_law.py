"""The limits of the lifecycle are those of the law data, and of nothing else."""

from datetime import UTC, datetime, timedelta

from comity.law import parameters
from comity.notices import commands as c
from comity.notices.guards import suspension_in_bounds
from comity.notices.notice import Notice, due, expiry
from comity.notices.vocabulary import State

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NOTICE = "ntc_0123456789abcdef"


def test_a_suspension_is_bounded_by_the_law_of_its_day() -> None:
    """The last permitted day passes and the next does not."""
    last = expiry(NOW, parameters.number("suspension.max_months", NOW.date())).date()
    notice = Notice(state=State.PUBLISHED, id=NOTICE)
    within = c.SuspendNotice(id=NOTICE, until=last, reason="The court looks again.")
    beyond = c.SuspendNotice(id=NOTICE, until=last + timedelta(days=1), reason="The court looks again.")
    assert suspension_in_bounds(notice, within, NOW) is None
    assert suspension_in_bounds(notice, beyond, NOW) is not None


def test_the_need_to_retain_is_asked_for_when_the_law_says() -> None:
    """So many months before the notice expires."""
    ends = expiry(NOW, 60)
    months = parameters.number("retention.review_months_before", ends.date())
    found = due(Notice(state=State.PUBLISHED, id=NOTICE, expires=ends))
    assert found == (expiry(ends, -months), c.AskRetention(id=NOTICE))
