"""Requests that come from elsewhere: as JSON, from a document, from a notice; files, and the list."""

import json
from typing import Any

import msgspec
import pytest
from tests.house import request
from tests.hub.web.bureau.writing import PASSPORT, PICTURE, Desk, as_json
from tests.hub.web.face import Shown
from tests.photographs import bomb, telling

from comity.app.ports.vault import MAX_CONTENT
from comity.kernel.hashing import sha256_hex
from comity.notices.vocabulary import State

IMPORT = "/bureau/requests/import"


def test_a_request_is_imported_as_a_draft(desk: Desk) -> None:
    """What a bureau's own system wrote becomes a draft, to the letter."""
    answer = desk.face.post(desk.by, IMPORT, {"json": as_json(reference="XA/own")})
    new = answer.headers["location"].split("/")[3]
    assert desk.body(new) == request(reference="XA/own")
    assert desk.home.state("request", new).state is State.DRAFT


def test_a_file_is_read_as_what_is_pasted(desk: Desk) -> None:
    """A file that is chosen counts, and its byte order mark does not matter."""
    data = b"\xef\xbb\xbf" + as_json(reference="XA/file").encode()
    answer = desk.face.post(desk.by, IMPORT, attached=[("file", ("request.json", data, "application/json"))])
    assert desk.body(answer.headers["location"].split("/")[3]).reference == "XA/file"


def changed(**changes: Any) -> str:
    return as_json(**changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["Choose a file, or paste the request"]),
        ("{", ["not JSON"]),
        ("[]", ["Expected `object`, got `array`"]),
        (as_json()[:-1] + ', "kind": "red"}', ["$.kind: This key stands more than once"]),
        (changed(kind="crimson", language="xx"),
         ["$.kind: Invalid enum value 'crimson'; use one of red, blue", "$.language: 'xx' is not an ISO 639-1"]),
        (changed(colour=1, shape=2), ["$.colour: This key is not known", "$.shape: This key is not known"]),
        (changed(subject={"type": "person", "birth": {"date": "1971-13"}, "sex": "no"}),
         ["$.subject.birth.date: '1971-13' is not in the calendar", "$.subject.sex: Invalid enum value 'no'; use"]),
        (changed(judicial={"charges": [{"title": 1}, {"law": 2}]}),
         ["$.judicial.charges[0].title", "$.judicial.charges[1].law"]),
        ('{"kind": "red"}', ["missing required field `reference`", "missing required field `language`",
                             "missing required field `subject`", "Give either requesting_member or requesting_entity"]),
        (changed(reference="a\u0007b"), ["$.reference: This text holds U+0007"]),
        (changed(requesting_member="XB"), ["$.requesting_member: must be XA"]),
        ("[" * 5000 + "]" * 5000, ["nested"]),
    ],
)  # fmt: skip
def test_every_fault_of_an_import_is_named_and_what_was_sent_stays(desk: Desk, text: str, said: list[str]) -> None:
    """All that is wrong is said with its place, in one go; nothing is kept and nothing is lost."""
    answer = desk.face.post(desk.by, IMPORT, {"json": text})
    shown = Shown(answer)
    assert answer.status_code == 400
    assert [each for each in said if each not in shown.text.replace(" :", ":")] == []
    assert shown.form(IMPORT).values["json"] == [text]


def test_an_import_that_is_too_large_is_refused(desk: Desk) -> None:
    """More than the interface for programs takes is not taken here either."""
    data = json.dumps({"kind": "red", "reference": "x" * 1_100_000}).encode()
    answer = desk.face.post(desk.by, IMPORT, attached=[("file", ("request.json", data, "application/json"))])
    assert answer.status_code == 400
    assert "1 MB or smaller" in answer.text


def test_the_lines_of_a_document_are_shown_before_anything_is_taken(desk: Desk) -> None:
    """What was read stands beside what the request says, and nothing is written yet."""
    new = desk.draft()
    answer = desk.save(new, "mrz", typed={"mrz": PASSPORT})
    shown = Shown(answer)
    assert "All 5 check digits hold" in shown.text
    assert "Ostrander, Mila June" in shown.text
    assert "4 May 1971" in shown.text
    assert desk.body(new) == request()


def test_what_is_chosen_of_a_document_is_taken_over(desk: Desk) -> None:
    """Chosen parts replace or join what stands there; the rest stays."""
    new = desk.draft()
    form = Shown(desk.save(new, "mrz", typed={"mrz": PASSPORT})).form(desk.at(new, "mrz"))
    assert desk.face.send(desk.by, form, {"take": ["names", "birth", "document"]}).status_code == 303
    subject = desk.body(new).subject
    assert (subject.family_name, subject.forenames, subject.birth and subject.birth.date) == (
        "Ostrander", "Mila June", "1971-05-04",
    )  # fmt: skip
    assert [each.number for each in subject.documents or ()] == ["K1234567"]
    assert subject.sex == "male"
    assert subject.birth is not None
    assert subject.birth.place == "Veld"


