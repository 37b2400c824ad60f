"""The web of a house as each of its people sees it: pages fetched, and forms sent as a browser would send them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from litestar.testing import TestClient
from tests.house import House, house

from comity.app import sessions
from comity.governance.gate import Principal
from comity.hub.asgi import create
from comity.hub.web import cookies

PAGE = {"accept": "text/html"}
ENDLESS = frozenset({"/events"})
"""Addresses whose answer goes on as long as somebody listens: no test of all pages waits for their end."""
_SPEAKING = frozenset({"hidden", "text", "search", "email", "tel", "url", "number", "date", "password", "month"})
Values = dict[str, list[str]]


@dataclass
class Form:
    """A form of a page: where it is sent, how, and what a browser would send of it as it stands."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str | None, value: str) -> None:
        if name:
            self.values.setdefault(name, []).append(value)


class Shown(HTMLParser):
    """A page read as a browser reads it: its forms, headings, links, the ids it has, and controls without a label."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[str] = []
        self.words: list[str] = []
        self.address = answer.request.url.raw_path.decode()
        self._area: tuple[str | None, list[str]] | None = None
        self._select: tuple[str | None, list[tuple[str, bool]]] | None = None
        self._heading: tuple[int, list[str]] | None = None
        self.feed(answer.text)

    @property
    def text(self) -> str:
        """What can be read on the page, without markup."""
        return " ".join(" ".join(self.words).split())

    @property
    def unlabelled(self) -> list[str]:
        """The controls that no label names."""
        return [each for each in self.controls if each not in self.labelled]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if named := said.get("id"):
            self.ids.append(named)
        match tag:
            case "form":
                action = urljoin(self.address, said.get("action") or self.address)
                self.forms.append(Form(action, (said.get("method") or "get").lower()))
            case "a" if said.get("href"):
                self.links.append(urljoin(self.address, said["href"] or ""))
            case "label" if said.get("for"):
                self.labelled.add(said["for"] or "")
            case "input" | "textarea" | "select" | "button":
                self._control(tag, said)
            case "option" if self._select is not None:
                self._select[1].append((said.get("value") or "", "selected" in said))
            case "h1" | "h2" | "h3" | "h4":
                self._heading = int(tag[1]), []
            case _:
                pass

    def _control(self, tag: str, said: dict[str, str | None]) -> None:
        kind, name, value = said.get("type") or "text", said.get("name"), said.get("value") or ""
        if tag != "button" and kind not in ("hidden", "submit") and "aria-label" not in said:
            self.controls.append(said.get("id") or f"no id: {name}")
        if tag == "textarea":
            self._area = name, []
        elif tag == "select":
            self._select = name, []
        elif not self.forms or "disabled" in said:
            return
        elif tag == "button" or kind == "submit":
            if name:
                self.forms[-1].buttons.append((name, value))
        elif kind in _SPEAKING or (kind in ("checkbox", "radio") and "checked" in said):
            self.forms[-1].add(name, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None and self.forms:
            name, said = self._area
            self.forms[-1].add(name, "".join(said).removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select is not None and self.forms:
            name, options = self._select
            chosen = [value for value, selected in options if selected] or [value for value, _ in options[:1]]
            for value in chosen:
                self.forms[-1].add(name, value)
            self._select = None
        elif tag in ("h1", "h2", "h3", "h4") and self._heading is not None:
            level, words = self._heading
            self.headings.append((level, " ".join("".join(words).split())))
            self._heading = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._area is not None:
            self._area[1].append(data)
        if self._heading is not None:
            self._heading[1].append(data)

    def form(self, action: str) -> Form:
        """Return the form that is sent by POST to `action`; raises `AssertionError` where the page has none."""
        found = [each for each in self.forms if each.method == "post" and urlsplit(each.action).path == action]
        assert found, f"no form for {action} on {self.address}: {[each.action for each in self.forms]}"
        return found[0]


class Face:
    """The pages as each person of the house sees them; None is someone who is not signed in."""

    def __init__(self, home: House, client: TestClient[Any]) -> None:
        self.home, self.client = home, client
        self._held: dict[str, dict[str, str]] = {}

    def cookies(self, by: Principal | None) -> dict[str, str]:
        """Return the cookies that the browser of `by` holds; whoever's session has ended signs in again."""
        who = by.id if by else "anyone"
        held = self._held.setdefault(who, {})
        name = cookies.name_of(cookies.SESSION, self.home.comity.base_url)
        if by and not isinstance(sessions.resume(self.home.comity, held.get(name, "")), sessions.Session):
            held[name], _ = sessions.open_session(self.home.comity, by.id, "a test", "sample")
        return held

    def ask(self, by: Principal | None, method: str, path: str, **more: Any) -> httpx.Response:
        """Send one request from the browser of `by`, and keep the cookies that come back; no redirect is followed."""
        held = self.cookies(by)
        headers = {**PAGE, **more.pop("headers", {})}
        if held:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in held.items())
        self.client.cookies.clear()
        answer = self.client.request(method, path, headers=headers, follow_redirects=False, **more)
        for name, value in answer.cookies.items():
            held[name] = value
        self.client.cookies.clear()
        return answer

    def get(self, by: Principal | None, path: str) -> httpx.Response:
        """Return a page, whatever its status."""
        return self.ask(by, "GET", path)

    def page(self, by: Principal | None, path: str) -> Shown:
        """Return a page that must be there, read."""
        answer = self.get(by, path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.headers.get('location', '')}"
        return Shown(answer)

    def post(
        self,
        by: Principal | None,
        path: str,
        typed: Mapping[str, str | Sequence[str]] | None = None,
        /,
        *,
        at_page: str | None = None,
        attached: Sequence[tuple[str, tuple[str, bytes, str]]] = (),
        **fields: str | Sequence[str],
    ) -> httpx.Response:
        """Fetch the page `at_page` (or `path`) and send its form for `path` with what was typed into it.

        What is not typed goes as it stood on the page, hidden fields included. `typed` is for names that Python
        cannot write; `attached` are files: (field, (name, bytes, media type)).
        """
        form = self.page(by, at_page or path).form(path)
        return self.send(by, form, {**(typed or {}), **fields}, attached)

    def send(
        self,
        by: Principal | None,
        form: Form,
        typed: Mapping[str, str | Sequence[str]] | None = None,
        attached: Sequence[tuple[str, tuple[str, bytes, str]]] = (),
    ) -> httpx.Response:
        """Send a form that was read before: twice, late, or from a page that is out of date."""
        said = {name: [value] if isinstance(value, str) else list(value) for name, value in (typed or {}).items()}
        data = {**form.values, **said}
        more: dict[str, Any] = {"files": list(attached)} if attached else {}
        return self.ask(by, "POST", form.action, data=data, **more)

    def after(self, by: Principal | None, answer: httpx.Response) -> Shown:
        """Return the page to which an act led, which must have been done."""
        assert answer.status_code == 303, f"{answer.status_code}: {Shown(answer).text[:2000]}"
        return self.page(by, answer.headers["location"])


@contextmanager
def face(folder: Path, database: str | None = None) -> Iterator[Face]:
    """Yield a new organisation whose web is served."""
    with house(folder, database) as home, TestClient(create(home.comity), base_url=home.comity.base_url) as client:
        yield Face(home, client)
