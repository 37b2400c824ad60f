"""Campaigns and colleagues at a bureau's desk."""

from tests.hub.web.face import Face, Shown

from comity.governance.offices import Office
from comity.notices import commands as c
from comity.notices.vocabulary import Answer, AnswerGround


def begun(face: Face, title: str = "Fraud at sea") -> str:
    by = face.home.bureau["XA"]
    answer = face.post(by, "/bureau/campaigns", title=title)
    assert answer.status_code == 303
    return str(answer.headers["location"]).rpartition("/")[2]


def test_a_campaign_is_begun_and_filled_and_shows_what_became_of_its_notices(face: Face) -> None:
    """A find by another member is counted, in words and in a table."""
    by, notice = face.home.bureau["XA"], face.home.published()
    campaign = begun(face, "Марек <b>")
    path = f"/bureau/campaigns/{campaign}"
    face.after(by, face.post(by, f"{path}/notices", at_page=path, notice=notice))
    face.home.do(face.home.bureau["XC"], c.RecordAnswer(notice=notice, member="XC", answer=Answer.PROVISIONAL_ARREST))
    page = face.page(by, path)
    assert "Марек <b>" in page.text
    assert "Person arrested provisionally 1" in page.text
    assert "1 of 1" in page.text


def test_what_a_member_kept_from_the_requester_is_not_counted(face: Face) -> None:
    """To the requester it is as silent as one that said nothing."""
    by, notice = face.home.bureau["XA"], face.home.published()
    path = f"/bureau/campaigns/{begun(face)}"
    face.post(by, f"{path}/notices", at_page=path, notice=notice)
    before = face.page(by, path).text
    refused = c.RecordAnswer(
        notice=notice, member="XE", answer=Answer.EXTRADITION_REFUSED, ground=AnswerGround.NON_REFOULEMENT
    )
    face.home.do(face.home.bureau["XE"], refused)
    assert face.page(by, path).text == before


def test_a_notice_is_taken_out_and_stays_as_it_is(face: Face) -> None:
    """The campaign is empty, the notice in force."""
    by, notice = face.home.bureau["XA"], face.home.published()
    path = f"/bureau/campaigns/{begun(face)}"
    face.post(by, f"{path}/notices", at_page=path, notice=notice)
    assert (
        "No notice is in it yet" in face.after(by, face.post(by, f"{path}/notices/{notice}/remove", at_page=path)).text
    )
    assert face.home.state("notice", notice).state == "published"


def test_a_campaign_without_a_name_is_not_begun(face: Face) -> None:
    """The page says so at the field."""
    answer = face.post(face.home.bureau["XA"], "/bureau/campaigns", title="  ")
    assert answer.status_code == 400
    assert "#title" in " ".join(Shown(answer).links)


def test_a_campaign_is_the_members_own(face: Face) -> None:
    """To another member it is not there, and nobody adds another's notice to it."""
    campaign = begun(face)
    assert face.get(face.home.bureau["XB"], f"/bureau/campaigns/{campaign}").status_code == 404
    assert campaign not in face.page(face.home.bureau["XB"], "/bureau/campaigns").text


def test_the_head_of_a_bureau_sees_who_acts_for_the_member(face: Face) -> None:
    """Only for the own member, and an officer has no such page."""
    head = face.home.person("XB", Office.BUREAU_HEAD, member="XB")
    page = face.page(head, "/bureau/colleagues")
    assert face.home.bureau["XB"].id[4:8] in page.text
    assert face.home.bureau["XA"].id[4:8] not in page.text
    assert face.get(face.home.bureau["XB"], "/bureau/colleagues").status_code == 403
