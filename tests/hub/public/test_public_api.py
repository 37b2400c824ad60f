"""What anyone may read, as long as they may read it and not a question longer."""

from datetime import date, timedelta
from threading import Event
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.house import House
from tests.hub.public.site import LEAVE, PNG, Site, listed, listing, missing, public, shown, site, upload

from comity.app import publicset, published
from comity.app.publicset import PublicSet
from comity.app.published import Published
from comity.hub.public import public_router
from comity.hub.public.index import Entry, entry
from comity.hub.public.shapes import ROOT
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Ground, Kind


def test_a_page_says_where_it_stands_and_leads_on(public_site: Site) -> None:
    """Total, query, notices, and absolute links to itself, the first, the next and the last page."""
    listed(public_site.home, [listing(number) for number in range(1, 8)])
    page = public_site.get("/un?name=fictus&resultPerPage=3&page=2&nonsense=1")
    assert page["total"] == 7
    assert page["query"] == {"page": 2, "resultPerPage": 3, "name": "fictus"}
    assert len(page["_embedded"]["notices"]) == 3
    base = "http://127.0.0.1:8000/notices/v1/un?name=fictus&resultPerPage=3&page="
    assert page["_links"] == {
        "self": {"href": f"{base}2"},
        "first": {"href": f"{base}1"},
        "next": {"href": f"{base}3"},
        "last": {"href": f"{base}3"},
    }
    last = public_site.get("/un?name=fictus&resultPerPage=3&page=3")
    assert len(last["_embedded"]["notices"]) == 1
    assert "next" not in last["_links"]


def test_every_page_is_reachable_and_no_notice_stands_twice(public_site: Site) -> None:
    """There is no end before the end: 337 notices are 337, whatever the size of a page."""
    listed(public_site.home, [listing(number, entity=number % 3 == 0) for number in range(1, 338)])
    for size in (7, 50, 200, 1000):
        found = []
        page: Any = {"_links": {"next": {"href": f"x/notices/v1/un?resultPerPage={size}"}}}
        while "next" in page["_links"]:
            page = public_site.get(page["_links"]["next"]["href"].partition(ROOT)[2])
            found += [one["entity_id"] for one in page["_embedded"]["notices"]]
        assert sorted(found) == sorted(f"2026/{number}" for number in range(1, 338)), size
        assert page["total"] == 337


def test_a_page_after_the_last_is_empty_and_says_so(public_site: Site) -> None:
    """The page is never clamped in silence."""
    listed(public_site.home, [listing(1)])
    page = public_site.get("/un?page=9")
    assert (page["query"]["page"], page["total"], page["_embedded"]["notices"]) == (9, 1, [])


def test_the_newest_notice_comes_first(public_site: Site) -> None:
    """A reader of the first page sees what is new."""
    for number in (1, 2, 3):
        listed(public_site.home, [listing(number)])
        public_site.home.later(minutes=1)
    assert public_site.numbers("/un") == ["2026/3", "2026/2", "2026/1"]


def test_persons_and_entities_have_lists_of_their_own(public_site: Site) -> None:
    """One is not found under the address of the other."""
    listed(public_site.home, [listing(1), listing(2, entity=True)])
    assert public_site.numbers("/un/persons") == ["2026/1"]
    assert public_site.numbers("/un/entities") == ["2026/2"]
    assert len(public_site.numbers("/un")) == 2
    assert public_site.get("/un/entities/2026-2")["name"] == "Society 2"
    assert public_site.ask("/un/persons/2026-2").status_code == 404


def test_only_what_its_requester_authorised_is_public(public_site: Site) -> None:
    """Without leave there is no notice here, and with leave for some fields the others are not known."""
    home = public_site.home
    home.published(public(public_extract=LEAVE | {"authorised": False}))
    home.published(public(public_extract=LEAVE | {"fields": ["family_name", "sex"]}, reference="XA/2026/0042"))
    (number,) = public_site.numbers("/red")
    found = public_site.get(f"/red/{number.replace('/', '-')}")
    assert (found["name"], found["sex_id"]) == ("Marek", "M")
    assert found["forename"] is found["date_of_birth"] is found["height"] is None
    everything = public_site.ask(f"/red/{number.replace('/', '-')}").text + public_site.ask("/export.jsonl").text
    for secret in ("Ilya", "Orsk", "K1234567", "District Court", "scar", "Fraud", "Last seen"):
        assert secret not in everything


