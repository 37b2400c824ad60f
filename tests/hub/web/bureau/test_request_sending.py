"""Reading a request over, sending it, and what its bureau may do after that."""

import pytest
from tests.hub.web.bureau.writing import Desk
from tests.hub.web.face import Shown

from comity.notices import commands as c
from comity.notices.vocabulary import Decision, Ground, ObjectionKind, State

SECRET = ("refugee", "asylum", "PROTECTION", "protection", "objection")


def test_a_clear_request_is_sent_and_says_what_happens_next(desk: Desk) -> None:
    """A request that the checks find clear goes off with one press, and the clock is told."""
    new = desk.draft()
    assert "found nothing that you need to mend" in desk.get(new, "submit").text
    shown = desk.face.after(desk.by, desk.save(new, "submit"))
    assert desk.home.state("request", new).state is State.SUBMITTED
    assert "Sent to the Secretariat" in shown.text
    assert "Two reviewers" in shown.text
    assert "They decide by" in shown.text


def test_what_is_left_to_mend_needs_a_word(desk: Desk) -> None:
    """A request that is not complete is sent only with words that say why; they are asked for where they belong."""
    new = desk.draft(international_interest=None)
    answer = desk.save(new, "submit")
    shown = Shown(answer)
    assert answer.status_code == 409
    assert shown.text.count("Say why it should be seen as it is") == 2
    assert 'href="#despite"' in answer.text
    assert desk.home.state("request", new).state is State.DRAFT
    assert desk.save(new, "submit", typed={"despite": "It cannot be had in time."}).status_code == 303
    assert desk.home.state("request", new).state is State.SUBMITTED


def test_each_finding_leads_to_the_page_where_it_is_mended(desk: Desk) -> None:
    """What the checks say on the page for reading over is one click from its place."""
    new = desk.draft(international_interest=None)
    page = desk.get(new, "submit")
    assert "INT-01" in page.text
    assert desk.at(new, "interest") in page.links


def test_sending_twice_sends_once(desk: Desk) -> None:
    """A double click leads to the same page, and the request is sent once."""
    new = desk.draft()
    form = desk.get(new, "submit").form(desk.at(new, "submit"))
    answers = [desk.face.send(desk.by, form).headers.get("location") for _ in range(2)]
    assert answers == [desk.at(new, "sent")] * 2


def test_what_changed_since_it_was_read_over_is_read_again(desk: Desk) -> None:
    """Nobody sends what a colleague changed meanwhile without having seen it."""
    new = desk.draft()
    form = desk.get(new, "submit").form(desk.at(new, "submit"))
    desk.save(new, "interest", typed={"international_interest": "From the other tab"})
    answer = desk.face.send(desk.by, form)
    assert answer.status_code == 412
    assert "From the other tab" in Shown(answer).text
    assert desk.home.state("request", new).state is State.DRAFT


def test_a_draft_is_discarded_on_a_page_that_says_what_goes(desk: Desk) -> None:
    """Discarding names its effect, erases the draft, and leads to the list."""
    new = desk.draft()
    assert "erased at once" in desk.get(new, "discard").text
    assert desk.save(new, "discard").headers["location"] == "/bureau/requests"
    assert desk.home.state("request", new).state is State.DISCARDED
    shown = desk.get(new)
    assert "The content is erased" in shown.text
    assert "Veld" not in shown.text


def test_a_request_is_withdrawn_with_a_reason_or_without(desk: Desk) -> None:
    """Withdrawing names its effect, and a reason may be given."""
    new = desk.home.submitted()
    assert "The review ends" in desk.get(new, "withdraw").text
    assert desk.save(new, "withdraw", typed={"reason": "The person was found."}).status_code == 303
    assert desk.home.state("request", new).state is State.WITHDRAWN


@pytest.mark.parametrize("page", ["discard", "submit", "tasks", "reconsider"])
def test_an_act_that_is_not_open_says_so(desk: Desk, page: str) -> None:
    """The page of an act that the state does not allow names the state."""
    new = desk.home.submitted()
    answer = desk.face.get(desk.by, desk.at(new, page))
    assert answer.status_code == 409
    assert any(words in Shown(answer).text for words in ("is submitted", "with the Secretariat"))


