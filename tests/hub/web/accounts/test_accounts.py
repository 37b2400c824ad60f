"""The accounts: people, offices, ties, ways in, tokens and members, each change confirmed with its effect."""

import pytest
from tests.app.entering import PASSWORD, with_password
from tests.hub.web.face import Face, Shown

from comity.app import sessions
from comity.governance.commands import AddPerson, PersonProfile, ReviseProfile
from comity.governance.offices import APPOINTABLE, INCOMPATIBLE, Office
from comity.hub.web.accounts import wording

HOME = "/accounts"


def page_of(person: str) -> str:
    return f"{HOME}/people/{person}"


def added(face: Face, **typed: str) -> str:
    """Add a person in the page, and return the address of their page."""
    answer = face.post(face.home.admin, f"{HOME}/new", {"name": "Zoë Ñandú", "login": "zoe", **typed})
    assert answer.status_code == 303, Shown(answer).text
    return str(answer.headers["location"])


def test_a_person_is_added_appointed_and_invited(face: Face) -> None:
    """From nobody to somebody who can come in; the link is shown once and leads to the welcome page."""
    by = face.home.admin
    person = added(face, nationalities="xa, XB")
    assert face.post(by, f"{person}/offices/fill", office="case_officer").status_code == 303
    state = face.home.state("person", person.rpartition("/")[2])
    assert (state.offices, state.nationalities) == ({Office.CASE_OFFICER}, ("XA", "XB"))
    form = face.page(by, f"{person}/invite").form(f"{person}/invite")
    answer = face.send(by, form)
    link = answer.text.split('id="link">')[1].split("<")[0]
    assert face.get(None, link.removeprefix(face.home.comity.base_url)).status_code == 200
    again = face.send(by, form)
    assert again.status_code == 409
    assert link not in again.text


def test_a_reviewer_is_appointed_and_invited_by_two(face: Face) -> None:
    """Neither the page of the first nor that of the second is enough, and the first cannot confirm."""
    first, second = face.home.admin, face.home.secretary
    person = added(face, nationalities="XA")
    one = person.rpartition("/")[2]
    face.after(first, face.post(first, f"{person}/offices/fill", office="reviewer", on_duty="true"))
    assert "wait" in face.page(first, person).text
    assert face.home.state("person", one).offices == frozenset()
    (change,) = face.home.state("person", one).changes
    assert not [link for link in face.page(first, f"{HOME}/changes").links if link.endswith(change.id)]
    refused = face.post(first, f"{person}/changes/{change.id}")
    assert (refused.status_code, "a second person does" in refused.text) == (409, True)
    shown = face.page(second, f"{HOME}/changes")
    (confirm,) = [link for link in shown.links if link.endswith(change.id)]
    with face.home.comity.look() as look:
        proposer = look.opened(look.state_of("person", first.id).profile, PersonProfile).name
    assert f"Proposed by {proposer}" in face.page(second, confirm).text
    assert (proposer in shown.text, first.id in shown.text) == (True, False)
    face.after(second, face.post(second, confirm))
    state = face.home.state("person", one)
    assert (state.offices, state.on_duty, state.changes) == ({Office.REVIEWER}, True, ())
    proposed = face.post(first, f"{person}/invite")
    code = proposed.text.split('id="code">')[1].split("<")[0]
    (change,) = face.home.state("person", one).changes
    made = face.post(second, f"{person}/changes/{change.id}")
    link = made.text.split('id="link">')[1].split("<")[0].removeprefix(face.home.comity.base_url)
    assert "authenticator" not in face.page(None, link).text
    wrong = face.post(None, link, invitation_code="k3m9p-2x4v6-k3m9p-2x4v6")
    assert (wrong.status_code, "does not belong" in wrong.text) == (400, True)
    assert "authenticator" in face.post(None, link, invitation_code=code).text
    face.after(first, face.post(first, f"{person}/ties", nationalities="XB"))
    assert face.home.state("person", one).nationalities == ("XA",)
    (change,) = face.home.state("person", one).changes
    drop = face.page(second, f"{HOME}/changes").form(f"{person}/changes/{change.id}/drop")
    face.after(second, face.send(second, drop))
    assert face.home.state("person", one).changes == ()


