"""A bureau writes a request in the browser: the whole way to the Secretariat, and what goes wrong on it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import drafting
from tests.browser.conftest import PageAs
from tests.browser.crawling import Crawl
from tests.browser.judging import axe_source

Judge = Callable[[Page], None]
NAMES = {"Family name": "O’Ñandú-Łukasiewicz", "Forenames": "Ilya Nguyễn Þórr"}
SCRIPTS = ("محمد الطويل", "王小明", "Ξένια Ἀθήνη", "Фёдор Ильич", "ज़ैनब", "שרה", "ꦱꦸꦫꦏꦂꦠ", "👩🏽‍✈️ Zoë")


def field(page: Page, label: str) -> str:
    return page.get_by_label(label, exact=True).input_value()


def saved(page: Page, draft: str, section: str) -> Page:
    page.goto(f"{draft}/{section}")
    return page


@pytest.mark.parametrize(
    ("login", "javascript", "width"),
    [
        ("xa.officer1", True, 1280),
        ("xb.officer1", True, 360),
        ("xc.officer1", False, 360),
        ("xd.officer1", False, 1280),
    ],
)
def test_a_request_is_written_mended_and_sent(
    page_as: PageAs, no_overflow: Judge, login: str, javascript: bool, width: int
) -> None:
    """From sign-in along the form; what the checks say is mended by following it; then it is with the Secretariat."""
    page = page_as(login, javascript=javascript, width=width, earnest=True)
    drafting.begin(page, f"{login}/{width}")
    assert drafting.write(page, no_overflow) == drafting.REQUEST.keys()
    page.get_by_role("button", name="Check your request").click()
    no_overflow(page)
    findings = page.get_by_role("complementary")
    expect(findings).to_contain_text("Still needed")
    drafting.mend(page, "Reference and requesting authority", drafting.AUTHORITY)
    drafting.mend(page, "Validation and contact", drafting.ANSWERABLE)
    expect(findings).to_contain_text("nothing that you need to mend")
    page.get_by_role("button", name="Send to the Secretariat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent to the Secretariat")
    no_overflow(page)
    page.get_by_role("link", name="See the request").click()
    expect(page.get_by_role("main")).to_contain_text("Tarvel")


def test_every_page_of_the_form_is_whole(page_as: PageAs, axe: Judge) -> None:
    """Each section of a red notice's form is accessible and fits a phone, empty as it is given."""
    page = page_as("xe.officer1")
    draft = drafting.started(page, "XE/whole")
    crawl = Crawl([], axe_source() or "")
    for link in page.eval_on_selector_all(".govuk-task-list__link", "all => all.map(each => each.pathname)"):
        page.goto(link)
        crawl.judge(page, f"GET {link}", link)
    assert len(crawl.titles) > 20
    page.goto(f"{draft}/submit")
    crawl.judge(page, "GET submit", f"{draft}/submit")
    assert not crawl.wrong, "\n".join(crawl.wrong)


def test_the_checks_answer_beside_the_field_while_it_is_typed(page_as: PageAs) -> None:
    """Nothing is saved by it, and what is mended is no longer named."""
    page = page_as("xe.officer1")
    draft = drafting.started(page, "XE/live")
    page.goto(f"{draft}/assurances")
    question = page.get_by_role("group", name="Will extradition be sought")
    beside = page.locator(".comity-field", has=question).locator(".comity-field__check")
    question.get_by_label("No", exact=True).check()
    expect(beside.locator(".comity-check")).to_contain_text("RPD")
    told = beside.inner_text()
    question.get_by_label("Yes", exact=True).check()
    expect(beside).not_to_have_text(told)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{draft}/assurances")
    assert not page.get_by_role("group", name="Will extradition be sought").get_by_label("Yes", exact=True).is_checked()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_that_is_sent_twice_is_carried_out_once(page_as: PageAs, javascript: bool) -> None:
    """Two clicks in haste make one draft."""
    page = page_as("xf.officer1", javascript=javascript)
    reference = f"XF/twice/{javascript}"
    page.goto("/bureau/requests/new?kind=red")
    page.get_by_label("Your reference").fill(reference)
    page.get_by_label("Language of the request").select_option(label="English")
    page.get_by_role("group", name="How is it to be sent?").get_by_label("A notice", exact=True).check()
    page.get_by_role("button", name="Begin the draft").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write the request")
    page.goto("/bureau/requests")
    expect(page.get_by_role("link", name=reference)).to_have_count(1)


def test_the_back_button_shows_what_is_saved_and_lets_it_be_changed(page_as: PageAs) -> None:
    """Whoever goes back after saving meets no stale page, and the second word stands."""
    page = page_as("xf.officer1")
    draft = drafting.started(page, "XF/back")
    page.goto(f"{draft}/interest")
    page.get_by_label("Why does this matter").fill("Seen in XC.")
    page.get_by_role("button", name="Save and continue").click()
    page.go_back()
    expect(page.get_by_label("Why does this matter")).to_have_value("Seen in XC.")
    page.get_by_label("Why does this matter").fill("Seen in XD.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Why it matters to other members")
    assert field(saved(page, draft, "interest"), "Why does this matter to other members?") == "Seen in XD."


