"""Recording what the secretariat knows."""

import pytest
from tests.house import request
from tests.hub.web.face import Face, Form, Shown

from comity.hub.web.review import context_form
from comity.hub.web.visit import Fields
from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.errors import UnusableInput
from comity.notices import commands as c
from comity.notices.context import CaseContext, CorrectiveMeasure, HumanRightsConcern, Position, Ruling, SubjectStatus
from comity.notices.vocabulary import AnswerGround, Concern, EarlierRuling, Ground, PositionView, ProtectedStatus

FULL = CaseContext(
    subject_status=[
        SubjectStatus(status=ProtectedStatus.REFUGEE, confirmed_by=Country("XE"), on=PartialDate("2025-03"))
    ],
    positions=[
        Position(view=PositionView.REFUSED_EXTRADITION, member=Country("XD"), ground=AnswerGround.POLITICAL_OFFENCE),
        Position(view=PositionView.CONSIDERS_POLITICAL, by="A committee of experts", by_name_only=True),
    ],
    earlier_rulings=[Ruling(case="CCF/2024/17", ruling=EarlierRuling.DELETED, ground=Ground.NEUTRALITY)],
    human_rights=[HumanRightsConcern(source="Report 12", concern=Concern.TORTURE, individual=False)],
    minority="مجموعة",
    open_redress=True,
    duplicates=["ntc_0000000000000000"],
)


def case_of(face: Face, number: int | None = None) -> str:
    case = face.home.submitted(request())
    if number is not None:
        face.home.do(face.home.reviewers[number], c.ClaimReview(id=case))
    return case


def step(shown: Shown, value: str) -> Form:
    return next(form for form in shown.forms if ("step", value) in form.buttons)


def test_what_is_recorded_is_typed_back_the_same() -> None:
    """Context to form and back loses nothing; what the form does not show stays."""
    recorded = CaseContext(corrective_measures=[CorrectiveMeasure(member=Country("XA"), measure="training")])
    typed = context_form.read(Fields(context_form.of(FULL).items()))
    found = context_form.context_of(typed, recorded)
    assert found.corrective_measures == recorded.corrective_measures
    for name in CaseContext.__struct_fields__:
        if name != "corrective_measures":
            assert getattr(found, name) == getattr(FULL, name)


