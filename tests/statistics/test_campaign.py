"""Campaigns: what became of a group of notices, as far as its requester was told."""

import pytest

from comity.notices.vocabulary import Answer, AnswerGround, VisibleTo
from comity.statistics.campaign import Campaign, Confirmation, campaign
from tests.statistics.story import Story, moment

MARKS = (30, 90, 180)
AT = moment("2026-12-31")


def most_wanted() -> tuple[Story, list[str]]:
    """Eight wanted persons: two surrendered, one removed, one home of his own will, one ignored, one silent."""
    story = Story()
    notices = [story.publishes("2026-01-02") for _ in range(8)]
    for notice in notices[:2]:
        story.answers("2026-02-01", notice, "XB", Answer.LOCATED)
        story.answers("2026-02-02", notice, "XB", Answer.PROVISIONAL_ARREST)
        story.answers("2026-05-01", notice, "XB", Answer.SURRENDERED)
        story.achieves("2026-05-02", notice)
    story.answers("2026-02-01", notices[2], "XC", Answer.REMOVED_IMMIGRATION)
    story.answers("2026-02-01", notices[3], "XA", Answer.RETURNED_VOLUNTARILY_CLAIMED)
    story.answers("2026-03-01", notices[3], "XD", Answer.RETURNED_VOLUNTARILY_CONFIRMED)
    story.answers("2026-02-01", notices[4], "XD", Answer.LOCATED)
    story.answers("2026-02-01", notices[5], "XD", Answer.EXTRADITION_REFUSED, AnswerGround.NATIONALITY)
    story.answers("2026-02-01", notices[6], "XC", Answer.RETURNED_VOLUNTARILY_CLAIMED)
    story.answers("2026-02-01", story.publishes("2026-01-02"), "XB", Answer.SURRENDERED)
    return story, notices


def found() -> Campaign:
    story, notices = most_wanted()
    return campaign(story.acts, notices, AT, MARKS)


def test_each_returned_person_counts_once_by_the_strongest_word() -> None:
    """Two surrendered, one removed, one return confirmed as well as claimed, one claimed only."""
    assert found().returned == {
        Answer.SURRENDERED: 2,
        Answer.REMOVED_IMMIGRATION: 1,
        Answer.RETURNED_VOLUNTARILY_CONFIRMED: 1,
        Answer.FOUND_IN_REQUESTER: 0,
        Answer.RETURNED_VOLUNTARILY_CLAIMED: 1,
    }


def test_it_says_who_confirms_what() -> None:
    """A claim is its claimant's word, and stands beside the confirmation of the other state."""
    assert found().confirmed_by == (
        Confirmation("XA", Answer.RETURNED_VOLUNTARILY_CLAIMED, 1),
        Confirmation("XB", Answer.SURRENDERED, 2),
        Confirmation("XC", Answer.REMOVED_IMMIGRATION, 1),
        Confirmation("XC", Answer.RETURNED_VOLUNTARILY_CLAIMED, 1),
        Confirmation("XD", Answer.RETURNED_VOLUNTARILY_CONFIRMED, 1),
    )


def test_it_says_how_many_were_located_arrested_ignored_and_silent() -> None:
    """Of eight, six were found, two arrested, one refused, one ignored at every mark, one is silent."""
    figures = found()
    assert (figures.notices, figures.in_force, figures.located, figures.arrested) == (8, 6, 6, 2)
    assert (figures.extradition_granted, figures.extradition_refused, figures.dead) == (0, 1, 0)
    assert figures.ignored == {30: 1, 90: 1, 180: 1}
    assert figures.silent == 1


def test_a_find_is_ignored_only_once_the_mark_is_over() -> None:
    """On the thirtieth day at the same hour it is; an hour before it is not."""
    story, notices = most_wanted()
    assert campaign(story.acts, notices, moment("2026-03-03", 14), MARKS).ignored[30] == 0
    assert campaign(story.acts, notices, moment("2026-03-03", 15), MARKS).ignored[30] == 1


@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_kept_from_the_requester_changes_nothing(answer: Answer) -> None:
    """Its sender stays silent to the requester, before and after, and no difference tells."""
    story, notices = most_wanted()
    before = campaign(story.acts, notices, AT, MARKS)
    for notice in (notices[7], notices[4]):
        story.answers("2026-02-10", notice, "XD", answer, AnswerGround.NON_REFOULEMENT, VisibleTo.SECRETARIAT)
    assert campaign(story.acts, notices, AT, MARKS) == before


def test_no_action_without_a_reason_does_not_end_the_silence() -> None:
    """No action with a ground does."""
    for ground, ignored in ((None, 1), (AnswerGround.NO_TREATY, 0)):
        story = Story()
        notice = story.publishes("2026-01-02")
        story.answers("2026-01-05", notice, "XB", Answer.LOCATED)
        story.answers("2026-01-06", notice, "XB", Answer.NO_ACTION, ground)
        assert campaign(story.acts, [notice], AT, MARKS).ignored[30] == ignored
