"""Following every link of a desk, one address of each page, and judging what comes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page as Window

from comity.hub.web.pages import Page
from tests.browser import judging

DEPTH = 6
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@dataclass
class Crawl:
    """What one person meets: the pages by their name in the registry, the address visited, and what was wrong.

    With a `language` it is the public pages in it, without one all others; the page `but` and those under it are left
    out. Of each page `most` addresses are visited: a file looks different to its owner and to who received it.
    """

    pages: Sequence[Page]
    source: str
    language: str | None = None
    but: str | None = None
    most: int = 1
    visited: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def go(self, window: Window, *starts: str) -> "Crawl":
        """Visit from the starts on, by breadth, until nothing new is linked."""
        found = list(starts)
        for _ in range(DEPTH):
            following: list[str] = []
            for address in found:
                name = self._new(address)
                if name is not None:
                    self.visited.setdefault(name, []).append(address)
                    following += self._visit(window, name, address)
            found = following
        return self

    def _new(self, address: str) -> str | None:
        """Return the name of the page at an address where none of its kind was visited; None for others."""
        page = page_at(self.pages, address)
        name = page.name if page else urlsplit(address).path
        spoken = address.split("/")[1] if page and page.public else None
        apart = self.but is not None and f"{address}/".startswith(f"{self.but}/")
        met = self.visited.get(name, [])
        return None if spoken != self.language or apart or address in met or len(met) >= self.most else name

    def _visit(self, window: Window, name: str, address: str) -> list[str]:
        """Judge one page and return the links on it; what is no page is asked for and not shown."""
        answer = window.request.get(address)
        self.addresses.append(address)
        if answer.status != 200:
            self.wrong.append(f"{address}: answers {answer.status}")
            return []
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        window.set_viewport_size(DESK)
        window.goto(address)
        landed = urlsplit(window.url).path
        if landed != urlsplit(address).path:
            return [landed]
        self.judge(window, name, address)
        return list(links(window))

    def judge(self, window: Window, name: str, address: str) -> None:
        """Judge the page that is shown: what it says of itself, what axe finds, whether it fits a phone."""
        wrong = judging.named(window, self.language or "en")
        title, text = window.title(), window.locator("main").inner_text()
        if title in self.titles and self.titles[title][0] != name and self.titles[title][1] != text:
            wrong.append(f"the title {title!r} is that of {self.titles[title][0]} too")
        self.titles[title] = (name, text)
        wrong += judging.violations(window, self.source)
        window.set_viewport_size(PHONE)
        wrong += [f"wider than a phone: {each}" for each in judging.overflow(window)]
        wrong += [f"on a phone: {each}" for each in judging.violations(window, self.source, ("wcag22aa",))]
        self.wrong += [f"{address}: {each}" for each in wrong]


def links(window: Window) -> Iterator[str]:
    """Yield the addresses of our own that a page links to, without fragments."""
    here = urlsplit(window.url).netloc
    for href in window.eval_on_selector_all("a[href]", "all => all.map(each => each.href)"):
        parts = urlsplit(href)
        if parts.scheme in {"http", "https"} and parts.netloc == here:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def page_at(pages: Sequence[Page], address: str) -> Page | None:
    """Return the page of the registry that answers at an address: of those that fit, the one with the fewest gaps."""
    path = urlsplit(address).path
    fitting = [page for page in pages if page.method == "GET" and re.fullmatch(_expression(page.path), path)]
    return min(fitting, key=lambda page: page.path.count("{"), default=None)


def _expression(path: str) -> str:
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", path))
