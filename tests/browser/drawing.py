"""The page of all components, or one that a test writes, with the built files under the hub's content policy."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, Route
from tools.design_page import FRAME, draw, dress

from comity.hub.web.headers import PAGE
from tests.browser.watching import Watch

HERE: Final = "http://components.test/"
KINDS: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Of the files that are served to the browser, by their suffix."""


@dataclass
class Scene:
    """A folder served to one browser context; what is sent to it is kept in `sent`, answers stand in `answers`."""

    folder: Path
    sent: list[str] = field(default_factory=list)
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path to media type and body, of what is no file."""

    def give(self, route: Route) -> None:
        """Answer one request of the browser."""
        asked = route.request
        path = asked.url.removeprefix(HERE).partition("?")[0]
        if asked.method == "POST":
            self.sent.append(path)
        headers = {"content-security-policy": PAGE["Content-Security-Policy"]}
        if path in self.answers:
            kind, body = self.answers[path]
            route.fulfill(body=body, headers={**headers, "content-type": kind})
        elif (file := self.folder / path).is_file():
            kind = KINDS.get(file.suffix, "text/plain")
            route.fulfill(path=file, headers={**headers, "content-type": f"{kind}; charset=utf-8"})
        else:
            route.fulfill(status=204)

    def open(self, browser: Browser, watch: Watch, width: int = 1280, script: bool = True) -> Page:
        """Return the scene's page, opened."""
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, reduced_motion="reduce", java_script_enabled=script)
        watch.over(context)
        context.route("**/*", self.give)
        page = context.new_page()
        page.goto(f"{HERE}components.html")
        return page


def components(folder: Path, direction: str = "ltr") -> Scene:
    """Return the page of all components."""
    draw(folder, direction)
    return Scene(folder)


def written(folder: Path, body: str) -> Scene:
    """Return a page that holds `body`."""
    dress(folder)
    page = FRAME.replace("{dir}", "ltr").replace("{body}", body)
    (folder / "components.html").write_text(page, encoding="utf-8")
    return Scene(folder)
