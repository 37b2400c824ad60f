"""Public notices in pages: searched, leafed through, opened, and gone without a trace when they end."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.hub.public.site import PNG, listed, listing, missing, public, shown, upload
from tests.hub.web.face import Face, Shown
from tests.hub.web.face import face as served_face

from comity.governance.gate import CLOCK
from comity.notices import commands as c
from comity.notices.vocabulary import Ground

UNKNOWN = "/en/notices/red/1999-1"


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    """An organisation with a wanted person, a missing one, and thirty listings."""
    with served_face(tmp_path_factory.mktemp("lists")) as found:
        home = found.home
        photo = [{"sha256": upload(home, "XA", PNG), "quality": "good"}]
        home.published(public({"photographs": photo, "names_in_original_script": ["Марек Илья"]}))
        home.published(missing())
        listed(home, [listing(number, entity=number % 2 == 0) for number in range(30)])
        yield found


def number(face: Face, kind: str = "red") -> str:
    """Return the path of the newest notice of a list."""
    links = face.page(None, f"/en/notices?kind={kind}").links
    return next(link for link in links if link.startswith(f"/en/notices/{kind}/"))


def test_a_wanted_person_is_found_by_name_and_shown_with_a_picture(lists: Face) -> None:
    """The picture comes from our own origin, and the notice says what it is not."""
    page = lists.page(None, "/en/notices?kind=red&freeText=MAREK")
    assert "1 to 1 of 1 notice" in page.text
    answer = lists.get(None, number(lists))
    text = Shown(answer).text
    picture = answer.text.partition('src="/notices/v1/red/')[2].partition('"')[0]
    assert lists.get(None, f"/notices/v1/red/{picture}").content == shown(PNG)
    assert "Марек Илья" in text
    assert "This is not an arrest warrant" in text
    assert "presumed innocent" in text
    assert "Tell the police where you are, not us" in text
    assert "There is no official translation" in text
    assert "Published on 21 November 2026" in text


def test_pages_on_persons_ask_search_engines_to_forget_them(lists: Face) -> None:
    """In the header and in the page, for the lists as for a notice; other pages may be found."""
    for path in ("/en/notices", "/ar/notices?kind=un", number(lists)):
        answer = lists.get(None, path)
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex">' in answer.text
    assert "robots" not in lists.get(None, "/en/about").text


def test_every_page_of_a_list_is_reached_and_each_notice_once(lists: Face) -> None:
    """By the link to the next page, from the first to the last."""
    seen: list[str] = []
    path: str | None = "/en/notices?kind=un"
    while path:
        shown = lists.page(None, path)
        seen += list(dict.fromkeys(link for link in shown.links if link.startswith("/en/notices/un/")))
        answer = lists.get(None, path).text
        path = answer.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&") or None
    assert len(seen) == len(set(seen)) == 30


def test_a_page_beyond_the_last_leads_back(lists: Face) -> None:
    """It is no fault, and says what to do."""
    shown = lists.page(None, "/en/notices?kind=un&page=99")
    assert "There is no such page" in shown.text
    assert "/en/notices?kind=un" in shown.links


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=red&nationality=XB", 1), ("kind=red&nationality=XC", 0), ("kind=red&arrestWarrantCountryId=XA", 1),
        ("kind=red&sexId=M&ageMin=50&ageMax=60", 1), ("kind=red&sexId=F", 0), ("kind=red&ageMax=20", 0),
        ("kind=red&name=mar", 1), ("kind=red&forename=Petr", 1), ("kind=un&unReference=QDi.003", 1),
        ("kind=un&freeText=society", 15), ("kind=yellow&freeText=school", 1), ("kind=no&name=mar", 1),
        ("kind=red&page=0", 1), ("kind=red&page=x", 1), ("kind=red&unknown=1", 1),
    ],
)  # fmt: skip
def test_a_search_finds_what_the_service_for_programs_finds(lists: Face, query: str, found: int) -> None:
    """The same questions with the same answers; what cannot be a page is the first."""
    text = lists.page(None, f"/en/notices?{query}").text
    assert (f"of {found} notice" in text) if found else ("No public notice answers to this" in text)


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("ageMin=old", "ageMin", "Enter the youngest age"), ("ageMax=-1", "ageMax", "Enter the oldest age"),
        ("nationality=France", "nationality", "Choose a nationality"), ("sexId=X", "sexId", "Choose a sex"),
        ("name=" + "a" * 501, "name", "no more than 500 characters"),
        ("arrestWarrantCountryId=%3C", "arrestWarrantCountryId", "Choose a member"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_at_its_field(lists: Face, query: str, field: str, said: str) -> None:
    """Status 400, and what was typed stays."""
    answer = lists.get(None, f"/en/notices?kind=red&forename=Ilya&{query}")
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert Shown(answer).text.count(said) == 2
    assert 'value="Ilya"' in answer.text


def test_a_question_goes_with_the_reader_into_another_language(lists: Face) -> None:
    """Leafing through a list and choosing another language does not lose one's place."""
    assert "/ar/notices?kind=un&page=2" in lists.page(None, "/en/notices?kind=un&page=2").links


