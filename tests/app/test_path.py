"""The one path, on both engines: authorise, decide, record, deliver; whole or not at all."""

import pytest
from tests.house import House, request

from comity.app.casefile import text_of
from comity.app.replaying import differences
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Forbidden, NotFound, Stale
from comity.notices import commands as c
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground, ObjectionKind, State, Treatment


def test_a_request_approved_by_two_is_published_to_the_members_it_is_meant_for(both: House) -> None:
    """Two approvals publish; every member but the requester finds the notice in its feed."""
    notice = both.published()
    with both.comity.look() as look:
        assert both.state("notice", notice).state is State.PUBLISHED
        assert [row.kind for row in look.reader.feed("XC", 0, 10)] == ["notice"]
        assert look.reader.feed("XA", 0, 10) == []


def test_one_approval_publishes_nothing(both: House) -> None:
    """After one opinion the request is still under review and no notice exists."""
    new = both.submitted()
    both.opine(both.reviewers[0], new)
    assert both.state("request", new).state is State.UNDER_REVIEW
    with both.comity.look() as look:
        assert list(look.reader.registers("notice")) == []


def test_a_split_goes_to_a_third_who_decides(both: House) -> None:
    """One approves, one refuses, a third refuses: refused, with the dissent counted."""
    new = both.submitted()
    both.opine(both.reviewers[0], new)
    both.opine(both.reviewers[1], new, Decision.REFUSE, Ground.NEUTRALITY)
    assert both.state("review", new).needed == 3
    both.opine(both.reviewers[2], new, Decision.REFUSE, Ground.NEUTRALITY)
    assert both.state("request", new).state is State.REFUSED
    assert both.state("request", new).told is Ground.NEUTRALITY


def test_a_reviewer_of_the_requesting_member_cannot_know_of_the_case(both: House) -> None:
    """Conflict of nationality: the case does not exist for that reviewer."""
    new = both.submitted(request(requesting_member=Country("XA")))
    with pytest.raises(NotFound):
        both.do(both.person("XA", *both.reviewers[0].offices), c.ClaimReview(id=new))


def test_a_stale_command_is_refused_and_nothing_is_written(both: House) -> None:
    """Who saw version 1 cannot withdraw version 2."""
    new = both.submitted()
    with both.comity.look() as look:
        before = look.reader.last_seq()
    with pytest.raises(Stale):
        both.do(both.bureau["XA"], c.WithdrawRequest(id=new), seen=1)
    with both.comity.look() as look:
        assert look.reader.last_seq() == before


def test_the_same_idempotency_key_runs_a_command_once(both: House) -> None:
    """A repetition returns the first outcome; the key with another command is refused."""
    command = c.DraftRequest(id=both.comity.chance.id("req"), body=request())
    first = both.do(both.bureau["XA"], command, key="k1")
    again = both.do(both.bureau["XA"], command, key="k1")
    assert (again.repeated, again.acts) == (True, first.acts)
    with pytest.raises(CommandRefused, match="used for another command"):
        both.do(both.bureau["XA"], c.DiscardDraft(id=command.id), key="k1")


def test_an_end_erases_the_whole_file_and_recalls_every_copy(both: House) -> None:
    """After the purpose is achieved no content of the file is left, and each recipient is told to recall."""
    notice = both.published()
    file = both.state("notice", notice).request
    both.do(both.bureau["XC"], c.RecordTreatment(notice=notice, member=Country("XC"), treatment=Treatment.ENTERED))
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    with both.comity.look() as look:
        assert look.reader.contents(file) == []
        assert look.reader.feed("XC", 0, 10)[-1].kind == "recall"
    assert both.state("request", file).state is State.ENDED


def test_a_refused_extradition_writes_an_addendum_and_opens_a_review(both: House) -> None:
    """The addendum names no state, and reviewers look at the notice again."""
    notice = both.published()
    refused = c.RecordAnswer(
        notice=notice, member=Country("XC"), answer=Answer.EXTRADITION_REFUSED, ground=AnswerGround.NON_REFOULEMENT
    )
    both.do(both.bureau["XC"], refused)
    state = both.state("notice", notice)
    assert [addendum.to_requester for addendum in state.addenda] == [False]
    with both.comity.look() as look:
        assert "XC" not in look.opened(state.addenda[0].text, str)
    assert both.state("review", state.request).state is State.OPEN
    both.opine(both.reviewers[2], state.request, Decision.REFUSE, Ground.PROTECTION)
    both.opine(both.reviewers[3], state.request, Decision.REFUSE, Ground.PROTECTION)
    assert both.state("notice", notice).state is State.CANCELLED


