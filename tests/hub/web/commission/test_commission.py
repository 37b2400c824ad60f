"""The commission: applications and whole files, read only, and the block for the time being."""

import pytest
from tests.hub.web.face import Face, Shown

from comity.app import applying
from comity.kernel.codes import Country, Language
from comity.notices import commands as c
from comity.notices.vocabulary import Answer, AnswerGround, Ground, State
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Contact, Paper
from comity.redress.enclosing import enclosure

HOME = "/commission"
PDF = b"%PDF-1.7 a letter"


def applied(face: Face, notice: str | None = None) -> str:
    """Hand in an application with a document, and return the address of its page."""
    named = enclosure(Paper.IDENTITY, "pass.pdf", PDF)
    assert named is not None
    form = ApplicationForm(
        name="إيليا ماريك",
        contact=Contact(email="ilya@example.org"),
        statement="Nothing of it is true.",
        notice=notice,
        enclosures=[named],
    )
    applying.apply(face.home.comity, ApplicationKind.DELETION, Applicant.PERSON, Language("ar"), form, (PDF,))
    shown = face.page(face.home.commissioner, HOME)
    return next(link for link in shown.links if "/applications/" in link)


def test_an_application_is_opened_on_a_page_of_its_own_which_is_an_act(face: Face) -> None:
    """The list shows no content; the page shows the form, the deadline and the notice that is named."""
    notice = face.home.published()
    page = applied(face, notice)
    by = face.home.commissioner
    assert "إيليا" not in face.get(by, HOME).text
    shown = face.page(by, page)
    assert "إيليا ماريك" in shown.text
    assert "Due in" in shown.text
    assert f"{HOME}/notices/{notice}" in shown.links
    with face.home.comity.look() as look:
        opened = look.history("access", page.rpartition("/")[2])
    assert [act.actor for act in opened] == [by.id]


def test_a_document_of_an_application_is_given_to_be_kept_and_never_to_be_run(face: Face) -> None:
    """Its bytes as they came, under a name of ours, in a sandbox."""
    page = applied(face)
    answer = face.get(face.home.commissioner, f"{page}/enclosures/1")
    assert answer.content == PDF
    assert answer.headers["content-disposition"].endswith('-1.pdf"')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert face.get(face.home.commissioner, f"{page}/enclosures/2").status_code == 404


def test_the_whole_file_is_open_to_the_commission_protective_answers_included(face: Face) -> None:
    """What the requester never learns is told here, and the opening is recorded."""
    home = face.home
    notice = home.published()
    answer = c.RecordAnswer(
        notice=notice,
        member=Country("XD"),
        answer=Answer.EXTRADITION_REFUSED,
        ground=AnswerGround.NON_REFOULEMENT,
        text="Asylum was granted in 2023.",
    )
    home.do(home.bureau["XD"], answer)
    page = f"{HOME}/notices/{notice}"
    assert "Asylum was granted in 2023." in face.page(home.commissioner, page).text
    assert "Asylum" not in face.get(home.bureau["XA"], f"/bureau/notices/{notice}").text
    with home.comity.look() as look:
        assert home.commissioner.id in {act.actor for act in look.history("access", notice)}


def test_a_notice_is_blocked_for_the_time_being_and_the_block_lifted(face: Face) -> None:
    """Each after its effect was read; the secretariat cannot lift what the commission blocked."""
    home = face.home
    notice = home.published()
    page = f"{HOME}/notices/{notice}"
    assert "6 members can no longer use it" in face.page(home.commissioner, f"{page}/block").text
    answer = face.post(home.commissioner, f"{page}/block", ground="HUMAN_RIGHTS", reason="A measure.")
    shown = face.after(home.commissioner, answer)
    assert home.state("notice", notice).state is State.BLOCKED
    assert f"{page}/unblock" in shown.links
    assert f"{page}/block" not in shown.links
    assert face.post(home.commissioner, f"{page}/unblock", reason="Heard.").status_code == 303
    assert home.state("notice", notice).state is State.PUBLISHED


def test_what_the_secretariat_blocked_is_not_lifted_here(face: Face) -> None:
    """The page says whose block it is, and has no form for it."""
    home = face.home
    notice = home.published()
    home.do(home.officer, c.BlockNotice(id=notice, ground=Ground.OTHER, reason="Looked into."))
    page = f"{HOME}/notices/{notice}"
    assert "the secretariat set it" in face.page(home.commissioner, page).text
    assert face.get(home.commissioner, f"{page}/unblock").status_code == 404


@pytest.mark.parametrize(
    ("typed", "status", "field"),
    [
        ({}, 400, "ground"),
        ({"reason": "."}, 400, "ground"),
        ({"ground": "OTHER"}, 400, "reason"),
        ({"ground": "BECAUSE", "reason": "."}, 400, "ground"),
    ],
)
def test_a_block_without_ground_or_reason_says_at_which_field(
    face: Face, typed: dict[str, str], status: int, field: str
) -> None:
    """The summary leads to the field, what was typed stays, and nothing is blocked."""
    notice = face.home.published()
    answer = face.post(face.home.commissioner, f"{HOME}/notices/{notice}/block", typed)
    assert answer.status_code == status
    assert [link for link in Shown(answer).links if link.endswith(f"#{field}")]
    assert face.home.state("notice", notice).state is State.PUBLISHED


def test_a_block_from_a_page_that_is_out_of_date_is_not_done(face: Face) -> None:
    """The page comes again with what was typed."""
    home = face.home
    notice = home.published()
    path = f"{HOME}/notices/{notice}/block"
    form = face.page(home.commissioner, path).form(path)
    home.do(home.officer, c.AddAddendum(id=notice, text="Read this."))
    answer = face.send(home.commissioner, form, {"ground": "OTHER", "reason": "Typed at length."})
    assert answer.status_code == 412
    assert "Typed at length." in answer.text
    assert home.state("notice", notice).state is State.PUBLISHED


def test_a_file_is_found_by_identifier_and_what_is_none_is_said(face: Face) -> None:
    """A notice leads to its file, a request to its case, anything else to a word that there is none."""
    notice, by = face.home.published(), face.home.commissioner
    request = face.home.state("notice", notice).request
    assert face.get(by, f"{HOME}/notices?find={notice}").headers["location"] == f"{HOME}/notices/{notice}"
    assert face.get(by, f"{HOME}/notices?find={request}").headers["location"] == f"/review/{request}"
    assert "No file has the number" in face.page(by, f"{HOME}/notices?find=2001/1").text


def test_nobody_else_reads_an_application(face: Face) -> None:
    """Not the secretariat, the audit, the accounts or a bureau; the pages are not theirs."""
    page, home = applied(face), face.home
    for by in (home.secretary, home.officer, home.reviewers[0], home.auditor, home.admin, home.bureau["XA"]):
        for path in (HOME, page, f"{page}/enclosures/1", f"{HOME}/notices"):
            assert face.get(by, path).status_code == 403


def test_each_page_has_one_heading_and_names_its_fields(face: Face) -> None:
    """One h1, and a label for every control."""
    notice = face.home.published()
    page = applied(face)
    for path in (HOME, page, f"{HOME}/notices", f"{HOME}/notices/{notice}", f"{HOME}/notices/{notice}/block"):
        shown = face.page(face.home.commissioner, path)
        assert len([level for level, _ in shown.headings if level == 1]) == 1, path
        assert not shown.unlabelled, path