def test_the_same_form_sent_twice_adds_one_person(face: Face) -> None:
    """Both answers lead to the same page."""
    form = face.page(face.home.admin, f"{HOME}/new").form(f"{HOME}/new")
    sent = [face.send(face.home.admin, form, {"name": "A", "login": "a.b"}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 303]
    assert sent[0].headers["location"] == sent[1].headers["location"]


def test_what_two_offices_keep_apart_is_said_in_words(face: Face) -> None:
    """It cannot be chosen, the page says why, and a form that asks all the same is refused with the reason."""
    reviewer = face.home.reviewers[0]
    path = f"{page_of(reviewer.id)}/offices/fill"
    shown = face.page(face.home.admin, path)
    assert "Not together with reviewer" in shown.text
    answer = face.post(face.home.admin, path, office="secretary_general")
    assert answer.status_code == 409
    assert "decides no case" in answer.text


def test_every_office_and_every_incompatibility_has_words() -> None:
    """A new office is given its words with it."""
    assert set(wording.OFFICES) == set(wording.DOES) == APPOINTABLE
    assert all(rule.why for rule in INCOMPATIBLE)


def test_a_profile_that_another_changed_meanwhile_is_shown_beside_what_was_typed(face: Face) -> None:
    """Nothing is lost and nothing is overwritten; a sign-in meanwhile is no change."""
    by, person = face.home.admin, face.home.reviewers[0].id
    path = f"{page_of(person)}/profile"
    form = face.page(by, path).form(path)
    sessions.open_session(face.home.comity, person, "a test", "sample")
    assert face.send(by, form, {"name": "First"}).status_code == 303
    form = face.page(by, path).form(path)
    face.home.do(by, ReviseProfile(id=person, profile=PersonProfile(name="Second", login=person)))
    answer = face.send(by, form, {"name": "Third"})
    assert answer.status_code == 412
    assert "It now says “Second”" in answer.text
    assert 'value="Third"' in answer.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "login": "x"}, "name"),
        ({"name": "A", "login": ""}, "login"),
        ({"name": "A", "login": "taken"}, "login"),
        ({"name": "A", "login": " TAKEN "}, "login"),
        ({"name": "A", "login": "x", "nationalities": "Narnia"}, "nationalities"),
        ({"name": "A", "login": "x", "seconded_by": "XK1"}, "seconded_by"),
        ({"name": "A", "login": "x", "member": "QQ"}, "member"),
        ({"name": "A" * 10_001, "login": "x"}, "name"),
    ],
)
def test_what_cannot_be_a_person_says_at_which_field(shared_face: Face, typed: dict[str, str], field: str) -> None:
    """The summary leads to the field, what was typed stays, nobody is added."""
    home = shared_face.home
    with home.comity.look() as look:
        known = home.comity.logins.find(look, "taken")
    if known is None:
        profile = PersonProfile(name="B", login="Taken")
        home.do(home.admin, AddPerson(id=home.comity.chance.id("per"), profile=profile))
    answer = shared_face.post(home.admin, f"{HOME}/new", typed)
    shown = Shown(answer)
    assert answer.status_code == 400
    assert [link for link in shown.links if link.endswith(f"#{field}")]
    assert typed["name"] in answer.text
    assert not shown.unlabelled


def test_people_are_found_by_part_of_a_name_by_office_and_by_member(face: Face) -> None:
    """Case and accents composed in another way do not matter."""
    by = face.home.admin
    person = added(face, member="XB")
    face.post(by, f"{person}/offices/fill", office="bureau_head", member="XB")
    for query in ("sought=ZOE\u0308", "office=bureau_head", "sought=zo&office=bureau_head&member=XB"):
        shown = face.page(by, f"{HOME}?{query}")
        assert person in shown.links, query
    assert "Nobody matches" in face.page(by, f"{HOME}?sought=nobody.of.this.name").text
    assert person not in face.page(by, f"{HOME}?member=XC").links


def test_a_person_is_removed_only_by_who_says_that_they_are_sure(face: Face) -> None:
    """The page says what goes and what stays; afterwards no name is left."""
    by = face.home.admin
    person = added(face)
    assert "erased for good" in face.page(by, f"{person}/remove").text
    assert face.post(by, f"{person}/remove").status_code == 400
    assert face.post(by, f"{person}/remove", sure="yes").status_code == 303
    text = face.get(by, person).text
    assert "Zoë" not in text
    assert "removed" in text
    assert face.get(by, f"{person}/profile").status_code == 404