def test_no_caution_on_health_is_public_however_the_extract_was_authorised(public_site: Site) -> None:
    """A requester who authorises everything after publication still shows no one's health."""
    home = public_site.home
    notice = home.published(public(cautions=["armed", "medical"], public_extract=LEAVE | {"authorised": False}))
    home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice))
    (number,) = public_site.numbers("/red")
    assert public_site.get(f"/red/{number.replace('/', '-')}")["cautions"] == ["armed"]


@pytest.mark.parametrize("path", ["/red/2026-9", "/red/2026-1-1", "/red/x", "/red/2026-1/images/1", "/yellow/2026-1"])
def test_what_is_not_there_is_a_problem_with_its_status(public_site: Site, path: str) -> None:
    """404 as a problem document, whether the number was never given, is another kind's, or is no number."""
    public_site.home.published(public())
    answer = public_site.ask(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_bad_value_is_a_problem_that_scripts_of_other_pages_can_read(public_site: Site) -> None:
    """400 with the parameter's name, and open to other origins as all answers are."""
    answer = public_site.ask("/red?page=zero&nationality=XB")
    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["errors"]] == ["page"]
    assert answer.headers["access-control-allow-origin"] == "*"


def _end(site: Site, notice: str, how: str) -> None:
    home, bureau = site.home, site.home.bureau["XA"]
    commands = {
        "block": (home.commissioner, c.BlockNotice(id=notice, ground=Ground.NEUTRALITY, reason="Under review")),
        "suspend": (bureau, c.SuspendNotice(id=notice, until=date(2027, 1, 1), reason="A hearing")),
        "retract": (bureau, c.RetractExtract(id=notice)),
        "withdraw": (bureau, c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE)),
        "achieve": (bureau, c.AchievePurpose(id=notice)),
    }
    by, command = commands[how]
    home.do(by, command)


@pytest.mark.parametrize("how", ["block", "suspend", "retract", "withdraw", "achieve"])
def test_a_take_down_is_seen_at_the_next_question_in_every_place(public_site: Site, how: str) -> None:
    """List, search, notice, pictures and both exports: whoever takes it down, and why, it is gone from all."""
    home = public_site.home
    digest = upload(home, "XA", PNG)
    stays, goes = (
        home.published(public({"photographs": [{"sha256": digest}]}, reference=f"XA/2026/{number}"))
        for number in (1, 2)
    )
    assert len(public_site.numbers("/red")) == 2
    assert public_site.numbers("/red?name=marek") == public_site.numbers("/red")
    number = home.state("notice", goes).number
    address = f"/red/{number.replace('/', '-')}"
    tag = public_site.ask(address).headers["etag"]
    (picture,) = public_site.get(f"{address}/images")["_embedded"]["images"]
    at = f"{address}/images/{picture['picture_id']}"
    assert public_site.ask(at).status_code == 200
    _end(public_site, goes, how)
    assert public_site.numbers("/red") == [home.state("notice", stays).number]
    assert public_site.numbers("/red?name=marek") == [home.state("notice", stays).number]
    for path in (address, f"{address}/images", at):
        assert public_site.ask(path).status_code == 404
    assert public_site.ask(address, headers={"If-None-Match": tag}).status_code == 404
    assert number not in public_site.ask("/export.jsonl").text
    assert number.replace("/", "-") not in public_site.ask("/export.ftm.json").text


def test_what_is_unblocked_returns_under_its_number(public_site: Site) -> None:
    """A number is given once and stays."""
    home = public_site.home
    notice = home.published(public())
    before = public_site.numbers("/red")
    home.do(home.commissioner, c.BlockNotice(id=notice, ground=Ground.NEUTRALITY, reason="Under review"))
    assert public_site.numbers("/red") == []
    home.do(home.commissioner, c.UnblockNotice(id=notice, reason="Nothing found"))
    assert public_site.numbers("/red") == before


def test_a_date_that_has_passed_has_passed_though_no_clock_said_so(public_site: Site) -> None:
    """Expiry and the end of an extract are looked at when a question comes, without a tick.

    The day of a member that named no time zone begins when it has begun everywhere.
    """
    home = public_site.home
    home.published(public(public_extract=LEAVE | {"until": "2026-12-24"}))
    home.published(missing())
    (number,) = public_site.numbers("/red")
    home.clock.at = home.clock.at.replace(month=12, day=24, hour=11, minute=59)
    assert public_site.numbers("/red") == [number]
    home.later(minutes=2)
    assert public_site.numbers("/red") == []
    assert public_site.ask(f"/red/{number.replace('/', '-')}").status_code == 404
    assert number not in public_site.ask("/export.jsonl").text
    assert len(public_site.numbers("/yellow")) == 1
    home.later(days=5 * 366)
    assert public_site.numbers("/yellow") == []


