"""Applying to the commission: nothing typed is lost, nothing is told, and the receipt is the sender's alone."""

import re

import httpx
import pytest
from tests.hub.web.face import Face, Shown

from comity.hub.web.public.enclosed import TOGETHER
from comity.redress.commands import ApplicationForm

APPLY, SEND, FOLLOW = "/en/redress/apply", "/en/redress/send", "/en/redress/follow"
PDF, PNG = b"%PDF-1.7\n1 0 obj\n", b"\x89PNG\r\n\x1a\n" + bytes(64)
TYPED = {
    "kind": "deletion",
    "by": "person",
    "name": "Sanna Orle",
    "day": "4",
    "month": "5",
    "year": "1971",
    "nationality": "XB",
    "email": "sanna@orle.example",
    "language": "fr",
    "notice": "2026/17",
    "statement": "The facts are not mine.",
    "confidential": "yes",
}
NAMES = ("Марек Илья", "مريم الأحمد", "山田 花子", "Þóra O'Neill-Ünal", "ᐊᓄ")


def checked(face: Face, **changes: str) -> httpx.Response:
    """Return the page on which the application is checked."""
    return face.post(None, APPLY, {**TYPED, **changes})


def sent(face: Face, answer: httpx.Response, *files: tuple[str, tuple[str, bytes, str]]) -> httpx.Response:
    """Send the application that a page shows, with documents."""
    return face.send(None, Shown(answer).form(SEND), {}, files)


def receipt(answer: httpx.Response) -> tuple[str, str]:
    """Return the reference and the secret that a page shows."""
    assert answer.status_code == 200, Shown(answer).text
    found = re.search(r'id="reference">(RDR-\d{4}-\w{8})<.*?id="secret">([\w-]{24})<', answer.text, re.DOTALL)
    assert found, Shown(answer).text
    return found[1], found[2]


def applications(face: Face) -> list[str]:
    with face.home.comity.look() as look:
        return [row.stream_id for row in look.reader.registers("application")]


def form_of(face: Face, application: str) -> ApplicationForm:
    with face.home.comity.look() as look:
        return look.opened(look.state_of("application", application).form, ApplicationForm)


def test_who_applies_gets_a_receipt_that_opens_the_application(face: Face) -> None:
    """From the first page to the state of the case, with documents, which the office gets as they were sent."""
    files = (("identity", ("id.pdf", PDF, "text/plain")), ("document", ("ruling.png", PNG, "image/png")))
    reference, secret = receipt(sent(face, checked(face), *files))
    form = form_of(face, applications(face)[0])
    assert (form.name, str(form.birth_date), form.nationalities) == ("Sanna Orle", "1971-05-04", ["XB"])
    assert [(each.what, each.name, each.media_type) for each in form.enclosures or ()] == [
        ("identity", "id.pdf", "application/pdf"),
        ("document", "ruling.png", "image/png"),
    ]
    shown = Shown(face.post(None, FOLLOW, reference=reference.lower(), secret=secret.lower().replace("-", " ")))
    assert "Received, and waiting for the commission" in shown.text
    assert "21 December 2026" in shown.text


def test_the_pages_never_say_whether_a_notice_exists(face: Face) -> None:
    """The state of an application about a published notice reads as that of one about nothing."""
    face.home.published()
    pages = []
    for notice in ("Marek", ""):
        reference, secret = receipt(sent(face, checked(face, notice=notice)))
        page = Shown(face.post(None, FOLLOW, reference=reference, secret=secret)).text
        pages.append(page.replace(reference, ""))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("which", ["reference", "secret", "both", "form"])
def test_a_wrong_receipt_is_answered_alike_whatever_is_wrong(face: Face, which: str) -> None:
    """The same page and status, so that references cannot be collected."""
    reference, secret = receipt(sent(face, checked(face)))
    wrong = {
        "reference": ("RDR-2026-00000000", secret),
        "secret": (reference, "0000-0000-0000-0000-0000"),
        "both": ("RDR-2026-00000000", "0000-0000-0000-0000-0000"),
        "form": ("'; --", ""),
    }[which]
    answer = face.post(None, FOLLOW, reference=wrong[0], secret=wrong[1])
    assert answer.status_code == 404
    assert "No application has this reference and secret." in Shown(answer).text
    assert "received" not in answer.text.lower().replace("receipt", "")


