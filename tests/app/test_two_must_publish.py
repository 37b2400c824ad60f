"""Every way round the two approvals without conflict that someone thought of, and that none of them leads anywhere."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.house import House, house, request

from comity.governance import commands as g
from comity.governance.offices import Office
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Forbidden, NotFound
from comity.notices import commands as c
from comity.notices.context import CaseContext
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground, ObjectionKind, State


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as found:
        yield found


def granted_asylum(member: str) -> CaseContext:
    return wire.convert({"positions": [{"member": member, "view": "granted_asylum"}]}, CaseContext)


def charged_twice() -> NoticeRequest:
    body = request()
    assert body.judicial is not None
    judicial = msgspec.structs.replace(body.judicial, charges=[*body.charges, *body.charges])
    return msgspec.structs.replace(body, judicial=judicial)


def amendment(home: House, notice: str) -> str:
    new = home.comity.chance.id("req")
    home.do(home.bureau["XA"], c.DraftRequest(id=new, body=request(), amends=notice))
    home.do(home.bureau["XA"], c.SubmitRequest(id=new, despite="for the test"))
    return new


def refuse_extradition(home: House, notice: str, member: str) -> None:
    by = home.bureau[member]
    answer = c.RecordAnswer(
        notice=notice, member=Country(member), answer=Answer.EXTRADITION_REFUSED, ground=AnswerGround.NON_REFOULEMENT
    )
    home.do(by, answer)


def test_an_opinion_counts_no_more_once_the_context_ties_its_reviewer(home: House) -> None:
    """XD granted asylum, as was learnt after XD's national approved; a third reviewer is needed, and two publish."""
    new, (tied, second, third) = home.submitted(), home.reviewers[:3]
    home.opine(tied, new)
    home.do(home.officer, c.RecordContext(id=new, context=granted_asylum("XD")))
    home.opine(second, new)
    assert home.state("request", new).notice is None
    with pytest.raises((Forbidden, NotFound)):
        home.do(tied, c.ClaimReview(id=new))
    home.opine(third, new)
    notice = home.state("notice", home.state("request", new).notice)
    assert set(notice.reviewers) == {second.id, third.id}


@pytest.mark.parametrize("how", ["nationality", "secondment", "office"])
def test_an_opinion_counts_no_more_once_its_reviewer_is_tied(home: House, how: str) -> None:
    """A second nationality, a secondment or an office of the requester, known only after the opinion was given."""
    new, tied = home.submitted(), home.reviewers[0]
    home.opine(tied, new)
    xa, xd = Country("XA"), Country("XD")
    if how == "nationality":
        home.do(home.operator, g.AmendTies(id=tied.id, nationalities=(xd, xa)))
    elif how == "secondment":
        home.do(home.operator, g.AmendTies(id=tied.id, nationalities=(xd,), seconded_by=(xa,)))
    else:
        home.do(home.admin, g.LeaveOffice(id=tied.id, office=Office.REVIEWER))
        home.do(home.admin, g.FillOffice(id=tied.id, office=Office.BUREAU_OFFICER, member=xa))
    home.opine(home.reviewers[1], new)
    assert home.state("request", new).state is State.UNDER_REVIEW
    home.opine(home.reviewers[2], new)
    assert home.state("request", new).state is State.PUBLISHED


def test_a_claim_ends_where_the_context_ties_its_holder(home: House) -> None:
    """The place is free at once, and its former holder reads the file no more."""
    new, tied = home.submitted(), home.reviewers[0]
    home.do(tied, c.ClaimReview(id=new))
    home.do(home.officer, c.RecordContext(id=new, context=granted_asylum("XD")))
    assert home.state("review", new).claims == ()
    with home.comity.look() as look, pytest.raises(NotFound):
        look.see(tied, "review", new)