@pytest.mark.parametrize("javascript", [True, False])
def test_two_tabs_never_overwrite_each_other_unseen(page_as: PageAs, javascript: bool) -> None:
    """The second to save keeps what was typed, reads what stands there now, and decides."""
    one = page_as("xf.officer1", javascript=javascript)
    draft = drafting.started(one, f"XF/tabs/{javascript}")
    other = one.context.new_page()
    for page in (one, other):
        page.goto(f"{draft}/interest")
    one.get_by_label("Why does this matter").fill("Written in the first tab.")
    one.get_by_role("button", name="Save and continue").click()
    other.get_by_label("Why does this matter").fill("Written in the second tab.")
    other.get_by_role("button", name="Save and continue").click()
    expect(other.get_by_role("alert")).to_contain_text("Somebody changed this request while you had it open")
    expect(other.get_by_role("main")).to_contain_text("It now says: Written in the first tab.")
    assert field(other, "Why does this matter to other members?") == "Written in the second tab."
    assert field(saved(one, draft, "interest"), "Why does this matter to other members?") == "Written in the first tab."
    other.get_by_role("button", name="Save and continue").click()
    assert (
        field(saved(one, draft, "interest"), "Why does this matter to other members?") == "Written in the second tab."
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_names_in_every_script_come_back_as_they_were_typed(
    page_as: PageAs, no_overflow: Judge, javascript: bool
) -> None:
    """Letter for letter, in the form and where it is read over, on a phone."""
    page = page_as("xe.officer1", javascript=javascript, width=360)
    draft = drafting.started(page, "كتاب/١٢")
    page.goto(f"{draft}/identity")
    for label, value in NAMES.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Save and come back later").click()
    page.goto(f"{draft}/names")
    for number, name in enumerate(SCRIPTS, 1):
        page.get_by_label(f"Name in its own script {number}", exact=True).fill(name)
        if number < len(SCRIPTS):
            page.get_by_role("button", name=re.compile("Add another.* to name in its own script")).click()
    page.get_by_role("button", name="Save and come back later").click()
    page.goto(f"{draft}/names")
    for number, name in enumerate(SCRIPTS, 1):
        expect(page.get_by_label(f"Name in its own script {number}", exact=True)).to_have_value(name)
    page.goto(f"{draft}/submit")
    for name in (*NAMES.values(), *SCRIPTS):
        expect(page.get_by_role("main")).to_contain_text(name)
    no_overflow(page)


def test_ten_thousand_characters_are_taken_and_one_more_is_told_and_kept(page_as: PageAs, no_overflow: Judge) -> None:
    """The page counts with the writer; what is too long comes back whole, with what would be right."""
    page = page_as("xe.officer1", width=360)
    draft = drafting.started(page, "XE/long")
    page.goto(f"{draft}/interest")
    most = "Wolfeschlegelsteinhausenbergerdorff " * 277 + "x" * 28
    assert len(most) == 10_000
    page.get_by_label("Why does this matter").fill(most + "y")
    expect(page.get_by_role("main")).to_contain_text("You have 1 character too many")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("10,000")
    assert field(page, "Why does this matter to other members?") == most + "y"
    page.get_by_label("Why does this matter").fill(most)
    page.get_by_role("button", name="Save and continue").click()
    assert field(saved(page, draft, "interest"), "Why does this matter to other members?") == most
    page.goto(f"{draft}/submit")
    no_overflow(page)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("face.gif", b"GIF89a" + bytes(200), "JPEG"),
        ("face.jpg", b"<html>" + bytes(200), "JPEG"),
        ("face.png", b"", ""),
        ("face.png", drafting.picture()[:-8] + bytes(45 * 1024 * 1024), "24 MB"),
    ],
    ids=["another format", "not what it says", "empty", "45 MB"],
)
def test_a_file_that_cannot_be_taken_is_told_with_what_would_be_right(
    page_as: PageAs, axe: Judge, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    """At the field or, where it is too large to be read at all, on a page that says so; the draft is as it was."""
    page = page_as("xe.officer1")
    draft = drafting.started(page, "XE/photo")
    page.goto(f"{draft}/photographs/new")
    drafting.File("File", name, "image/png", data, tmp_path).answer(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("There is a problem|The file is too large"))).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(told)
    axe(page)
    page.goto(f"{draft}/photographs")
    expect(page.get_by_role("main")).to_contain_text("No photograph is here yet")


def test_a_photograph_of_twenty_megabytes_is_taken_and_shown(page_as: PageAs, tmp_path: Path) -> None:
    """The largest that the vault takes comes back as a picture."""
    page = page_as("xe.officer1")
    draft = drafting.started(page, "XE/large")
    page.goto(f"{draft}/photographs/new")
    large = drafting.picture()
    large += bytes(20 * 1024 * 1024 - len(large))
    drafting.File("File", "large.png", "image/png", large, tmp_path).answer(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photographs")
    shown = page.locator("main img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("each => each.naturalWidth") == 60
