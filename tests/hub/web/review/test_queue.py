"""The queue of the review desk."""

from datetime import timedelta

import pytest
from tests.house import request
from tests.hub.web.face import Face, Shown

from comity.kernel.codes import Country
from comity.notices.request import Judicial, Urgency
from comity.notices.vocabulary import Kind, UrgencyLevel

QUEUE = "/review"


def test_a_reviewer_claims_a_case_from_the_queue_and_stands_before_its_file(face: Face) -> None:
    """One click takes the place and opens the case."""
    case = face.home.submitted()
    answer = face.post(face.home.reviewers[0], f"{QUEUE}/{case}/claim", at_page=QUEUE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{QUEUE}/{case}")
    assert [claim.reviewer for claim in face.home.state("review", case).claims] == [face.home.reviewers[0].id]


def test_who_holds_a_case_hands_it_back_from_the_queue(face: Face) -> None:
    """The place is free again for another."""
    case = face.home.submitted()
    reviewer = face.home.reviewers[0]
    face.post(reviewer, f"{QUEUE}/{case}/claim", at_page=QUEUE)
    answer = face.post(reviewer, f"{QUEUE}/{case}/release", at_page=QUEUE)
    assert (answer.status_code, answer.headers["location"]) == (303, QUEUE)
    assert face.home.state("review", case).claims == ()


def test_claiming_twice_by_the_same_form_is_claiming_once(face: Face) -> None:
    """A second click changes nothing and is no error."""
    case = face.home.submitted()
    reviewer = face.home.reviewers[0]
    form = face.page(reviewer, QUEUE).form(f"{QUEUE}/{case}/claim")
    assert [face.send(reviewer, form).status_code for _ in range(2)] == [303, 303]
    assert len(face.home.state("review", case).claims) == 1


def test_a_line_shows_no_content(face: Face) -> None:
    """What the case is about is sealed until who holds it opens it."""
    body = request()
    face.home.submitted(body)
    text = face.get(face.home.reviewers[0], QUEUE).text
    assert body.subject.family_name
    assert body.subject.family_name not in text
    assert body.reference not in text


def test_a_tied_reviewer_finds_no_line(face: Face) -> None:
    """A case of one's own state is not in the list, and nothing says that it was left out."""
    case = face.home.submitted()
    tied = face.home.principal(face.home.person("XA", *face.home.reviewers[0].offices).id)
    shown = face.page(tied, QUEUE)
    assert case not in shown.text
    assert "No case is open" in shown.text


def test_a_case_officer_sees_the_queue_and_claims_nothing(face: Face) -> None:
    """The case opens to the case officer; places are for reviewers."""
    case = face.home.submitted()
    shown = face.page(face.home.officer, QUEUE)
    assert f"{QUEUE}/{case}" in shown.links
    assert [form for form in shown.forms if form.action.endswith(("claim", "release"))] == []


def test_the_secretary_general_sees_who_holds_and_no_case(face: Face) -> None:
    """Load without content and without a way to a file."""
    case = face.home.submitted()
    face.post(face.home.reviewers[0], f"{QUEUE}/{case}/claim", at_page=QUEUE)
    shown = face.page(face.home.secretary, QUEUE)
    assert face.home.reviewers[0].id in shown.text
    assert f"{QUEUE}/{case}" not in shown.links
    assert "decide none" in shown.text


@pytest.mark.parametrize(
    ("query", "found"),
    [("mine=true", {0}), ("free=true", {1, 2}), ("overdue=true", {2}), ("kind=blue", {1}), ("urgency=imminent", {2})],
)
def test_filters_leave_what_they_say(face: Face, query: str, found: set[int]) -> None:
    """Each filter alone, on one case that is mine, one that is blue, one that is imminent and late."""
    home, reviewer = face.home, face.home.reviewers[0]
    cases = [home.submitted(), home.submitted(request(kind=Kind.BLUE))]
    cases.append(home.submitted(request(urgency=Urgency(level=UrgencyLevel.IMMINENT, reason="Seen at a port"))))
    face.post(reviewer, f"{QUEUE}/{cases[0]}/claim", at_page=QUEUE)
    home.clock.at += timedelta(hours=30)
    text = face.page(reviewer, f"{QUEUE}?{query}").text
    assert {index for index, case in enumerate(cases) if case in text} == found


@pytest.mark.parametrize(
    "query", ["kind=pink", "after=nonsense", "mine=perhaps", "limit=100000", "kind=red&nonsense=1"]
)
def test_an_address_that_cannot_be_read_is_refused(face: Face, query: str) -> None:
    """Bad filters and cursors are 400 with what is wrong, and never a fault of ours."""
    answer = face.get(face.home.reviewers[0], f"{QUEUE}?{query}")
    assert answer.status_code == 400
    assert "problem" in Shown(answer).headings[0][1]


def test_a_long_queue_is_walked_page_by_page(face: Face) -> None:
    """Each page leads to the next until all were seen once, most urgent first."""
    home = face.home
    cases = {home.submitted() for _ in range(5)}
    seen: list[str] = []
    walked: list[str] = []
    address: str | None = f"{QUEUE}?limit=2"
    while address:
        walked.append(address)
        shown = face.page(home.reviewers[0], address)
        seen += [case for case in cases if case in shown.text]
        onward = [link for link in shown.links if "after=" in link and "#" not in link and link not in walked]
        address = onward[0] if onward else None
    assert len(walked) == 3
    assert sorted(seen) == sorted(cases)


def test_where_no_place_is_left_nothing_is_to_be_claimed(face: Face) -> None:
    """Two hold the case; a third reviewer is offered no button."""
    case = face.home.submitted()
    for reviewer in face.home.reviewers[:2]:
        face.post(reviewer, f"{QUEUE}/{case}/claim", at_page=QUEUE)
    shown = face.page(face.home.reviewers[2], QUEUE)
    assert "All places are taken" in shown.text
    assert [form for form in shown.forms if form.action.endswith("claim")] == []


@pytest.mark.parametrize("who", ["auditor", "president", "admin", "commissioner", "listing"])
def test_others_are_told_whose_page_it_is(face: Face, who: str) -> None:
    """403, and not a line of the queue."""
    case = face.home.submitted()
    answer = face.get(getattr(face.home, who), QUEUE)
    assert answer.status_code == 403
    assert case not in answer.text


def test_facts_in_a_state_tie_its_nationals(face: Face) -> None:
    """The place of the facts is a state concerned, and its national finds no line."""
    body = request()
    assert body.judicial is not None
    here = Judicial(**{name: getattr(body.judicial, name) for name in body.judicial.__struct_fields__} | {
        "facts_country": Country("XE")})  # fmt: skip
    case = face.home.submitted(request(judicial=here))
    assert case not in face.page(face.home.reviewers[1], QUEUE).text
    assert case in face.page(face.home.reviewers[2], QUEUE).text
