"""Notices at a bureau's desk: what comes in, what a bureau says of it, and what it does with its own."""

import msgspec
import pytest
from tests.house import request
from tests.hub.web.face import Face, Shown

from comity.kernel.codes import Country
from comity.kernel.hashing import sha256_hex
from comity.kernel.subject import Photograph, Quality
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.request import Attachment, Circulation
from comity.notices.vocabulary import Answer, AnswerGround, CirculationMode, Treatment, VisibleTo


@pytest.fixture
def notice(face: Face) -> str:
    """A red notice of XA that reaches every member."""
    return face.home.published()


def test_a_notice_comes_in_to_whom_it_reaches_and_is_ours_to_its_requester(face: Face, notice: str) -> None:
    """The two lists hold the same notice for different readers."""
    owner, recipient = face.home.bureau["XA"], face.home.bureau["XB"]
    assert notice in face.page(recipient, "/bureau/notices").text
    assert notice not in face.page(owner, "/bureau/notices").text
    assert notice in face.page(owner, "/bureau/notices/ours").text
    assert notice not in face.page(recipient, "/bureau/notices/ours").text


def test_a_notice_that_does_not_reach_a_member_is_not_there(face: Face) -> None:
    """Its page is the page of what does not exist."""
    home = face.home
    notice = home.published(request(circulation=Circulation(mode=CirculationMode.ONLY, members=["XB"])))
    for path in (
        f"/bureau/notices/{notice}",
        f"/bureau/notices/{notice}/treatment",
        f"/bureau/notices/{notice}/act/suspend",
    ):
        answer, unknown = (
            face.get(home.bureau["XC"], path),
            face.get(home.bureau["XC"], path.replace(notice, "ntc_0000000000000000")),
        )
        assert (answer.status_code, unknown.status_code) == (404, 404)
        assert _without_form(answer.text).replace(notice, "ntc_0000000000000000") == _without_form(unknown.text)


def _without_form(text: str) -> str:
    import re

    return re.sub(r'name="(csrf|key)" value="[^"]*"', "", text)


def test_treatment_is_recorded_and_can_be_found_by_what_is_left(face: Face, notice: str) -> None:
    """The list of what is not treated yet is empty afterwards."""
    by = face.home.bureau["XB"]
    assert notice in face.page(by, "/bureau/notices?untreated=true").text
    shown = face.after(by, face.post(by, f"/bureau/notices/{notice}/treatment", treatment="alert_only"))
    assert "Entered for information only" in shown.text
    assert notice not in face.page(by, "/bureau/notices?untreated=true").text
    assert face.home.state("dealing", f"{notice}.XB").treatment is Treatment.ALERT_ONLY


def test_what_was_done_is_said_with_its_ground_and_its_readers(face: Face, notice: str) -> None:
    """A refusal of extradition on a protective ground is for the secretariat alone unless the member says otherwise."""
    by = face.home.bureau["XE"]
    answer = face.post(
        by,
        f"/bureau/notices/{notice}/answer",
        answer="extradition_refused",
        ground="NON_REFOULEMENT",
        text="Protected here.",
    )
    assert "Seen by: the secretariat alone" in face.after(by, answer).text
    given = face.home.state("dealing", f"{notice}.XE").answers[-1]
    assert (given.answer, given.ground) == (Answer.EXTRADITION_REFUSED, AnswerGround.NON_REFOULEMENT)
    assert given.visible_to is VisibleTo.SECRETARIAT
    requester = face.page(face.home.bureau["XA"], f"/bureau/notices/{notice}")
    assert "XE" not in requester.text
    assert "Protected here." not in requester.text


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("treatment", {}, "treatment"),
        ("treatment", {"treatment": "burnt"}, "treatment"),
        ("treatment", {"treatment": "entered", "ground": "NATIONALITY"}, "ground"),
        ("answer", {}, "answer"),
        ("answer", {"answer": "extradition_refused"}, "ground"),
        ("answer", {"answer": "dead", "ground": "NATIONALITY"}, "ground"),
        ("answer", {"answer": "dead", "on": "2031-01-01"}, "on"),
        ("answer", {"answer": "dead", "on": "yesterday"}, "on"),
        ("objection", {"kind": "politics", "text": ""}, "text"),
        ("objection", {"text": "It is political."}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    face: Face, notice: str, path: str, typed: dict[str, str], said: str
) -> None:
    """The page comes back with the error at the field, a summary that leads there, and what was typed."""
    by = face.home.bureau["XB"]
    answer = face.post(by, f"/bureau/notices/{notice}/{path}", {"text": "Typed with care.", **typed})
    assert answer.status_code in (400, 409)
    shown = Shown(answer)
    assert f"#{said}" in " ".join(shown.links), shown.links
    assert "There is a problem" in shown.text
    if "text" not in typed:
        assert "Typed with care." in shown.text


