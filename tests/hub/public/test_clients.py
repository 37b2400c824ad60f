"""Programs written for the INTERPOL public service work here when only their base address is changed.

Each class or test is a small program of our own that asks and reads as clients of that service do that are found in
public: a crawler that slices by country, sex, age and name because of the original's cap (OpenSanctions), one that
follows `next` in the text itself, one that takes the listings by resolution and reference, one that counts pages to the
total, one that quotes the whole number into an address, one with typed records (bundesAPI). They talk HTTP to a hub.
"""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote_plus, urlencode
from urllib.request import Request, urlopen

import msgspec
import pytest
import uvicorn
from litestar import Litestar
from tests.house import House, house
from tests.hub.public.site import PNG, listed, listing, missing, public, upload
from tests.hub.public.site import shown as of_public

from comity.hub.public import open_public_set, public_router

COUNTRIES = ("XA", "XB", "XC")


@contextmanager
def _running(home: House, port: int) -> Iterator[str]:
    shown = open_public_set(home.comity)
    config = uvicorn.Config(Litestar([public_router(home.comity, shown)]), port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
        yield f"http://127.0.0.1:{port}/notices/v1"
    finally:
        server.should_exit = True
        thread.join()
        shown.close()


def _people(home: House) -> None:
    photograph = upload(home, "XA", PNG)
    for number in range(12):
        who = {
            "family_name": f"Marek-{'ABCDEF'[number % 6]}",
            "forenames": None if number == 5 else "Ilya",
            "nationalities": [COUNTRIES[number % 3]],
            "sex": ("male", "female", None)[number % 3],
            "birth": {"date": ("1971-05-04", "1980-02", "1999", "1960/1965")[number % 4]},
        }
        if number == 0:
            who["photographs"] = [{"sha256": photograph}]
        home.published(public(who, reference=f"XA/2026/{number}"))
    for number in range(4):
        home.published(missing(reported_to=f"Station {number}"))
    listed(home, [listing(number, entity=number > 200) for number in range(1, 251)])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running hub with 12 red, 4 yellow notices, 200 listed persons and 50 listed entities."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with house(tmp_path_factory.mktemp("clients")) as home:
        home.comity = replace(home.comity, base_url=f"http://127.0.0.1:{port}")
        _people(home)
        with _running(home, port) as address:
            yield address


def text(address: str) -> str:
    """Ask as a plain client does, and return the text of the answer."""
    with urlopen(Request(address, headers={"User-Agent": "a client", "Accept": "*/*"})) as answer:
        found: str = answer.read().decode("utf-8")
    return found


def ask(address: str, **query: Any) -> Any:
    return json.loads(text(f"{address}?{urlencode(query)}" if query else address))


class SlicingCrawler:
    """Asks 160 at a time by every country, sex, age and name length, and opens each notice once."""

    def __init__(self, base: str) -> None:
        self.base, self.seen, self.warrants = base, {}, []  # type: ignore[var-annotated]

    def query(self, **query: Any) -> int:
        data = ask(f"{self.base}/red", **query, resultPerPage=160)
        for notice in data.get("_embedded", {}).get("notices", []):
            self.notice(notice)
        total: int = data.get("total", 0)
        return total

    def notice(self, notice: dict[str, Any]) -> None:
        address = notice.pop("_links", {}).get("self", {}).get("href")
        if address in self.seen:
            return
        found = ask(address)
        found.pop("_links", {})
        found.pop("_embedded", {})
        assert found["entity_id"] == notice["entity_id"]
        self.seen[address] = f"{found.pop('forename', None) or ''} {found.pop('name')}".strip()
        for warrant in found.pop("arrest_warrants", []):
            self.warrants.append((warrant.pop("issuing_country_id"), warrant.pop("charge")))
            warrant.pop("charge_translation")
            assert warrant == {}

    def crawl(self) -> None:
        countries = [one["value"] for one in ask(f"{self.base}/data/countries")]
        for country in [code for code in countries if code.startswith("X")]:
            self.query(nationality=country)
            self.query(arrestWarrantCountryId=country)
        for sex in ("M", "F", "U"):
            self.query(sexId=sex)
        self.query(ageMax=20, ageMin=0)
        self.query(ageMax=300, ageMin=90)
        for dots in range(12):
            for field in ("name", "forename"):
                self.query(**{field: f"^{'.' * dots}$"})


def test_a_crawler_that_slices_meets_everyone_once_and_no_error(base: str) -> None:
    """By nationality, warrant, sex and age, as if there were a cap."""
    crawler = SlicingCrawler(base)
    crawler.crawl()
    assert len(crawler.seen) == 12
    assert len(crawler.warrants) == 12
    assert set(crawler.warrants) == {("XA", "Fraud")}


class Capped:
    """Takes 160 of an answer at most, as the original gives: who is in no small slice is never met."""

    def __init__(self, base: str) -> None:
        self.base, self.seen = base, set[str]()

    def ask(self, **query: Any) -> int:
        found = ask(f"{self.base}/red", **query, resultPerPage=160)
        self.seen |= {one["_links"]["self"]["href"] for one in found["_embedded"]["notices"]}
        total: int = found["total"]
        return total

    def crawl(self) -> None:
        for length in range(40):
            for field in ("name", "forename"):
                cut = {field: f"^{'.' * length}$"}
                if self.ask(**cut) > 160:
                    for age in range(20, 91):
                        self.ask(**cut, ageMin=age, ageMax=age)

    def by_letters(self) -> None:
        for cut in ("^[a-c]", "^[d-k]", "^[l-n]", "^[o-r]", "^[s-z]", "^[^a-z]", "^$"):
            self.ask(name=cut)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a hub with 410 red notices of one member."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with house(tmp_path_factory.mktemp("crowd")) as home:
        home.comity = replace(home.comity, base_url=f"http://127.0.0.1:{port}")
        for number in range(_CROWD):
            home.published(_one_of_many(number))
        with _running(home, port) as address:
            yield address


_CROWD = 410
_FORENAMES = ("Ilya", "Éva", "Øystein", "Łukasz", "Simão", "Tomás Ángel", "Åke", "김민준", None)
_FAMILY = (
    "Marek",
    "Ávila",
    "Östlund",
    "Čapek",
    "Łaski",
    "Ødegaard",
    "Şahin",
    "O’Neill",
    "al\u2011Naseem",
    "Díaz y Núñez",
)


def _one_of_many(number: int) -> Any:
    who = {
        "family_name": f"{_FAMILY[number % 10]}-{'abcdefghijklmnop'[number % 16] * (1 + number % 9)}",
        "forenames": _FORENAMES[number % 9],
        "nationalities": ["XA"],
        "sex": "male",
        "birth": {"date": f"{1950 + number % 50}-0{1 + number % 9}-1{number % 10}"},
    }
    return public(who, reference=f"XA/2026/{number}")


def test_a_capped_crawler_meets_everyone_of_a_member_that_seeks_hundreds(crowd: str) -> None:
    """By country, warrant and sex a slice is too large; by length of names and age each is small, and all are met."""
    for whole in ({"nationality": "XA"}, {"arrestWarrantCountryId": "XA"}, {"sexId": "M"}, {}):
        assert ask(f"{crowd}/red", **whole, resultPerPage=160)["total"] == _CROWD
    crawler = Capped(crowd)
    crawler.crawl()
    assert len(crawler.seen) == _CROWD
    by_letters = Capped(crowd)
    by_letters.by_letters()
    assert len(by_letters.seen) == _CROWD


def test_a_client_that_sends_what_is_not_understood_fails_and_does_not_take_a_part_for_the_whole(crowd: str) -> None:
    """400, with the parameter and what would be right."""
    with pytest.raises(HTTPError) as raised:
        ask(f"{crowd}/red", name="^(a|b).*")
    with raised.value as answer:
        assert (answer.code, json.loads(answer.read())["errors"][0]["path"]) == (400, "name")


def test_a_screener_with_the_letters_of_a_bank_s_file_finds_the_name(crowd: str) -> None:
    """ASCII in capitals finds what is written with accents, as many as with them."""
    for plain, written in (
        ("CAPEK", "Čapek"),
        ("ODEGAARD", "Ødegaard"),
        ("O'NEILL", "O’Neill"),
        ("AL-NASEEM", "al\u2011Naseem"),
    ):
        assert ask(f"{crowd}/red", name=plain)["total"] == ask(f"{crowd}/red", name=written)["total"] == 41
        assert ask(f"{crowd}/red", freeText=plain)["total"] == 41


def test_one_slice_alone_is_whole(base: str) -> None:
    """The slices by sex add up, and so do those by nationality."""
    assert sum(ask(f"{base}/red", sexId=sex)["total"] for sex in "MFU") == 12
    assert sum(ask(f"{base}/red", nationality=country)["total"] for country in COUNTRIES) == 12


def test_a_client_that_finds_its_links_in_the_text_comes_through(base: str) -> None:
    """It matches `self` and `next` with patterns over the answer as it is written."""
    address, found = f"{base}/un/persons?&unResolution=&resultPerPage=160", []
    while address:
        body = text(address)
        found += re.findall(r'"self"\W+"href":"([^"]+/persons/\d{4}-\d+)"', body)
        following = re.search(r'next"\W+href":"([^"]+)', body)
        address = following[1] if following else ""
    assert len(set(found)) == len(found) == 200
    assert '"entity_id":' in text(found[0])


def test_a_client_that_takes_listings_by_resolution_and_reference_meets_them_all(base: str) -> None:
    """`unResolution` and each digit in `unReference`, because the original ends at 160."""
    numbers: list[str] = []
    assert ask(f"{base}/un/persons", unResolution=1267, resultPerPage=160)["total"] > 160
    for digit in range(10):
        page = ask(f"{base}/un/persons", unReference=digit, unResolution=1267, resultPerPage=160)
        numbers += [one["entity_id"].replace("/", "-") for one in page["_embedded"]["notices"]]
    assert len(set(numbers)) == 200
    for number in numbers[:5]:
        found = ask(f"{base}/un/persons/{number}")
        for field in ("forename", "father_name", "father_forename", "name", "aliases", "adresses", "associates"):
            assert field in found
        for field in ("un_reference", "un_reference_date", "place_of_birth", "country_of_birth_id", "summary"):
            assert field in found
    entities = ask(f"{base}/un/entities?&unResolution=&resultPerPage=160")
    assert entities["total"] == len(entities["_embedded"]["notices"]) == 50
    one = ask(f"{base}/un/entities/{entities['_embedded']['notices'][0]['entity_id'].replace('/', '-')}")
    for field in ("also_known_as", "formerly_known_as", "name_in_original_script", "adresses", "summary"):
        assert field in one


def test_a_client_that_counts_pages_to_the_total_reaches_the_last(base: str) -> None:
    """It divides the total by the page, and asks for each."""
    first = ask(f"{base}/un", page=1, resultPerPage=20)
    pages = -(-first["total"] // first["query"]["resultPerPage"])
    found = {
        one["entity_id"] for page in range(1, pages + 1) for one in ask(f"{base}/un", page=page)["_embedded"]["notices"]
    }
    assert (pages, len(found)) == (13, 250)
    assert first["_links"]["last"]["href"].endswith("page=13")


def test_a_client_that_quotes_the_number_whole_finds_the_notice(base: str) -> None:
    """`2026/17` becomes `2026%2F17` in its address."""
    one = ask(f"{base}/un", name="Fictus 7", resultPerPage=1000)["_embedded"]["notices"][0]
    assert ask(f"{base}/un/persons/{quote_plus(one['entity_id'])}")["un_reference"] == one["un_reference"]


def test_a_client_that_wants_the_photograph_gets_it(base: str) -> None:
    """From the list to the pictures to the first of them; who has none has no thumbnail."""
    notices = ask(f"{base}/red", resultPerPage=200)["_embedded"]["notices"]
    shown = [one for one in notices if "thumbnail" in one["_links"]]
    assert len(shown) == 1
    images = ask(shown[0]["_links"]["images"]["href"])
    address = images["_embedded"]["images"][0]["_links"]["self"]["href"]
    with urlopen(address) as answer:
        assert (answer.headers["content-type"], answer.read()) == ("image/jpeg", of_public(PNG))
    assert images["_links"]["notice"]["href"] == shown[0]["_links"]["self"]["href"]
    assert ask(notices[0]["_links"]["images"]["href"])["_embedded"]["images"] in ([], images["_embedded"]["images"])


def test_a_client_that_asks_for_the_head_alone_gets_it_of_every_address(base: str) -> None:
    """Mirrors and link checkers look before they read."""
    entry = ask(f"{base}/red", resultPerPage=200)["_embedded"]["notices"]
    thumbnail = next(one["_links"]["thumbnail"]["href"] for one in entry if "thumbnail" in one["_links"])
    for address in (f"{base}/red", entry[0]["_links"]["self"]["href"], thumbnail, f"{base}/export.jsonl"):
        with urlopen(Request(address, method="HEAD")) as answer:
            assert (answer.status, answer.read()) == (200, b"")


def test_a_client_that_searches_from_a_form_sends_what_is_empty_too(base: str) -> None:
    """Empty fields are not given; a stray `=` and an unknown field change nothing."""
    form = (
        "forename=&name=&nationality=&ageMax=&ageMin=&freeText=&sexId=&arrestWarrantCountryId=&page=1&resultPerPage=20"
    )
    assert ask(f"{base}/red?{form}")["total"] == 12
    assert ask(f"{base}/red?=&arrestWarrantCountryId=XA")["total"] == 12
    assert ask(f"{base}/red?&nationality=XB&lang=en")["total"] == 4


def test_a_client_that_handles_a_missing_notice_finds_404(base: str) -> None:
    """The answer that older readers expect, with the status in the body too."""
    with pytest.raises(HTTPError) as raised:
        text(f"{base}/red/1993-27493")
    with raised.value as answer:
        assert (answer.code, json.loads(answer.read())["status"]) == (404, 404)


class Link(msgspec.Struct):
    href: str


class Links(msgspec.Struct):
    self: Link
    images: Link
    thumbnail: Link | None = None


class Warrant(msgspec.Struct):
    issuing_country_id: str | None
    charge: str | None
    charge_translation: str | None


class Typed(msgspec.Struct):
    """The record of a red notice as a generated client has it."""

    arrest_warrants: list[Warrant]
    weight: int | None
    forename: str | None
    date_of_birth: str | None
    entity_id: str
    languages_spoken_ids: list[str] | None
    nationalities: list[str] | None
    height: float | None
    sex_id: str | None
    country_of_birth_id: str | None
    name: str | None
    distinguishing_marks: str | None
    eyes_colors_id: list[str] | None
    hairs_id: list[str] | None
    place_of_birth: str | None
    links: Links = msgspec.field(name="_links")
    embedded: dict[str, list[Any]] = msgspec.field(name="_embedded")


def test_a_client_with_typed_records_reads_every_notice(base: str) -> None:
    """Types are those of the generated client; what is not known is null everywhere."""
    for one in ask(f"{base}/red", resultPerPage=160)["_embedded"]["notices"]:
        found = msgspec.json.decode(text(one["_links"]["self"]["href"]), type=Typed)
        assert found.embedded == {"links": []}
        assert found.links.self.href == one["_links"]["self"]["href"]
        assert re.fullmatch(r"\d{4}(/\d{2}(/\d{2})?)?", found.date_of_birth or "1900")


def test_a_client_of_missing_persons_reads_where_and_when(base: str) -> None:
    """`place`, `date_of_event` and `country` of each yellow notice."""
    notices = ask(f"{base}/yellow")["_embedded"]["notices"]
    assert len(notices) == 4
    found = ask(notices[0]["_links"]["self"]["href"])
    assert (found["place"], found["date_of_event"], found["country"]) == ("Veld", "2026/03/01", "XA")


def test_a_client_that_reads_everything_at_full_speed_is_never_put_off(base: str) -> None:
    """Three hundred questions in a row, and no 429."""
    for number in range(300):
        page = ask(f"{base}/un", page=number % 13 + 1)
    assert page["total"] == 250