def test_a_return_shows_what_is_asked_and_until_when(desk: Desk) -> None:
    """The reviewers' words and the deadline stand first on a request that came back."""
    new = desk.returned()
    shown = desk.get(new)
    assert "The reviewers ask you to mend this request" in shown.text
    assert "Say when it was." in shown.text
    assert "Reply by" in shown.text
    assert "lapses" in shown.text
    assert "Say when it was." in desk.get(new, "tasks").text
    listed = desk.face.page(desk.by, "/bureau/requests").text
    assert listed.index("Asked of you") < listed.index("Returned to you") < listed.index("Drafts")


def test_a_return_is_mended_page_by_page_and_sent_as_a_reply(desk: Desk) -> None:
    """The form stands again with what was written; the reviewers see nothing of it before the reply is sent."""
    new = desk.returned()
    assert desk.save(new, "interest", typed={"international_interest": "Seen in XD"}).status_code == 303
    assert desk.body(new).international_interest == "Last seen crossing into XC in 2024"
    assert "Seen in XD" in desk.get(new, "submit").text
    assert desk.save(new, "submit", typed={"despite": "The day is given now."}).status_code == 303
    assert desk.body(new).international_interest == "Seen in XD"
    assert desk.home.state("request", new).state is State.SUBMITTED


def test_a_refusal_is_told_by_its_letter_and_may_be_reconsidered_once(desk: Desk) -> None:
    """The letter stands on the request with the offer to ask once, and not a second time."""
    new = desk.refused()
    shown = desk.get(new)
    assert "penalty threshold" in shown.text
    assert desk.at(new, "reconsider") in shown.links
    blank = desk.save(new, "reconsider", typed={"reasons": ""})
    assert blank.status_code == 400
    assert Shown(blank).text.count("Say why the refusal should be looked at again") == 2
    assert desk.save(new, "reconsider", typed={"reasons": "The law has changed."}).status_code == 303
    assert desk.at(new, "reconsider") not in desk.get(new).links
    for reviewer in desk.home.reviewers[2:]:
        desk.home.opine(reviewer, new, Decision.REFUSE, Ground.PENALTY_THRESHOLD)
    assert desk.at(new, "reconsider") not in desk.get(new).links


def test_a_refusal_for_protection_reads_as_any_other_legal_review(desk: Desk) -> None:
    """Whoever persecutes a person reads on no page that, or where, the person found protection."""
    plain, protected = desk.refused(Ground.HUMAN_RIGHTS), desk.refused(Ground.PROTECTION, "Refugee in XC since 2022.")
    pages = [desk.get(each).text for each in (plain, protected)]
    told = [text[text.index("What you are told") : text.index("What is asked")] for text in pages]
    assert told[0] == told[1]
    assert not [word for word in SECRET if word in pages[1]]


def test_no_page_of_a_bureau_tells_of_an_objection(desk: Desk) -> None:
    """That another member objected to a notice is on no page of the request that it came of, nor in its clock."""
    notice = desk.home.published()
    new = desk.home.state("notice", notice).request
    before = [desk.get(new).text, desk.face.get(desk.by, desk.at(new, "sent")).status_code]
    desk.home.do(
        desk.home.bureau["XB"],
        c.RaiseObjection(notice=notice, member="XB", kind=ObjectionKind.PROTECTION, text="A refugee here."),
    )
    assert [desk.get(new).text, desk.face.get(desk.by, desk.at(new, "sent")).status_code] == before


def test_the_history_of_a_request_is_told_without_names(desk: Desk) -> None:
    """What happened stands with its moment and side; who reviewed is not told."""
    new = desk.returned()
    text = desk.get(new).text
    for words in ("Draft begun", "Sent to the Secretariat", "Review begun", "Returned to be mended"):
        assert words in text
    for reviewer in desk.home.reviewers:
        assert reviewer.id not in text


def test_a_long_word_of_reasons_is_refused_and_kept(desk: Desk) -> None:
    """More than ten thousand characters are not taken, and none of them is lost."""
    new, long = desk.refused(), "w" * 10_001
    answer = desk.save(new, "reconsider", typed={"reasons": long})
    assert answer.status_code == 400
    assert Shown(answer).form(desk.at(new, "reconsider")).values["reasons"] == [long]
