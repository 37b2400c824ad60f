"""A page said once: its address, who may come, what runs; handlers, navigation and the tests' table follow from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from comity.governance.offices import APPOINTABLE, Office
from comity.hub.web.language import LANGUAGES
from comity.hub.web.visit import Answer, Visit

ANYONE: Final = frozenset({Office.PUBLIC}) | APPOINTABLE
SIGNED_IN: Final = APPOINTABLE - {Office.BORDER_SERVICE}
LARGEST_FORM: Final = 2 * 1024 * 1024
"""The largest form without files, in bytes."""
LARGEST_UPLOAD: Final = 24 * 1024 * 1024
"""The largest form with files, in bytes: a file of 20 MiB, which the vault takes, and what stands around it."""
PREFIX_OF_LANGUAGE: Final = "/{language}"
Run = Callable[[Visit], Answer]


@dataclass(frozen=True)
class Page:
    """One address and method. `offices`: who may come; `menu`: the word for it in the navigation of a desk."""

    method: str
    path: str
    title: str
    run: Run
    desk: str
    offices: frozenset[Office]
    menu: str | None = None
    largest: int = LARGEST_FORM

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def public(self) -> bool:
        """Say whether the address begins with a language and the page is written in each of them."""
        return self.path.startswith(PREFIX_OF_LANGUAGE)

    @property
    def addresses(self) -> list[str]:
        """The address as the router takes it: one, or one for each language."""
        path = self.path.replace("}", ":str}")
        return [path.replace("{language:str}", language) for language in LANGUAGES] if self.public else [path]

    def admits(self, offices: frozenset[Office]) -> bool:
        """Say whether who holds `offices` may come; who holds none comes where everyone signed in does."""
        return bool(self.offices & offices) or (not offices and self.offices >= SIGNED_IN)


@dataclass
class Pages:
    """The pages of one desk, in order. A page says no more about who may come than its desk, or less."""

    desk: str
    offices: frozenset[Office]
    all: list[Page] = field(default_factory=list)

    def get(self, path: str, title: str, **more: Any) -> Callable[[Run], Run]:
        return self._add("GET", path, title, **more)

    def post(self, path: str, title: str, **more: Any) -> Callable[[Run], Run]:
        return self._add("POST", path, title, **more)

    def _add(self, method: str, path: str, title: str, **more: Any) -> Callable[[Run], Run]:
        offices = more.pop("offices", self.offices)
        if not offices <= self.offices:
            raise ValueError(f"{path} would admit offices that its desk does not")

        def take(run: Run) -> Run:
            self.all.append(Page(method, path, title, run, desk=self.desk, offices=offices, **more))
            return run

        return take