def test_a_listing_names_its_resolution_and_where_to_turn(lists: Face) -> None:
    """The Security Council removes from its list, not we."""
    text = lists.page(None, number(lists, "un")).text
    assert "1267 (1999)" in text
    assert "goes to the Security Council" in text
    assert "presumed innocent" not in text


def test_a_missing_person_is_accused_of_nothing(lists: Face) -> None:
    """The page says so, and how to help."""
    text = lists.page(None, number(lists, "yellow")).text
    assert "Nobody here is accused of anything" in text
    assert "Did not come home from school." in text
    assert "arrest" not in text.partition("What it is not")[2].partition("If you know something")[0]


def test_what_the_requester_did_not_make_public_is_not_shown(face: Face) -> None:
    """Neither whereabouts nor documents, facts, contacts or health; and of names only those that were authorised."""
    leave = {"authorised": True, "fields": ["family_name", "cautions"], "reason": "Help is needed."}
    face.home.published(public(public_extract=leave, cautions=["armed", "medical", "self_harm"]))
    text = face.page(None, number(face)).text
    assert "Marek" in text
    assert "May be armed" in text
    for word in ("Ilya", "Orsk", "K1234567", "W-77", "brown", "scar", "medical", "Fraud", "Veld"):
        assert word not in text, word


@pytest.mark.parametrize("end", ["cancelled", "suspended", "blocked", "expired"])
def test_a_notice_that_is_public_no_more_is_as_one_that_never_was(face: Face, end: str) -> None:
    """The same status and the same bytes, whatever the cause, and it is in no list."""
    home = face.home
    notice = home.published(public())
    path = number(face)
    assert face.get(None, path).status_code == 200
    match end:
        case "cancelled":
            home.do(home.officer, c.CancelNotice(id=notice, ground=Ground.DATA_QUALITY, reason="Wrong person."))
        case "suspended":
            home.do(
                home.bureau["XA"], c.SuspendNotice(id=notice, reason="It is being checked.", until=date(2027, 1, 1))
            )
        case "blocked":
            home.do(home.officer, c.BlockNotice(id=notice, ground=Ground.OTHER, reason="It is checked."))
        case _:
            home.later(days=5 * 366)
            home.do(CLOCK, c.ExpireNotice(id=notice))
    gone, unknown = face.get(None, path), face.get(None, UNKNOWN)
    assert gone.status_code == unknown.status_code == 404
    here, there = path.rpartition("/")[2], UNKNOWN.rpartition("/")[2]
    assert gone.text.replace(here, there) == unknown.text
    assert "No public notice stands in this list" in face.page(None, "/en/notices?kind=red").text


@pytest.mark.parametrize(
    "path", ["silver/2026-1", "red/2026", "red/x", "red/2026-99999999", "un/persons", "red/2026%2F1"]
)
def test_an_address_that_cannot_be_is_not_found(lists: Face, path: str) -> None:
    """Nothing odd in an address is a fault of ours."""
    assert lists.get(None, f"/en/notices/{path}").status_code == 404