def test_a_wrong_check_digit_is_said(desk: Desk) -> None:
    """Misread lines are shown with what does not hold."""
    new = desk.draft()
    shown = Shown(desk.save(new, "mrz", typed={"mrz": PASSPORT.replace("K1234567", "K1234568")}))
    assert "The check digit of the document number is 6; it should be" in shown.text


def test_what_are_no_lines_of_a_document_is_said_and_kept(desk: Desk) -> None:
    """Other text is refused with what would be right."""
    new = desk.draft()
    answer = desk.save(new, "mrz", typed={"mrz": "hello"})
    assert answer.status_code == 400
    assert Shown(answer).text.count("give two of 44 or 36, or three of 30") == 2
    assert Shown(answer).form(desk.at(new, "mrz")).values["mrz"] == ["hello"]


def send_picture(desk: Desk, new: str, data: bytes, name: str = "face.png", kind: str = "image/png") -> Any:
    return desk.face.post(
        desk.by, desk.at(new, "photographs", "new"), {"quality": "good"}, attached=[("file", (name, data, kind))]
    )


def test_a_photograph_is_uploaded_shown_and_removed(desk: Desk) -> None:
    """A picture is kept under its digest, shown to the bureau as what it is, and taken out again."""
    new = desk.draft(subject=without_pictures())
    assert send_picture(desk, new, PICTURE).status_code == 303
    photographs = desk.body(new).subject.photographs or []
    assert [(each.sha256, each.quality) for each in photographs] == [(sha256_hex(PICTURE), "good")]
    given = desk.face.get(desk.by, desk.at(new, "files", sha256_hex(PICTURE)))
    assert (given.content, given.headers["content-type"]) == (PICTURE, "image/png")
    assert "sandbox" in given.headers["content-security-policy"]
    assert desk.save(new, "photographs", "1", "remove").status_code == 303
    assert not desk.body(new).subject.photographs


def without_pictures() -> Any:
    return msgspec.structs.replace(request().subject, photographs=None)


def test_the_same_photograph_may_be_named_by_two_requests(desk: Desk) -> None:
    """Bytes that the bureau sent before are named and not kept twice."""
    for _ in range(2):
        new = desk.draft(subject=without_pictures())
        assert send_picture(desk, new, PICTURE).status_code == 303


def test_what_a_photograph_tells_beside_its_pixels_is_said_before_it_is_sent(desk: Desk) -> None:
    """Where it was just uploaded, and where the request is read over; a photograph that tells nothing has no note."""
    quiet, talks = desk.draft(subject=without_pictures()), desk.draft(subject=without_pictures())
    assert send_picture(desk, quiet, PICTURE).status_code == 303
    assert send_picture(desk, talks, telling()["JPEG"], "face.jpg", "image/jpeg").status_code == 303
    for page in ("photographs", "submit"):
        assert "also holds" not in Shown(desk.face.get(desk.by, desk.at(quiet, page))).text
        text = Shown(desk.face.get(desk.by, desk.at(talks, page))).text
        assert "the place where it was taken, a name of its author or owner" in text
        assert "Members that may open it receive it as it is. The public is shown the picture alone." in text