def test_the_secret_stands_in_no_address_and_is_asked_for_by_post_alone(face: Face) -> None:
    """What stands in an address stands in logs and histories."""
    reference, secret = receipt(sent(face, checked(face)))
    answer = face.get(None, f"{FOLLOW}?reference={reference}&secret={secret}")
    assert "Received, and waiting" not in answer.text
    assert secret not in answer.text


def test_after_ten_wrong_tries_nobody_tries_on_from_there(face: Face) -> None:
    """The eleventh is refused whatever it says, and a right one among them is not counted."""
    reference, secret = receipt(sent(face, checked(face)))
    assert face.post(None, FOLLOW, reference=reference, secret=secret).status_code == 200
    for _ in range(10):
        assert face.post(None, FOLLOW, reference=reference, secret="no").status_code == 404
    assert face.post(None, FOLLOW, reference=reference, secret=secret).status_code == 429
    face.home.later(minutes=61)
    assert face.post(None, FOLLOW, reference=reference, secret=secret).status_code == 200


def test_the_eleventh_application_in_an_hour_waits_and_loses_nothing(face: Face) -> None:
    """Status 429 with the time to wait; what was written stands on the page and is sent an hour later."""
    for _ in range(10):
        receipt(sent(face, checked(face)))
    answer = sent(face, checked(face))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3600")
    assert "The facts are not mine." in Shown(answer).text
    assert len(applications(face)) == 10
    face.home.later(hours=1)
    receipt(sent(face, answer))


def test_an_error_shows_no_sealed_text(face: Face) -> None:
    """What only we can read tells its writer nothing; the way back is named."""
    form = Shown(checked(face)).form(SEND)
    form.values["csrf"] = ["x"]
    answer = face.send(None, form)
    assert answer.status_code == 403
    assert form.values["sealed"][0] not in answer.text


def test_sending_twice_is_one_application_with_one_receipt(face: Face) -> None:
    """A second click, or the page loaded again, changes nothing and loses nothing."""
    page = checked(face)
    first, second = sent(face, page), sent(face, page)
    assert receipt(first) == receipt(second)
    assert len(applications(face)) == 1


def test_documents_chosen_after_a_sending_that_seemed_to_fail_are_added(face: Face) -> None:
    """The same page sent again with what was missing: one application, one receipt, and the office has it all."""
    page = checked(face)
    first = sent(face, page)
    second = sent(face, page, ("identity", ("passport.pdf", PDF, "application/pdf")), ("document", ("a.png", PNG, "")))
    again = sent(face, page, ("document", ("b.pdf", PDF + b"2", "application/pdf")), ("document", ("a.png", PNG, "")))
    assert receipt(first) == receipt(second) == receipt(again)
    assert [Shown(each).text.partition("Documents received")[2].split()[0] for each in (first, second, again)] == [
        "0", "2", "3",
    ]  # fmt: skip
    (application,) = applications(face)
    answer = face.get(face.home.commissioner, f"/commission/applications/{application}")
    for name, what in (("passport.pdf", "Proof of identity"), ("a.png", "Document"), ("b.pdf", "Document")):
        assert name in answer.text
        assert what in answer.text
    third = face.get(face.home.commissioner, f"/commission/applications/{application}/enclosures/3")
    assert third.content == PDF + b"2"


