"""Members' cards at a bureau's desk: read by every officer, written by the head of the own bureau alone."""

import pytest
from tests.hub.web.face import Face, Shown

from comity.governance.describing import ArrestClock, DescribeMember, MemberCard, RedEffect
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.kernel.codes import Country

CARD = MemberCard(
    red=RedEffect.BASIS_FOR_ARREST,
    telephone="+999 101",
    email="duty@bureau.xa.example",
    clocks=(ArrestClock(basis="European Convention on Extradition, Article 16", days=18, longest=40),),
    note="Papers at first by e-mail.",
)
TYPED = {"red": "needs_request", "telephone": "+999 555", "basis_a": "Our own law", "days_a": "30"}
EDIT = "/bureau/members/XA/edit"


@pytest.fixture
def head(face: Face) -> Principal:
    """The head of the bureau of XA."""
    return face.home.person("XA", Office.BUREAU_HEAD, member="XA")


def test_every_member_is_listed_and_the_card_says_what_a_notice_does_there(face: Face, head: Principal) -> None:
    """With its clock, its desk on duty and its note; without a card it says that none is there."""
    face.home.do(head, DescribeMember(member=Country("XA"), card=CARD))
    by = face.home.bureau["XB"]
    listed = face.page(by, "/bureau/members")
    for said in ("A basis for provisional arrest", "18 days, at most 40", "+999 101", "Member XG", "Not said yet"):
        assert said in listed.text
    card = face.page(by, "/bureau/members/XA")
    for said in ("A basis for provisional arrest", "40", "duty@bureau.xa.example", "Papers at first by e-mail."):
        assert said in card.text
    assert "Its bureau has written no card" in face.page(by, "/bureau/members/XC").text


def test_members_can_be_found_by_what_a_notice_does_there(face: Face, head: Principal) -> None:
    """A filter leaves those; where none is left the page says what belongs there."""
    face.home.do(head, DescribeMember(member=Country("XA"), card=CARD))
    by = face.home.bureau["XB"]
    assert "Member XA" in face.page(by, "/bureau/members?red=basis_for_arrest").text
    assert "No member matches these filters" in face.page(by, "/bureau/members?red=nothing").text
    assert face.get(by, "/bureau/members?red=everything").status_code == 400


def test_what_is_no_member_has_no_card(face: Face) -> None:
    """Neither a country that is none of the organisation nor what is no code."""
    for code in ("XZ", "FR", "xa", "XAA"):
        assert face.get(face.home.bureau["XA"], f"/bureau/members/{code}").status_code == 404


def test_the_head_writes_the_first_card_and_changes_it(face: Face, head: Principal) -> None:
    """What was typed stands on the card at once; empty clocks are left out."""
    shown = face.after(head, face.post(head, EDIT, {**TYPED, "language_a": "en", "language_b": "fr"}))
    for said in ("An arrest needs a request", "+999 555", "Our own law", "English, French"):
        assert said in shown.text
    face.after(head, face.post(head, EDIT, {"days_a": "45", "basis_c": "A treaty", "days_c": "60", "longest_c": "90"}))
    with face.home.comity.look() as look:
        card = look.opened(look.state_of("member", "XA").card, MemberCard)
    assert card.clocks == (
        ArrestClock(basis="Our own law", days=45),
        ArrestClock(basis="A treaty", days=60, longest=90),
    )
    assert [str(each) for each in card.languages] == ["en", "fr"]


def test_an_officer_reads_why_the_card_is_not_theirs_to_write(face: Face, head: Principal) -> None:
    """No button, a link to the policy, and the page itself is refused by name."""
    face.home.do(head, DescribeMember(member=Country("XA"), card=CARD))
    by = face.home.bureau["XA"]
    card = face.page(by, "/bureau/members/XA")
    assert EDIT not in card.links
    why = next(link for link in card.links if link.startswith("/why"))
    assert "BUREAU-HEAD-DESCRIBES" in face.page(by, why).text
    assert face.get(by, EDIT).status_code == 403
    assert face.get(face.home.person("XB", Office.BUREAU_HEAD, member="XB"), EDIT).status_code == 403


BAD = {
    "nothing chosen": ({"red": []}, "red"),
    "no such effect": ({"red": "jail"}, "red"),
    "nobody to call": ({"telephone": ""}, "telephone"),
    "an address that is none": ({"email": "nobody"}, "email"),
    "days in words": ({"days_a": "eighteen"}, "days_a"),
    "no days": ({"days_a": ""}, "days_a"),
    "no day": ({"days_a": "0"}, "days_a"),
    "more than a year": ({"days_a": "400"}, "days_a"),
    "days without a law": ({"basis_a": ""}, "basis_a"),
    "at most less than at first": ({"longest_a": "3"}, "longest_a"),
    "the same in another row": ({"basis_c": "A treaty", "days_c": "40", "longest_c": "18"}, "longest_c"),
    "no such language": ({"language_a": "zz"}, "language_a"),
    "a law that is a book": ({"basis_a": "x" * 10_000}, "basis_a"),
    "a note that is a book": ({"note": "ب" * 10_000}, "note"),
}


@pytest.mark.parametrize(("typed", "field"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(
    face: Face, head: Principal, typed: dict[str, str], field: str
) -> None:
    """The summary leads to the field, and nothing was written."""
    answer = face.post(head, EDIT, {**TYPED, "hours": "Nights, с 9 до 5", **typed})
    assert answer.status_code in (400, 409)
    shown = Shown(answer)
    assert f"{EDIT}#{field}" in shown.links, [each for each in shown.links if "#" in each]
    assert field in shown.ids
    assert shown.form(EDIT).values["hours"] == ["Nights, с 9 до 5"]
    with face.home.comity.look() as look:
        assert look.find("member", "XA") is None


def test_a_card_that_another_wrote_meanwhile_is_not_written_over(face: Face, head: Principal) -> None:
    """Two tabs, from the first card on: the late one says beside each field what it says now."""
    late = face.page(head, EDIT).form(EDIT)
    face.after(head, face.post(head, EDIT, TYPED))
    later = face.page(head, EDIT).form(EDIT)
    for form, now in ((late, "+999 555"), (later, "+999 777")):
        if form is later:
            face.after(head, face.post(head, EDIT, telephone="+999 777"))
        answer = face.send(head, form, {**TYPED, "telephone": "+999 666"})
        assert answer.status_code == 412
        assert f"It now says “{now}”" in Shown(answer).text
        assert Shown(answer).form(EDIT).values["telephone"] == ["+999 666"]


def test_a_double_submit_writes_one_card(face: Face, head: Principal) -> None:
    """The first card and a later one alike."""
    for number in (1, 2):
        form = face.page(head, EDIT).form(EDIT)
        answers = [face.send(head, form, {**TYPED, "hours": str(number)}) for _ in range(2)]
        assert [each.status_code for each in answers] == [303, 303]
        with face.home.comity.look() as look:
            found = look.find("member", "XA")
            assert found is not None
            assert found.version == number


def test_the_pages_have_one_heading_and_every_field_a_label(face: Face, head: Principal) -> None:
    """The list, a card and the form."""
    for path in ("/bureau/members", "/bureau/members/XA", EDIT):
        shown = face.page(head, path)
        assert [level for level, _ in shown.headings].count(1) == 1, path
        assert shown.unlabelled == [], path
