"""Each component of the design system as a browser draws it: accessible, within its screen, in both directions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import judging
from tests.browser.drawing import components
from tests.browser.watching import Watch

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 300
Judge = Callable[[Page], None]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_every_component_is_accessible_and_fits_its_screen(
    browser: Browser, watch: Watch, no_overflow: Judge, tmp_path: Path, width: int, direction: str
) -> None:
    """From the smallest phone to a wide desk, in both directions of writing."""
    page = components(tmp_path, direction).open(browser, watch, width)
    source = judging.axe_source()
    if source is None:
        pytest.skip("axe-core is not installed (npm ci)")
    # One page shows all: its order of headings and landmarks is that of no page of ours, so only the norm is asked.
    assert judging.violations(page, source, ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")) == []
    no_overflow(page)
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_however_long_makes_a_page_wider_than_its_screen(
    browser: Browser, watch: Watch, no_overflow: Judge, tmp_path: Path, width: int
) -> None:
    """What comes from data breaks wherever it must; the headings of columns are ours and hold the columns open."""
    page = components(tmp_path).open(browser, watch, width)
    every = "p, dd, dt, td, th, li, h1, h2, h3, b, span:not(.govuk-visually-hidden), code, pre, a, label, legend"
    changed = page.eval_on_selector_all(
        every,
        "(all, long) => { const leaves = all.filter(e => e.childElementCount === 0 && !e.closest('thead'));"
        " for (const e of leaves) e.textContent = long; return leaves.length; }",
        LONG[:2000],
    )
    assert changed > 60
    no_overflow(page)
    page.context.close()


def test_what_needs_a_script_is_shown_only_with_one(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """A button that could do nothing is not there; what stands in for it is."""
    page = components(tmp_path).open(browser, watch, script=False)
    assert page.locator(".comity-js-only:visible").count() == 0
    page.context.close()


def test_paper_has_the_content_and_nothing_of_the_screen(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """Printed, a page is without masthead, buttons and filters, and its links are words."""
    page = components(tmp_path).open(browser, watch)
    page.emulate_media(media="print")
    for gone in (".comity-masthead", ".comity-footer", ".govuk-button", ".comity-filter", ".comity-languages"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator(".comity-sheet:visible").count() == 1
    after = "e => getComputedStyle(e, '::after').content"
    assert set(page.locator("a.govuk-link").evaluate_all(f"all => all.map({after})")) <= {"none", "normal", '""'}
    page.context.close()
