"""Opinions: independent, previewed for each audience, given once."""

import pytest
from tests.house import House, request
from tests.hub.web.face import Face, Form, Shown

from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.context import CaseContext, Position
from comity.notices.request import Charge
from comity.notices.vocabulary import Decision, Ground, PositionView, State

PRIVATE = "Learned-privately-7731"
WORDS = "Please-send-the-warrant-2290"


def claimed(home: House, *numbers: int, **changes: object) -> str:
    """Return a case that the numbered reviewers hold."""
    case = home.submitted(request(**changes))
    for number in numbers:
        home.do(home.reviewers[number], c.ClaimReview(id=case))
    return case


def preview(face: Face, by: Principal, case: str, **typed: str | list[str]) -> Shown:
    """Send the form of the case page, which must lead to the preview, and return that."""
    shown = face.page(by, f"/review/{case}")
    form = shown.form(f"/review/{case}/opinion")
    answers = {name: "Looked into." for name in form.values if name.startswith("answer-")}
    answer = face.send(by, form, {"reasons": PRIVATE, **answers, **typed, "step": "preview"})
    assert answer.status_code == 200, Shown(answer).text[:1500]
    return Shown(answer)


def give_form(shown: Shown) -> Form:
    """Return the form of a preview that gives the opinion."""
    return next(form for form in shown.forms if ("step", "give") in form.buttons)


def give(face: Face, by: Principal, case: str, **typed: str | list[str]) -> None:
    """Give an opinion through the pages."""
    answer = face.send(by, give_form(preview(face, by, case, **typed)), {"step": "give"})
    assert answer.status_code == 303, Shown(answer).text[:1500]


def test_two_who_agree_publish(face: Face) -> None:
    """The whole way through the pages: claim, read, preview, give, twice."""
    case = claimed(face.home, 0, 1)
    for reviewer in face.home.reviewers[:2]:
        give(face, reviewer, case, decision="approve")
    assert face.home.state("request", case).state is State.PUBLISHED
    shown = face.page(face.home.reviewers[0], f"/review/{case}")
    assert "Approved" in shown.text
    assert shown.text.count(PRIVATE) == 2


def test_the_preview_gives_nothing(face: Face) -> None:
    """Until the reviewer says so on the page of the preview, nothing happened."""
    case = claimed(face.home, 0)
    preview(face, face.home.reviewers[0], case, decision="approve")
    assert face.home.state("review", case).counted == ()


def test_the_second_reviewer_sees_no_trace_of_the_first_opinion(face: Face) -> None:
    """The very bytes are those of a case in which the first reviewer has only read, but for keys made at random."""
    home, second = face.home, face.home.reviewers[1]
    case = claimed(home, 0, 1)
    before = face.get(second, f"/review/{case}").text
    listed_before = face.get(second, "/review").text
    give(face, home.reviewers[0], case, decision="refuse", ground="PROTECTION")
    after = face.get(second, f"/review/{case}").text
    assert _without_keys(after) == _without_keys(before)
    assert _without_keys(face.get(second, "/review").text) == _without_keys(listed_before)
    for word in (PRIVATE, home.reviewers[0].id):
        assert word not in after


def _without_keys(text: str) -> list[str]:
    return [line for line in text.splitlines() if 'name="key"' not in line]


def test_the_third_reviewer_does_not_see_that_two_differ(face: Face) -> None:
    """A split is known to who has spoken and to case officers; the third judges as freely as the first."""
    home = face.home
    case = claimed(home, 0, 1)
    give(face, home.reviewers[0], case, decision="approve")
    give(face, home.reviewers[1], case, decision="refuse", ground="NEUTRALITY")
    home.do(home.reviewers[2], c.ClaimReview(id=case))
    third = face.page(home.reviewers[2], f"/review/{case}").text
    assert "differ" not in third
    assert PRIVATE not in third
    assert "a third reviewer is asked" in face.page(home.reviewers[0], f"/review/{case}").text
    assert "a third reviewer is asked" in face.page(home.officer, f"/review/{case}").text


def test_once_written_the_other_opinion_opens(face: Face) -> None:
    """Each reads the other's reasons after both have spoken."""
    home = face.home
    case = claimed(home, 0, 1)
    give(face, home.reviewers[0], case, decision="approve", reasons="First-reasons-411")
    give(face, home.reviewers[1], case, decision="approve", reasons="Second-reasons-522")
    for reviewer in home.reviewers[:2]:
        text = face.page(reviewer, f"/review/{case}").text
        assert "First-reasons-411" in text
        assert "Second-reasons-522" in text


