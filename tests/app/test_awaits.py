"""Who has something waiting after an act: a table of acts, and everyone who must not learn that they happened."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.app.acts import Act
from comity.app.awaits import WATCHED, Matter, Who, awaits, awaits_near, awaits_overdue, imminent
from comity.app.registry import DECIDERS
from comity.governance import credentials as k
from comity.governance import dual_control as dual
from comity.governance import events as g
from comity.governance.commands import TokenPurpose
from comity.governance.gate import Principal, Resource, gate
from comity.governance.offices import Office
from comity.kernel.codes import Country, Language
from comity.kernel.decider import ContentRef, Event, Refusal
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import Clocks, NoticeFacts
from comity.notices.notice import Notice
from comity.notices.requesting import Request
from comity.notices.reviewing import REVIEW, Claim, Review
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
    State,
    Treatment,
    UrgencyLevel,
    VisibleTo,
)
from comity.redress import events as r
from comity.redress.application import ApplicationState
from comity.redress.commands import Applicant, ApplicationKind

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
REF, ID = ContentRef("cnt_0000000000000001", "0" * 64), "req_0000000000000001"
XA, XB, XC = Country("XA"), Country("XB"), Country("XC")


def one(name: str, *offices: Office, member: str | None = None, ties: str = "", duty: bool = False) -> Who:
    return Who(name, frozenset(offices), member, frozenset(ties.split(",")) - {""}, duty)


CAST = (
    one("xa", Office.BUREAU_OFFICER, member="XA"),
    one("xa-head", Office.BUREAU_HEAD, member="XA"),
    one("xa-border", Office.BORDER_SERVICE, member="XA"),
    one("xb", Office.BUREAU_OFFICER, member="XB"),
    one("xc", Office.BUREAU_HEAD, member="XC"),
    one("free", Office.REVIEWER, ties="XD"),
    one("duty", Office.REVIEWER, ties="XE", duty=True),
    one("tied", Office.REVIEWER, ties="XA", duty=True),
    one("unknown", Office.REVIEWER),
    one("holder", Office.REVIEWER, ties="XF"),
    one("judged", Office.REVIEWER, ties="XG"),
    one("officer", Office.CASE_OFFICER),
    one("listing", Office.LISTING_OFFICER),
    one("secretary", Office.SECRETARY_GENERAL),
    one("commissioner", Office.COMMISSIONER),
    one("auditor", Office.AUDITOR),
    one("administrator", Office.ADMINISTRATOR),
    one("president", Office.PRESIDENT),
)
ROUTINE, URGENT, IMMINENT = UrgencyLevel.ROUTINE, UrgencyLevel.URGENT, UrgencyLevel.IMMINENT
REQUEST = Request(state=State.RETURNED, id=ID, member="XA")
COURT = Request(state=State.RETURNED, id=ID, member=None)
NOTICE = Notice(state=State.PUBLISHED, id="ntc_0000000000000001", member=XA)
CASE = Review(
    state=State.OPEN, id=ID, member="XA", concerned=(XA, XB), excluded=("judged",), claims=(Claim("holder", AT),)
)
FULL = Review(state=State.OPEN, id=ID, member="XA", concerned=(XA,), claims=(Claim("holder", AT), Claim("free", AT)))
HELD = "holder"


def case(**changes: Any) -> Review:
    return msgspec.structs.replace(CASE, **changes)


def matter(
    event: Event, state: Any, owner: str | None = "XA", fed: Iterable[str] = (), actor: str = "clock", stream: str = "-"
) -> Matter:
    act = Act(
        seq=1, at=AT, stream_type="-", stream_id=stream, version=1, actor=actor, policy="-", nonce="0", event=event
    )
    return Matter(act, state, owner, frozenset(fed))


PUBLISHED = e.NoticePublished(
    id=NOTICE.id, request=ID, kind=Kind.RED, channel=Channel.NOTICE, member=XA, body=REF,
    circulation=CirculationMode.ALL, members=(), urgency=ROUTINE, struck=(), reviewers=(), expires=AT,
    second_look=None)  # fmt: skip
AMENDED = e.NoticeAmended(
    body=REF, kind=Kind.RED, circulation=CirculationMode.ALL, members=(), struck=(1,), reviewers=(), erased=()
)  # fmt: skip
OPENED = e.ReviewOpened(
    id=ID, cause=ReviewCause.SUBMISSION, round=1, urgency=ROUTINE, due=AT, concerned=(XA,), excluded=(), kind=Kind.RED,
    member=XA)  # fmt: skip
ENDS = {"erased": (), "recall_by": AT}


def answer(visible_to: VisibleTo) -> e.AnswerRecorded:
    return e.AnswerRecorded(
        notice=NOTICE.id, member=XB, answer=Answer.EXTRADITION_REFUSED, ground=AnswerGround.POLITICAL_OFFENCE,
        visible_to=visible_to, name_us=False, on=None)  # fmt: skip


def addendum(to_requester: bool) -> e.AddendumAdded:
    return e.AddendumAdded(text=REF, to_requester=to_requester, public=False)


APPLIED = r.ApplicationReceived(
    id="rdr_0000000000000001", kind=ApplicationKind.ACCESS, by=Applicant.PERSON, language=Language("en"), form=REF,
    secret=REF, admissibility_due=AT)  # fmt: skip

OWNER = "xa xa-head"
TOLD: dict[str, tuple[Matter, str]] = {
    "a notice goes to those whose feed has it": (matter(PUBLISHED, NOTICE, fed=("XB", "XC")), "xb xc"),
    "an amendment reaches who holds it, and those it struck for": (matter(AMENDED, NOTICE, fed=("XB",)), f"xb {OWNER}"),
    "an amendment asked for is told with its conclusion": (
        matter(e.NoticeAmended(body=REF, kind=Kind.RED, circulation=CirculationMode.ALL, members=(), struck=(),
                               reviewers=(), erased=(), request=ID), NOTICE, fed=("XB",)), "xb"),
    "a recall reaches who holds it": (
        matter(e.NoticeWithdrawn(**ENDS, ground=Ground.OTHER), NOTICE, fed=("XB", "XC"), actor="xa"), "xb xc"),
    "an end that others brought reaches the requester": (
        matter(e.NoticeCancelled(**ENDS, ground=Ground.PROTECTION), NOTICE, fed=("XB",)), f"xb {OWNER}"),
    "an expiry reaches the requester": (matter(e.NoticeExpired(**ENDS), NOTICE), OWNER),
    "a block reaches holders and requester": (
        matter(e.NoticeBlocked(ground=Ground.NEUTRALITY, reason=REF, by_commission=True), NOTICE, fed=("XB",)),
        f"xb {OWNER}"),
    "a lifted block likewise": (matter(e.NoticeUnblocked(reason=REF), NOTICE, fed=("XB",)), f"xb {OWNER}"),
    "an addendum for all reaches the requester": (matter(addendum(True), NOTICE, fed=("XB",)), f"xb {OWNER}"),
    "an addendum kept from the requester does not": (matter(addendum(False), NOTICE, fed=("XB",)), "xb"),
    "a maintained notice is the secretariat's alone": (matter(e.NoticeMaintained(), NOTICE), ""),
    "so is a second look": (matter(e.SecondLookAsked(), NOTICE), ""),
    "a question of retention is the requester's": (matter(e.RetentionAsked(answer_by=AT), NOTICE), OWNER),
    "a suspension reaches holders": (
        matter(e.NoticeSuspended(until=AT, reason=REF), NOTICE, fed=("XB",), actor="xa"), "xb"),
    "a narrower circulation reaches who was left out": (
        matter(e.CirculationRestricted(circulation=CirculationMode.ONLY, members=(XB,)), NOTICE, fed=("XC",),
               actor="xa"), "xc"),
    "what a bureau did itself waits for none of it": (
        matter(e.PurposeAchieved(**ENDS), NOTICE, actor="xa-head"), ""),
    "a return is the requester's": (matter(e.RequestReturned(told=None, reply_by=AT), REQUEST), OWNER),
    "a refusal too": (matter(e.RequestRefused(told=Ground.LEGAL_REVIEW), REQUEST), OWNER),
    "a publication too": (matter(e.RequestPublished(notice=NOTICE.id), REQUEST), OWNER),
    "a lapse too": (matter(e.RequestLapsed(), REQUEST), OWNER),
    "a court's request is the listing office's": (
        matter(e.RequestReturned(told=None, reply_by=AT), COURT, owner=None), "listing"),
    "an approval is told once, as published": (matter(e.RequestApproved(decision=Decision.APPROVE), REQUEST), ""),
    "the first claim of a review is no one's news": (matter(e.ReviewBegun(), REQUEST), ""),
    "a submission tells no bureau": (
        matter(e.RequestSubmitted(urgency=ROUTINE, concerned=(XA,)), REQUEST, actor="xa"), ""),
    "an answer meant for the requester": (matter(answer(VisibleTo.REQUESTER), None), OWNER),
    "an answer for the secretariat tells no bureau": (matter(answer(VisibleTo.SECRETARIAT), None), ""),
    "a treatment waits for no one": (
        matter(e.TreatmentRecorded(notice=NOTICE.id, member=XB, treatment=Treatment.NOT_ENTERED, ground=None), None),
        ""),
    "an objection tells no bureau": (
        matter(e.ObjectionRaised(notice=NOTICE.id, member=XB, kind=ObjectionKind.PROTECTION, text=REF), None), ""),
    "a reminder is for the silent member": (matter(e.SilenceReminded(notice=NOTICE.id, member=XB), None), "xb"),
    "a new case waits for who may take it": (matter(OPENED, case(claims=())), "free duty holder officer"),
    "an urgent one for who is on duty": (matter(OPENED, case(claims=(), urgency=URGENT)), "duty officer"),
    "an urgent one for all where no one on duty may take it": (
        matter(OPENED, case(claims=(), urgency=URGENT, concerned=(XA, Country("XE")))), "free holder officer"),
    "a case that is full waits for no one": (matter(e.ReviewEscalated(due=AT), FULL), ""),
    "a third place waits for others than those who judged": (
        matter(e.ReviewEscalated(due=AT), case(claims=(), counted=("holder", "free"), needed=3)), "duty"),
    "a case that was closed meanwhile waits for no one": (matter(OPENED, case(state=State.CLOSED)), ""),
    "a case that was assigned waits for who got it": (matter(e.ReviewClaimed(reviewer=HELD, until=AT), CASE), HELD),
    "a case that one took does not": (
        matter(e.ReviewClaimed(reviewer=HELD, until=AT), CASE, actor=HELD), ""),
    "a claim that ran out": (
        matter(e.ReviewReleased(reviewer="free", late=True), case(claims=())), "free duty holder"),
    "who was set aside for a tie is not called back": (
        matter(e.TiesWeighed(concerned=(XA,), set_aside=("free",)), case(set_aside=("free",))), "duty"),
    "new context waits for who holds the case": (matter(e.ContextRecorded(context=REF, concerned=(XA,)), CASE), HELD),
    "an opinion tells no one": (matter(e.OpinionCounted(reviewer=HELD), CASE, actor=HELD), ""),
    "an application is for the commission alone": (matter(APPLIED, ApplicationState()), "commissioner"),
    "so are documents that come later": (
        matter(r.EnclosuresAdded(named=REF, enclosures=(REF,)), ApplicationState()), "commissioner"),
    "an account that another changed is told to its holder": (
        matter(k.CredentialsVoided(erased=()), None, actor="administrator", stream="free"), "free"),
    "a way in that was changed in one's own name too": (
        matter(k.CredentialsChanged(change=k.Change.PASSWORD, credentials=REF, erased=()), None, actor="free",
               stream="free"), "free"),
    "a token": (
        matter(g.TokenIssued(token="tok_0000000000000001", digest="0" * 64, expires=AT, purpose=TokenPurpose.PERSON),
               None, actor="free", stream="free"), "free"),
    "an office": (
        matter(g.OfficeFilled(office=Office.REVIEWER, member=None), None, actor="administrator", stream="free"),
        "free"),
    "a machine is told of none": (
        matter(g.OfficeLeft(office=Office.BORDER_SERVICE), None, actor="administrator", stream="xa-border"), ""),
    "what takes two waits for who confirms, and its holder is warned": (
        matter(dual.InvitationProposed(change="chg_0000000000000001", by="operator", code="0" * 64), None,
               actor="operator", stream="free"), "free secretary"),
    "so is its clock": (matter(r.OverdueMarked(due=AT), ApplicationState()), "commissioner"),
}  # fmt: skip


@pytest.mark.parametrize(("told_of", "expected"), TOLD.values(), ids=TOLD.keys())
def test_an_act_waits_for_these_and_no_one_else(told_of: Matter, expected: str) -> None:
    """Everyone of the cast who is not named must not be told that anything happened."""
    assert awaits(told_of, CAST) == set(expected.split())


SILENT = {
    e.RequestDrafted, e.DraftRevised, e.DraftDiscarded, e.RequestSubmitted, e.ReviewBegun, e.ReplyDrafted, e.ReplyGiven,
    e.RequestApproved, e.RequestWithdrawn, e.ReconsiderationAsked, e.RequestEnded, e.RequestErased, e.OpinionCounted,
    e.ReviewDecided, e.ReviewClosed, e.NoticeMaintained, e.SecondLookAsked, e.ExtractReleased, e.ExtractRetracted,
    e.RetentionExtended, e.TreatmentRecorded, e.ObjectionRaised,
}  # fmt: skip
"""Acts on watched streams that make nothing wait; what then opens a review, or ends a notice, is told by that act."""
BY_FEED = {e.ListingPublished, e.ListingRevised, e.NoticeResumed, e.ListingEnded}
"""Acts that make something wait through the feed alone."""


def test_every_act_that_could_make_something_wait_was_thought_of() -> None:
    """A new event stands in the table or among those that tell no one, or this fails."""
    events = {event for name in WATCHED for event in DECIDERS[name].events}
    assert {type(told_of.act.event) for told_of, _ in TOLD.values()} | SILENT | BY_FEED >= events


@pytest.mark.parametrize("told_of", [told_of for told_of, _ in TOLD.values()], ids=TOLD.keys())
def test_no_machine_no_auditor_and_no_one_who_supervises_is_ever_told(told_of: Matter) -> None:
    """Nothing of the operations waits for them, and that something happened is not theirs to know."""
    never = {"xa-border", "auditor", "administrator", "president", "unknown", "tied"}
    assert not awaits(told_of, CAST) & never


def test_who_did_it_is_not_told_of_it() -> None:
    """A reviewer who hands a case back sees at once that it is free."""
    assert "free" not in awaits(matter(e.ReviewReleased(reviewer="free"), case(claims=()), actor="free"), CAST)


def test_only_what_threatens_lives_is_imminent() -> None:
    """A recall, a return and an urgent case pool for the whole hour."""
    assert imminent(matter(msgspec.structs.replace(PUBLISHED, urgency=IMMINENT), NOTICE))
    assert imminent(matter(OPENED, case(urgency=IMMINENT)))
    assert not imminent(matter(msgspec.structs.replace(PUBLISHED, urgency=URGENT), NOTICE))
    assert not imminent(matter(OPENED, case(urgency=URGENT)))
    assert not imminent(matter(e.NoticeWithdrawn(**ENDS, ground=Ground.OTHER), Notice(urgency=IMMINENT)))


def test_a_reply_that_comes_near_waits_for_its_requester() -> None:
    """Once it was given there is nothing to wait for."""
    assert awaits_near(REQUEST, CAST) == {"xa", "xa-head"}
    assert awaits_near(Request(state=State.SUBMITTED, member="XA"), CAST) == set()


def test_a_clock_that_ran_out_waits_for_who_runs_the_secretariat_and_who_holds_the_case() -> None:
    """Other reviewers learn of it from the queue alone."""
    assert awaits_overdue(CASE, CAST) == {"secretary", "holder"}
    assert awaits_overdue(case(state=State.DECIDED), CAST) == set()


codes = st.sampled_from(["XA", "XB", "XC", "XD"]).map(Country)
names = st.sampled_from(["per_0000000000000001", "per_0000000000000002", "per_0000000000000003"])
reviewers = st.builds(
    Who,
    names,
    st.sets(st.sampled_from([Office.REVIEWER, Office.STATISTICIAN, Office.CASE_OFFICER]), max_size=2).map(frozenset),
    st.none(),
    st.sets(codes, max_size=2).map(frozenset),
    st.booleans(),
)
cases = st.builds(
    Review,
    state=st.sampled_from([State.OPEN, State.DECIDED, State.CLOSED]),
    id=st.just(ID),
    urgency=st.sampled_from(list(UrgencyLevel)),
    member=codes,
    concerned=st.lists(codes, max_size=2).map(tuple),
    excluded=st.lists(names, max_size=1).map(tuple),
    set_aside=st.lists(names, max_size=1).map(tuple),
    claims=st.lists(st.builds(Claim, names, st.just(AT)), max_size=2).map(tuple),
    counted=st.lists(names, max_size=2).map(tuple),
    needed=st.sampled_from([2, 3]),
)


@given(people=st.lists(reviewers, max_size=3, unique_by=lambda who: who.id), review=cases)
def test_whoever_is_told_of_a_free_place_may_see_the_case_in_the_queue(people: list[Who], review: Review) -> None:
    """Told by the policies' own word: Cedar lets each of them see it there, whatever the case and the people."""
    row = REVIEW.row(review)
    for event in (OPENED, e.ReviewEscalated(due=AT), e.TiesWeighed(concerned=(), set_aside=())):
        told = awaits(matter(event, review), people)
        for who in people:
            if who.id in told:
                principal = Principal(who.id, who.offices, who.member, who.ties)
                assert gate().check(principal, "review:queue:view", Resource(ID, "review", row)).allowed


@given(people=st.lists(reviewers, max_size=3, unique_by=lambda who: who.id), review=cases)
def test_whoever_is_told_of_a_third_place_may_take_it(people: list[Who], review: Review) -> None:
    """The decider takes their claim: none was excluded, set aside, or has judged already."""
    told = awaits(matter(e.ReviewEscalated(due=AT), review), people)
    for name in told:
        facts = NoticeFacts(actor=name, clocks=Clocks())
        assert not isinstance(REVIEW.decide(review, c.ClaimReview(id=ID), facts, AT), Refusal)
