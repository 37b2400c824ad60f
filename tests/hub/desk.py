"""A served organisation for tests: a client, a token for each person, and the acts that tests repeat."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from litestar.testing import TestClient
from tests.house import House, house, request

from comity.app.founding import found_token
from comity.governance.commands import TokenPurpose
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.asgi import create
from comity.hub.endpoint import PREFIX
from comity.kernel import wire
from comity.notices.request import NoticeRequest

UNKNOWN = "0000000000000000"


def plain(body: NoticeRequest | None = None, **changes: Any) -> dict[str, Any]:
    """Return a request as JSON data."""
    return dict(wire.builtins(body or request(**changes)))


class Desk:
    """The hub over HTTP as each person of the house sees it."""

    def __init__(self, home: House, client: TestClient[Any]) -> None:
        self.home, self.client = home, client
        self._tokens: dict[str, str] = {}
        service = home.person("XB", Office.BORDER_SERVICE, member="XB")
        self.roles: dict[str, Principal | None] = {
            "anyone": None,
            "president": home.president,
            "committee": home.committee,
            "secretary_general": home.secretary,
            "administrator": home.admin,
            "auditor": home.auditor,
            "commissioner": home.commissioner,
            "reviewer": home.reviewers[0],
            "tied_reviewer": home.person("XA", Office.REVIEWER),
            "case_officer": home.officer,
            "listing_officer": home.listing,
            "statistician": home.person("XC", Office.STATISTICIAN),
            "owner": home.bureau["XA"],
            "recipient": home.bureau["XB"],
            "left_out": home.bureau["XC"],
            "head_elsewhere": home.person("XD", Office.BUREAU_HEAD, member="XD"),
            "border_service": service,
        }

    def headers(self, by: Principal | None) -> dict[str, str]:
        """Return the header that says who asks."""
        if by is None:
            return {}
        machine, key = Office.BORDER_SERVICE in by.offices, by.id
        if key not in self._tokens:
            kind = TokenPurpose.SERVICE if machine else TokenPurpose.PERSON
            self._tokens[key] = found_token(self.home.comity, by.id, 3000, kind).secret
        return {"Authorization": f"Bearer {self._tokens[key]}"}

    def ask(self, by: Principal | None, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """Send one request as `by`; `body` is JSON data, or bytes."""
        more: dict[str, Any] = {}
        if isinstance(body, bytes):
            more["content"] = body
        elif body is not None:
            more["content"] = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        sent = {**self.headers(by), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.request(method, PREFIX + path, headers=sent, **more)

    def get(self, by: Principal | None, path: str) -> Any:
        """Return the JSON of a page that must be there."""
        answer = self.ask(by, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def do(self, by: Principal, method: str, path: str, body: Any = None, on: str | None = None) -> Any:
        """Give a command that must succeed, with the ETag of `on` (or of the path before its last word)."""
        seen = self.ask(by, "GET", on or path.rpartition("/")[0])
        tag = {"If-Match": seen.headers["ETag"]} if "ETag" in seen.headers else {}
        answer = self.ask(by, method, path, body, **tag)
        assert answer.status_code in {200, 201, 204}, answer.text
        return answer.json() if answer.content else None

    def submitted(self, **changes: Any) -> str:
        """Draft and submit a request of XA over HTTP, and return its id."""
        by = self.home.bureau["XA"]
        drafted = self.ask(by, "POST", "/requests", plain(**changes)).json()
        self.do(by, "POST", f"/requests/{drafted['id']}/submit", {"despite": "for the test"})
        return str(drafted["id"])

    def opine(self, by: Principal, case: str, decision: str = "approve", **said: Any) -> None:
        """Claim a case and give an opinion that answers every question."""
        assert self.ask(by, "POST", f"/review/{case}/claim").status_code == 200
        page = self.get(by, f"/review/{case}")
        answers = [{"rule": rule, "answer": "Looked into."} for rule in {each["rule"] for each in page["questions"]}]
        body = {"decision": decision, "reasons": "Examined.", "answers": answers, **said}
        self.do(by, "PUT", f"/review/{case}/opinion", body)


@contextmanager
def desk(folder: Path, database: str | None = None) -> Iterator[Desk]:
    """Yield a new organisation, served."""
    with house(folder, database) as home, TestClient(create(home.comity)) as client:
        yield Desk(home, client)
