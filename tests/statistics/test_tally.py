"""The true counts before rounding: a hand-made history of some thirty cases, and what it must come to."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from comity.notices import events as e
from comity.notices.vocabulary import (
    Answer,
    AnswerGround,
    Channel,
    CirculationMode,
    Decision,
    Ground,
    Kind,
    ObjectionKind,
    ReviewCause,
    Treatment,
    UrgencyLevel,
    VisibleTo,
)
from comity.statistics.fold import fold
from comity.statistics.measures import By, measures
from comity.statistics.quarter import Quarter
from comity.statistics.tally import ALL, POOLED, Cell, Tally, tally
from tests.statistics.story import MEMBERS, Story, moment

Q1, Q2, Q3, Q4 = (Quarter.parse(f"2026-Q{n}") for n in (1, 2, 3, 4))
END = datetime(2027, 1, 1, tzinfo=UTC)


def told() -> Story:
    """Twelve requests, sixteen notices, a listing, and what four members did with them."""
    story = Story()
    _requests(story)
    _notices(story)
    return story


def _requests(story: Story) -> None:
    first = story.submits("2026-01-05")
    story.returns("2026-01-07", first)
    story.tell(
        "2026-01-20",
        "request",
        first,
        e.ReplyGiven(
            kind=Kind.RED,
            channel=Channel.NOTICE,
            body=story.acts[0].event.body,  # type: ignore[attr-defined]
            urgency=UrgencyLevel.ROUTINE,
            concerned=(),
        ),
        8,
    )
    story.opens("2026-01-20", first, cause=ReviewCause.REPLY)
    story.approves("2026-01-22", first)
    story.refuses("2026-01-20", story.submits("2026-01-06"), Ground.LEGAL_REVIEW)
    story.refuses("2026-01-21", story.submits("2026-01-06"), Ground.NEUTRALITY)
    story.refuses("2026-01-21", story.submits("2026-01-06", "XB"), Ground.OTHER)
    story.approves("2026-01-25", story.submits("2026-01-08", "XB"), Decision.APPROVE_IN_PART)
    story.approves("2026-01-09", story.submits("2026-01-09", "XB", Kind.RED), Decision.OTHER_KIND)
    urgent = story.submits("2026-02-01", "XC", urgency=UrgencyLevel.URGENT)
    story.decides("2026-02-03", urgent, e.RequestApproved(decision=Decision.APPROVE), third=True, dissent=1)
    imminent = story.submits("2026-02-01", "XC", Kind.YELLOW, urgency=UrgencyLevel.IMMINENT)
    story.approves("2026-02-01", imminent, hour=11)
    story.submits("2026-03-30", "XD", channel=Channel.DIFFUSION)
    withdrawn = story.submits("2026-03-01", "XD")
    story.tell("2026-03-02", "request", withdrawn, e.RequestWithdrawn())
    lapsed = story.submits("2026-01-10", "XD")
    story.returns("2026-01-11", lapsed)
    story.tell("2026-03-12", "request", lapsed, e.RequestLapsed())
    story.submits("2026-04-02", None)


def _notices(story: Story) -> None:
    entered = story.publishes("2026-01-22", public=True)
    for member, treatment in (("XB", Treatment.ENTERED), ("XC", Treatment.ALERT_ONLY)):
        story.treats("2026-01-23", entered, member, treatment)
    story.treats("2026-01-24", entered, "XC", Treatment.ENTERED)
    story.treats("2026-01-24", entered, "XD", Treatment.NOT_ENTERED, AnswerGround.NON_REFOULEMENT)
    story.answers("2026-02-01", entered, "XB", Answer.LOCATED, visible=VisibleTo.SECRETARIAT)
    story.answers("2026-02-20", entered, "XB", Answer.PROVISIONAL_ARREST)
    story.answers("2026-04-05", entered, "XB", Answer.SURRENDERED)
    story.achieves("2026-04-06", entered)

    ignored = story.publishes("2026-01-25", "XB")
    story.answers("2026-02-01", ignored, "XC", Answer.ACKNOWLEDGED)
    story.answers("2026-02-03", ignored, "XC", Answer.NO_ACTION)
    story.answers("2026-06-01", ignored, "XC", Answer.NO_ACTION, AnswerGround.NO_TREATY)

    refused = story.publishes("2026-01-25", "XB")
    story.answers("2026-02-10", refused, "XA", Answer.LOCATED)
    story.answers(
        "2026-03-01",
        refused,
        "XA",
        Answer.EXTRADITION_REFUSED,
        AnswerGround.TORTURE_OR_UNFAIR_TRIAL,
        VisibleTo.SECRETARIAT,
    )
    story.objects("2026-03-02", refused, "XA", ObjectionKind.PROTECTION)
    story.cancels("2026-05-01", refused, Ground.PROTECTION)

    paused = story.publishes("2026-02-01", "XC")
    story.answers("2026-02-05", paused, "XD", Answer.LOCATED)
    story.suspends("2026-02-10", paused)
    story.blocks("2026-02-20", paused)
    story.unblocks("2026-03-01", paused)
    story.resumes("2026-05-10", paused)

    home = story.publishes("2026-02-01", "XC")
    story.answers("2026-03-01", home, "XC", Answer.RETURNED_VOLUNTARILY_CLAIMED)
    story.answers("2026-03-03", home, "XB", Answer.RETURNED_VOLUNTARILY_CONFIRMED)

    only = story.publishes("2026-02-03", "XD", mode=CirculationMode.ONLY, members=("XA", "XB"))
    story.answers("2026-02-04", only, "XA", Answer.MOVEMENT_RESTRICTED)
    story.publishes(
        "2026-02-03", "XD", Kind.BLUE, channel=Channel.DIFFUSION, mode=CirculationMode.ONLY, members=("XB",)
    )
    listing = story.lists("2026-02-05")
    story.answers("2026-02-06", listing, "XA", Answer.LOCATED)
    story.treats("2026-02-06", listing, "XA", Treatment.ENTERED)
    story.tell("2026-06-06", "notice", listing, e.ListingEnded(erased=(), recall_by=moment("2026-06-06")))


@pytest.fixture(scope="module")
def counts() -> Tally:
    return tally(fold(told().acts, END), MEMBERS, END)


def count(counts: Tally, quarter: Quarter, measure: str, column: str, by: str = By.TOTAL, row: str = ALL) -> int:
    return counts.get((quarter.index, measure), Counter())[Cell(by, row, column)]


SENTENCES = [
    ("Eleven requests came in the first quarter: nine routine ones,", Q1, "requests", "new:routine", "total", ALL, 9),
    ("one urgent", Q1, "requests", "new:urgent", "total", ALL, 1),
    ("and one on an imminent danger.", Q1, "requests", "new:imminent", "total", ALL, 1),
    ("Three of them were of XA,", Q1, "requests", "new:routine", "requester", "XA", 3),
    ("two of XD, for its diffusion counts for the whole only.", Q1, "requests", "new:routine", "requester", "XD", 2),
    ("That diffusion stands in the pooled row.", Q1, "requests", "new:routine", "requester", POOLED, 1),
    ("A request of an international entity is no member's.", Q2, "requests", "new:routine", "requester", POOLED, 1),
    ("Two were returned,", Q1, "decisions", "returned", "total", ALL, 2),
    ("one refused on a pooled ground,", Q1, "decisions", "refused:LEGAL_REVIEW", "total", ALL, 1),
    ("one for neutrality, of XA,", Q1, "decisions", "refused:NEUTRALITY", "requester", "XA", 1),
    ("one for another reason, apart;", Q1, "decisions", "refused:OTHER", "total", ALL, 1),
    ("three were approved,", Q1, "decisions", "approved", "total", ALL, 3),
    ("one in part,", Q1, "decisions", "approved_in_part", "total", ALL, 1),
    ("one as another kind.", Q1, "decisions", "other_kind", "total", ALL, 1),
    ("Four routine reviews were late,", Q1, "decisions", "routine:late", "lane", ALL, 4),
    ("four were not,", Q1, "decisions", "routine:within", "lane", ALL, 4),
    ("the urgent one was late", Q1, "decisions", "urgent:late", "lane", ALL, 1),
    ("and the imminent one in time.", Q1, "decisions", "imminent:within", "lane", ALL, 1),
    ("In one a third reviewer decided and one dissented,", Q1, "decisions", "third:dissent", "agreement", ALL, 1),
    ("in the others two agreed.", Q1, "decisions", "two_agreed", "agreement", ALL, 9),
    ("One request was withdrawn", Q1, "given_up", "withdrawn", "requester", "XD", 1),
    ("and one lapsed.", Q1, "given_up", "lapsed", "kind", "red", 1),
    ("One notice was public from the start,", Q1, "published", "notice:public", "total", ALL, 1),
    ("five were for police only,", Q1, "published", "notice:police_only", "total", ALL, 5),
    ("one was a blue diffusion,", Q1, "published", "diffusion", "kind", "blue", 1),
    ("one a listing.", Q1, "published", "listing", "kind", "special", 1),
    ("XD's restricted notice is not in its row.", Q1, "published", "notice:police_only", "requester", "XD", 0),
    ("XB entered one,", Q1, "treatment", "entered", "recipient", "XB", 1),
    ("XC's first word counts, not its second,", Q1, "treatment", "alert_only", "recipient", "XC", 1),
    ("XD refused entry on a pooled ground.", Q1, "treatment", "not_entered:LEGAL_REVIEW", "recipient", "XD", 1),
    (
        "XA, which is not told, has it in no row of its own;",
        Q1,
        "treatment",
        "not_entered:LEGAL_REVIEW",
        "requester",
        "XA",
        0,
    ),
    ("the pooled row has it.", Q1, "treatment", "not_entered:LEGAL_REVIEW", "requester", POOLED, 1),
    ("XD was silent on XB's two notices and XC's one in force.", Q1, "treatment", "silent", "recipient", "XD", 3),
    ("XA was silent on both of XB's and on XC's one.", Q1, "treatment", "silent", "recipient", "XA", 3),
    ("Of restricted recipients three were silent, unnamed.", Q1, "treatment", "silent", "recipient", POOLED, 3),
    ("XC's paused notice met its three silences late,", Q2, "treatment", "silent", "total", ALL, 3),
    ("and no requester's row tells of silence.", Q2, "treatment", "silent", "requester", "XC", 0),
    ("XB located one; XA's row does not tell.", Q1, "finds", "located", "requester", "XA", 0),
    ("The pooled row does.", Q1, "finds", "located", "requester", POOLED, 1),
    ("XB's own row as recipient tells.", Q1, "finds", "located", "recipient", "XB", 1),
    ("A listing's find is left out.", Q1, "finds", "located", "total", ALL, 3),
    ("One hit was acknowledged.", Q1, "finds", "acknowledged", "recipient", "XC", 1),
    ("One person was arrested,", Q1, "steps", "provisional_arrest", "requester", "XA", 1),
    ("one restricted, by whom is pooled.", Q1, "steps", "movement_restricted", "recipient", POOLED, 1),
    ("One extradition was refused on a pooled ground,", Q1, "extradition", "refused:LEGAL_REVIEW", "total", ALL, 1),
    ("which its requester's row does not tell.", Q1, "extradition", "refused:LEGAL_REVIEW", "requester", "XB", 0),
    ("One person was surrendered, in the next quarter.", Q2, "returns", "surrendered", "recipient", "XB", 1),
    ("XC claims a return, as no recipient,", Q1, "returns", "voluntary_claimed", "recipient", POOLED, 1),
    ("and XB confirms it.", Q1, "returns", "voluntary_confirmed", "recipient", "XB", 1),
    ("One answered no action, without a ground;", Q1, "no_action", "no_action:NONE", "recipient", "XC", 1),
    ("its later ground is not a second answer.", Q2, "no_action", "no_action:NO_TREATY", "recipient", "XC", 0),
    ("After 30 days XC had neither acted nor given a reason.", Q1, "ignored_30", "ignored", "recipient", "XC", 1),
    ("XB and XA had, as had the restricted one and XB again.", Q1, "ignored_30", "answered", "recipient", "XB", 1),
    ("After 90 days XC still had not.", Q2, "ignored_90", "ignored", "recipient", "XC", 1),
    ("By 180 days it had given its reason.", Q3, "ignored_180", "answered", "recipient", "XC", 1),
    ("XD's 30 days did not run while the notice was suspended.", Q1, "ignored_30", "ignored", "recipient", "XD", 0),
    ("They ended in the second quarter.", Q2, "ignored_30", "ignored", "recipient", "XD", 1),
    ("One notice achieved its purpose,", Q2, "ended", "achieved", "requester", "XA", 1),
    ("one was cancelled on a pooled ground,", Q2, "ended", "cancelled:LEGAL_REVIEW", "requester", "XB", 1),
    ("one listing ended.", Q2, "ended", "listing_ended", "total", ALL, 1),
    ("One recipient objected, on a pooled ground.", Q1, "objections", "objection:LEGAL_REVIEW", "total", ALL, 1),
]


@pytest.mark.parametrize(
    ("quarter", "measure", "column", "by", "row", "expected"),
    [sentence[1:] for sentence in SENTENCES],
    ids=[sentence[0] for sentence in SENTENCES],
)
def test_the_history_comes_to_what_was_told(
    counts: Tally, quarter: Quarter, measure: str, column: str, by: str, row: str, expected: int
) -> None:
    """Each figure of the hand-made history is what a reader of the story would count."""
    assert count(counts, quarter, measure, column, by, row) == expected


def test_each_table_adds_up_to_the_whole(counts: Tally) -> None:
    """By kind, by requester, by recipient and by any other way, every column has the same total."""
    for (quarter, id_), cells in counts.items():
        measure = measures()[id_]
        for column in measure.columns:
            whole = cells[Cell(By.TOTAL, ALL, column.code)]
            for by in measure.rows:
                rows = sum(n for cell, n in cells.items() if cell.by == by and cell.column == column.code)
                assert rows == whole, (quarter, id_, by, column.code)
        total = sum(n for cell, n in cells.items() if cell.by == By.TOTAL)
        for name in measure.also:
            assert sum(n for cell, n in cells.items() if cell.by == name) == total


def test_no_act_is_counted_in_a_column_that_the_list_does_not_have(counts: Tally) -> None:
    """What is counted is published: no count lies outside the fixed tables."""
    for (_, id_), cells in counts.items():
        measure = measures()[id_]
        known = {c.code for c in measure.columns} | {c.code for also in measure.also.values() for c in also}
        assert {cell.column for cell in cells} <= known


def test_an_exception_from_circulation_is_no_silence() -> None:
    """A member that a notice never reached is not counted as silent, and neither is a later member."""
    story = Story()
    story.publishes("2026-01-02", mode=CirculationMode.EXCEPT, members=("XB",))
    joined = MEMBERS | {"XE": moment("2026-01-10").date()}
    counts = tally(fold(story.acts, END), joined, END)
    assert count(counts, Q1, "treatment", "silent") == 2


def test_a_notice_narrowed_after_the_mark_keeps_its_silences() -> None:
    """Who was silent at the mark is counted by the circulation of that day."""
    story = Story()
    notice = story.publishes("2026-01-02")
    before = tally(fold(story.acts, END), MEMBERS, END)
    story.narrows("2026-04-02", notice, "XB")
    after = tally(fold(story.acts, END), MEMBERS, END)
    assert before[Q1.index, "treatment"] == after[Q1.index, "treatment"]
    assert count(after, Q1, "treatment", "silent") == 3


def test_only_red_notices_can_be_ignored() -> None:
    """To say where a missing person is does all that a yellow notice asks."""
    story = Story()
    story.answers("2026-01-05", story.publishes("2026-01-02", kind=Kind.YELLOW), "XB", Answer.LOCATED)
    counts = tally(fold(story.acts, END), MEMBERS, END)
    assert (Q1.index, "ignored_30") not in counts


def test_a_notice_that_ended_before_the_mark_was_not_ignored() -> None:
    """Nobody ignores what is no longer asked."""
    story = Story()
    notice = story.publishes("2026-01-02")
    story.answers("2026-01-05", notice, "XB", Answer.LOCATED)
    story.cancels("2026-01-20", notice, Ground.DUPLICATE)
    counts = tally(fold(story.acts, END), MEMBERS, END)
    assert (Q1.index, "ignored_30") not in counts
