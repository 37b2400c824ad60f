"""Scripts, markup and templates written into everything that is shown again, and files that are two things at once."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
import pytest
from tests.house import House, request
from tests.hub.public.site import PNG, shown, upload
from tests.hub.web.face import Face
from tests.hub.web.face import face as served_face
from tests.hub.web.public.test_applying import TYPED, checked, receipt, sent

from comity.governance import commands as g
from comity.governance.gate import Principal
from comity.hub.web.headers import FILE
from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.kernel.hashing import sha256_hex
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Answer, ObjectionKind

MARK = "xqz7"
HOSTILE = (
    f"{MARK}'\"><script src=//evil.example></script><img src=x onerror=alert(1)><svg/onload=alert(1)>"
    f"</textarea></title><a href=javascript:alert(1) hx-get=//evil.example data-guard=x>{{{{7*7}}}}{{% raw %}}${{7*7}}"
)
"""Breaks out of text, attributes, text areas and titles; `49` would stand where a template is filled in by it."""
MOST_PAGES = 45
_EVENT = re.compile(r"on[a-z]+$")
_LOADING = ("src", "href", "action", "formaction", "data", "srcset", "poster", "hx-get", "hx-post", "xlink:href")


class Elements(HTMLParser):
    """What a browser would do with a page: elements with an event, a script or an address that are not ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            said = value or ""
            foreign = name in _LOADING and (urlsplit(said).scheme not in ("", "http", "otpauth") or "evil" in said)
            if _EVENT.match(name) or name.startswith("style") or MARK in name or (foreign and MARK not in said):
                self.wrong.append(f"<{tag} {name}={said[:60]}>")
            if name.startswith("hx-") and "evil" in said:
                self.wrong.append(f"<{tag} {name}>")
        said = dict(attrs)
        if tag in ("object", "embed", "iframe", "base") or (tag == "script" and "src" not in said):
            self.wrong.append(f"<{tag}>")
        if tag == "a" and (said.get("href") or "").startswith("/"):
            self.links.append(str(said["href"]))


def hostile_body(**changes: Any) -> NoticeRequest:
    """Return the example request with hostile words in every field that takes words."""
    plain: Any = wire.builtins(request(**changes))

    def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        if isinstance(value, str):
            yield path
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for name, inner in pairs:
            yield from leaves(inner, (*path, name))

    taken = 0
    for path in list(leaves(plain)):
        inner = plain
        for step in path[:-1]:
            inner = inner[step]
        before = inner[path[-1]]
        for words in (HOSTILE, HOSTILE[:100]):
            inner[path[-1]] = words
            try:
                wire.convert(plain, NoticeRequest)
            except UnusableInput:
                inner[path[-1]] = before
                continue
            taken += 1
            break
    assert taken > 15
    return wire.convert(plain, NoticeRequest)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Face, dict[str, list[str]]]]:
    """An organisation in which everyone who can write wrote hostile words wherever they could."""
    with served_face(tmp_path_factory.mktemp("markup")) as face:
        yield face, _planted(face)


def _planted(face: Face) -> dict[str, list[str]]:
    home = face.home
    owner, other, head = home.bureau["XA"], home.bureau["XB"], home.reviewers[0]
    body = hostile_body()
    draft, case = home.draft(body), home.submitted(body)
    notice = home.published(body)
    about = str(home.state("notice", notice).request)
    campaign = home.comity.chance.id("cmp")
    home.do(owner, c.CreateCampaign(id=campaign, member=owner.member, title=HOSTILE))
    home.do(owner, c.AddToCampaign(id=campaign, notice=notice))
    home.do(home.officer, c.AddAddendum(id=notice, text=HOSTILE, public=True))
    home.do(other, c.RecordAnswer(notice=notice, member=other.member, answer=Answer.LOCATED, text=HOSTILE))
    identity = ObjectionKind.IDENTITY
    home.do(other, c.RaiseObjection(notice=notice, member=other.member, kind=identity, text=HOSTILE))
    home.do(owner, c.AuthoriseExtract(id=notice))
    home.do(head, c.ClaimReview(id=case))
    home.do(home.admin, g.ReviseProfile(id=owner.id, profile=g.PersonProfile(name=HOSTILE, login="hostile")))
    application = receipt(
        sent(face, checked(face, **dict.fromkeys(("name", "statement", "address", "notice"), HOSTILE)))
    )
    assert application
    return {
        owner.id: [
            f"/bureau/requests/{draft}/tasks",
            f"/bureau/requests/{draft}/submit",
            f"/bureau/requests/{case}",
            f"/bureau/notices/{notice}",
            f"/bureau/campaigns/{campaign}",
            f"/bureau/notices/{notice}/act/withdraw",
        ],
        other.id: [
            f"/bureau/notices/{notice}",
            f"/bureau/notices/{notice}/answer",
            f"/bureau/notices/{notice}/objection",
        ],
        head.id: [f"/review/{case}", f"/review/{about}"],
        home.officer.id: [f"/review/{case}", f"/review/{case}/context", f"/review/{about}"],
        home.admin.id: [
            f"/accounts/people/{owner.id}",
            f"/accounts/people/{owner.id}/profile",
            "/accounts?sought=xqz7",
        ],
    }


