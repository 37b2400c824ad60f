"""The figures pages: what anyone reads, in each language, and takes along."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from tests.hub.web.face import Face, Shown
from tests.hub.web.face import face as served_face
from tests.hub.web.public.released import QUARTERS, REPLY, release_all, releases

from comity.app.figures import verify_release
from comity.app.views.figures import fault_of
from comity.hub.web.language import LANGUAGES
from comity.ledger.note import NoteKey
from comity.statistics.measures import measures
from comity.statistics.package import package

FIRST = f"/en/figures/{QUARTERS[0]}"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    """An organisation with two released quarters."""
    with served_face(tmp_path_factory.mktemp("figures")) as found:
        release_all(found.home)
        yield found


def test_before_the_first_release_the_page_says_what_belongs_there(tmp_path: Path) -> None:
    """An empty list is explained and is no error."""
    with served_face(tmp_path) as found:
        assert "No quarter was released yet" in found.page(None, "/en/figures").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rest", ["", f"/{QUARTERS[0]}", f"/{QUARTERS[1]}/decisions", f"/{QUARTERS[0]}/ignored_30"])
def test_anyone_may_read_the_figures_in_each_language(shown: Face, language: str, rest: str) -> None:
    """One heading of the first rank, no id twice, the direction of the language, no message left open."""
    answer = shown.get(None, f"/{language}/figures{rest}")
    page = Shown(answer)
    assert answer.status_code == 200
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in answer.text
    assert [level for level, _ in page.headings].count(1) == 1
    assert len(page.ids) == len(set(page.ids))
    assert "%(" not in page.text
    assert " style=" not in answer.text


@pytest.mark.parametrize("measure", measures())
@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_measure_has_a_page_with_its_meaning(shown: Face, quarter: str, measure: str) -> None:
    """Definition, unit and caveat stand beside the figures, counted or not."""
    page = shown.page(None, f"/en/figures/{quarter}/{measure}").text
    about = measures()[measure]
    for words in (about.title, about.definition, about.unit, about.caveat):
        assert words in page


def test_the_newest_quarter_is_shown_where_none_is_named(shown: Face) -> None:
    """And it leads to the one before it."""
    page = shown.page(None, "/en/figures")
    assert "Figures of April to June 2026" in page.text
    assert FIRST in page.links


def test_the_story_is_told_in_sentences_computed_from_the_figures(shown: Face) -> None:
    """Asked, refused and on what ground, published, answered, ignored."""
    page = shown.page(None, FIRST).text
    for finding in (
        "The number of new requests was 40.",
        "Refusals: 10 of 40 decisions (25%).",
        "The grounds told most often were: Neutrality and Warrant (5 each, of 10 refusals).",
        "Published: 30, of which 20 had a public extract from the start.",
        "Of 25 finds that came to the mark of 30 days, 15 had neither an action nor a reason.",
    ):
        assert finding in page
    later = shown.page(None, f"/en/figures/{QUARTERS[1]}").text
    assert "against 40 in the quarter before" in later
    assert "Nothing was counted in this quarter: none, or fewer than five." in later


def test_a_measure_is_shown_quarter_by_quarter(shown: Face) -> None:
    """The highest is named; where nothing was counted in any quarter, that is said."""
    page = shown.page(None, f"/en/figures/{QUARTERS[1]}/requests").text
    assert "The highest of the quarters shown was 40 (January to March 2026)." in page
    empty = shown.page(None, f"/en/figures/{QUARTERS[1]}/objections").text
    assert "Nothing was counted in the quarters shown" in empty


def test_each_member_has_a_tile_with_the_share_it_answered(shown: Face) -> None:
    """Of thirty notices XB entered none, XC twelve, XD all; XA received none, which is not nought per cent."""
    text = shown.get(None, FIRST).text
    tiles = text[text.index('class="comity-map"') : text.index('class="comity-key"')]
    assert [tiles.count(f"<b>{member}</b>") for member in ("XA", "XB", "XC", "XD")] == [1, 1, 1, 1]
    words = " ".join(Shown(shown.get(None, FIRST)).text.split())
    assert "XA – too few to say" in words
    assert "XD 100% 100%" in words


def test_a_share_of_too_few_is_words_and_never_nought(shown: Face) -> None:
    """What is not given is said not to be given."""
    page = shown.page(None, f"/en/figures/{QUARTERS[1]}").text
    assert "Reviews in which two agreed too few to say" in page
    assert "Finds ignored for 30 days too few to say" in page
    assert "Routine too few to say too few to say" in page


def test_a_reply_stands_on_the_page_as_it_was_written_and_beside_the_figures_of_its_member(shown: Face) -> None:
    """Its markup is words; each table that has the member leads to it."""
    answer = shown.get(None, FIRST)
    assert "&lt;b&gt;by letter&lt;/b&gt;" in answer.text
    assert "reply-XB" in Shown(answer).ids
    assert f"{FIRST}#reply-XB" in shown.page(None, f"{FIRST}/treatment").links


def test_the_csv_is_that_of_the_package_in_utf8_with_a_head(shown: Face) -> None:
    """The same columns under the same names, whether one takes one table or all."""
    answer = shown.get(None, f"{FIRST}/decisions.csv")
    assert answer.headers["content-type"] == "text/csv; header=present; charset=utf-8"
    assert 'filename="comity-2026-q1-decisions.csv"' in answer.headers["content-disposition"]
    assert answer.content == package(releases()[:1])["tables/decisions.csv"]
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["quarter", "by", "row", "column", "count"]
    assert ["2026-Q1", "total", "*", "refused:NEUTRALITY", "5"] in rows


def test_words_of_members_cannot_become_a_formula_in_a_spreadsheet(shown: Face) -> None:
    """A cell that would begin like one begins with an apostrophe."""
    rows = list(csv.reader(io.StringIO(shown.get(None, f"{FIRST}/replies.csv").text)))
    assert rows[1] == ["2026-Q1", "XB", f"'{REPLY}"]


def test_the_json_of_a_measure_says_what_it_counts(shown: Face) -> None:
    """Tables and codebook together, so that nobody has to guess a column."""
    found = json.loads(shown.get(None, f"{FIRST}/requests.json").content)
    assert (found["quarter"], found["base"], found["measure"]["id"]) == ("2026-Q1", 5, "requests")
    assert found["tables"][0]["rows"] == [{"counts": [40, 0, 0, 0], "row": "*", "total": 40}]


def test_the_release_is_given_as_it_was_signed(shown: Face) -> None:
    """Whoever has the key verifies it without us."""
    document = shown.get(None, f"{FIRST}/release.json").content
    assert verify_release(document, shown.home.comity.log_key) == releases()[0]


def test_the_package_holds_the_quarter_and_all_before_it_and_never_changes(shown: Face) -> None:
    """The same bytes each time; the package of the first quarter knows nothing of the second."""
    first, again = (shown.get(None, f"{FIRST}/package.zip").content for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == package(releases()[:1])
    second = shown.get(None, f"/en/figures/{QUARTERS[1]}/package.zip").content
    with zipfile.ZipFile(io.BytesIO(second)) as opened:
        assert "releases/2026-Q1.json" in opened.namelist()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", [*measures(), "refusals", "in_force", "ignored", "answers", "requests-earlier", "ignored_90-earlier"]
)
def test_every_picture_is_an_image_of_its_own_in_two_widths(shown: Face, language: str, name: str) -> None:
    """Under 40 kB, in the language of its page, named and described in words."""
    for suffix in ("", "-narrow"):
        answer = shown.get(None, f"/{language}/figures/{QUARTERS[0]}/{name}{suffix}.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert len(answer.content) < 40_000
        root = fromstring(answer.content)
        assert root.get("lang") == language
        assert root[0].text
        assert root[1].text


@pytest.mark.parametrize(
    "address",
    [
        "/en/figures/2025-Q4",
        "/en/figures/2026-Q5",
        "/en/figures/2026-q1",
        "/en/figures/latest",
        "/de/figures",
        *(
            f"{FIRST}/{name}"
            for name in (
                *("nothing", "nothing.csv", "nothing.json", "nothing.svg", "requests.xlsx", "requests.zip"),
                *(
                    "release.csv",
                    "package.json",
                    "requests.csv.csv",
                    "..%2Frequests.csv",
                    "shares.json",
                    "requests-narrow",
                ),
                *("requests-sideways.svg", "-narrow.svg", "nothing-earlier.svg", "answers", "REQUESTS", "requests.CSV"),
            )
        ),
    ],
)
def test_what_was_not_released_or_is_no_figure_is_not_found(shown: Face, address: str) -> None:
    """A quarter that was not released, a measure that is not counted and a file that is not made are the same to us."""
    assert shown.get(None, address).status_code == 404


def test_pictures_load_nothing_and_run_nothing(shown: Face) -> None:
    """The policy of a picture lets it be seen and no more."""
    policy = shown.get(None, f"{FIRST}/requests.svg").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_a_release_under_another_key_does_not_hold(shown: Face) -> None:
    """The page says so in place of the check, and names what is wrong."""
    document = shown.get(None, f"{FIRST}/release.json").content
    key = shown.home.comity.log_key
    assert fault_of(document, key) is None
    other = NoteKey(key.name, bytes(32), key.type)
    assert fault_of(document, other) == "The release was signed by another key."
    changed = document.replace(b'"counts":[40,0,0,0]', b'"counts":[45,0,0,0]')
    assert fault_of(changed, key) is not None
