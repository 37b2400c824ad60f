"""The Secretary General's desk: clocks, load and measures, and no way to decide a case."""

import pytest
from tests.hub.web.face import Face, Shown

from comity.governance.commands import Measure
from comity.hub.web.parts import PAGES
from comity.kernel.errors import ComityError
from comity.notices import commands as c

HOME = "/secretariat"


def test_the_secretary_general_begins_at_clocks_and_reads_no_content(face: Face) -> None:
    """Overdue cases stand by identifier alone: no name, no reference, no kind, and no link to a file."""
    case = face.home.submitted()
    face.home.later(days=60)
    shown = face.page(face.home.secretary, HOME)
    assert case in shown.text
    assert "overdue" in shown.text
    assert "SECRETARY-GENERAL-DECIDES-NOTHING" in shown.text
    for word in ("Marek", "XA/2026/0041", "Red notice"):
        assert word not in shown.text
    assert not [link for link in shown.links if case in link]


def test_no_page_by_which_a_case_is_decided_does_anything_for_the_secretary_general(face: Face) -> None:
    """Every form of review and commission is refused, whatever is sent to it."""
    by, case = face.home.secretary, face.home.submitted()
    face.home.do(face.home.reviewers[0], c.ClaimReview(id=case))
    before = face.home.state("review", case)
    csrf = face.page(by, HOME).forms[0].values["csrf"][0]
    walked = [page for page in PAGES if page.method == "POST" and page.desk in ("review", "commission")]
    assert len(walked) > 5
    for page in walked:
        path = page.path.replace("{id}", case).replace("{deed}", "block")
        answer = face.ask(by, "POST", path, data={"csrf": csrf, "decision": "approve"})
        assert answer.status_code in (403, 404), f"{path}: {answer.status_code}"
    assert face.home.state("review", case) == before


def test_no_command_by_which_a_case_is_decided_is_open_to_the_secretary_general(face: Face) -> None:
    """The policy, not the lack of a page, is what keeps the desk from deciding."""
    by, case = face.home.secretary, face.home.submitted()
    notice = face.home.published()
    for command in (
        c.ClaimReview(id=case),
        c.BlockNotice(id=notice, ground="OTHER", reason="."),  # type: ignore[arg-type]
        c.CancelNotice(id=notice, ground="OTHER"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ComityError) as refused:
            face.home.do(by, command)
        assert refused.value.status in (403, 404)


def test_a_case_is_taken_back_after_its_effect_was_read(face: Face) -> None:
    """The page names the reviewer; the place is free afterwards, and a second click changes nothing."""
    case, reviewer = face.home.submitted(), face.home.reviewers[0]
    face.home.do(reviewer, c.ClaimReview(id=case))
    path = f"{HOME}/cases/{case}/take-back/{reviewer.id}"
    assert path in face.page(face.home.secretary, f"{HOME}/cases").links
    shown = face.page(face.home.secretary, path)
    assert "free at once" in shown.text
    form = shown.form(path)
    assert [face.send(face.home.secretary, form).status_code for _ in range(2)] == [303, 303]
    assert face.home.state("review", case).claims == ()
    assert face.get(face.home.secretary, path).status_code == 404


def test_a_measure_is_imposed_and_lifted(face: Face) -> None:
    """It stands on the page of the members in between."""
    by = face.home.secretary
    impose = f"{HOME}/measures/impose"
    shown = face.after(by, face.post(by, impose, member="XB", measure="supervise", ground="RPD 131"))
    assert "RPD 131" in shown.text
    state = face.home.state("organisation", "organisation")
    assert state.measures_on("XB") == (Measure.SUPERVISE,)
    lift = f"{HOME}/measures/XB/supervise/lift"
    assert lift in shown.links
    assert face.post(by, lift).status_code == 303
    assert face.home.state("organisation", "organisation").measures == ()


@pytest.mark.parametrize(
    ("typed", "status", "field"),
    [
        ({}, 400, "member"),
        ({"member": "XB"}, 400, "measure"),
        ({"member": "XB", "measure": "exile", "ground": "RPD 131"}, 400, "measure"),
        ({"member": "XB", "measure": "warn"}, 400, "ground"),
        ({"member": "XB", "measure": "warn", "ground": "a sentence!"}, 400, "ground"),
        ({"member": "XB", "measure": "warn", "ground": "Nowhere 1"}, 409, "ground"),
        ({"member": "XZ", "measure": "warn", "ground": "RPD 131"}, 409, "member"),
    ],
)
def test_a_measure_that_cannot_be_imposed_says_at_which_field(
    shared_face: Face, typed: dict[str, str], status: int, field: str
) -> None:
    """The summary leads to the field, and what was typed stands."""
    by = shared_face.home.secretary
    answer = shared_face.post(by, f"{HOME}/measures/impose", typed)
    shown = Shown(answer)
    assert answer.status_code == status
    assert [link for link in shown.links if link.endswith(f"#{field}")]
    assert typed.get("ground", "") in answer.text
    assert not shown.unlabelled


def test_each_page_has_one_heading_and_names_its_fields(shared_face: Face) -> None:
    """One h1, and a label for every control."""
    for path in (HOME, f"{HOME}/cases", f"{HOME}/members", f"{HOME}/measures/impose"):
        shown = shared_face.page(shared_face.home.secretary, path)
        assert len([level for level, _ in shown.headings if level == 1]) == 1
        assert not shown.unlabelled


def test_who_supervises_is_told_that_no_file_is_open(shared_face: Face) -> None:
    """The President and the Committee land on a page that names the policy, and reach no other desk."""
    for by in (shared_face.home.president, shared_face.home.committee):
        assert shared_face.get(by, "/desk").headers["location"] == "/supervision"
        assert "NO-POLITICAL-ACCESS" in shared_face.page(by, "/supervision").text
        for path in (HOME, "/audit", "/commission", "/accounts", "/review", "/listing"):
            assert shared_face.get(by, path).status_code == 403
