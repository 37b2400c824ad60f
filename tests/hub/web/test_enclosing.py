"""Files that a request names, on every page that names them: each link leads to its file, and none leads nowhere."""

import re

import msgspec
import pytest
from tests.house import House, request
from tests.hub.public.site import upload
from tests.hub.web.face import Face

from comity.governance.gate import Principal
from comity.kernel.hashing import sha256_hex
from comity.kernel.subject import Photograph
from comity.notices import commands as c
from comity.notices.request import Attachment, NoticeRequest

SENT = {
    b"\x89PNG\r\n\x1a\n" + b"\0" * 40: ("image/png", False),
    b"GIF89a" + b"\0" * 40: ("image/gif", False),
    b"%PDF-1.7 warrant": ("application/pdf", True),
    b"Arrest warrant 17/26, as a program sent it\n": ("application/octet-stream", True),
    b"<script>alert(1)</script>": ("application/octet-stream", True),
}
"""What can be sent by a program, the type that it is given out as, and whether it is only to be kept."""
NEVER = "0" * 64, "1" * 64


def enclosing(home: House) -> NoticeRequest:
    """Return a request that names what its bureau sent, and a photograph and a paper that it did not."""
    digests = [upload(home, "XA", data) for data in SENT]
    photographs = [Photograph(sha256=each) for each in (*digests[:2], NEVER[0])]
    attachments = [Attachment(sha256=each, type="warrant") for each in (*digests[2:], NEVER[1])]
    subject = msgspec.structs.replace(request().subject, photographs=photographs)
    return request(subject=subject, attachments=attachments)


def _pages(home: House, of: str) -> tuple[Principal, list[str]]:
    """Return a reader, and the pages on which that reader meets the files."""
    body = enclosing(home)
    match of:
        case "a draft":
            at = f"/bureau/requests/{home.draft(body)}"
            entries = [f"{at}/photographs/{n}" for n in (1, 2, 3)] + [f"{at}/attachments/{n}" for n in (1, 2, 3, 4)]
            return home.bureau["XA"], [f"{at}/photographs", f"{at}/attachments", f"{at}/submit", *entries]
        case "a request":
            return home.bureau["XA"], [f"/bureau/requests/{home.submitted(body)}"]
        case "a case":
            case = home.submitted(body)
            home.do(home.reviewers[0], c.ClaimReview(id=case))
            return home.reviewers[0], [f"/review/{case}"]
        case "a notice":
            return home.bureau["XB"], [f"/bureau/notices/{home.published(body)}"]
        case "a notice at the secretariat":
            return home.officer, [f"/review/notices/{home.published(body)}"]
        case _:
            return home.commissioner, [f"/commission/notices/{home.published(body)}"]


PLACES = ("a draft", "a request", "a case", "a notice", "a notice at the secretariat", "a notice at the commission")


@pytest.mark.parametrize("of", PLACES)
def test_every_file_that_a_page_links_to_is_given_as_what_it_is(face: Face, of: str) -> None:
    """Pictures are shown and all else is to be kept; what was named and never came has no link."""
    by, pages = _pages(face.home, of)
    kinds = {sha256_hex(data): (data, *said) for data, said in SENT.items()}
    met = set()
    for page in pages:
        for address in re.findall(r'(?:href|src)="([^"]*/files/[^"]*)"', face.get(by, page).text):
            given = face.get(by, address)
            assert given.status_code == 200, address
            data, kind, kept = kinds[address.rpartition("/")[2]]
            assert (given.content, given.headers["content-type"]) == (data, kind)
            assert given.headers.get("content-disposition", "").startswith("attachment") is kept
            assert "sandbox" in given.headers["content-security-policy"]
            met.add(address.rpartition("/")[2])
    shows = 1 if of == "a notice at the secretariat" else len(kinds) - (of == "a notice at the commission")
    assert len(met) == shows


@pytest.mark.parametrize("of", [each for each in PLACES if each != "a notice at the secretariat"])
def test_what_never_came_is_said(face: Face, of: str) -> None:
    """Whoever reads that a paper exists reads as well that it is not there."""
    by, pages = _pages(face.home, of)
    for page in pages[1:3] if of == "a draft" else pages:
        assert re.search("never (came|sent)", face.page(by, page).text)


def test_no_file_is_found_under_a_digest_that_was_never_sent(face: Face) -> None:
    """Neither on the request that names it nor for its own bureau."""
    home = face.home
    draft = home.draft(enclosing(home))
    assert [face.get(home.bureau["XA"], f"/bureau/requests/{draft}/files/{each}").status_code for each in NEVER] == [
        404,
        404,
    ]