@pytest.mark.parametrize("ground", [Ground.PROTECTION, Ground.HUMAN_RIGHTS])
def test_protection_is_previewed_as_legal_review(face: Face, ground: Ground) -> None:
    """The letter and the figure say legal review, the reviewer's words are withheld, the file has the true ground."""
    case = claimed(face.home, 0)
    typed = {"decision": "refuse", "ground": ground.value, "for_requester": WORDS}
    shown = preview(face, face.home.reviewers[0], case, **typed)
    requester, _, rest = shown.text.partition("In the public figures")
    public, _, file = rest.partition("In the secretariat's file")
    for told in (requester, public):
        assert "Protection" not in told
        assert "Human rights" not in told
        assert WORDS not in told
    assert "No further particulars are given" in requester
    assert "Legal review".lower() in public.lower()
    assert "Not passed on" in requester
    assert {Ground.PROTECTION: "Protection", Ground.HUMAN_RIGHTS: "Human rights"}[ground] in file


def test_what_was_previewed_is_what_the_bureau_reads(face: Face) -> None:
    """The letter of the preview and that of the bureau's own request are the same words."""
    home = face.home
    case = claimed(home, 0, 1)
    shown = preview(face, home.reviewers[0], case, decision="refuse", ground="WARRANT", for_requester=WORDS)
    for reviewer in home.reviewers[:2]:
        give(face, reviewer, case, decision="refuse", ground="WARRANT", for_requester=WORDS)
    state = home.state("request", case)
    assert state.told is Ground.WARRANT
    assert WORDS in shown.text
    with home.comity.look() as look:
        assert WORDS in look.opened(state.remarks, str)
    assert "is refused on the ground warrant" in shown.text


def test_the_secretariats_reasons_are_not_in_what_the_bureau_would_read(face: Face) -> None:
    """Reasons and answers are for the file; the preview shows them there alone."""
    case = claimed(face.home, 0)
    shown = preview(face, face.home.reviewers[0], case, decision="return", ground="IDENTITY", for_requester=WORDS)
    requester = shown.text.partition("In the public figures")[0]
    assert WORDS in requester
    assert PRIVATE not in requester
    assert PRIVATE in shown.text


BAD = [
    ({}, ["Choose what you decide", "Give your reasons"]),
    ({"decision": "approve"}, ["Give your reasons"]),
    ({"decision": "maybe", "reasons": "x"}, ["Choose what you decide"]),
    ({"decision": "refuse", "reasons": "x"}, ["Name the coded ground"]),
    ({"decision": "return", "reasons": "x", "ground": "PROTECTION"}, ["A bureau cannot mend that"]),
    ({"decision": "refuse", "reasons": "x", "ground": "NOBODY"}, ["Choose one of the answers"]),
    ({"decision": "other_kind", "reasons": "x"}, ["Name another kind"]),
    ({"decision": "other_kind", "reasons": "x", "kind": "pink"}, ["Choose one of the answers"]),
    ({"decision": "approve_in_part", "reasons": "x"}, ["Name some of the charges"]),
    ({"decision": "approve_in_part", "reasons": "x", "struck": ["-1", "7", "x"]}, ["Name some of the charges"]),
    ({"decision": "approve", "reasons": "x" * 200_001}, ["Shorten this text"]),
]


@pytest.mark.parametrize(("typed", "messages"), BAD)
def test_an_opinion_that_is_not_whole_is_shown_again(
    face: Face, typed: dict[str, str | list[str]], messages: list[str]
) -> None:
    """Every fault at once, at the top and at its field; what was typed stays; nothing is given."""
    case = claimed(face.home, 0)
    reviewer = face.home.reviewers[0]
    form = face.page(reviewer, f"/review/{case}").form(f"/review/{case}/opinion")
    answer = face.send(reviewer, form, {"for_requester": WORDS, **typed, "step": "preview"})
    shown = Shown(answer)
    assert answer.status_code in (400, 409)
    assert "Your opinion was not given" in shown.text
    for message in messages:
        assert message in shown.text
    assert WORDS in answer.text
    assert face.home.state("review", case).counted == ()
    assert all(
        link.partition("#")[2] in shown.ids for link in shown.links if "#" in link and link.startswith("/review")
    )