@pytest.mark.parametrize(
    ("data", "name", "kind", "said"),
    [
        (b"", "", "image/png", "Choose a JPEG, PNG or WebP picture"),
        (b"MZ\x90\x00", "face.png", "image/png", "The file must be a JPEG, PNG or WebP picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "face.svg", "image/svg+xml", "The file must be a JPEG"),
        (b"GIF89a....", "face.gif", "image/gif", "The file must be a JPEG"),
        (b"%PDF-1.7", "face.png", "image/png", "The file must be a JPEG"),
        (PICTURE[:-60], "face.png", "image/png", "The picture is damaged"),
        (bomb(20_000, 20_000), "face.png", "image/png", "The picture is too large"),
        (b"\xff\xd8\xff" + b"\0" * MAX_CONTENT, "big.jpg", "image/jpeg", "20 MB or smaller"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(
    desk: Desk, data: bytes, name: str, kind: str, said: str
) -> None:
    """A file is what its bytes say; the page says what would be right and keeps what was chosen beside it."""
    new = desk.draft(subject=without_pictures())
    answer = send_picture(desk, new, data, name, kind)
    shown = Shown(answer)
    assert answer.status_code == 400
    assert shown.text.count(said) >= 2
    assert shown.form(desk.at(new, "photographs", "new")).values["quality"] == ["good"]
    assert not desk.body(new).subject.photographs


def test_a_form_beyond_its_bound_is_refused_while_it_is_read(desk: Desk) -> None:
    """A file far beyond what is kept does not fill the memory."""
    new = desk.draft()
    answer = send_picture(desk, new, b"\xff\xd8\xff" + b"\0" * (25 * 1024 * 1024))
    assert answer.status_code == 413


def test_a_photograph_of_another_member_is_not_given_out(desk: Desk) -> None:
    """Neither through a request of another, nor by its digest through one's own."""
    new = desk.draft(subject=without_pictures())
    send_picture(desk, new, PICTURE + b"own")
    digest = sha256_hex(PICTURE + b"own")
    other = desk.home.bureau["XB"]
    theirs = desk.home.draft(request(requesting_member="XB"), other)
    for path in (desk.at(new, "files", digest), desk.at(theirs, "files", digest)):
        assert desk.face.get(other, path).status_code == 404


def test_a_notice_is_amended_from_the_text_that_stands(desk: Desk) -> None:
    """An amendment is a draft like any other, begun from the notice, which stands as it is."""
    notice = desk.home.published()
    path = f"/bureau/notices/{notice}/amend"
    assert "stands as it is until two reviewers approve" in desk.face.page(desk.by, path).text
    new = desk.face.post(desk.by, path).headers["location"].split("/")[3]
    assert desk.body(new) == request()
    assert desk.home.state("request", new).amends == notice
    assert f"/bureau/requests/{new}" in desk.face.page(desk.by, path).links
    assert "amends" in desk.get(new).text


def test_only_its_own_member_amends_a_notice(desk: Desk) -> None:
    """A member that the notice reaches may read it and not amend it."""
    notice = desk.home.published()
    answer = desk.face.get(desk.home.bureau["XB"], f"/bureau/notices/{notice}/amend")
    assert answer.status_code == 403


def test_the_list_is_filtered_and_says_what_is_set(desk: Desk) -> None:
    """Filters are in the address, and each can be taken away."""
    desk.refused()
    page = desk.face.page(desk.by, "/bureau/requests/all?state=refused&kind=red")
    assert "State: refused" in page.text
    assert "/bureau/requests/all?kind=red" in page.links
    assert "Draft" not in page.text.split("Apply filters")[1]


@pytest.mark.parametrize("query", ["state=gone", "kind=pink", "after=%00", "state=draft&after=" + "x" * 100])
def test_a_list_that_cannot_be_is_refused(desk: Desk, query: str) -> None:
    """An address that was changed by hand is answered with what is wrong with it."""
    assert desk.face.get(desk.by, f"/bureau/requests/all?{query}").status_code == 400


def test_a_long_list_is_paged(desk: Desk) -> None:
    """More than one page is read by going on, each request once."""
    made = {desk.draft() for _ in range(52)}
    first = desk.face.page(desk.by, "/bureau/requests/all?state=draft")
    following = next(link for link in first.links if "after=" in link)
    second = desk.face.page(desk.by, following)
    seen = [link.rsplit("/", 1)[1] for page in (first, second) for link in page.links if "/requests/req_" in link]
    assert made <= set(seen)
    assert len(seen) == len(set(seen))
    assert "Back to the first page" in second.text


def test_what_is_taken_out_can_be_brought_in(desk: Desk) -> None:
    """A request leaves in the form in which another system, or this one, reads it; opening it is an act."""
    new = desk.draft(reference="XA/out")
    given = desk.face.get(desk.by, desk.at(new, "json"))
    assert given.headers["content-disposition"] == f'attachment; filename="{new}.json"'
    answer = desk.face.post(desk.by, IMPORT, {"json": given.text})
    assert desk.body(answer.headers["location"].split("/")[3]) == request(reference="XA/out")
    assert desk.face.get(desk.home.bureau["XB"], desk.at(new, "json")).status_code == 404


def test_a_new_request_is_begun_from_one_that_was_refused(desk: Desk) -> None:
    """What was written is not typed again; the refused request stays as it is."""
    old = desk.refused()
    assert desk.at(old, "again") in desk.get(old).links
    assert "answer the refusal" in desk.get(old, "again").text
    new = desk.save(old, "again").headers["location"].split("/")[3]
    assert desk.body(new) == desk.body(old)
    assert desk.home.state("request", new).state is State.DRAFT
    assert desk.home.state("request", old).state is State.REFUSED


def test_what_is_not_closed_is_not_begun_anew(desk: Desk) -> None:
    """A draft, or what the reviewers have, is not doubled."""
    for each in (desk.draft(), desk.home.submitted()):
        assert desk.face.get(desk.by, desk.at(each, "again")).status_code == 409
        assert desk.at(each, "again") not in desk.get(each).links