def test_more_documents_than_are_held_are_refused_at_their_field(face: Face) -> None:
    """Nothing is dropped in silence: the page says so, and what was written stays on it."""
    page = checked(face)
    files = [("document", (f"{place}.pdf", PDF + bytes([place]), "application/pdf")) for place in range(9)]
    receipt(sent(face, page, *files[:5]))
    answer = sent(face, page, *files[5:])
    assert answer.status_code == 400
    assert "Choose fewer documents" in Shown(answer).text
    assert "The facts are not mine." in Shown(answer).text


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [("ar", "٢٧", "٣", "١٩٨٥"), ("en", "۲۷", "۳", "۱۹۸۵"), ("fr", "27", "mars", "1985"), ("es", "27", "marzo", "1985"),
     ("ar", "٢٧", "آذار", "١٩٨٥"), ("en", "27", "mar", "1985")],
)  # fmt: skip
def test_a_date_of_birth_is_read_as_people_write_it(
    shared_face: Face, language: str, day: str, month: str, year: str
) -> None:
    """In digits of any script, and with the month by its name, on the page of each language."""
    typed = {**TYPED, "day": day, "month": month, "year": year}
    answer = shared_face.post(None, f"/{language}/redress/apply", typed)
    assert answer.status_code == 200, Shown(answer).text
    form = Shown(answer).form(f"/{language}/redress/send")
    before = set(applications(shared_face))
    shared_face.home.later(hours=1)
    shared_face.send(None, form)
    (new,) = set(applications(shared_face)) - before
    assert form_of(shared_face, new).birth_date == "1985-03-27"


def test_one_browser_cannot_repeat_the_sending_of_another(face: Face) -> None:
    """The receipt of a sending follows from the browser too: knowing a key is not enough."""
    page = checked(face)
    form = Shown(page).form(SEND)
    mine = receipt(face.send(None, form))
    other = face.post(face.home.president, APPLY, TYPED)
    theirs = Shown(other).form(SEND)
    theirs.values["key"] = form.values["key"]
    assert receipt(face.send(face.home.president, theirs)) != mine


def test_who_is_signed_in_applies_as_anyone(face: Face) -> None:
    """No desk's name stands on an application."""
    answer = face.post(face.home.bureau["XA"], APPLY, TYPED)
    receipt(face.send(face.home.bureau["XA"], Shown(answer).form(SEND)))
    with face.home.comity.look() as look:
        acts = [act for act in look.all_acts() if act.stream_type == "application"]
    assert [act.actor for act in acts] == ["public"]