def test_what_members_said_stays_in_view_when_a_context_is_recorded(home: House) -> None:
    """Who refused, and who refuses or objects while the review is open, is concerned, whatever an officer records."""
    notice = home.published()
    case = home.state("notice", notice).request
    for member in ("XC", "XE"):
        refuse_extradition(home, notice, member)
    objection = c.RaiseObjection(notice=notice, member=Country("XF"), kind=ObjectionKind.PROTECTION, text="Safe here.")
    home.do(home.bureau["XF"], objection)
    home.do(home.officer, c.RecordContext(id=case, context=CaseContext(minority="None known.")))
    assert {"XC", "XE", "XF"} <= set(home.state("review", case).concerned)


def test_an_amendment_is_judged_with_what_is_held_on_its_notice(home: House) -> None:
    """The requester does not shed what is known by amending: context, refusals and who is concerned stay."""
    notice = home.published()
    case = home.state("notice", notice).request
    home.do(home.officer, c.RecordContext(id=case, context=granted_asylum("XF")))
    refuse_extradition(home, notice, "XE")
    new = amendment(home, notice)
    assert {"XE", "XF"} <= set(home.state("review", new).concerned)
    home.do(home.officer, c.RecordContext(id=new, context=granted_asylum("XC")))
    assert {"XC", "XE", "XF"} <= set(home.state("review", new).concerned)


def test_reviewers_who_each_strike_another_charge_publish_none(home: House) -> None:
    """What no two would keep is not published, so a request without a charge left goes back."""
    new = home.submitted(charged_twice())
    home.opine(home.reviewers[0], new, Decision.APPROVE_IN_PART, struck=(0,))
    home.opine(home.reviewers[1], new, Decision.APPROVE_IN_PART, struck=(1,))
    home.opine(home.reviewers[2], new, Decision.REFUSE, ground=Ground.NEUTRALITY)
    request_now = home.state("request", new)
    assert (request_now.state, request_now.notice) == (State.RETURNED, None)


def test_a_charge_stands_that_two_of_three_would_keep(home: House) -> None:
    """Three who all publish, though not the same: each charge has two for it."""
    new = home.submitted(charged_twice())
    home.opine(home.reviewers[0], new, Decision.APPROVE_IN_PART, struck=(0,))
    home.opine(home.reviewers[1], new, Decision.APPROVE_IN_PART, struck=(1,))
    home.opine(home.reviewers[2], new)
    assert home.state("notice", home.state("request", new).notice).struck == ()


def test_a_re_examination_leaves_a_charge_or_refuses(home: House) -> None:
    """Of two charges one was struck before publication; to strike the other is to refuse, and is said so."""
    new = home.submitted(charged_twice())
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new, Decision.APPROVE_IN_PART, struck=(0,))
    notice = home.state("request", new).notice
    objection = c.RaiseObjection(notice=notice, member=Country("XB"), kind=ObjectionKind.POLITICS, text="Political.")
    home.do(home.bureau["XB"], objection)
    with pytest.raises(CommandRefused, match="not complete"):
        home.opine(home.reviewers[0], new, Decision.APPROVE_IN_PART, struck=(1,))


def test_a_dissenter_does_not_reconsider(home: House) -> None:
    """Whoever judged the case, on whichever side, leaves its reconsideration to others, through its reply too."""
    new = home.submitted()
    home.opine(home.reviewers[0], new)
    for reviewer in home.reviewers[1:3]:
        home.opine(reviewer, new, Decision.REFUSE, ground=Ground.NEUTRALITY)
    home.do(home.bureau["XA"], c.AskReconsideration(id=new, reasons="A new fact."))
    others = [home.reviewers[3], home.person("XD", Office.REVIEWER)]
    with pytest.raises(CommandRefused, match="judged this case before"):
        home.do(home.reviewers[0], c.ClaimReview(id=new))
    for reviewer in others:
        home.opine(reviewer, new, Decision.RETURN, ground=Ground.DATA_QUALITY)
    home.do(home.bureau["XA"], c.ReplyToReturn(id=new, body=request(), reply="Mended."))
    with pytest.raises(CommandRefused, match="judged this case before"):
        home.do(home.reviewers[0], c.ClaimReview(id=new))
    for reviewer in others:
        home.opine(reviewer, new)
    assert home.state("request", new).state is State.PUBLISHED


