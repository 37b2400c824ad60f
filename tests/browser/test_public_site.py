"""What anyone does on the public site: search, read figures and take them along, apply for redress, check a proof."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import drafting
from tests.browser.conftest import PageAs

Judge = Callable[[Page], None]
NAME = "أمينة بنت يوسف الطويل"
STATEMENT = "I am protected in XC since 2024. <b>Delete</b> it & answer in writing.\n" * 40


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_a_notice_is_found_by_a_name_and_read(
    page_as: PageAs, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """From the first page by search to the page of a notice, which says what it is not."""
    page = page_as(javascript=javascript, width=width)
    page.goto("/en/notices")
    name = page.locator(".comity-person__name a").first.inner_text()
    page.goto("/en")
    page.get_by_label("Search public notices").fill(name.lower())
    page.get_by_role("search").get_by_role("button", name="Search").click()
    no_overflow(page)
    page.locator(".comity-person__name a", has_text=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.partition(",")[0])
    expect(page.get_by_role("main")).to_contain_text("not")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    no_overflow(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_figure_is_read_and_taken_along(page_as: PageAs, javascript: bool) -> None:
    """The page of a measure has a table behind its chart, and the file that it gives holds rows of it."""
    page = page_as(javascript=javascript)
    page.goto("/en/figures")
    page.get_by_role("link", name=re.compile("^Tables and earlier quarters")).first.click()
    expect(page.locator("main table").first).to_be_attached()
    with page.expect_download() as given:
        page.get_by_role("link", name=re.compile("^CSV")).first.click()
    text = given.value.path().read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@"]


def applied(page: Page) -> tuple[str, str]:
    """Write an application, enclose two papers, send it; return reference and secret."""
    page.goto("/en/redress/apply")
    page.get_by_role("group", name="What do you ask for?").get_by_role("radio").nth(2).check()
    page.get_by_label("For myself").check()
    page.get_by_label("Full name").fill(NAME)
    page.get_by_label("Year").fill("1985")
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_label("English", exact=True).check()
    page.get_by_label("What you ask for, and why").fill(STATEMENT)
    page.get_by_role("button", name="Go on to check").click()
    expect(page.get_by_role("main")).to_contain_text(NAME)
    drafting.File("Identity paper", "paper.png", "image/png", drafting.picture()).answer(page)
    drafting.File("Other documents", "ruling.pdf", "application/pdf", drafting.PAPER).answer(page)
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your application was received")
    return page.locator("#reference").inner_text(), page.locator("#secret").inner_text()


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_an_application_is_made_with_papers_and_followed(
    page_as: PageAs, no_overflow: Judge, javascript: bool, width: int
) -> None:
    """Without an account; the receipt alone leads back to it, and the commission reads it with its papers."""
    page = page_as(javascript=javascript, width=width)
    reference, secret = applied(page)
    no_overflow(page)
    page.get_by_role("link", name="Follow your application").click()
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Secret").fill(secret.lower().replace("-", " "))
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.get_by_role("main")).to_contain_text("Received")
    no_overflow(page)
    assert secret not in page.url


def test_a_wrong_secret_and_an_unknown_reference_look_alike(page_as: PageAs) -> None:
    """Nobody learns by trying whether an application exists."""
    page = page_as()
    reference, _ = applied(page)
    told = set[str]()
    for asked in (reference, "RDR-2026-ZZZZZZZZ"):
        page.goto("/en/redress/follow")
        page.get_by_label("Reference").fill(asked)
        page.get_by_label("Secret").fill("AAAA-BBBB-CCCC-DDDD-EEEE")
        page.get_by_role("button", name="Show where it stands").click()
        told.add(page.get_by_role("alert").inner_text())
    assert len(told) == 1


def test_what_is_missing_is_told_and_what_was_typed_stays(page_as: PageAs, axe: Judge) -> None:
    """The summary leads to each field; nothing has to be written again."""
    page = page_as(width=360)
    page.goto("/en/redress/apply")
    page.get_by_label("What you ask for, and why").fill(STATEMENT)
    page.get_by_label("E-mail address").fill("no address")
    page.get_by_role("button", name="Go on to check").click()
    told = page.get_by_role("alert").get_by_role("link")
    for words in ("Choose what you ask for", "Say whether you apply", "Enter the full name", "Enter an e-mail address"):
        expect(told.filter(has_text=words)).to_have_count(1)
    expect(page.get_by_label("What you ask for, and why")).to_have_value(STATEMENT.strip())
    axe(page)
    page.get_by_role("alert").get_by_role("link", name="Enter the full name").click()
    expect(page.get_by_label("Full name")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_proof_is_checked(page_as: PageAs, javascript: bool) -> None:
    """In the browser where it can be, else by the server; a proof that was changed does not hold."""
    page = page_as(javascript=javascript)
    proof = json.loads(page.request.get("/api/v1/ledger/proof/12").text())
    page.goto("/en/verify")
    page.get_by_label("Proof", exact=True).fill(json.dumps(proof))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("The proof holds")
    changed = {**proof, "siblings": proof["siblings"][::-1]}
    page.get_by_label("Proof", exact=True).fill(json.dumps(changed))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("does not hold")


@pytest.mark.parametrize("width", [360, 1280])
def test_arabic_is_read_from_right_to_left(page_as: PageAs, axe: Judge, no_overflow: Judge, width: int) -> None:
    """The page begins at the right, a name in Latin letters keeps its own direction, and all of it fits."""
    page = page_as(width=width, language="ar")
    page.goto("/")
    page.goto("/ar/notices")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    heading, whole = page.get_by_role("heading", level=1).bounding_box(), page.locator("main").bounding_box()
    assert heading
    assert whole
    text = page.evaluate("() => getComputedStyle(document.querySelector('h1')).textAlign")
    assert text in {"start", "right"}
    assert heading["x"] + heading["width"] > whole["x"] + whole["width"] / 2
    axe(page)
    no_overflow(page)


def test_the_language_of_the_browser_is_offered_first(page_as: PageAs) -> None:
    """Each language leads to the same page in the others."""
    page = page_as(language="fr")
    page.goto("/fr/about")
    for code in ("es", "ar", "en", "fr"):
        page.locator(f'.comity-languages a[hreflang="{code}"]').click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        assert page.url.endswith(f"/{code}/about")
