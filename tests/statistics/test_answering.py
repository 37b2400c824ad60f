"""How often members say what they do with what they receive."""

from comity.notices.vocabulary import Treatment
from comity.statistics.answering import answering
from comity.statistics.quarter import Quarter
from comity.statistics.release import Release, quarterly
from tests.statistics.story import MEMBERS, Story


def released(quarters: int = 2) -> list[Release]:
    """XA publishes fifteen notices a quarter; XB enters all of them, XC none, XD the first five."""
    story = Story()
    for month in ("01", "04")[:quarters]:
        for number in range(15):
            notice = story.publishes(f"2026-{month}-03", "XA")
            story.treats(f"2026-{month}-05", notice, "XB", Treatment.ENTERED)
            if number < 5:
                story.treats(f"2026-{month}-05", notice, "XD", Treatment.ALERT_ONLY)
    names = ("2026-Q1", "2026-Q2")[:quarters]
    return [quarterly(story.acts, Quarter.parse(name), joined=MEMBERS) for name in names]


def test_quarters_are_added_up_and_a_share_is_given_from_twenty_on() -> None:
    """Fifteen in one quarter are too few to say, thirty in two are enough."""
    assert [each.percent for each in answering(released(1))] == [None, None, None, None]
    found = {each.member: (each.received, each.answered, each.percent) for each in answering(released())}
    assert found["XB"] == (30, 30, 100)
    assert found["XC"] == (30, 0, 0)
    assert found["XD"] == (30, 10, 33)


def test_who_received_nothing_has_no_share() -> None:
    """The requester receives none of its own notices; nought of nought is not nought per cent."""
    found = {each.member: each for each in answering(released())}
    assert (found["XA"].received, found["XA"].percent) == (0, None)