def test_a_case_officer_records_by_form_and_reads_the_effect_first(face: Face) -> None:
    """Add a row, see what it changes, record it; until then nothing is recorded."""
    officer, case = face.home.officer, case_of(face, 0)
    page = f"/review/{case}/context"
    first = face.page(officer, page)
    more = Shown(face.send(officer, first.form(page), {"step": "add:positions"}))
    typed = {"positions-0-view": "considers_political", "positions-0-member": "xe", "positions-0-on": "2026-02"}
    effect = Shown(face.send(officer, more.form(page), {**typed, "step": "preview"}))
    assert "Reviewers will have to answer" in effect.text
    assert "Officers and nationals of XE may then not judge" in effect.text
    assert face.home.state("review", case).context is None
    answer = face.send(officer, step(effect, "record"), {"step": "record"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/{case}#context")
    with face.home.comity.look() as look:
        held = look.opened(face.home.state("review", case).context, CaseContext)
    assert held.positions == [
        Position(view=PositionView.CONSIDERS_POLITICAL, member=Country("XE"), on=PartialDate("2026-02"))
    ]


def test_the_effect_says_who_is_set_aside(face: Face) -> None:
    """A reviewer of a state that took a position is counted before the recording ends their part."""
    officer, case = face.home.officer, case_of(face, 0)
    page = f"/review/{case}/context"
    more = Shown(face.send(officer, face.page(officer, page).form(page), {"step": "add:subject_status"}))
    typed = {"subject_status-0-status": "refugee", "subject_status-0-confirmed_by": "XD"}
    effect = Shown(face.send(officer, more.form(page), {**typed, "step": "preview"}))
    assert "1 reviewer who holds or judged it is set aside" in effect.text
    face.send(officer, step(effect, "record"), {"step": "record"})
    assert face.home.state("review", case).set_aside == (face.home.reviewers[0].id,)
    assert face.get(face.home.reviewers[0], f"/review/{case}").status_code == 404


def test_a_row_is_taken_away(face: Face) -> None:
    """The others stay as they were typed."""
    officer, case = face.home.officer, case_of(face)
    face.home.do(officer, c.RecordContext(id=case, context=FULL))
    page = f"/review/{case}/context"
    shown = Shown(face.send(officer, face.page(officer, page).form(page), {"step": "remove:positions:0"}))
    values = shown.form(page).values
    assert values["positions-0-by"] == ["A committee of experts"]
    assert "positions-1-view" not in values
    assert values["earlier_rulings-0-case"] == ["CCF/2024/17"]


BAD = [
    ({"positions-0-view": "pink"}, "positions-0-view", "Choose one of the answers"),
    ({"positions-0-member": "XB"}, "positions-0-view", "Fill in “Position”"),
    ({"positions-0-view": "granted_asylum", "positions-0-member": "Narnia"}, "positions-0-member", "two letters"),
    ({"positions-0-view": "granted_asylum", "positions-0-on": "31.12.2025"}, "positions-0-on", "2026-05"),
    ({"human_rights-0-concern": "torture"}, "human_rights-0-source", "Fill in “Source”"),
    (
        {"earlier_rulings-3-case": "x" * 10_001, "earlier_rulings-3-ruling": "deleted"},
        "earlier_rulings-0-case",
        "Shorten",
    ),
]


@pytest.mark.parametrize(("typed", "field", "message"), BAD)
def test_what_cannot_be_used_is_named_at_its_field(face: Face, typed: dict[str, str], field: str, message: str) -> None:
    """400; the summary leads to the field, and what was typed stays."""
    officer, case = face.home.officer, case_of(face)
    page = f"/review/{case}/context"
    answer = face.send(officer, face.page(officer, page).form(page), {**typed, "step": "preview"})
    shown = Shown(answer)
    assert answer.status_code == 400
    assert f"{page}#{field}" in shown.links
    assert field in shown.ids
    assert message in shown.text
    assert face.home.state("review", case).context is None


def test_all_faults_are_named_at_once() -> None:
    """Not one at a time."""
    fields = Fields([("positions-0-member", "Narnia"), ("human_rights-0-source", "x"), ("human_rights-0-on", "soon")])
    with pytest.raises(UnusableInput) as caught:
        context_form.context_of(context_form.read(fields), CaseContext())
    assert {fault.path for fault in caught.value.errors} == {
        "positions-0-view",
        "positions-0-member",
        "human_rights-0-concern",
        "human_rights-0-individual",
        "human_rights-0-on",
    }


def test_a_stale_form_shows_what_is_recorded_now_and_keeps_what_was_typed(face: Face) -> None:
    """412, with the other officer's entry beside one's own."""
    officer, case = face.home.officer, case_of(face)
    page = f"/review/{case}/context"
    more = Shown(face.send(officer, face.page(officer, page).form(page), {"step": "add:human_rights"}))
    face.home.do(officer, c.RecordContext(id=case, context=FULL))
    typed = {
        "human_rights-0-concern": "torture",
        "human_rights-0-source": "Own-source-88",
        "human_rights-0-individual": "true",
    }
    for value in ("preview", "record"):
        answer = face.send(officer, more.form(page), {**typed, "step": value})
        assert answer.status_code == 412
        assert "It now says" in Shown(answer).text
        assert "CCF/2024/17" in answer.text
        assert Shown(answer).form(page).values["human_rights-0-source"] == ["Own-source-88"]


@pytest.mark.parametrize("number", [0, 1])
def test_a_reviewer_records_nothing(face: Face, number: int) -> None:
    """The page is for case officers; a reviewer is told so."""
    case = case_of(face, 0)
    assert face.get(face.home.reviewers[number], f"/review/{case}/context").status_code == 403
