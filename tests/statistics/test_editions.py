"""What was released stands to the byte; from the next release on no requester's row tells what it was not told."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from comity.notices.telling import POOLED as POOLED_GROUNDS
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Answer, AnswerGround, Ground, Treatment, VisibleTo
from comity.statistics.fold import fold
from comity.statistics.grounds import Edition, request_ground, request_grounds
from comity.statistics.measures import By, measures
from comity.statistics.quarter import Quarter
from comity.statistics.release import bytes_of, quarterly
from comity.statistics.tally import Tally, tally
from comity.statistics.verify import verify
from tests.statistics.story import MEMBERS, Story
from tests.statistics.test_tally import told

QUARTERS = [Quarter.parse(f"2026-Q{number}") for number in (1, 2, 3)]
NEXT = Quarter.parse("2026-Q4")
AS_PUBLISHED = (
    "d9adb3735b531828902421eaceebbbdbe4ac5b3d139b066d94182fb7e6788f69",
    "418d6e3c51cddf8e4bcbfc4f568b2f3a7f2ef67217f896064d411aa7869ff908",
    "52fe467ead29ce5dd80dc579291c1d97a530ca5213a11382c5a481cb6c5303b5",
)
"""SHA-256 of the releases of the told history, as they were signed before there was a second edition."""
Tell = Callable[[Story, str, str], None]


@pytest.mark.parametrize(("quarter", "digest"), list(zip(QUARTERS, AS_PUBLISHED, strict=True)), ids=str)
def test_a_release_of_the_first_edition_is_computed_anew_to_the_byte(quarter: Quarter, digest: str) -> None:
    """Who holds the acts and the releases still verifies what was published."""
    release = quarterly(told().acts, quarter, joined=MEMBERS, second_from=NEXT)
    assert sha256(bytes_of(release)).hexdigest() == digest
    assert verify(bytes_of(release)).format == "comity-figures/1"


def test_the_next_release_follows_on_what_was_published_in_its_own_format() -> None:
    """The quarters before keep their bytes; what they owed for rounding is carried into the second edition."""
    first, second = (quarterly(told().acts, each, joined=MEMBERS, second_from=QUARTERS[1]) for each in QUARTERS[:2])
    assert sha256(bytes_of(first)).hexdigest() == AS_PUBLISHED[0]
    assert (second.format, verify(bytes_of(second))) == ("comity-figures/2", second)
    columns = {column.code for column in second.measures[1].columns}
    assert columns < {column.code for column in first.measures[1].columns}
    assert "refused:EARLIER_RULING" not in columns


def test_the_pooled_code_is_no_code_for_one_ground() -> None:
    """At least three grounds that reviewers give are told, and counted, as one; neutrality is not among them."""
    real = POOLED_GROUNDS - {Ground.LEGAL_REVIEW}
    assert len(real) >= 3
    assert {request_ground(ground) for ground in real} == {"LEGAL_REVIEW"}
    assert Ground.NEUTRALITY not in real
    assert {ground.value for ground in real}.isdisjoint(request_grounds(Edition.SECOND))
    assert set(measures()) == set(measures(Edition.FIRST))


def _treats(treatment: Treatment, ground: AnswerGround | None = None) -> Tell:
    return lambda story, day, notice: story.treats(day, notice, "XC", treatment, ground)


def _answers(answer: Answer, visible: VisibleTo) -> Tell:
    return lambda story, day, notice: story.answers(day, notice, "XC", answer, visible=visible)


OPEN: dict[str, Tell] = {
    "entered": _treats(Treatment.ENTERED),
    "not entered, no treaty": _treats(Treatment.NOT_ENTERED, AnswerGround.NO_TREATY),
    "located, told": _answers(Answer.LOCATED, VisibleTo.REQUESTER),
    "arrested, told": _answers(Answer.PROVISIONAL_ARREST, VisibleTo.REQUESTER),
    "nothing": lambda story, day, notice: None,
}
KEPT: dict[str, Tell] = {
    **{ground.value: _treats(Treatment.NOT_ENTERED, ground) for ground in sorted(PROTECTIVE_GROUNDS)},
    "located, kept": _answers(Answer.LOCATED, VisibleTo.SECRETARIAT),
    "arrested, kept": _answers(Answer.PROVISIONAL_ARREST, VisibleTo.SECRETARIAT),
}


def own_row(story: Story) -> dict[object, int]:
    """Return the true counts of XA's row as requester, by quarter, measure and column."""
    end = NEXT.end
    counts: Tally = tally(fold(story.acts, end), MEMBERS, end)
    return {
        (quarter, measure, cell.column): number
        for (quarter, measure), cells in counts.items()
        for cell, number in cells.items()
        if (cell.by, cell.row) == ("requester", "XA") and By.REQUESTER in measures()[measure].rows
    }


def history(days: dict[str, Tell]) -> Story:
    story = Story()
    notice = story.publishes("2026-01-08", "XA")
    for day, tell in days.items():
        tell(story, day, notice)
    return story


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("told_of", OPEN)
@pytest.mark.parametrize("days", [("2026-01-10",), ("2026-05-10",), ("2026-01-10", "2026-05-10")], ids=str)
def test_what_is_kept_from_a_requester_moves_nothing_in_its_row(told_of: str, kept: str, days: tuple[str, ...]) -> None:
    """Before what it is told, after it and both, in one quarter or in another: its true counts are the same."""
    alone = {"2026-02-01": OPEN[told_of]}
    assert own_row(history(alone | dict.fromkeys(days, KEPT[kept]))) == own_row(history(alone))


def test_the_totals_tell_the_truth_of_protection_and_of_silence() -> None:
    """Who refused on a protective ground is not counted as silent anywhere; only the requester's row leaves it out."""
    story = history({"2026-01-10": KEPT["NON_REFOULEMENT"]})
    counts = tally(fold(story.acts, NEXT.end), MEMBERS, NEXT.end)[QUARTERS[0].index, "treatment"]
    by_place = {(cell.by, cell.row, cell.column): number for cell, number in counts.items()}
    assert by_place["total", "*", "not_entered:LEGAL_REVIEW"] == 1
    assert by_place["recipient", "XC", "not_entered:LEGAL_REVIEW"] == 1
    assert by_place["total", "*", "silent"] == 2
    assert ("recipient", "XC", "silent") not in by_place