def test_an_objection_reaches_the_reviewers_and_nobody_else(face: Face, notice: str) -> None:
    """The requester's page is the same as before."""
    owner, by = face.home.bureau["XA"], face.home.bureau["XB"]
    before = face.page(owner, f"/bureau/notices/{notice}").text
    face.after(by, face.post(by, f"/bureau/notices/{notice}/objection", kind="identity", text="Another person."))
    assert face.home.state("dealing", f"{notice}.XB").objections == 1
    assert face.page(owner, f"/bureau/notices/{notice}").text == before


def test_a_double_submit_records_one_answer(face: Face, notice: str) -> None:
    """The form brings a key: sent twice, it is done once."""
    by = face.home.bureau["XB"]
    form = face.page(by, f"/bureau/notices/{notice}/answer").form(f"/bureau/notices/{notice}/answer")
    answers = [face.send(by, form, {"answer": "acknowledged"}) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert len(face.home.state("dealing", f"{notice}.XB").answers) == 1


def test_a_destructive_act_names_its_effect_before_it_is_done(face: Face, notice: str) -> None:
    """How many members are asked to erase stands above the button."""
    by = face.home.bureau["XA"]
    page = face.page(by, f"/bureau/notices/{notice}/act/withdraw")
    assert "6 members will be asked to erase it" in page.text
    face.after(by, face.post(by, f"/bureau/notices/{notice}/act/withdraw", ground="LEGAL_BASIS_GONE"))
    assert face.home.state("notice", notice).state == "withdrawn"
    ended = face.page(by, f"/bureau/notices/{notice}").text
    assert "This notice has ended" in ended
    assert "What it asks" not in ended


def test_an_act_on_a_notice_that_changed_meanwhile_is_not_done(face: Face, notice: str) -> None:
    """Two tabs: the second says that something changed, keeps what was typed, and does nothing."""
    by = face.home.bureau["XA"]
    path = f"/bureau/notices/{notice}/act/withdraw"
    late = face.page(by, path).form(path)
    face.after(by, face.post(by, f"/bureau/notices/{notice}/act/suspend", until="2026-12-24", reason="The court asks."))
    answer = face.send(by, late, {"ground": "DUPLICATE", "reason": "Twice."})
    assert answer.status_code == 412
    assert "has changed" in Shown(answer).text
    assert "Twice." in Shown(answer).text
    assert face.home.state("notice", notice).state == "suspended"


@pytest.mark.parametrize("slug", ["resume", "retract", "keep", "nonsense", "achieve"])
def test_only_what_is_possible_now_is_offered(face: Face, notice: str, slug: str) -> None:
    """What the lifecycle does not know in this state has no page; what it knows has one."""
    answer = face.get(face.home.bureau["XA"], f"/bureau/notices/{notice}/act/{slug}")
    assert answer.status_code == (200 if slug == "achieve" else 404)


def test_fewer_members_receive_and_the_others_are_asked_to_erase(face: Face, notice: str) -> None:
    """Ticked members keep it; for the others it is gone."""
    by = face.home.bureau["XA"]
    face.after(by, face.post(by, f"/bureau/notices/{notice}/act/restrict", members=["XB", "XC"]))
    assert face.get(face.home.bureau["XB"], f"/bureau/notices/{notice}").status_code == 200
    assert face.get(face.home.bureau["XD"], f"/bureau/notices/{notice}").status_code == 410


def test_the_desk_shows_what_is_asked_with_its_deadline(face: Face, notice: str) -> None:
    """A suspension that runs out and a find without an outcome stand on the desk of whom they concern."""
    owner, recipient = face.home.bureau["XA"], face.home.bureau["XB"]
    assert "Nothing is asked of you" in face.page(owner, "/bureau").text
    face.post(recipient, f"/bureau/notices/{notice}/answer", answer="located")
    assert "Say what you did" in face.page(recipient, "/bureau").text
    face.post(owner, f"/bureau/notices/{notice}/act/suspend", until="2026-11-23", reason="The court asks.")
    desk = face.page(owner, "/bureau").text
    assert "A suspension runs out" in desk
    assert "Due in" in desk


def test_opening_a_notice_is_recorded(face: Face, notice: str) -> None:
    """Who read it stands in the ledger."""
    by = face.home.bureau["XC"]
    face.page(by, f"/bureau/notices/{notice}")
    with face.home.comity.look() as look:
        read = [act for act in look.all_acts() if act.actor == by.id and type(act.event).__name__ == "FileOpened"]
    assert len(read) == 1


PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40
PDF = b"%PDF-1.7 warrant"


def _with_files(face: Face) -> tuple[str, str, str]:
    """Publish a notice with two photographs, a paper that was sent and one that never came."""
    home, by = face.home, face.home.bureau["XA"]
    for data in (PICTURE, PICTURE + b"1", PDF):
        home.do(by, ReceiveUpload(id=home.comity.chance.id("fil"), member=Country("XA"), data=data))
    pictures, paper = [sha256_hex(PICTURE), sha256_hex(PICTURE + b"1")], sha256_hex(PDF)
    body = request()
    named = [Photograph(sha256=each, quality=Quality.GOOD) for each in (*pictures, "0" * 64)]
    attached = [Attachment(sha256=paper, title="Warrant <b>1</b>", type="warrant"), Attachment(sha256="1" * 64)]
    subject = msgspec.structs.replace(body.subject, photographs=named)
    return home.published(request(subject=subject, attachments=attached)), pictures[1], paper


def test_every_photograph_is_shown_and_every_paper_can_be_opened(face: Face) -> None:
    """What was named and never came says so; a paper comes as what it is, to be kept."""
    notice, picture, paper = _with_files(face)
    by = face.home.bureau["XB"]
    at = f"/bureau/notices/{notice}/files/"
    page = face.page(by, f"/bureau/notices/{notice}")
    assert {at + picture, at + sha256_hex(PICTURE), at + paper} <= set(page.links)
    assert at + "1" * 64 not in page.links
    assert at + "0" * 64 not in face.get(by, f"/bureau/notices/{notice}").text
    assert "Open: Warrant <b>1</b>" in page.text
    assert "named in the file and never sent" in page.text
    given = face.get(by, at + paper)
    assert (given.headers["content-type"], given.content) == ("application/pdf", PDF)
    assert "attachment" in given.headers["content-disposition"]
    assert face.get(by, at + picture).headers["content-type"] == "image/png"
    assert face.get(by, at + "1" * 64).status_code == 404


def test_the_page_says_once_what_kind_of_notice_it_is(face: Face, notice: str) -> None:
    """The head of the page says it; the file does not say it again."""
    headings = [words for _, words in face.page(face.home.bureau["XB"], f"/bureau/notices/{notice}").headings]
    assert "Kind and channel" not in headings
    assert "The facts" in headings


def test_what_others_can_do_leads_to_the_policy(face: Face, notice: str) -> None:
    """Each act that is possible now and not the reader's own; nothing that is not possible."""
    for member, action in (("XB", "bureau:notice:end"), ("XA", "secretariat:notice:cancel")):
        page = face.page(face.home.bureau[member], f"/bureau/notices/{notice}")
        why = [link for link in page.links if link.startswith("/why")]
        assert any(action.replace(":", "%3A") in link for link in why), why
        assert not any("unblock" in link for link in why)
        for link in why:
            assert "Not permitted" in face.page(face.home.bureau[member], link).text


def test_a_member_that_held_a_notice_is_told_to_erase_it_and_no_other_member_is(face: Face, notice: str) -> None:
    """The desk and the page of the notice say so, the same whatever the cause; who never held it sees nothing."""
    home = face.home
    reach = Circulation(mode=CirculationMode.ONLY, members=["XB"])
    home.do(home.bureau["XA"], c.RestrictCirculation(id=notice, circulation=reach))
    told = face.get(home.bureau["XC"], f"/bureau/notices/{notice}")
    assert told.status_code == 410
    assert "Erase your copy" in Shown(told).text
    assert "Erase your copy" in face.page(home.bureau["XC"], "/bureau").text
    assert "Erase your copy" not in face.page(home.bureau["XB"], "/bureau").text
    assert "Marek" not in told.text


def test_a_requester_hears_on_its_desk_of_an_arrest_and_of_nothing_kept_from_it(face: Face, notice: str) -> None:
    """An arrest leads to the card of the member whose clock runs; what is for the secretariat alone changes nothing."""
    home, owner = face.home, face.home.bureau["XA"]
    before = face.page(owner, "/bureau").text
    kept = c.RecordAnswer(notice=notice, member="XE", answer=Answer.LOCATED)
    home.do(home.bureau["XE"], kept)
    assert face.page(owner, "/bureau").text == before
    home.do(home.bureau["XB"], c.RecordAnswer(notice=notice, member="XB", answer=Answer.PROVISIONAL_ARREST))
    desk = face.page(owner, "/bureau")
    assert "XB: We arrested the person provisionally" in desk.text
    assert "/bureau/members/XB" in desk.links
