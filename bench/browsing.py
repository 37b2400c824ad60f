"""A visitor of the pages over plain HTTP: enters the sample with one click, keeps cookies, follows links."""

import http.client
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit


class Content(HTMLParser):
    """The links of a page, its forms (action and fields), and what its lists offer."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self.options: list[tuple[str, str]] = []
        self._value: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "a" and at.get("href", "").startswith("/"):
            self.links.append(at["href"].partition("#")[0])
        elif tag == "form":
            self.forms.append((at.get("action", ""), []))
        elif tag == "option":
            self._value = at.get("value", "")
        elif tag in {"input", "button"} and self.forms and "name" in at:
            self.forms[-1][1].append((at["name"], at.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._value is not None:
            self.options.append((self._value, data.strip()))
            self._value = None


class Visitor:
    """One kept connection with cookies."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self.cookies: SimpleCookie = SimpleCookie(cookie)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items() if morsel.value)

    def ask(self, path: str, form: list[tuple[str, str]] | None = None) -> tuple[int, bytes, str]:
        """Return status, body and where it leads on; a form is sent by POST."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
            body = urlencode(form)
        self.connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(value)
        return answer.status, answer.read(), answer.headers.get("Location", "")

    def timed(self, path: str) -> tuple[float, int, bytes]:
        """Return how long a page took, in seconds, with its status and body."""
        start = perf_counter()
        status, body, _ = self.ask(path)
        return perf_counter() - start, status, body

    def see(self, path: str) -> tuple[str, Content]:
        """Return where a path ends after it led on, and what stands there."""
        for _ in range(5):
            status, body, to = self.ask(path)
            if not to:
                break
            path = urlsplit(to).path + (f"?{urlsplit(to).query}" if urlsplit(to).query else "")
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
        return path, Content(body.decode("utf-8", "replace"))

    def enter(self, who: str) -> str:
        """Take the first seat of a sample whose login, or whose office in words, is `who`; return where one begins."""
        where, content = self.see("/sample")
        seat = next((value for value, text in content.options if _is(text, who)), None)
        form = next((fields for _, fields in content.forms if "person" not in dict(fields)), None)
        if seat is None or form is None:
            raise SystemExit(f"{where} offers no way in as {who}")
        status, _, to = self.ask("/sample", [*form, ("person", seat)])
        if status != 303:
            raise SystemExit(f"entering as {who} answers {status}")
        return self.see(to)[0]


def _is(offered: str, who: str) -> bool:
    login, _, office = offered.partition(" (")
    return who.lower() in {login, office.rstrip(")").lower()}