def walked(face: Face, by: Principal | None, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pages that someone comes to by links, as (address, HTML)."""
    waiting, seen = list(starts), set(starts)
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        path = waiting.pop(0)
        answer = face.get(by, path)
        if answer.status_code == 303:
            found = [answer.headers["location"]]
        elif answer.headers.get("content-type", "").startswith("text/html"):
            yield path, answer.text
            found = Elements(answer.text).links
        else:
            continue
        for link in (each.partition("#")[0] for each in found):
            if link not in seen and not link.startswith(("/static", "/notices/v1", "/fr", "/es", "/ar", "/en/about")):
                seen.add(link)
                waiting.append(link)


@pytest.mark.parametrize("who", ["owner", "other", "reviewer", "officer", "admin", "commissioner", "auditor", "public"])
def test_nothing_that_was_written_becomes_part_of_a_page(planted: tuple[Face, dict[str, list[str]]], who: str) -> None:
    """Everything that each desk shows of it, from page to page: no element, no event, no address, no template."""
    face, starts = planted
    home = face.home
    people = {
        "owner": home.bureau["XA"],
        "other": home.bureau["XB"],
        "reviewer": home.reviewers[0],
        "officer": home.officer,
        "admin": home.admin,
        "commissioner": home.commissioner,
        "auditor": home.auditor,
        "public": None,
    }
    by = people[who]
    own = starts.get(by.id, []) if by else ["/en/notices", "/ar/notices", f"/en/notices?freeText={quote(HOSTILE)}"]
    shown = 0
    for path, html in walked(face, by, [*own, "/desk" if by else "/en"]):
        assert Elements(html).wrong == [], path
        assert "<script src=//evil" not in html, path
        assert f"{MARK}'" not in html.replace(f"{MARK}&#39;", ""), path
        assert "49{%" not in html, path
        shown += MARK in html
    assert shown >= (0 if who == "auditor" else 1)


@pytest.mark.parametrize(
    "path",
    [
        "/bureau/notices?kind={}",
        "/bureau/notices?after={}",
        "/bureau/requests?state={}",
        "/why?action={}&what=notice&id=x",
        "/account?done={}",
        "/bureau/requests/new?kind={}",
        "/bureau/notices?{}=1",
        "/bureau/{}",
        "/desk?{}",
    ],
)
def test_what_stands_in_an_address_is_never_part_of_a_page(
    planted: tuple[Face, dict[str, list[str]]], path: str
) -> None:
    """Filters, errors and what cannot be: shown again as text or not at all."""
    face, _ = planted
    for by in (face.home.bureau["XA"], None):
        answer = face.get(by, path.format(quote(HOSTILE, safe="")))
        assert answer.status_code in (200, 303, 400, 404)
        assert Elements(answer.text).wrong == []
        assert "<script src=//evil" not in answer.text


def test_what_was_typed_into_a_form_that_is_refused_is_given_back_as_text(
    planted: tuple[Face, dict[str, list[str]]],
) -> None:
    """Beside its field, in the summary, on the sign-in page and on the page of an error."""
    face, _ = planted
    by = face.home.bureau["XA"]
    answers = [
        face.post(None, "/sign-in", login=HOSTILE, password="x", code="1", next=HOSTILE, kept=HOSTILE),
        face.post(by, "/bureau/requests/import", json=HOSTILE),
        face.post(by, "/bureau/requests/import", json='{"' + HOSTILE.replace('"', '\\"') + '": 1}'),
        face.post(None, "/en/redress/follow", reference=HOSTILE, secret=HOSTILE),
        face.post(None, "/en/redress/apply", {**TYPED, "kind": HOSTILE, "name": HOSTILE, "language": HOSTILE}),
        face.post(None, "/en/verify", proof=HOSTILE, vkey=HOSTILE, earlier=HOSTILE),
    ]
    for answer in answers:
        assert Elements(answer.text).wrong == [], answer.url
        assert "<script src=//evil" not in answer.text


POLYGLOTS = {
    "a picture that is a page": PNG + b"<script>alert(1)</script><html onload=alert(1)>",
    "a photograph that is a page": shown(PNG) + b"<script>alert(1)</script>",
    "a photograph that is a script": shown(PNG)[:2] + b"\xff\xfe\x00\x10*/=1;alert(1)/*" + shown(PNG)[2:],
    "a picture that is an archive": PNG + b"PK\x03\x04" + b"\0" * 60,
}
REFUSED = {
    "a photograph that is only a page": b"\xff\xd8\xff\xe0<script>alert(1)</script>",
    "a photograph that is only a script": b"\xff\xd8\xff\xe0\x00\x10=1;alert(1)/*\xff\xd9",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
    "a drawing after a mark of order": b"\xef\xbb\xbf<svg onload=alert(1)>",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "an archive": b"PK\x03\x04" + b"\0" * 100,
    "a bomb": b"\x1f\x8b\x08" + b"\0" * 100,
    "a page that says it is a picture": b"\r\n\x89PNG\r\n\x1a\n<script>",
    "XML with an entity": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
}


def without_pictures(home: House) -> str:
    return home.draft(request(subject=msgspec.structs.replace(request().subject, photographs=None)))


def chosen(face: Face, draft: str, name: str, data: bytes) -> Any:
    path = f"/bureau/requests/{draft}/photographs/new"
    file = ("file", (name, data, "text/html"))
    return face.post(face.home.bureau["XA"], path, {"quality": "good"}, attached=[file])


@pytest.mark.parametrize("named", sorted(POLYGLOTS))
def test_a_file_that_is_two_things_is_given_out_as_a_picture_that_runs_nothing(shared_face: Face, named: str) -> None:
    """Its type is that of its first bytes, no browser may think otherwise, and what opens it alone is in a sandbox."""
    by, data = shared_face.home.bureau["XA"], POLYGLOTS[named]
    draft = without_pictures(shared_face.home)
    assert chosen(shared_face, draft, "x.html", data).status_code == 303
    answer = shared_face.get(by, f"/bureau/requests/{draft}/files/{sha256_hex(data)}")
    assert answer.headers["content-type"] in ("image/png", "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == FILE["Content-Security-Policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("named", sorted(REFUSED))
def test_what_is_no_picture_is_refused_whatever_it_says_it_is(shared_face: Face, named: str) -> None:
    """Drawings can hold scripts, archives are not opened, and a name decides nothing."""
    draft = without_pictures(shared_face.home)
    answer = chosen(shared_face, draft, "face.png", REFUSED[named])
    assert answer.status_code == 400
    assert Elements(answer.text).wrong == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nX: y.png", "x" * 4000 + ".png", HOSTILE, "\u202egnp.exe", "", "a\0b"]
)
def test_the_name_of_a_file_is_never_a_path_or_a_header(shared_face: Face, name: str) -> None:
    """It is kept under the digest of its bytes, and given out under a name of ours or none."""
    by, draft = shared_face.home.bureau["XA"], without_pictures(shared_face.home)
    data = PNG + name.encode()
    answer = chosen(shared_face, draft, name, data)
    assert answer.status_code in (303, 400)
    given = shared_face.get(by, f"/bureau/requests/{draft}/files/{sha256_hex(data)}")
    assert (given.status_code == 200) is (answer.status_code == 303)
    assert "passwd" not in str(given.headers)
    assert len(given.headers.get("content-disposition", "")) < 100


def test_a_picture_of_a_notice_runs_nothing_for_who_receives_it(face: Face) -> None:
    """The same for another member: nosniff, a sandbox, and no type but a picture's."""
    data = POLYGLOTS["a picture that is a page"]
    body = wire.builtins(request())
    body["subject"]["photographs"] = [{"sha256": upload(face.home, "XA", data), "quality": "good"}]
    notice = face.home.published(wire.convert(body, NoticeRequest))
    answer = face.get(face.home.bureau["XB"], f"/bureau/notices/{notice}/files/{sha256_hex(data)}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert "sandbox" in answer.headers["content-security-policy"]