def test_a_token_is_issued_shown_once_and_revoked(face: Face) -> None:
    """Its secret is on one page and on no other."""
    machine, admin = (
        face.home.person("XA", Office.BORDER_SERVICE, member="XA"),
        with_password(face.home, face.home.admin),
    )
    by, person = admin.by, page_of(machine.id)
    bare = face.post(by, f"{person}/tokens/new", days="30")
    assert bare.status_code == 401
    assert [link for link in Shown(bare).links if link.endswith("#proof")]
    assert face.home.state("person", machine.id).tokens == ()
    answer = face.post(by, f"{person}/tokens/new", days="30", proof=PASSWORD, proof_code=admin.code)
    secret = answer.text.split('id="secret">')[1].split("<")[0]
    shown = face.page(by, person)
    assert secret not in face.get(by, person).text
    (revoke,) = [link for link in shown.links if link.endswith("/revoke")]
    assert face.post(by, revoke).status_code == 303
    assert not [link for link in face.page(by, person).links if link.endswith("/revoke")]


@pytest.mark.parametrize("days", ["", "0", "367", "-1", "x", "1.5", "٣٦٧", "9" * 30])
def test_a_token_is_valid_for_a_number_of_days(shared_face: Face, days: str) -> None:
    """Anything else is a fault of that field."""
    machine = shared_face.home.person("XA", Office.BORDER_SERVICE, member="XA")
    path = f"{page_of(machine.id)}/tokens/new"
    answer = shared_face.post(shared_face.home.admin, path, days=days)
    assert answer.status_code == 400
    assert [link for link in Shown(answer).links if link.endswith("#days")]


def test_a_person_s_page_offers_no_token_and_says_why(shared_face: Face) -> None:
    """Not even the form is shown: a person's tokens are their own."""
    by, person = shared_face.home.admin, page_of(shared_face.home.reviewers[0].id)
    shown = shared_face.page(by, person)
    assert [link for link in shown.links if link.startswith("/why?action=admin%3Atoken%3Aissue")]
    answer = shared_face.get(by, f"{person}/tokens/new")
    assert answer.status_code == 403
    assert "NO-TOKEN-FOR-ANOTHER" in answer.text


def test_signing_out_and_closing_every_way_in_end_what_they_say(face: Face) -> None:
    """A session of the person is over at once."""
    by, who = face.home.admin, face.home.bureau["XB"]
    assert face.get(who, "/account").status_code == 200
    held = dict(face.cookies(who))
    assert face.post(by, f"{page_of(who.id)}/sessions/end").status_code == 303
    assert face.home.state("person", who.id).account.sessions == ()
    assert held
    assert face.post(by, f"{page_of(who.id)}/void").status_code == 303


def test_nobody_fills_an_office_for_themselves(face: Face) -> None:
    """The page says so with its policy, and the form is closed."""
    by = face.home.admin
    shown = face.page(by, page_of(by.id))
    assert [link for link in shown.links if link.startswith("/why?action=admin%3Aoffice%3Afill")]
    assert face.get(by, f"{page_of(by.id)}/offices/fill").status_code == 403
    assert "NO-SELF-APPOINTMENT" in face.get(by, f"{page_of(by.id)}/offices/fill").text


def test_a_member_is_admitted_once_the_assembly_decided(face: Face) -> None:
    """Without the tick nothing happens; a code that is none is a fault of its field."""
    by, path = face.home.admin, f"{HOME}/members/admit"
    assert face.post(by, path, member="XH").status_code == 400
    assert face.post(by, path, member="Q1", sure="yes").status_code == 400
    assert "XH" in face.after(by, face.post(by, path, member="xh", sure="yes")).text
    assert "XH" in face.home.state("organisation", "organisation").members


def test_the_accounts_open_no_file_and_nobody_else_keeps_them(shared_face: Face) -> None:
    """An administrator reaches no case, and no other office reaches an account."""
    home = shared_face.home
    notice = home.published()
    for path in ("/review", "/audit", "/commission", f"/commission/notices/{notice}", "/secretariat"):
        assert shared_face.get(home.admin, path).status_code == 403
    for by in (home.secretary, home.auditor, home.commissioner, home.bureau["XA"], home.president):
        assert shared_face.get(by, HOME).status_code == 403
        assert shared_face.get(by, page_of(home.admin.id)).status_code == 403


def test_each_page_has_one_heading_and_names_its_fields(shared_face: Face) -> None:
    """One h1, and a label for every control."""
    one = page_of(shared_face.home.reviewers[0].id)
    under = ("", "/profile", "/ties", "/offices/fill", "/offices/reviewer/leave", "/invite", "/sessions/end", "/void",
             "/remove")  # fmt: skip
    for path in (HOME, f"{HOME}/new", f"{HOME}/members", f"{HOME}/members/admit", *(one + each for each in under)):
        shown = shared_face.page(shared_face.home.admin, path)
        assert len([level for level, _ in shown.headings if level == 1]) == 1, path
        assert not shown.unlabelled, path