def test_an_extract_that_ends_before_its_notice_says_so(public_site: Site) -> None:
    """A mirror that keeps a person until `expires_at` keeps no one longer than the public may."""
    home = public_site.home
    notice = home.published(public(public_extract=LEAVE | {"until": "2026-12-24"}))
    (entry,) = public_site.get("/red")["_embedded"]["notices"]
    assert entry["expires_at"] == "2026-12-24T12:00:00Z"
    cursor = public_site.get("/changes")["cursor"]
    home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice, until=date(2027, 6, 1)))
    (change,) = public_site.get(f"/changes?after={cursor}")["changes"]
    assert (change["change"], change["notice"]["expires_at"]) == ("changed", "2027-06-01T12:00:00Z")


def _amended(home: House, notice: str, body: NoticeRequest) -> None:
    new, by = home.comity.chance.id("req"), home.bureau["XA"]
    home.do(by, c.DraftRequest(id=new, body=body, amends=notice))
    home.do(by, c.SubmitRequest(id=new, despite="for the test"))
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new)


def test_what_is_amended_behind_the_extract_changes_nothing_here(public_site: Site) -> None:
    """A whereabout, an addendum that is not public: no change, no other time, the same bytes. A charge is one."""
    home = public_site.home
    notice = home.published(public())
    before, cursor = public_site.ask("/red").content, public_site.get("/changes")["cursor"]
    for place in ("Orsk", "Tarn"):
        home.later(days=1)
        _amended(home, notice, public({"last_known": [{"place": place, "country": "XC", "on": "2026-11"}]}))
    home.do(home.officer, c.AddAddendum(id=notice, text="Seen in Tarn", to_requester=True, public=False))
    with site(home) as other:
        assert public_site.ask("/red").content == other.ask("/red").content == before
    assert public_site.get(f"/changes?after={cursor}")["changes"] == []
    assert home.state("notice", notice).updated_at > home.state("notice", notice).shown_at
    home.later(days=1)
    _amended(home, notice, public({"occupation": "baker"}))
    (change,) = public_site.get(f"/changes?after={cursor}")["changes"]
    assert (change["change"], change["notice"]["updated_at"]) == ("changed", "2026-11-24T12:00:00Z")
    home.do(home.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE))
    with home.comity.look() as look:
        assert look.reader.content_ids() == set(home.comity.vault.ids())


def test_a_longer_retention_is_shown(public_site: Site) -> None:
    """`expires_at` is what it is at the question."""
    home = public_site.home
    notice = home.published(public())
    assert public_site.get("/red")["_embedded"]["notices"][0]["expires_at"] == "2031-11-21T12:00:00Z"
    home.later(days=365 * 5 - 100)
    public_site.tick(c.AskRetention(id=notice))
    home.do(home.bureau["XA"], c.ExtendRetention(id=notice, until=date(2033, 1, 1), reason="Still sought"))
    assert public_site.get("/red")["_embedded"]["notices"][0]["expires_at"] == "2033-01-01T12:00:00Z"


def test_a_mirror_that_follows_the_changes_ends_with_what_is_there(public_site: Site) -> None:
    """Additions and changes at once, removals with the next day's batch, and none is missed by the cursor."""
    home = public_site.home
    mirror: dict[str, Any] = {}
    cursor = ""
    ids = listed(home, [listing(number) for number in range(1, 6)])

    def follow() -> list[tuple[str, str]]:
        nonlocal cursor
        seen = []
        while True:
            answer = public_site.get(f"/changes?after={cursor}")
            cursor = answer["cursor"]
            for change in answer["changes"]:
                seen.append((change["change"], change["entity_id"]))
                if change["change"] == "removed":
                    mirror.pop(change["entity_id"], None)
                elif change["notice"] is not None:
                    mirror[change["entity_id"]] = change["notice"]
            if not answer["more"]:
                return seen

    assert follow() == [("added", f"2026/{number}") for number in range(1, 6)]
    home.do(home.listing, c.EndListing(id=ids[1]))
    home.do(home.listing, c.ReviseListing(id=ids[2], body=listing(3, forenames="Gaius")))
    listed(home, [listing(6)])
    assert follow() == [("changed", "2026/3"), ("added", "2026/6")]
    assert mirror["2026/3"]["forename"] == "Gaius"
    home.later(days=1)
    listed(home, [listing(7)])
    assert follow() == [("removed", "2026/2"), ("added", "2026/7")]
    assert follow() == []
    assert sorted(mirror) == sorted(public_site.numbers("/un"))


