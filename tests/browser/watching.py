"""What a browser complains of while it shows our pages: every complaint fails the test that caused it."""

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response, WebError

_OF_STATUS: Final = "Failed to load resource"
"""Chromium says this of each answer of 400 and above; `Watch` looks at the answers themselves."""
_ENDED_BY_US: Final = "net::ERR_ABORTED"
"""A download, a page left while it loaded, a stream closed: nothing that went wrong."""


@dataclass
class Watch:
    """The complaints of one browser context: console errors, refusals by the content policy, failed requests.

    A page may answer with any status, for a test asks it; what a page loads by itself must be there, unless the test
    puts its path into `forgiven` first.
    """

    complaints: list[str] = field(default_factory=list)
    forgiven: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> "Watch":
        """Begin to watch every page of a context."""
        context.on("page", self._page)
        context.on("weberror", self._thrown)
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)
        return self

    def _page(self, page: Page) -> None:
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and _OF_STATUS not in message.text:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _thrown(self, error: WebError) -> None:
        told: Error = error.error
        self.complaints.append(f"script: {told}")

    def _answered(self, response: Response) -> None:
        asked = response.request
        if response.status >= 400 and not asked.is_navigation_request() and not self._is_forgiven(asked):
            self.complaints.append(f"{response.status}: {asked.method} {asked.url}")

    def _failed(self, asked: Request) -> None:
        if asked.failure != _ENDED_BY_US and not self._is_forgiven(asked):
            self.complaints.append(f"{asked.failure}: {asked.method} {asked.url}")

    def _is_forgiven(self, asked: Request) -> bool:
        return any(path in asked.url for path in self.forgiven)

    def nothing_wrong(self) -> None:
        """Fail with all complaints, if there are any."""
        assert not self.complaints, "the browser complains:\n" + "\n".join(self.complaints)
