"""The case page: the file with what findings rely on, what surrounds it, and who may open it."""

import re
from itertools import pairwise

import msgspec
import pytest
from tests.house import request
from tests.hub.web.face import Face, Shown
from tests.hub.web.review.test_context import FULL

from comity.kernel.codes import Country
from comity.kernel.hashing import sha256_hex
from comity.kernel.subject import Photograph
from comity.notices import commands as c
from comity.notices.access import FileOpened, ReceiveUpload
from comity.notices.request import Attachment
from comity.notices.vocabulary import Decision, Ground, ObjectionKind

PATH = "/review/{}"


def held(face: Face, number: int = 0, **changes: object) -> str:
    """Return a case that a reviewer holds."""
    case = face.home.submitted(request(**changes))
    face.home.do(face.home.reviewers[number], c.ClaimReview(id=case))
    return case


def with_facts(facts: str) -> dict[str, object]:
    judicial = request().judicial
    assert judicial is not None
    return {"judicial": msgspec.structs.replace(judicial, facts=facts)}


def test_opening_a_case_is_an_act(face: Face) -> None:
    """Whoever reads the file stands in the ledger with it."""
    case = held(face)
    face.page(face.home.reviewers[0], PATH.format(case))
    with face.home.comity.look() as look:
        opened = [act for act in look.all_acts() if isinstance(act.event, FileOpened) and act.event.id == case]
    assert [act.actor for act in opened] == [face.home.reviewers[0].id]


@pytest.mark.parametrize("path", ["", "/versions", "/files/" + "0" * 64])
def test_who_does_not_hold_the_case_finds_nothing(face: Face, path: str) -> None:
    """To a tied reviewer, and to one who did not claim, the case is as unknown as one that does not exist."""
    case = held(face)
    unknown = face.get(face.home.reviewers[1], PATH.format("req_0000000000000000") + path)
    other = face.get(face.home.reviewers[1], PATH.format(case) + path)
    assert other.status_code == unknown.status_code == 404
    assert _bare(other.text) == _bare(unknown.text)


def _bare(text: str) -> str:
    """Return a page without what names the visit: keys made at random, and the address that was asked for."""
    return re.sub(r'(name="(key|csrf)" value=")[^"]*|req_[0-9a-z]{16}', "", text)


def test_every_fact_of_a_finding_leads_to_its_place(face: Face) -> None:
    """Each link of a finding ends at an element of the page, and each place leads back to its finding."""
    facts = "In May 2025 he gave an interview to journalists. Between June and July 2025 he took EUR 90,000."
    case = held(face, **with_facts(facts))
    face.home.do(face.home.officer, c.RecordContext(id=case, context=FULL))
    shown = face.page(face.home.officer, PATH.format(case))
    inner = [link.partition("#")[2] for link in shown.links if link.startswith(f"{PATH.format(case)}#")]
    assert [each for each in inner if each not in shown.ids] == []
    assert any(each.startswith("at-judicial-facts-") for each in inner)
    assert any(each.startswith("finding-") for each in inner)
    assert len(shown.ids) == len(set(shown.ids))


def test_each_finding_carries_its_law_and_our_reading(face: Face) -> None:
    """Article and rule are one click away, and the reading stands inside the card."""
    case = held(face, **with_facts("He criticised the minister on television. He was charged with fraud."))
    shown = face.page(face.home.reviewers[0], PATH.format(case))
    assert [link for link in shown.links if link.startswith("/en/law/articles#")]
    assert [link for link in shown.links if link.startswith("/en/law/rules#")]


def test_names_in_every_script_stand_apart_and_escaped(face: Face) -> None:
    """A name is data: its direction stays its own, and markup in it is text."""
    subject = msgspec.structs.replace(
        request().subject, family_name="<b>O'Brien</b>", names_in_original_script=["Петров", "محمد", "王小明"]
    )
    case = held(face, subject=subject)
    text = face.get(face.home.reviewers[0], PATH.format(case)).text
    assert "<b>O" not in text
    for name in ("Петров", "محمد", "王小明"):
        assert f"<bdi>{name}</bdi>" in text


def test_protection_is_on_the_secretariats_side_of_the_timeline_alone(face: Face) -> None:
    """Refuge and refusals are marked as for the secretariat, and the bureau's page says none of it."""
    case = held(face)
    face.home.do(face.home.officer, c.RecordContext(id=case, context=FULL))
    shown = face.page(face.home.officer, PATH.format(case))
    assert "For the secretariat only" in shown.text
    assert "Refugee" in shown.text
    bureau = face.get(face.home.bureau["XA"], f"/bureau/requests/{case}").text
    for word in ("Refugee", "CCF/2024/17", "political_offence", "committee of experts"):
        assert word not in bureau


def test_a_decided_case_stays_open_to_who_decided_it(face: Face) -> None:
    """The outcome, both opinions and the precedents it makes."""
    case = face.home.submitted()
    for reviewer in face.home.reviewers[:2]:
        face.home.opine(reviewer, case, Decision.REFUSE, Ground.WARRANT)
    shown = face.page(face.home.reviewers[0], PATH.format(case))
    assert "Refused" in shown.text
    assert "Ground: Warrant" in shown.text
    assert [form for form in shown.forms if form.action.endswith("/opinion")] == []
    later = held(face, 2)
    assert case in face.page(face.home.reviewers[2], PATH.format(later)).text