def test_removals_look_alike_whatever_their_cause(public_site: Site) -> None:
    """Id and day and nothing more: a block, a suspension, a withdrawal and an arrest cannot be told apart."""
    home = public_site.home
    causes = ["block", "suspend", "retract", "withdraw", "achieve"]
    notices = [home.published(public(reference=f"XA/2026/{cause}")) for cause in causes]
    cursor = public_site.get("/changes")["cursor"]
    for notice, cause in zip(notices, causes, strict=True):
        home.later(hours=1)
        _end(public_site, notice, cause)
    assert public_site.get(f"/changes?after={cursor}")["changes"] == []
    home.later(days=1)
    found = public_site.get(f"/changes?after={cursor}")["changes"]
    numbers = [home.state("notice", notice).number for notice in notices]
    assert found == [{"change": "removed", "entity_id": number, "day": "2026-11-22"} for number in numbers]


def test_an_addition_that_is_public_no_more_shows_no_one(public_site: Site) -> None:
    """Who reads the changes late does not learn who was once on the list."""
    home = public_site.home
    (notice,) = listed(home, [listing(1)])
    home.do(home.listing, c.EndListing(id=notice))
    (change,) = public_site.get("/changes")["changes"]
    assert change == {"change": "added", "entity_id": "2026/1", "day": "2026-11-21", "notice": None}


@pytest.mark.parametrize("cursor", ["x", "2026-11-21", "2026-13-41.1", "1.2026-11-21", "-1", "2026-11-21.-1"])
def test_a_cursor_that_was_never_given_is_refused(public_site: Site, cursor: str) -> None:
    """A mirror that mistypes must not believe that it is up to date."""
    answer = public_site.ask(f"/changes?after={cursor}")
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "after")


def test_more_changes_than_one_answer_holds_come_in_several(public_site: Site) -> None:
    """The cursor leads through all of them, once each."""
    listed(public_site.home, [listing(number) for number in range(1, 504)])
    cursor, found, more = "", [], True
    while more:
        answer = public_site.get(f"/changes?after={cursor}")
        cursor, more = answer["cursor"], answer["more"]
        found += [change["entity_id"] for change in answer["changes"]]
    assert found == [f"2026/{number}" for number in range(1, 504)]


def test_the_export_is_the_whole_set_and_says_from_where_to_follow(public_site: Site) -> None:
    """One notice a line, as its own address shows it; after it the changes lead on."""
    home = public_site.home
    home.published(public())
    ids = listed(home, [listing(number, entity=number % 2 == 0) for number in range(1, 520)])
    answer = public_site.ask("/export.jsonl")
    lines = [msgspec.json.decode(line) for line in answer.content.splitlines()]
    assert len(lines) == 520
    assert lines[0]["_links"]["self"]["href"].startswith("http://127.0.0.1:8000/notices/v1/")
    sample = next(line for line in lines if line["entity_id"] == "2026/7")
    assert sample == public_site.get(sample["_links"]["self"]["href"].partition(ROOT)[2])
    home.do(home.listing, c.EndListing(id=ids[0]))
    home.later(days=1)
    changes = public_site.get(f"/changes?after={answer.headers['comity-changes-cursor']}")["changes"]
    assert [change["change"] for change in changes] == ["removed"]


def test_the_export_in_the_model_has_every_one_with_a_name(public_site: Site) -> None:
    """Two lines a listing: who it is and what stands against it."""
    listed(public_site.home, [listing(1), listing(2, entity=True)])
    lines = [msgspec.json.decode(line) for line in public_site.ask("/export.ftm.json").content.splitlines()]
    assert sorted(line["schema"] for line in lines) == ["Organization", "Person", "Sanction", "Sanction"]