def test_each_question_that_waits_leads_to_its_field(face: Face) -> None:
    """The summary names each question without an answer, and links to it."""
    home = face.home
    case = claimed(home)
    context = CaseContext(positions=[Position(view=PositionView.CONSIDERS_POLITICAL, member=Country("XC"))])
    home.do(home.officer, c.RecordContext(id=case, context=context))
    home.do(home.reviewers[0], c.ClaimReview(id=case))
    shown = face.page(home.reviewers[0], f"/review/{case}")
    form = shown.form(f"/review/{case}/opinion")
    asked = [name for name in form.values if name.startswith("answer-")]
    assert asked
    answer = face.send(home.reviewers[0], form, {"decision": "approve", "reasons": "x", "step": "preview"})
    again = Shown(answer)
    assert answer.status_code == 409
    for name in asked:
        assert f"Answer the question of {name.removeprefix('answer-')}" in again.text
        assert f"/review/{case}/opinion#{name}" in again.links


def test_a_case_that_changed_meanwhile_is_shown_again_with_what_was_typed(face: Face) -> None:
    """412; the new question is marked as new, and nothing typed is lost."""
    home, reviewer = face.home, face.home.reviewers[0]
    case = claimed(home, 0)
    form = face.page(reviewer, f"/review/{case}").form(f"/review/{case}/opinion")
    context = CaseContext(positions=[Position(view=PositionView.CONSIDERS_POLITICAL, member=Country("XC"))])
    home.do(home.officer, c.RecordContext(id=case, context=context))
    for step in ("preview", "give"):
        answer = face.send(reviewer, form, {"decision": "approve", "reasons": PRIVATE, "step": step})
        shown = Shown(answer)
        assert answer.status_code == 412
        assert "changed since you opened it" in shown.text
        assert "This question is new" in shown.text
        assert shown.form(f"/review/{case}/opinion").values["reasons"] == [PRIVATE]
    assert home.state("review", case).counted == ()


def test_giving_twice_by_the_same_form_is_giving_once(face: Face) -> None:
    """A double click is harmless."""
    case = claimed(face.home, 0)
    reviewer = face.home.reviewers[0]
    form = give_form(preview(face, reviewer, case, decision="approve"))
    assert [face.send(reviewer, form, {"step": "give"}).status_code for _ in range(2)] == [303, 303]
    assert face.home.state("review", case).counted == (reviewer.id,)


def test_the_preview_leads_back_with_all_that_was_typed(face: Face) -> None:
    """Change it first: the form again, nothing lost."""
    case = claimed(face.home, 0)
    reviewer = face.home.reviewers[0]
    shown = preview(face, reviewer, case, decision="return", ground="IDENTITY", for_requester=WORDS)
    form = next(form for form in shown.forms if ("step", "change") in form.buttons)
    again = Shown(face.send(reviewer, form, {"step": "change"})).form(f"/review/{case}/opinion")
    assert again.values["decision"] == ["return"]
    assert again.values["ground"] == ["IDENTITY"]
    assert again.values["for_requester"] == [WORDS]


def test_charges_are_struck_by_their_box(face: Face) -> None:
    """Approval in part names the charges; the notice is published with the others."""
    home = face.home
    body = request()
    assert body.judicial is not None
    charges = [*body.charges, Charge(title="A second charge", max_penalty_months=120, law="Code, s. 2")]
    fields = {name: getattr(body.judicial, name) for name in body.judicial.__struct_fields__}
    case = claimed(home, 0, 1, judicial=type(body.judicial)(**{**fields, "charges": charges}))
    for reviewer in home.reviewers[:2]:
        give(face, reviewer, case, decision="approve_in_part", struck=["1"])
    state = home.state("request", case)
    assert (state.decision, state.struck) == (Decision.APPROVE_IN_PART, (1,))


def test_a_ground_that_belongs_to_another_decision_is_left_out(face: Face) -> None:
    """Who chose a ground and then approved has approved, without one."""
    case = claimed(face.home, 0)
    shown = preview(face, face.home.reviewers[0], case, decision="approve", ground="IDENTITY")
    assert "Identity" not in shown.text


def test_who_does_not_hold_the_case_gives_no_opinion(face: Face) -> None:
    """A reviewer whose claim was handed back meanwhile is told, and what was typed stays."""
    home, reviewer = face.home, face.home.reviewers[0]
    case = claimed(home, 0)
    form = face.page(reviewer, f"/review/{case}").form(f"/review/{case}/opinion")
    home.later(hours=200)
    for step in ("preview", "give"):
        answer = face.send(reviewer, form, {"decision": "approve", "reasons": PRIVATE, "step": step})
        assert answer.status_code in (403, 404, 409, 412)
    assert home.state("review", case).counted == ()