WRONG = {
    "no kind": ({"kind": ""}, "kind", "Choose what you ask for"),
    "unknown kind": ({"kind": "revenge"}, "kind", "Choose what you ask for"),
    "nobody": ({"by": ""}, "by", "Say whether you apply for yourself"),
    "no name": ({"name": " "}, "name", "Enter the full name"),
    "no lawyer": ({"by": "counsel"}, "representative", "Enter the name of the person who acts"),
    "no way to answer": ({"email": ""}, "email", "Enter an e-mail address, a postal address"),
    "no mailbox": ({"email": "orle.example"}, "email", "Enter an e-mail address such as"),
    "mailbox with a space": ({"email": "a b@c.example"}, "email", "Enter an e-mail address such as"),
    "31 February": ({"day": "31", "month": "2"}, "day", "Enter a date of birth"),
    "day without month": ({"month": ""}, "day", "Enter a date of birth"),
    "a year to come": ({"year": "٢٠٩٩"}, "day", "Enter a date of birth"),
    "a year of another calendar": ({"year": "۱۳۶۴"}, "day", "Enter a date of birth"),
    "short year": ({"year": "71"}, "day", "Enter a date of birth"),
    "year in words": ({"year": "MCML"}, "day", "Enter a date of birth"),
    "unknown country": ({"nationality": "QQ"}, "nationality", "Choose a nationality"),
    "no statement": ({"statement": ""}, "statement", "Write what you ask for"),
    "endless statement": ({"statement": "a" * 50_001}, "statement", "no more than 50,000 characters"),
    "endless name": ({"name": "a" * 2_001}, "name", "no more than 2,000 characters"),
    "bell in the name": ({"name": "Sanna\x07"}, "name", "Remove what is not text"),
    "other language": ({"language": "de"}, "language", "Choose the language"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(shared_face: Face, case: str) -> None:
    """Status 400, a summary that leads to the field, and all else as it was typed."""
    changes, field, said = WRONG[case]
    answer = checked(shared_face, **changes)
    shown = Shown(answer)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert shown.text.count(said) == 2, shown.text
    assert field in shown.ids
    again = shown.form(APPLY).values
    for name, value in {**TYPED, **changes}.items():
        if value.strip() and name not in (field, "kind", "by"):
            assert again[name] == [value], name


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_arrive_as_they_were_typed(shared_face: Face, name: str) -> None:
    """On the page that is checked, and in what the office opens."""
    before = set(applications(shared_face))
    page = checked(shared_face, name=name)
    assert name in Shown(page).text
    shared_face.home.later(hours=1)
    receipt(sent(shared_face, page))
    (new,) = set(applications(shared_face)) - before
    assert form_of(shared_face, new).name == name


def test_changing_what_one_wrote_brings_all_of_it_back(shared_face: Face) -> None:
    """From the page of checking, in one click, without anything having been kept here."""
    back = shared_face.send(None, Shown(checked(shared_face)).form(APPLY))
    values = Shown(back).form(APPLY).values
    assert {name: values[name] for name in TYPED} == {name: [value] for name, value in TYPED.items()}


def test_a_page_left_open_for_a_day_says_so(face: Face) -> None:
    """What is sealed is opened for twelve hours; after that it is written anew, and nobody finds it on the machine."""
    page = checked(face)
    face.home.later(hours=13)
    answer = sent(face, page)
    assert answer.status_code == 400
    assert "open for more than twelve hours" in answer.text
    assert applications(face) == []


FILES = {
    "a program": (("identity", ("id.pdf", b"MZ\x90\x00", "application/pdf")), "this is something else"),
    "a web page": (("document", ("a.png", b"<html><script>", "image/png")), "this is something else"),
    "nothing in it": (("identity", ("id.pdf", b"", "application/pdf")), "This file is empty"),
    "too large": (("identity", ("id.pdf", PDF + bytes(20 * 2**20), "application/pdf")), "no more than 20 MB"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_taken_is_named_at_its_field(shared_face: Face, case: str) -> None:
    """What a file is follows from its bytes; what was written stays on the page."""
    file, said = FILES[case]
    answer = sent(shared_face, checked(shared_face), file)
    assert answer.status_code == 400
    assert said in Shown(answer).text
    assert "The facts are not mine." in Shown(answer).text
    assert "choose all of them once more" in Shown(answer).text


def test_documents_are_bounded_in_number_and_together(shared_face: Face) -> None:
    """Nine are too many, and so are three that are large."""
    many = [("document", (f"{place}.pdf", PDF, "application/pdf")) for place in range(9)]
    assert "no more than 8 documents" in Shown(sent(shared_face, checked(shared_face), *many)).text
    large = [("document", ("a.pdf", PDF + bytes(TOGETHER // 3), "application/pdf"))] * 3
    assert "no more than 40 MB together" in Shown(sent(shared_face, checked(shared_face), *large)).text


def test_who_acts_for_another_encloses_a_mandate(shared_face: Face) -> None:
    """Without it the application is not sent; with it the form names its digest."""
    lawyer = {"by": "counsel", "representative": "Ada Brandt"}
    page = checked(shared_face, **lawyer)
    assert "Choose the mandate" in Shown(sent(shared_face, page)).text
    before = set(applications(shared_face))
    shared_face.home.later(hours=1)
    receipt(sent(shared_face, page, ("mandate", ("mandate.pdf", PDF, "application/pdf"))))
    (new,) = set(applications(shared_face)) - before
    form = form_of(shared_face, new)
    assert form.representative
    assert form.representative.name == "Ada Brandt"
    assert form.representative.authority == (form.enclosures or [])[0].sha256


def test_no_desk_but_the_commission_knows_of_an_application(face: Face) -> None:
    """Not the reviewers, not the Secretary General; the commissioner opens it with its documents over the interface."""
    receipt(sent(face, checked(face), ("identity", ("id.pdf", PDF, "application/pdf"))))
    application = applications(face)[0]
    with face.home.comity.look() as look:
        found = look.find("application", application)
        assert found
        for by in (face.home.officer, face.home.secretary, face.home.reviewers[0], face.home.admin, face.home.auditor):
            assert not look.may(by, "files:application:view", "application", found)
        assert look.may(face.home.commissioner, "files:application:view", "application", found)