def test_an_objection_opens_a_case_that_shows_it(face: Face) -> None:
    """A re-examination says its cause, who objects and why, and what may be decided of a notice that stands."""
    home = face.home
    notice = home.published()
    text = "We granted this person refuge."
    home.do(
        home.bureau["XB"], c.RaiseObjection(notice=notice, member=Country("XB"), kind=ObjectionKind.OTHER, text=text)
    )
    case = home.state("notice", notice).request
    home.do(home.reviewers[2], c.ClaimReview(id=case))
    shown = face.page(home.reviewers[2], PATH.format(case))
    assert "objection of a recipient" in shown.text
    assert text in shown.text
    assert "Keep the notice" in shown.text
    assert "Return to the bureau" not in shown.text


def test_versions_before_and_after_a_reply_stand_side_by_side(face: Face) -> None:
    """Field by field, what went and what came."""
    home = face.home
    case = home.submitted()
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, case, Decision.RETURN, Ground.JUDICIAL_DATA)
    body = request(**with_facts("He took EUR 90,000 and fled by sea."))
    home.do(home.bureau["XA"], c.ReplyToReturn(id=case, body=body, reply="Mended."))
    shown = face.page(home.officer, f"{PATH.format(case)}/versions")
    assert "What happened Changed" in shown.text
    assert "fled by sea" in shown.text
    everything = face.page(home.officer, f"{PATH.format(case)}/versions?before=1&after=2&all=true")
    assert "Same" in everything.text
    for query in ("before=9", "after=0", "after=x"):
        assert face.get(home.officer, f"{PATH.format(case)}/versions?{query}").status_code == 400


def test_with_one_version_there_is_nothing_to_compare(face: Face) -> None:
    """And the page says when there will be."""
    case = held(face)
    assert "There is one version" in face.page(face.home.reviewers[0], f"{PATH.format(case)}/versions").text


@pytest.mark.parametrize("path", ["", "/versions", "/context"])
def test_each_page_has_one_heading_and_labels_for_all(face: Face, path: str) -> None:
    """One h1, no heading level left out, a label for each control, no id twice."""
    case = held(face, 2)
    face.home.do(face.home.officer, c.RecordContext(id=case, context=FULL))
    who = face.home.reviewers[2] if path != "/context" else face.home.officer
    shown = face.page(who, PATH.format(case) + path)
    levels = [level for level, _ in shown.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert shown.unlabelled == []
    assert len(shown.ids) == len(set(shown.ids))


def test_the_commission_reads_the_case_and_writes_nothing(face: Face) -> None:
    """The whole file, the opinions, and no form that would change anything."""
    case = held(face)
    shown = face.page(face.home.commissioner, PATH.format(case))
    assert [form.action for form in shown.forms if form.method == "post" and "sign-out" not in form.action] == []


@pytest.mark.parametrize("who", ["secretary", "president", "committee", "auditor", "admin", "listing"])
def test_others_open_no_case(face: Face, who: str) -> None:
    """403 for the page, and nothing is told of the case."""
    case = held(face)
    answer = face.get(getattr(face.home, who), PATH.format(case))
    assert answer.status_code == 403
    assert "Marek" not in Shown(answer).text


def test_a_reviewer_finds_the_cases_that_were_theirs(face: Face) -> None:
    """The list of cases has those held before, and no other's."""
    mine, other = held(face), face.home.submitted()
    text = face.page(face.home.reviewers[0], "/review/cases").text
    assert mine in text
    assert other not in text
    assert "You have held no case yet" in face.page(face.home.reviewers[3], "/review/cases").text


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def with_files(face: Face) -> tuple[str, str, str]:
    """Return a case that a reviewer holds, with a photograph and an attachment, and their digests."""
    home, owner = face.home, face.home.bureau["XA"]
    digests = []
    for data in (PNG, b"%PDF-1.7 a warrant"):
        home.do(owner, ReceiveUpload(id=home.comity.chance.id("fil"), member=Country("XA"), data=data))
        digests.append(sha256_hex(data))
    subject = msgspec.structs.replace(request().subject, photographs=[Photograph(sha256=digests[0])])
    attachments = [Attachment(sha256=digests[1], type="warrant", title="Arrest warrant")]
    return held(face, subject=subject, attachments=attachments), digests[0], digests[1]


def test_photographs_show_and_attachments_open(face: Face) -> None:
    """A picture is given as what its bytes are; anything else to be kept, and never run."""
    case, photograph, attachment = with_files(face)
    reviewer = face.home.reviewers[0]
    shown = face.get(reviewer, PATH.format(case)).text
    picture = face.get(reviewer, f"{PATH.format(case)}/files/{photograph}")
    document = face.get(reviewer, f"{PATH.format(case)}/files/{attachment}")
    assert f"/files/{photograph}" in shown
    assert f"/files/{attachment}" in shown
    assert (picture.headers["content-type"], picture.content) == ("image/png", PNG)
    assert document.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in document.headers["content-security-policy"]
    with face.home.comity.look() as look:
        opened = [act for act in look.all_acts() if isinstance(act.event, FileOpened) and act.event.id == case]
    assert len(opened) == 3


def test_files_of_a_case_are_for_who_holds_it(face: Face) -> None:
    """To others they are as unknown as any digest."""
    case, photograph, _ = with_files(face)
    for by in (face.home.reviewers[1], face.home.reviewers[2]):
        assert face.get(by, f"{PATH.format(case)}/files/{photograph}").status_code == 404
    assert face.get(face.home.reviewers[0], f"{PATH.format(case)}/files/{'0' * 64}").status_code == 404
