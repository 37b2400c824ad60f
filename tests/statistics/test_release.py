"""A release: frozen, whole, and silent on what would tell where a person is safe."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.governance.events import MemberAdmitted, OrganisationCreated
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.law import parameters
from comity.notices.vocabulary import (
    PROTECTIVE_GROUNDS,
    Answer,
    AnswerGround,
    Channel,
    CirculationMode,
    Ground,
    Kind,
    ObjectionKind,
    Treatment,
    VisibleTo,
)
from comity.statistics.grounds import POOLED as POOLED_GROUND
from comity.statistics.measures import By
from comity.statistics.quarter import Quarter
from comity.statistics.release import Release, bytes_of, quarterly
from comity.statistics.tally import POOLED
from comity.statistics.verify import verify
from tests.statistics.story import MEMBERS, Story
from tests.statistics.test_tally import told

Q1, Q2, Q3 = (Quarter.parse(f"2026-Q{n}") for n in (1, 2, 3))


def release(story: Story, quarter: Quarter = Q1, **replies: str) -> Release:
    return quarterly(story.acts, quarter, joined=MEMBERS, replies=replies)


def busy(times: int = 12) -> Story:
    """A quarter in which the same thing happens often enough to be seen."""
    story = Story()
    for _ in range(times):
        story.refuses("2026-01-20", story.submits("2026-01-06"), Ground.LEGAL_REVIEW)
        story.publishes("2026-01-08", "XB", public=True)
    return story


def test_a_release_holds_every_table_of_the_fixed_list() -> None:
    """Tables do not come and go with what happened: an empty quarter has them all, with noughts."""
    empty, full = release(Story()), release(told())
    assert [(t.measure, t.by) for t in empty.tables] == [(t.measure, t.by) for t in full.tables]
    assert {line.total for table in empty.tables for line in table.rows} == {0}
    assert [line.row for line in full.table("decisions", "requester").rows] == ["XA", "XB", "XC", "XD", POOLED]


def test_large_figures_come_out_near_the_truth() -> None:
    """Twelve refusals and twelve public notices are released as ten, and the share is in per cent of that."""
    found = release(busy(24))
    refused = found.table("decisions", By.REQUESTER)
    column = refused.columns.index(f"refused:{POOLED_GROUND}")
    assert refused.rows[0].counts[column] == 25
    assert {share.id: share.percent for share in found.shares}["public"] == 100
    assert {share.id: share.percent for share in found.shares}["two_agreed"] == 100
    assert {row.row: row.total for row in found.in_force.rows}["red"] == 25


def test_time_of_review_is_shown_only_where_enough_decisions_are() -> None:
    """Fourteen days at noon for twenty-four reviews; for twelve, and for the urgent lane, nothing."""
    hours = {h.lane: (h.median, h.ninetieth) for h in release(busy(24)).review_hours}
    assert hours["routine"] == (339, 339)  # type: ignore[index]
    assert hours["urgent"] == (None, None)  # type: ignore[index]
    assert {h.median for h in release(busy(12)).review_hours} == {None}


def test_shares_of_small_wholes_are_not_given() -> None:
    """A share of fifteen would let its parts be computed."""
    assert {share.percent for share in release(told()).shares} == {None}


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["submits", "publishes", "treats", "ends", "finds", "narrows"]), max_size=6))
def test_what_comes_after_a_quarter_never_changes_its_release(later: list[str]) -> None:
    """Late answers count in the quarter they come; a released quarter is the same bytes for ever."""
    story = told()
    notice = story.publishes("2026-03-02", "XB")
    before = bytes_of(release(story))
    for place, act in enumerate(later):
        day = f"2026-04-{place + 1:02d}"
        match act:
            case "submits":
                story.refuses(day, story.submits(day), Ground.WARRANT)
            case "publishes":
                story.publishes(day, "XC")
            case "treats":
                story.treats(day, notice, "XC", Treatment.ENTERED)
            case "finds":
                story.answers(day, notice, "XC", Answer.LOCATED)
            case "narrows":
                story.narrows(day, notice, "XA")
            case _:
                story.achieves("2026-04-28", notice)
    assert bytes_of(release(story)) == before


def test_a_member_that_joins_later_never_changes_a_release() -> None:
    """Who was a member is taken as of the quarter."""
    later = MEMBERS | {"XE": date(2026, 4, 1)}
    assert bytes_of(quarterly(told().acts, Q1, joined=later)) == bytes_of(release(told()))


def test_the_acts_themselves_say_who_is_a_member_since_when() -> None:
    """The members of the organisation's founding and those admitted later have rows from their quarter on."""
    story = Story()
    founders = tuple(Country(member) for member in ("XA", "XB", "XC", "XD"))
    story.tell("2024-01-01", "organisation", "org", OrganisationCreated(members=founders))
    story.tell("2026-04-01", "organisation", "org", MemberAdmitted(member=Country("XE")))
    assert quarterly(story.acts, Q1).members == ("XA", "XB", "XC", "XD")
    assert quarterly(story.acts, Q2).members == ("XA", "XB", "XC", "XD", "XE")


