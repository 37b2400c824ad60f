"""Writing a request page by page: what is asked, what is kept, what is said of it, and what happens to bad input."""

import msgspec
import pytest
from tests.house import request
from tests.hub.web.bureau.writing import Desk
from tests.hub.web.face import Shown

from comity.hub.web.bureau.form.outline import SECTIONS
from comity.kernel.codes import Country
from comity.kernel.subject import Alias, Subject
from comity.notices.kinds import OF_A_MEMBER
from comity.notices.request import Circulation, NoticeRequest
from comity.notices.vocabulary import Channel, CirculationMode, Kind

SUBJECTS = {Kind.PURPLE: "object", Kind.BLACK: "unidentified"}


@pytest.mark.parametrize("kind", OF_A_MEMBER)
def test_a_draft_of_each_kind_begins_with_what_it_needs_to_be_kept(desk: Desk, kind: Kind) -> None:
    """Every kind that a bureau may ask for leads to a draft with a task list, once reference and language are given."""
    path = "/bureau/requests/new"
    typed = {"kind": kind.value, "reference": f"XA/{kind}", "language": "en", "channel": "notice"}
    page = desk.face.page(desk.by, f"{path}?kind={kind}")
    if "subject-type" in page.ids:
        typed["subject.type"] = SUBJECTS.get(kind, "person")
    answer = desk.face.send(desk.by, page.form(path), typed)
    shown = desk.face.after(desk.by, answer)
    assert "Write the request" in shown.text
    body = desk.body(answer.headers["location"].split("/")[3])
    assert (body.kind, body.reference, body.requesting_member) == (kind, f"XA/{kind}", "XA")


def test_a_special_notice_is_not_offered(desk: Desk) -> None:
    """What only the Security Council may ask for is no choice of a bureau."""
    assert "Special notice" not in desk.face.page(desk.by, "/bureau/requests/new").text
    answer = desk.face.get(desk.by, "/bureau/requests/new?kind=special")
    assert answer.status_code == 400


def test_a_diffusion_begins_with_a_circulation_to_members_by_name(desk: Desk) -> None:
    """A diffusion is never to all: its circulation is to be filled in."""
    typed = {"kind": "red", "reference": "XA/1", "language": "en", "channel": "diffusion"}
    answer = desk.face.post(desk.by, "/bureau/requests/new", typed, at_page="/bureau/requests/new?kind=red")
    body = desk.body(answer.headers["location"].split("/")[3])
    assert body.channel is Channel.DIFFUSION
    assert body.circulation == Circulation(mode=CirculationMode.ONLY)


def test_what_a_draft_cannot_do_without_is_asked_for_again(desk: Desk) -> None:
    """A missing reference is named at the top and at its field, and what was typed stays."""
    typed = {"reference": "", "language": "fr", "channel": "notice"}
    answer = desk.face.post(desk.by, "/bureau/requests/new", typed, at_page="/bureau/requests/new?kind=red")
    shown = Shown(answer)
    assert answer.status_code == 400
    assert shown.text.count("Enter the reference of your file") == 2
    assert shown.form("/bureau/requests/new").values["language"] == ["fr"]


