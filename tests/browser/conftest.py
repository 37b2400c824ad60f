"""Fixtures of the browser tests: the sample served as a process, Chromium, and pages of the people in it.

Each worker serves a copy of one sample, which the first of them makes. `page_as("xa.officer1")` is a page of that
person, signed in; whatever the browser complains of fails the test. A test that fails leaves a picture of its page.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, entering, judging
from tests.browser.serving import Hub, made, served, standing
from tests.browser.watching import Watch

HEIGHT = {360: 740, 1280: 900}
HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here: a browser test, and one of the long ones."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep on the test how it went, for the fixture that pictures the page of one that failed."""
    report: Any = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _absent(what: str) -> None:
    """Skip, saying what is absent; where CI says that all must be there, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; CI may not do without")
    pytest.skip(what)


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The sample organisation, served for this worker alone; or the one that runs on the folder COMITY_TEST_HUB."""
    running = os.environ.get("COMITY_TEST_HUB")
    if running:
        yield standing(Path(running))
        return
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "browser"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sample = made(folder)
    copy = own / "served"
    shutil.copytree(sample, copy)
    with served(copy, own / "hub.log") as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of this folder only: its event loop may not be there while others run theirs."""
    binary = chromium.installed()
    if binary is None:
        _absent("no Chromium is installed (Debian: apt-get install chromium), and COMITY_TEST_CHROMIUM names none")
        return
    with sync_playwright() as playwright:
        found = chromium.launched(playwright, binary)
        yield found
        found.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the browser complains of during the test; `watch.forgiven.add(path)` beforehand for what a test provokes."""
    found = Watch()
    yield found
    found.nothing_wrong()


PageAs = Callable[..., Page]


@pytest.fixture
def page_as(
    request: pytest.FixtureRequest, hub: Hub, browser: Browser, watch: Watch, tmp_path: Path
) -> Iterator[PageAs]:
    """Give pages: `page_as(login=None, javascript=True, width=1280, language="en")`, each with cookies of its own.

    With `earnest=True` the person signs in by password and code, which one person can do once in half a minute.
    """
    pages: list[Page] = []

    def give(
        login: str | None = None,
        javascript: bool = True,
        width: int = 1280,
        language: str = "en",
        earnest: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=hub.url,
            java_script_enabled=javascript,
            locale=language,
            reduced_motion="reduce",
            viewport={"width": width, "height": HEIGHT.get(width, 900)},
        )
        watch.over(context)
        page = context.new_page()
        pages.append(page)
        if login is not None and earnest:
            entering.sign_in(page, hub.people[login])
        elif login is not None:
            entering.enter(page, login)
        return page

    yield give
    for number, page in enumerate(pages):
        if request.node.stash.get(FAILED, False) and not page.is_closed():
            picture = tmp_path / f"failed{number}.png"
            page.screenshot(path=picture, full_page=True)
            print(f"\n{page.url} is pictured in {picture}")
        page.context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Give a function that fails with what axe finds on a page."""
    source = judging.axe_source()
    if source is None:
        _absent(f"axe-core is not installed in {judging.AXE.parent} (npm ci)")

    def judge(page: Page) -> None:
        found = judging.violations(page, str(source))
        assert not found, f"axe on {page.url}:\n" + "\n".join(found)

    return judge


@pytest.fixture(scope="session")
def no_overflow() -> Callable[[Page], None]:
    """Give a function that fails where a page is wider than its window."""

    def judge(page: Page) -> None:
        wide = judging.overflow(page)
        assert not wide, f"{page.url} is wider than its window:\n" + "\n".join(wide)

    return judge