FORBIDDEN = [*sorted(PROTECTIVE_GROUNDS), Ground.PROTECTION, Ground.HUMAN_RIGHTS]


@pytest.mark.parametrize("quarter", [Q1, Q2, Q3])
@pytest.mark.parametrize("code", FORBIDDEN)
def test_no_ground_that_tells_of_safety_stands_in_the_bytes(code: str, quarter: Quarter) -> None:
    """The codes of protection do not occur, neither in tables nor in definitions nor in the list of grounds."""
    body = bytes_of(release(told(), quarter)).lower()
    assert code.lower().encode() not in body
    assert b"refugee" not in body
    assert b"asylum" not in body


@pytest.mark.parametrize("ground", sorted(PROTECTIVE_GROUNDS))
def test_which_protective_ground_it_was_changes_no_byte(ground: AnswerGround) -> None:
    """All grounds that tell where a person is safe are released alike."""

    def history(given_ground: AnswerGround) -> Story:
        story = busy()
        for _ in range(7):
            notice = story.publishes("2026-01-08")
            story.treats("2026-01-09", notice, "XC", Treatment.NOT_ENTERED, given_ground)
            story.answers("2026-01-09", notice, "XC", Answer.EXTRADITION_REFUSED, given_ground, VisibleTo.SECRETARIAT)
        return story

    assert bytes_of(release(history(ground))) == bytes_of(release(history(AnswerGround.POLITICAL_OFFENCE)))


def test_which_kind_of_objection_it_was_changes_no_byte() -> None:
    """An objection for the person's protection is released as one for politics is."""

    def history(kind: ObjectionKind) -> Story:
        story = busy()
        for _ in range(7):
            story.objects("2026-02-01", story.publishes("2026-01-08"), "XC", kind)
        return story

    protection, politics = history(ObjectionKind.PROTECTION), history(ObjectionKind.POLITICS)
    assert bytes_of(release(protection)) == bytes_of(release(politics))
    assert b'"objection:LEGAL_REVIEW"' in bytes_of(release(protection))


@pytest.mark.parametrize("answer", [Answer.LOCATED, Answer.EXTRADITION_REFUSED, Answer.NO_ACTION])
def test_whose_person_a_hidden_answer_was_about_changes_no_byte(answer: Answer) -> None:
    """An answer kept from the requester cannot be seen in the requester's own figures, in this or later quarters."""

    def history(sought_by: str) -> Story:
        story = Story()
        for _ in range(9):
            notices = {member: story.publishes("2026-01-08", member) for member in ("XA", "XB")}
            story.answers("2026-02-01", notices[sought_by], "XC", answer, AnswerGround.IMMUNITY, VisibleTo.SECRETARIAT)
        return story

    for quarter in (Q1, Q2, Q3):
        assert bytes_of(release(history("XA"), quarter)) == bytes_of(release(history("XB"), quarter))
    assert sum(release(history("XA")).table("published", By.TOTAL).rows[0].counts) == 20


