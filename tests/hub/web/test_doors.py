"""Every page is closed unless it is opened: all addresses as each office, against the table of the documentation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hub.web.face import ENDLESS, Face, Form
from tests.hub.web.face import face as served_face

from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.web.pages import SIGNED_IN
from comity.hub.web.parts import PAGES
from comity.hub.web.reference import offices_of, reference

TABLE = Path("docs/reference/pages.md")
LINE = re.compile(r"\| (GET|POST) \| `([^`]+)` \| .* \| ([^|]+) \|")
IN_PLACES = {
    "id": "req_0000000000000000",
    "token": "tok_0000000000000000",
    "notice": "ntc_0000000000000000",
    "sha256": "0" * 64,
    "act": "1",
    "release": "2026-Q3",
    "reference": "RDR-00000000",
    "figure": "answers",
    "office": "reviewer",
    "member": "XB",
    "measure": "warn",
    "change": "chg_0000000000000000",
    "code": "SER-01",
    "list": "red",
    "number": "2026-1",
    "place": "1",
    "person": "per_0000000000000000",
    "deed": "suspend",
    "secret": "x" * 32,
    "passkey": "0" * 16,
    "section": "identity",
    "entry": "1",
}
"""What could stand in each place of an address; of nothing here there is anything."""
TURNED_AWAY = "This page belongs to another desk"
KNOWN = {office.value: office for office in sorted(SIGNED_IN)}


def expected() -> dict[tuple[str, str], frozenset[Office]]:
    return {(method, path): offices_of(who) for method, path, who in LINE.findall(TABLE.read_text("utf-8"))}


def address(path: str) -> str:
    def place(match: re.Match[str]) -> str:
        return "en" if match[1] == "language" else IN_PLACES[match[1]]

    return re.sub(r"\{([a-z0-9_]+)\}", place, path)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Face, dict[str, Principal]]]:
    """A house with someone in each office."""
    with served_face(tmp_path_factory.mktemp("doors")) as face:
        home = face.home
        yield (
            face,
            {
                "president": home.president,
                "executive_committee": home.committee,
                "secretary_general": home.secretary,
                "reviewer": home.reviewers[0],
                "case_officer": home.officer,
                "listing_officer": home.listing,
                "statistician": home.person("XC", Office.STATISTICIAN),
                "administrator": home.admin,
                "commissioner": home.commissioner,
                "auditor": home.auditor,
                "bureau_officer": home.bureau["XA"],
                "bureau_head": home.person("XD", Office.BUREAU_HEAD, member="XD"),
            },
        )


def test_the_documentation_has_every_page_and_says_who_may_come() -> None:
    """The table is written from the pages; a page that opens itself to others changes the table, which is read."""
    assert TABLE.read_text("utf-8") == reference(), "run `make pages`"


def test_no_page_is_open_by_oversight() -> None:
    """What anyone may open is public on purpose: the public pages, the way in, and nothing of a desk."""
    open_to_all = {page.path for page in PAGES if Office.PUBLIC in page.offices}
    way_in = re.compile(r"/(sign-in|sample|welcome|passkey|sign-out|events)\b")
    assert {path for path in open_to_all if not path.startswith("/{language}") and not way_in.match(path)} == set()


def test_a_border_service_has_no_page_of_its_own() -> None:
    """It is a machine, and comes by the interface for programs."""
    assert [
        page.path for page in PAGES if Office.BORDER_SERVICE in page.offices and Office.PUBLIC not in page.offices
    ] == []


@pytest.mark.parametrize("office", sorted(KNOWN))
def test_each_office_comes_to_its_own_pages_and_to_no_other(
    staffed: tuple[Face, dict[str, Principal]], office: str
) -> None:
    """Turned away before anything is looked up: the answer is the same for what exists and what does not."""
    face, people = staffed
    by = people[office]
    csrf = face.page(by, "/account").form("/sign-out")
    for (method, path), offices in sorted(expected().items()):
        if path == "/sign-out" or (path in ENDLESS and by.offices & offices):
            continue
        if method == "GET":
            answer = face.get(by, address(path))
        else:
            answer = face.send(by, Form(address(path), "post", dict(csrf.values)))
        turned_away = answer.status_code == 403 and TURNED_AWAY in answer.text
        assert turned_away is not bool(by.offices & offices), f"{method} {path}: {answer.status_code}"
        assert answer.status_code < 500, f"{method} {path}: {answer.status_code}"


def test_who_is_not_signed_in_comes_to_public_pages_alone(staffed: tuple[Face, dict[str, Principal]]) -> None:
    """Every other page shows the way in, and a form to it does nothing."""
    face, _ = staffed
    csrf = face.page(None, "/sign-in").form("/sign-in")
    for (method, path), offices in sorted(expected().items()):
        if Office.PUBLIC in offices:
            continue
        if method == "GET":
            answer = face.get(None, address(path))
            assert answer.status_code == 303, f"{method} {path}: {answer.status_code}"
            assert answer.headers["location"].startswith("/sign-in?next=/")
        else:
            answer = face.send(None, Form(address(path), "post", dict(csrf.values)))
            assert answer.status_code == 401, f"{method} {path}: {answer.status_code}"


def test_no_form_is_taken_without_the_token_of_our_page(staffed: tuple[Face, dict[str, Principal]]) -> None:
    """Every POST of every desk, as someone who may come."""
    face, people = staffed
    for (method, path), offices in sorted(expected().items()):
        if method != "POST":
            continue
        by = next((person for person in people.values() if person.offices & offices), None)
        answer = face.ask(by, "POST", address(path), data={"csrf": "forged"})
        assert answer.status_code == 403, f"{path}: {answer.status_code}"
        assert "not sent from a page of ours" in answer.text