def test_one_reviewer_does_not_vote_twice(home: House) -> None:
    """Neither by claiming again nor under another case's claim."""
    new = home.submitted()
    home.opine(home.reviewers[0], new)
    with pytest.raises(CommandRefused):
        home.opine(home.reviewers[0], new)
    assert len(home.state("review", new).counted) == 1


def test_no_words_of_who_names_a_pooled_ground_reach_the_requester(home: House) -> None:
    """Two refuse, the first for the data, the second for protection: the second's words stay inside."""
    new = home.submitted()
    first, second = home.reviewers[:2]
    home.opine(first, new, Decision.REFUSE, ground=Ground.DATA_QUALITY, for_requester="The photograph is poor.")
    home.opine(second, new, Decision.REFUSE, ground=Ground.PROTECTION, for_requester="Safe in XC.")
    with home.comity.look() as look:
        assert look.opened(home.state("request", new).remarks, str) == "The photograph is poor."


def test_nothing_is_recorded_on_a_file_that_was_erased(home: House) -> None:
    """A context that comes after the end is refused, so that no content outlives its file."""
    notice = home.published()
    case = home.state("notice", notice).request
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    with pytest.raises(CommandRefused, match="erased"):
        home.do(home.officer, c.RecordContext(id=case, context=granted_asylum("XC")))
    with home.comity.look() as look:
        assert look.reader.contents(case) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"handling": "confidential"},
        {"kind": "blue", "particulars": {"role": "witness", "information_sought": "What was seen."}},
    ],
)
def test_what_the_checks_would_not_make_public_is_not_made_public_later(home: House, changes: dict[str, str]) -> None:
    """Leave that was not in the request is not seen by reviewers: a confidential notice or a witness stays inside."""
    body = wire.convert({**wire.builtins(request()), **changes}, NoticeRequest)
    notice = home.published(body)
    with pytest.raises(CommandRefused, match="amend the notice"):
        home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice))
    assert home.state("notice", notice).extract is None


@pytest.mark.parametrize(
    ("changes", "resolution", "path"),
    [
        ({"kind": "red"}, 1267, "$.body.kind"),
        ({"particulars": None}, 1267, "$.body.particulars.list"),
        ({"particulars": {"list": "Enemies of the state"}}, 1267, "$.body.particulars.list"),
        ({"reference": "XA/2026/0041"}, 1267, "$.body.reference"),
        ({}, 99999, "$.resolution"),
    ],
)
def test_a_listing_officer_publishes_no_one_whom_no_list_could_name(
    home: House, changes: dict[str, object], resolution: int, path: str
) -> None:
    """No reviewer stands behind a listing: neither another kind of notice nor an invented list passes as one."""
    plain = {
        "kind": "special",
        "requesting_entity": {"name": "United Nations Security Council", "basis": "A resolution"},
        "reference": "QDi.001",
        "language": "en",
        "subject": {"type": "person", "family_name": "Fictus"},
        "particulars": {"list": "Al-Qaida"},
    }
    body, notice = wire.convert({**plain, **changes}, NoticeRequest), home.comity.chance.id("ntc")
    with pytest.raises(CommandRefused) as refused:
        home.do(home.listing, c.PublishListing(id=notice, body=body, resolution=resolution))
    assert [fault.path for fault in refused.value.errors] == [path]
    home.do(home.listing, c.PublishListing(id=notice, body=wire.convert(plain, NoticeRequest), resolution=1267))
    with pytest.raises(CommandRefused, match="rests on an entry"):
        home.do(home.listing, c.ReviseListing(id=notice, body=wire.convert({**plain, "kind": "red"}, NoticeRequest)))


def test_what_ended_is_not_amended_and_the_refusal_tells_nothing(home: House) -> None:
    """An own notice that ended, another's in force, and none at all: one answer, so that no id can be tried out."""
    ended, foreign = home.published(), home.published(request(requesting_member="XC", reference="XC/1"))
    home.do(home.bureau["XA"], c.AchievePurpose(id=ended))
    told = set()
    for notice in (ended, foreign, "ntc_0000000000000000"):
        with pytest.raises(CommandRefused, match="while it is in force") as refused:
            amendment(home, notice)
        told.add(refused.value.detail)
    assert len(told) == 1