@pytest.mark.parametrize("channel", list(Channel))
def test_whose_restricted_notice_it_was_changes_no_byte(channel: Channel) -> None:
    """What circulates to some members only is counted for the whole organisation, never by member."""

    def history(owner: str) -> Story:
        story = busy()
        for _ in range(9):
            request = story.submits("2026-01-05", owner, channel=channel)
            story.approves("2026-01-07", request)
            notice = story.publishes(
                "2026-01-08", owner, request=request, channel=channel, mode=CirculationMode.ONLY, members=("XD",)
            )
            story.answers("2026-02-01", notice, "XD", Answer.PROVISIONAL_ARREST)
            story.achieves("2026-03-01", notice)
        return story

    assert bytes_of(release(history("XA"))) == bytes_of(release(history("XB")))
    pooled = release(history("XA")).table("steps", By.RECIPIENT).rows[-1]
    assert (pooled.row, pooled.total) == (POOLED, 10)


def test_members_may_put_a_reply_beside_their_figures() -> None:
    """In the order of members, in their own words."""
    replies = release(told(), XB="We act on courts' orders only.", XA="Nous avons répondu.").replies
    assert [(reply.member, reply.text) for reply in replies] == [
        ("XA", "Nous avons répondu."),
        ("XB", "We act on courts' orders only."),
    ]


@pytest.mark.parametrize(("member", "text"), [("XZ", "Not a member."), ("XA", "a" * 4_001)])
def test_a_reply_that_cannot_be_used_is_refused(member: str, text: str) -> None:
    """Only members of the quarter reply, and briefly."""
    with pytest.raises(UnusableInput):
        release(told(), **{member: text})


def test_a_release_can_be_read_back_and_holds() -> None:
    """What is signed is canonical, and whoever reads it can check it without the acts."""
    body = bytes_of(release(told(), XA="Noted."))
    assert bytes_of(verify(body)) == body
    assert wire.canonical(wire.trusted(body, Release)) == body


def _tampered() -> dict[str, bytes]:
    plain = wire.builtins(release(busy()))

    def changed(change: str) -> bytes:
        copy = msgspec.json.decode(msgspec.json.encode(plain))
        table = next(t for t in copy["tables"] if (t["measure"], t["by"]) == ("published", "kind"))
        line = next(line for line in table["rows"] if line["total"])
        match change:
            case "a true count":
                line["counts"][0] += 1
                line["total"] += 1
            case "a moved total":
                line["total"] += 5
            case "a count taken away":
                line["counts"], line["total"] = [0] * len(line["counts"]), 0
            case "a negative count":
                line["counts"] = [-5, *line["counts"][1:]]
            case "a missing column":
                line["counts"] = line["counts"][1:]
            case "a missing table":
                copy["tables"].remove(table)
            case "another format":
                copy["format"] = "comity-figures/0"
            case "an unknown key":
                copy["note"] = "trust me"
            case "a broken stock":
                copy["in_force"]["rows"][0]["counts"] = [3]
            case _:
                raise AssertionError(change)
        return wire.canonical(copy)

    names = ["a true count", "a moved total", "a count taken away", "a negative count", "a missing column"]
    names += ["a missing table", "another format", "an unknown key", "a broken stock"]
    cases = {name: changed(name) for name in names}
    body = bytes_of(release(busy()))
    return cases | {"spaces": body.replace(b",", b", ", 1), "half of it": body[: len(body) // 2], "nothing": b""}


@pytest.mark.parametrize("name", _tampered())
def test_a_release_that_was_tampered_with_does_not_hold(name: str) -> None:
    """Each change to the bytes is found, and the place is named."""
    with pytest.raises(VerificationFailed) as failed:
        verify(_tampered()[name])
    assert failed.value.errors[0].path.startswith("$")


def test_the_base_is_the_smallest_cell_of_the_law_data() -> None:
    """The number under which nothing is told stands in the parameters, with its citation."""
    assert release(Story()).base == parameters.number("figures.smallest_cell", Q1.last_day) == 5


def test_an_act_at_the_first_instant_of_the_next_quarter_is_not_counted() -> None:
    """A quarter ends at midnight UTC, and the instant itself belongs to the next."""
    assert Q1.end == datetime(2026, 4, 1, tzinfo=UTC)
    story = Story()
    for _ in range(10):
        story.submits("2026-03-31")
        story.tell("2026-04-01", "request", story.submits("2026-03-31", kind=Kind.BLUE), story.acts[0].event, 0)
    assert sum(release(story).table("requests", By.TOTAL).rows[0].counts) == 20