def test_a_photograph_is_served_as_what_it_is(public_site: Site) -> None:
    """A JPEG of its pixels; it is linked from list, notice and images alike."""
    home = public_site.home
    home.published(public({"photographs": [{"sha256": upload(home, "XA", PNG)}]}))
    (entry,) = public_site.get("/red")["_embedded"]["notices"]
    path = entry["_links"]["thumbnail"]["href"].partition(ROOT)[2]
    answer = public_site.ask(path)
    assert (answer.content, answer.headers["content-type"]) == (shown(PNG), "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    images = public_site.get(entry["_links"]["images"]["href"].partition(ROOT)[2])
    assert [path.rpartition("/")[2]] == [one["picture_id"] for one in images["_embedded"]["images"]]
    same = public_site.ask(path, headers={"If-None-Match": f"W/{answer.headers['etag']}"})
    assert (same.status_code, same.content) == (304, b"")


def test_a_photograph_of_another_member_is_not_shown_by_naming_its_digest(public_site: Site) -> None:
    """To know a digest is not to hold the picture."""
    home = public_site.home
    digest = upload(home, "XB", PNG)
    home.published(public({"photographs": [{"sha256": digest}]}))
    (entry,) = public_site.get("/red")["_embedded"]["notices"]
    assert "thumbnail" not in entry["_links"]


def test_an_answer_may_be_kept_but_not_used_unasked(public_site: Site) -> None:
    """A tag saves the second reading; no shared cache and no search engine keeps anyone."""
    public_site.home.published(public())
    first = public_site.ask("/red")
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["x-robots-tag"] == "noindex, nofollow"
    second = public_site.ask("/red", headers={"If-None-Match": first.headers["etag"]})
    assert (second.status_code, second.content) == (304, b"")
    public_site.home.published(public(reference="XA/2026/0099"))
    assert public_site.ask("/red", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_long_answers_are_packed_for_who_can_unpack_them(public_site: Site) -> None:
    """Lists are gzipped, and plain for who does not ask for it."""
    listed(public_site.home, [listing(number) for number in range(1, 40)])
    assert public_site.ask("/un").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in public_site.ask("/un", headers={"Accept-Encoding": "identity"}).headers


def test_a_script_of_another_page_may_ask(public_site: Site) -> None:
    """A preflight finds that anyone may read."""
    answer = public_site.client.options("/notices/v1/red", headers={"Origin": "https://paper.example"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]


def test_the_list_of_countries_is_that_of_the_search(public_site: Site) -> None:
    """Clients slice by it."""
    assert {"value": "XA", "name": "XA"} in public_site.get("/data/countries")


def test_every_kind_has_its_list(public_site: Site) -> None:
    """Red, yellow and UN as the original; the others under their own names, and no list of silver."""
    for kind in Kind:
        path = "un" if kind is Kind.SPECIAL else kind.value
        assert public_site.ask(f"/{path}").status_code == (404 if kind is Kind.SILVER else 200)


def test_no_removal_is_told_before_its_day(public_site: Site) -> None:
    """What is taken down in the last minute of a day is told in the first of the next."""
    home = public_site.home
    home.clock.at = home.clock.at.replace(hour=23, minute=59)
    (notice,) = listed(home, [listing(1)])
    cursor = public_site.get("/changes")["cursor"]
    home.do(home.listing, c.EndListing(id=notice))
    assert public_site.get(f"/changes?after={cursor}")["changes"] == []
    home.clock.at += timedelta(minutes=1)
    assert [change["change"] for change in public_site.get(f"/changes?after={cursor}")["changes"]] == ["removed"]


def test_who_asks_too_early_is_told_when_to_come_again(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the set is being read a search is a 503 with a time, and the first page is there already."""
    monkeypatch.setattr(publicset, "PATIENCE_S", 0.05)
    listed(home, [listing(number) for number in range(1, 71)])
    go_on = Event()

    def slowly(one: Published) -> Entry:
        if one.number == "2026/1":
            go_on.wait(30)
        return entry(one, home.comity.base_url)

    shown = PublicSet(home.comity, slowly)
    monkeypatch.setattr(published, "FIRST", 1)
    shown.start()
    with TestClient(Litestar([public_router(home.comity, shown)])) as client:
        answer = client.get("/notices/v1/un?name=fictus")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
        assert answer.json()["type"] == "urn:comity:problem:still-reading"
        go_on.set()
        assert shown.complete(30)
        assert client.get("/notices/v1/un?name=fictus").json()["total"] == 70
    shown.close()