def test_an_amendment_goes_through_review_while_the_old_version_stands(both: House) -> None:
    """The notice keeps its first edition until two have approved the second."""
    notice = both.published()
    new = both.comity.chance.id("req")
    both.do(both.bureau["XA"], c.DraftRequest(id=new, body=request(international_interest="Seen in XD"), amends=notice))
    both.do(both.bureau["XA"], c.SubmitRequest(id=new))
    assert both.state("notice", notice).edition == 1
    for reviewer in both.reviewers[:2]:
        both.opine(reviewer, new)
    assert both.state("notice", notice).edition == 2
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    with both.comity.look() as look:
        assert look.reader.contents(new) == []


def test_discarding_an_amendment_leaves_the_notice_whole(both: House) -> None:
    """Only the draft's own content is erased."""
    notice = both.published()
    new = both.comity.chance.id("req")
    both.do(both.bureau["XA"], c.DraftRequest(id=new, body=request(), amends=notice))
    both.do(both.bureau["XA"], c.DiscardDraft(id=new))
    state = both.state("notice", notice)
    with both.comity.look() as look:
        assert look.bytes_of(state.body)
        assert look.reader.contents(new) == []


def test_the_president_and_the_committee_can_do_nothing_to_a_file(both: House) -> None:
    """For them a notice does not exist, and a new request is forbidden."""
    notice = both.published()
    for principal in (both.president, both.committee):
        with pytest.raises(NotFound):
            both.do(principal, c.CancelNotice(id=notice, ground=Ground.OTHER))
        with pytest.raises(Forbidden):
            both.do(principal, c.DraftRequest(id=both.comity.chance.id("req"), body=request()))


def test_replayed_acts_equal_the_register(both: House) -> None:
    """The register is what the acts lead to."""
    notice = both.published()
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    with both.comity.look() as look:
        assert list(differences(look)) == []


def test_after_an_amendment_the_case_is_judged_by_the_text_that_stands(both: House) -> None:
    """The first text is erased; objections, refusals and new reviews rest on that of the present edition."""
    notice = both.published()
    new = both.comity.chance.id("req")
    both.do(both.bureau["XA"], c.DraftRequest(id=new, body=request(international_interest="Seen in XD"), amends=notice))
    both.do(both.bureau["XA"], c.SubmitRequest(id=new))
    for reviewer in both.reviewers[:2]:
        both.opine(reviewer, new)
    first = both.state("notice", notice).request
    objection = c.RaiseObjection(notice=notice, member=Country("XC"), kind=ObjectionKind.IDENTITY, text="Another one.")
    both.do(both.bureau["XC"], objection)
    assert both.state("review", first).state is State.OPEN
    with both.comity.look() as look:
        text = text_of(look, first)
    assert text is not None
    assert text.international_interest == "Seen in XD"
    for reviewer in both.reviewers[2:]:
        both.opine(reviewer, first, Decision.APPROVE)
    assert both.state("notice", notice).state is State.PUBLISHED


def test_the_end_of_a_notice_erases_amendments_wherever_they_stand(both: House) -> None:
    """Withdrawn, refused or under review: no amendment outlives its notice, and none is left half erased."""
    notice = both.published()
    amendments = [both.comity.chance.id("req") for _ in range(3)]
    for new in amendments:
        both.do(both.bureau["XA"], c.DraftRequest(id=new, body=request(), amends=notice))
        both.do(both.bureau["XA"], c.SubmitRequest(id=new))
    both.do(both.bureau["XA"], c.WithdrawRequest(id=amendments[0]))
    for reviewer in both.reviewers[:2]:
        both.opine(reviewer, amendments[1], Decision.REFUSE, Ground.NEUTRALITY)
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    for new in amendments:
        assert (both.state("request", new).state, both.state("request", new).body) == (State.ERASED, None)


def test_an_opinion_on_a_file_that_was_erased_is_refused(both: House) -> None:
    """Whoever comes too late is told so."""
    notice = both.published()
    file = both.state("notice", notice).request
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    late = c.GiveOpinion(id=file, decision=Decision.APPROVE, text=c.OpinionText(reasons="Examined."))
    with pytest.raises((CommandRefused, NotFound)):
        both.do(both.reviewers[2], late)