def test_pressing_begin_twice_makes_one_draft(desk: Desk) -> None:
    """A form that is sent twice leads to the same draft."""
    page = desk.face.page(desk.by, "/bureau/requests/new?kind=red")
    form = page.form("/bureau/requests/new")
    typed = {"reference": "XA/1", "language": "en", "channel": "notice"}
    first, second = (desk.face.send(desk.by, form, typed).headers["location"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("section", [each.slug for each in SECTIONS])
def test_every_section_has_one_heading_and_a_label_for_each_control(desk: Desk, section: str) -> None:
    """Each page of the form can be found by its heading, and each of its controls by its label."""
    new = desk.home.draft()
    for parts in [(section,), (section, "new")]:
        answer = desk.face.get(desk.by, desk.at(new, *parts))
        if answer.status_code == 404:
            assert parts[-1] == "new", "only sections without entries have no new one"
            continue
        shown = Shown(answer)
        assert [level for level, _ in shown.headings if level == 1] == [1]
        assert shown.unlabelled == []
        assert len(shown.ids) == len(set(shown.ids)), sorted({each for each in shown.ids if shown.ids.count(each) > 1})


def test_a_section_is_saved_and_leads_to_the_next(desk: Desk) -> None:
    """What is typed stands in the request at once, and the next section that it needs is opened."""
    new = desk.draft()
    answer = desk.save(new, "interest", typed={"international_interest": "Seen in XD"})
    assert desk.body(new).international_interest == "Seen in XD"
    assert answer.headers["location"] == desk.at(new, "cautions")


def test_coming_back_later_leads_to_the_task_list(desk: Desk) -> None:
    """Whoever stops in between finds what was saved."""
    new = desk.draft()
    answer = desk.save(new, "interest", typed={"international_interest": "Seen in XD", "then": "later"})
    assert answer.headers["location"] == desk.at(new, "tasks")


def test_saving_a_page_as_it_is_writes_nothing(desk: Desk) -> None:
    """A page that is only looked through makes no new version."""
    new = desk.draft()
    for section in SECTIONS:
        if not section.group and desk.face.get(desk.by, desk.at(new, section.slug)).status_code == 200:
            assert desk.save(new, section.slug).status_code == 303
    with desk.home.comity.look() as look:
        found = look.find("request", new)
    assert found is not None
    assert found.version == 1


def test_the_same_save_sent_twice_is_done_once(desk: Desk) -> None:
    """A double click adds one entry, and both answers lead on."""
    new = desk.draft(answers_to_earlier_rulings=None)
    form = desk.get(new, "rulings", "new").form(desk.at(new, "rulings", "new"))
    typed = {"case": "R-2021-118", "answer": "A new warrant."}
    answers = [desk.face.send(desk.by, form, typed) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert len(desk.body(new).answers_to_earlier_rulings or []) == 1


@pytest.mark.parametrize(
    ("section", "typed", "field", "said"),
    [
        ("birth", {"subject.birth.date.day": "31", "subject.birth.date.month": "2", "subject.birth.date.year": "1971"},
         "subject-birth-date", "is not in the calendar"),
        ("birth", {"subject.birth.date.day": "4", "subject.birth.date.month": "", "subject.birth.date.year": "1971"},
         "subject-birth-date", "Give the month, or leave the day out too"),
        ("birth", {"subject.birth.date.year": "71"}, "subject-birth-date", "four digits"),
        ("birth", {"subject.birth.date.month": "Smarch", "subject.birth.date.year": "1971"}, "subject-birth-date",
         "month as a number"),
        ("birth", {"subject.birth.date.month": "", "subject.birth.date.year": "",
                   "subject.birth.date.words": "long ago"},
         "subject-birth-date", "is not a date written"),
        ("birth", {"subject.birth.date.words": "1965~"}, "subject-birth-date", "not both"),
        ("birth", {"subject.birth.country": "QQ"}, "subject-birth-country", "Choose one of the answers"),
        ("description", {"subject.description.height_cm": "tall"}, "subject-description-height-cm",
         "Height must be a whole number from 20 to 280"),
        ("description", {"subject.description.height_cm": "9" * 40}, "subject-description-height-cm", "from 20 to 280"),
        ("description", {"subject.description.eyes": "plaid"}, "subject-description-eyes", "Choose one of the answers"),
        ("loss", {"judicial.loss.amount": "a lot"}, "judicial-loss-amount", "amount in digits"),
        ("loss", {"judicial.loss.amount": "-5"}, "judicial-loss-amount", "amount in digits"),
        ("facts", {"judicial.facts": "x" * 10_001}, "judicial-facts", "10,000 characters or fewer; these are 10,001"),
        ("facts", {"judicial.facts": "a bell \x07 rings"}, "judicial-facts", "U+0007"),
        ("identity", {"subject.forenames": "Ilya", "subject.forenames.none": "none"}, "subject-forenames", "not both"),
        ("cautions", {"cautions": ["armed", "none"]}, "cautions", "alone"),
        ("nationality", {"subject.nationalities": ["XB", "zz"]}, "subject-nationalities", "Choose one of the answers"),
        ("reference", {"reference": "  "}, "reference", "Enter the reference"),
        ("kind", {"kind": "special"}, "kind", "Choose one of the answers"),
        ("circulation", {"circulation.members": ["XK"]}, "circulation-members", "Choose one of the answers"),
    ],
)  # fmt: skip
def test_bad_input_is_named_at_its_field_and_kept(
    desk: Desk, section: str, typed: dict[str, str | list[str]], field: str, said: str
) -> None:
    """What cannot be used is said at the top with a link to its field and again there; nothing typed is lost."""
    new = desk.home.draft()
    before = desk.body(new)
    answer = desk.save(new, section, typed=typed)
    shown = Shown(answer)
    assert answer.status_code == 400
    assert shown.text.count(said) == 2
    assert f'href="#{field}"' in answer.text
    assert field in shown.ids
    sent = shown.form(desk.at(new, section)).values
    for name, value in typed.items():
        kept = [each for each in ([value] if isinstance(value, str) else value) if each.strip() and each.isprintable()]
        assert set(kept) <= {*sent.get(name, []), "special", "plaid", "QQ", "zz"}, name
    assert desk.body(new) == before


NAMES = (
    "Ilya “the Fox” O’Brien-Ñandú",
    "عبد الله بن محمد",
    "王小明",
    "Ελένη Παπαδοπούλου",
    "Ձախ Գարեգին",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "a\u202eb",
    "👮🏽 Test",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_are_kept_to_the_letter(desk: Desk, name: str) -> None:
    """A name is kept and shown as it is, whatever its script and whatever it looks like to a machine."""
    new = desk.home.draft()
    assert desk.save(new, "identity", typed={"subject.family_name": name}).status_code == 303
    assert desk.body(new).subject.family_name == name
    page = desk.get(new, "identity")
    assert page.form(desk.at(new, "identity")).values["subject.family_name"] == [name]
    assert name in desk.get(new).text


def test_a_text_of_ten_thousand_characters_is_kept(desk: Desk) -> None:
    """A field takes as much as it says."""
    new, text = desk.draft(), "ä" * 10_000
    assert desk.save(new, "facts", typed={"judicial.facts": text}).status_code == 303
    judicial = desk.body(new).judicial
    assert judicial is not None
    assert judicial.facts == text


def test_a_longer_text_that_came_by_import_can_still_be_edited(desk: Desk) -> None:
    """What a program wrote at length is not cut by the form, and may be changed at that length."""
    new, long = desk.draft(international_interest="y" * 20_000), "z" * 19_000
    assert desk.save(new, "interest", typed={"international_interest": long}).status_code == 303
    assert desk.body(new).international_interest == long


def test_a_form_from_an_old_version_shows_what_changed_and_keeps_what_was_typed(desk: Desk) -> None:
    """Two tabs: the later save is held up, says what stands there now, and can be sent again."""
    new = desk.draft()
    form = desk.get(new, "interest").form(desk.at(new, "interest"))
    assert desk.save(new, "interest", typed={"international_interest": "From the other tab"}).status_code == 303
    answer = desk.face.send(desk.by, form, {"international_interest": "From this tab"})
    shown = Shown(answer)
    assert answer.status_code == 412
    assert "It now says: From the other tab" in shown.text
    assert desk.body(new).international_interest == "From the other tab"
    again = shown.form(desk.at(new, "interest"))
    assert again.values["international_interest"] == ["From this tab"]
    assert desk.face.send(desk.by, again).status_code == 303
    assert desk.body(new).international_interest == "From this tab"


def test_an_entry_that_was_removed_meanwhile_is_not_lost_with_what_was_typed(desk: Desk) -> None:
    """Whoever saves an entry that another tab removed may add it again."""
    new = desk.draft()
    form = desk.get(new, "charges", "1").form(desk.at(new, "charges", "1"))
    assert desk.save(new, "charges", "1", "remove").status_code == 303
    answer = desk.face.send(desk.by, form, {"title": "Theft of plans"})
    shown = Shown(answer)
    assert answer.status_code == 412
    again = shown.form(desk.at(new, "charges", "new"))
    assert again.values["title"] == ["Theft of plans"]
    assert desk.face.send(desk.by, again).status_code == 303
    assert [each.title for each in desk.body(new).charges] == ["Theft of plans"]


def test_what_the_checks_say_stands_beside_its_field(desk: Desk) -> None:
    """A penalty below the threshold is named beside the penalty, with its article and rule."""
    new = desk.draft()
    desk.save(new, "charges", "1", typed={"max_penalty_months": "12"})
    shown = desk.get(new, "charges", "1")
    assert "Bars the request" in shown.text
    assert "SER-01" in shown.text
    assert "RPD 83(1)(a)(ii)" in shown.text


def test_the_checks_answer_while_one_types_and_save_nothing(desk: Desk) -> None:
    """The checks run on what stands in the form, without a new version of the request."""
    new = desk.draft()
    page = desk.get(new, "interest")
    form = page.form(desk.at(new, "interest"))
    form.action = desk.at(new, "interest", "check")
    answer = desk.face.send(desk.by, form, {"international_interest": ""})
    assert answer.status_code == 200
    assert 'id="check-international-interest" hx-swap-oob="innerHTML"' in answer.text
    assert "INT-01" in answer.text
    assert desk.body(new).international_interest
    assert desk.home.state("request", new).state == "draft"


def test_the_checks_say_again_only_what_changed(desk: Desk) -> None:
    """A reader of the page aloud does not hear the same finding at each key."""
    new = desk.draft()
    form = desk.get(new, "interest").form(desk.at(new, "interest"))
    form.action = desk.at(new, "interest", "check")
    first = desk.face.send(desk.by, form, {"international_interest": ""})
    marks = [part.split('"')[0] for part in first.text.split('name="checked" value="')[1:]]
    second = desk.face.send(desk.by, form, {"international_interest": "", "checked": marks})
    assert "INT-01" in first.text
    assert "INT-01" not in second.text


def test_the_task_list_tells_how_far_each_part_is(desk: Desk) -> None:
    """Complete, wrong, missing and untouched parts are told apart in words."""
    new = desk.draft(international_interest=None, assurances=None)
    desk.save(new, "charges", "1", typed={"max_penalty_months": "12"})
    text = desk.get(new, "tasks").text
    assert "The facts Complete" in text
    assert "Charges Has something to mend" in text
    assert "Assurances Not started" in text
    desk.save(new, "warrant", typed={"judicial.warrant.issued_by": ""})
    assert "Warrant or judicial decision In progress" in desk.get(new, "tasks").text


def test_none_is_an_answer(desk: Desk) -> None:
    """That there is no alias is kept apart from saying nothing of aliases."""
    body = desk.draft(subject=with_aliases(None))
    assert desk.save(body, "aliases", typed={"none": "none"}).status_code == 303
    assert desk.body(body).subject.aliases == []
    assert "Aliases Complete" in desk.get(body, "tasks").text


def with_aliases(aliases: list[Alias] | None) -> Subject:
    """Return the subject of the example with other aliases."""
    return msgspec.structs.replace(request().subject, aliases=aliases)


def test_a_single_name_is_told_apart_from_a_missing_one(desk: Desk) -> None:
    """Who has no forenames is not asked for them."""
    new = desk.draft()
    assert (
        desk.save(new, "identity", typed={"subject.forenames": "", "subject.forenames.none": "none"}).status_code == 303
    )
    assert desk.body(new).subject.forenames == ""
    assert "IDN-01" not in desk.get(new, "identity").text


def test_what_another_kind_left_behind_can_be_taken_out(desk: Desk) -> None:
    """A change of kind shows the particulars of the old one as what is to be mended."""
    new = desk.draft()
    desk.save(new, "kind", typed={"kind": "blue"})
    desk.save(
        new, "particulars", typed={"particulars.role": "witness", "particulars.information_sought": "Where she is"}
    )
    desk.save(new, "kind", typed={"kind": "green"})
    shown = desk.get(new, "particulars")
    assert "KND-03" in shown.text
    desk.save(new, "particulars", typed={"particulars.role": "-", "particulars.information_sought": ""})
    assert "KND-03" not in desk.get(new, "particulars").text


@pytest.mark.parametrize(
    "path", ["nonsense", "charges/2", "charges/0", "charges/x", "facts/1", "charges/9999", "charges/1/x"]
)
def test_there_is_nothing_beside_the_form(desk: Desk, path: str) -> None:
    """An unknown section or entry is not found."""
    new = desk.home.draft()
    answer = desk.face.get(desk.by, desk.at(new, path))
    assert answer.status_code == 404
    assert "There is nothing here under this address" in answer.text


def test_a_request_of_another_member_is_as_unknown_as_none(desk: Desk) -> None:
    """Another bureau learns nothing of a request, on no page of it."""
    new, other = desk.home.submitted(), desk.home.bureau["XB"]
    unknown = Shown(desk.face.get(other, "/bureau/requests/req_0000000000000000")).text
    for parts in ((), ("tasks",), ("identity",), ("charges", "1"), ("submit",), ("mrz",), ("withdraw",)):
        answer = desk.face.get(other, desk.at(new, *parts))
        assert (answer.status_code, Shown(answer).text) == (404, unknown), parts


def test_what_is_under_review_cannot_be_written_on(desk: Desk) -> None:
    """A page of the form of a request that was sent says why it is closed, at the bureau's desk, and leads on."""
    new = desk.home.submitted()
    answer = desk.face.get(desk.by, desk.at(new, "identity"))
    assert answer.status_code == 409
    assert "cannot be changed now: it is with the Secretariat" in Shown(answer).text
    assert desk.at(new) in Shown(answer).links
    assert "Your account \N{EN DASH} Comity" not in answer.text


def test_opening_a_page_of_the_form_is_an_act(desk: Desk) -> None:
    """Whoever reads what stands in a request leaves a trace, with the id of the request and nothing else."""
    new = desk.draft()
    desk.get(new, "identity")
    with desk.home.comity.look() as look:
        opened = [act for act in look.acts() if type(act.event).__name__ == "FileOpened"]
    assert [act.actor for act in opened if act.event.id == new] == [desk.by.id]


def test_values_that_the_form_cannot_show_are_left_as_they_are(desk: Desk) -> None:
    """A word that is no choice of the form, and a member that left, outlive a save of their page."""
    circulation = Circulation(mode=CirculationMode.EXCEPT, members=[Country("XZ"), Country("XB")])
    new = desk.draft(circulation=circulation)
    assert desk.save(new, "circulation", typed={"circulation.members": ["XZ", "XB", "XC"]}).status_code == 303
    body: NoticeRequest = desk.body(new)
    assert body.circulation == Circulation(
        mode=CirculationMode.EXCEPT, members=[Country(x) for x in ("XZ", "XB", "XC")]
    )


def test_a_colleague_of_the_same_bureau_goes_on_writing(desk: Desk) -> None:
    """A draft belongs to the bureau and not to the officer who began it."""
    colleague = desk.home.person("XA", *desk.by.offices, member="XA")
    new = desk.draft()
    answer = desk.face.post(colleague, desk.at(new, "interest"), {"international_interest": "Seen in XD"})
    assert answer.status_code == 303
    with desk.home.comity.look() as look:
        act = look.history("request", new)[-1]
    assert (type(act.event).__name__, act.actor) == ("DraftRevised", colleague.id)


def test_entries_added_in_two_tabs_are_both_kept(desk: Desk) -> None:
    """Adding an entry takes nothing away, so that no tab holds up the other."""
    new = desk.draft()
    path = desk.at(new, "aliases", "new")
    forms = [desk.get(new, "aliases", "new").form(path) for _ in range(2)]
    for form, name in zip(forms, ("Ilko", "Ilyusha"), strict=True):
        assert desk.face.send(desk.by, form, {"name": name}).status_code == 303
    assert [each.name for each in desk.body(new).subject.aliases or []][-2:] == ["Ilko", "Ilyusha"]


def test_a_list_of_answers_grows_by_one_without_being_saved(desk: Desk) -> None:
    """Another input is given with what was typed so far, and nothing is written yet."""
    new = desk.draft()
    typed = {"subject.names_in_original_script": ["Марек Илья", "Марек И."], "more": "subject.names_in_original_script"}
    answer = desk.save(new, "names", typed=typed)
    values = Shown(answer).form(desk.at(new, "names")).values["subject.names_in_original_script"]
    assert [each for each in values if each] == ["Марек Илья", "Марек И."]
    assert values.count("") == 3
    assert desk.body(new) == request()
