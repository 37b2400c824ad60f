"""Take the pictures of docs/screens.md anew, from a sample of a fixed day and a clock that stands.

Run from the root of the repository: .venv/bin/python -m tools.screenshots [NAME...]. What changes in a picture is what
changed in a page: the same day gives the same organisation, and no page shows the time of the taking.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser import chromium, drafting, entering
from tests.browser.serving import ready

from comity.settings import Settings

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FOLDER = Path(__file__).parents[1] / "docs" / "screens"
MOST_BYTES = 200_000
COLOURS = (256, 128, 64)
HEIGHT = 1400
"""The most of a page that a picture shows, in px: what comes after is more of the same."""


@dataclass(frozen=True)
class Screen:
    """A picture: whose page, which, and what is done there first."""

    name: str
    login: str | None
    path: str
    width: int = 1280
    language: str = "en"
    then: Callable[[Page], None] | None = None


def follow(selector: str) -> Callable[[Page], None]:
    """Return what follows the first link that a selector finds."""
    return lambda page: page.locator(selector).first.click()


def answer(page: Page) -> None:
    follow("main table a")(page)
    page.get_by_role("link", name="We found the person").click()


def checks(page: Page) -> None:
    """Begin a request, and answer two questions so that the checks speak beside them."""
    page.goto(f"{drafting.started(page, 'XA/2026/0101')}/assurances")
    page.get_by_role("group", name="Will extradition be sought").get_by_label("No", exact=True).check()
    page.locator(".comity-field__check .comity-check").first.wait_for()


def tasks(page: Page) -> None:
    """Begin a request and write all of it but who answers for it."""
    drafting.begin(page, "XA/2026/0102")
    drafting.write(page, lambda page: None)


SCREENS: tuple[Screen, ...] = (
    Screen("doors", None, "/sample"),
    Screen("bureau-desk", "xa.officer1", "/bureau"),
    Screen("request-tasks", "xa.officer1", "/bureau/requests", then=tasks),
    Screen("request-checks", "xa.officer1", "/bureau/requests", then=checks),
    Screen("notice", "xa.officer1", "/bureau/notices", then=follow("main table a")),
    Screen("answer-phone", "xb.officer1", "/bureau/notices", width=360, then=answer),
    Screen("review-queue", "reviewer1", "/review"),
    Screen("review-case", "reviewer3", "/review", then=follow("main table form button")),
    Screen("secretariat", "secretary", "/secretariat"),
    Screen("audit", "auditor", "/audit"),
    Screen("public-search", None, "/en/notices"),
    Screen("figures", None, "/en/figures"),
    Screen("redress-phone", None, "/en/redress", width=360),
    Screen("figures-arabic", None, "/ar/figures", language="ar"),
)


def make(data: Path, address: str) -> None:
    from comity.sample.making import make_sample

    make_sample(Settings(data=data), AT, address)


def serve(data: str, port: str) -> None:
    """Serve the sample by a clock that stands."""
    import uvicorn

    from comity import bootstrap
    from comity.adapters.surroundings import SetClock
    from comity.hub.asgi import create

    settings = Settings(data=Path(data), base_url=f"http://127.0.0.1:{port}")
    uvicorn.run(create(bootstrap.open_comity(settings, SetClock(AT))), port=int(port), log_level="error")


@contextmanager
def hub() -> Iterator[str]:
    """Make the sample, serve it in a process of its own, and yield its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        data = Path(folder) / "sample"
        make(data, f"http://127.0.0.1:{port}")
        process = subprocess.Popen([sys.executable, "-m", "tools.screenshots", "--serve", str(data), str(port)])
        try:
            while not ready(port):
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def take(browser: Browser, address: str, screen: Screen) -> None:
    """Take one picture and write it small."""
    size = {"width": screen.width, "height": 900}
    context = browser.new_context(base_url=address, locale=screen.language, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    if screen.login is not None:
        entering.enter(page, screen.login)
    answer = page.goto(screen.path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{screen.path} answers {answer.status if answer else 'nothing'} to {screen.login}")
    if screen.then:
        screen.then(page)
        page.wait_for_load_state("networkidle")
    whole = page.evaluate("() => document.documentElement.scrollHeight")
    shown = {"x": 0, "y": 0, "width": screen.width, "height": min(whole, HEIGHT)}
    picture = small(page.screenshot(full_page=True, clip=shown))
    context.close()
    (FOLDER / f"{screen.name}.png").write_bytes(picture)
    print(f"{screen.name}.png {len(picture) // 1000} kB")


def small(picture: bytes) -> bytes:
    """Return a PNG of few colours, under the bound for pictures; the rarest of them, a kind's red, is kept as it is."""
    with Image.open(BytesIO(picture)) as image:
        plain = image.convert("RGB")
    for colours in COLOURS:
        out = BytesIO()
        few = plain.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            return out.getvalue()
    raise SystemExit(f"a picture stays over {MOST_BYTES} bytes: show less of the page")


def main(names: list[str]) -> None:
    binary = chromium.installed()
    if binary is None:
        raise SystemExit("no Chromium is installed")
    FOLDER.mkdir(exist_ok=True)
    with hub() as address, sync_playwright() as playwright:
        browser = chromium.launched(playwright, binary)
        for screen in SCREENS:
            if not names or screen.name in names:
                take(browser, address, screen)
        browser.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(*sys.argv[2:4])
    else:
        main(sys.argv[1:])
