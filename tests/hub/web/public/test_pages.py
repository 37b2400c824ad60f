"""What every public page is: in each language, for anyone, with one heading, and grounds that can be looked up."""

import re
from collections.abc import Iterator

import pytest
from tests.hub.web.face import Face, Shown
from tools import messages

from comity.hub.web.language import LANGUAGES, SOURCE, direction, translations
from comity.hub.web.pages import Page
from comity.hub.web.parts import PAGES
from comity.hub.web.public.about import CONTENTS
from comity.law.citations import Citation

STANDING = [page for page in PAGES if page.public and page.method == "GET" and page.path.count("{") == 1]
EXPECTED = {
    "", "/notices", "/about", "/about/request", "/about/kinds", "/about/members", "/about/rights", "/about/decisions",
    "/about/questions", "/law/rules", "/law/policies", "/law/articles", "/redress", "/redress/apply", "/redress/follow",
    "/verify", "/accessibility", "/privacy",
}  # fmt: skip


def cited() -> Iterator[str]:
    """Yield every ground that a template names."""
    for path in (messages.WEB / "templates" / "public").glob("*.html"):
        for text in re.findall(r'cite\("([^"]+)"\)', path.read_text("utf-8")):
            yield from text.split(", ")


def test_the_public_site_is_whole() -> None:
    """Every page that footers, home and navigation lead to."""
    assert {page.path.removeprefix("/{language}") for page in STANDING} >= EXPECTED
    assert {path for path, _ in CONTENTS} <= EXPECTED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", STANDING, ids=lambda page: page.path)
def test_a_page_is_there_in_each_language(shared_face: Face, page: Page, language: str) -> None:
    """Language and direction are said, it has one heading, its controls have labels, and others are led to."""
    path = page.path.format(language=language)
    answer = shared_face.get(None, path)
    if answer.status_code == 303:
        assert answer.headers["location"].startswith(f"/{language}/")
        return
    shown = Shown(answer)
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}"' in answer.text
    assert len([level for level, _ in shown.headings if level == 1]) == 1, shown.headings
    assert shown.unlabelled == []
    assert sorted(set(shown.ids)) == sorted(shown.ids)
    for other in LANGUAGES:
        assert other == language or page.path.format(language=other) in [link.partition("?")[0] for link in shown.links]


@pytest.mark.parametrize("page", STANDING, ids=lambda page: page.path)
def test_no_page_leads_to_what_is_not_there(shared_face: Face, page: Page) -> None:
    """Every link of every page in English, within the organisation."""
    answer = shared_face.get(None, page.path.format(language=SOURCE))
    links = {link.partition("#")[0] for link in (Shown(answer).links if answer.status_code == 200 else [])}
    for link in sorted(link for link in links if link.startswith("/")):
        assert shared_face.get(None, link).status_code in {200, 303}, link


def test_every_ground_can_be_looked_up(shared_face: Face) -> None:
    """What a page cites is in the law data, and stands on the page that it leads to."""
    ids = set(shared_face.page(None, "/en/law/articles").ids)
    for text in sorted(set(cited())):
        found = Citation.parse(text)
        assert "-".join(part for part in (found.instrument, found.article) if part) in ids, text


@pytest.mark.parametrize("path", ["", "/about/request", "/redress/apply"])
def test_search_engines_are_told_of_the_other_languages(shared_face: Face, path: str) -> None:
    """With whole addresses, English for who reads none of them; pages on persons are offered to no one."""
    text = shared_face.get(None, f"/fr{path}?x=1").text
    base = shared_face.home.comity.base_url
    for name, language in [*((each, each) for each in LANGUAGES), ("x-default", SOURCE)]:
        assert f'<link rel="alternate" hreflang="{name}" href="{base}/{language}{path}">' in text
    assert "hreflang" not in shared_face.get(None, "/fr/notices").text.partition("</head>")[0]


def test_titles_are_said_in_the_language_of_the_page(shared_face: Face) -> None:
    """In the window as on the page."""
    for language in LANGUAGES:
        title = translations(language).gettext("Check a proof")
        assert f"<title>{title} – Comity</title>" in shared_face.get(None, f"/{language}/verify").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_the_language_of_the_address(shared_face: Face, language: str) -> None:
    """With status 404, and without a word that tells one unknown address from another."""
    one, other = (shared_face.get(None, f"/{language}/{path}") for path in ("nothing", "notices/red/1999-1"))
    assert (one.status_code, other.status_code) == (404, 404)
    said = translations(language).gettext("There is nothing here under this address that you may see.")
    assert said in Shown(one).text
    assert said in Shown(other).text


@pytest.mark.parametrize("path", ["", "/notices", "/redress", "/law/rules", "/verify"])
def test_a_public_page_reads_the_same_for_every_office(shared_face: Face, path: str) -> None:
    """Nothing of a desk comes into the text; only the way to one's own desk is added."""
    home = shared_face.home
    texts = set()
    for by in (None, home.bureau["XA"], home.reviewers[0], home.officer, home.commissioner, home.president):
        main = shared_face.get(by, f"/en{path}").text.partition("<main")[2].partition("</main>")[0]
        texts.add(re.sub(r'value="[^"]+"', "", main))
    assert len(texts) == 1
