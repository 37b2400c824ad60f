"""A house with its public site: requests whose extract is public, and a client that asks as anyone may."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
from litestar import Litestar
from litestar.testing import TestClient
from tests.house import House, request

from comity.app import uploads
from comity.app.path import Order
from comity.app.pictures import render
from comity.app.publicset import PublicSet
from comity.governance.gate import CLOCK
from comity.hub.public import open_public_set, public_router
from comity.hub.public.index import Entry
from comity.hub.public.shapes import ROOT
from comity.kernel import wire
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.sample.pictures import silhouette

PNG = silhouette(1)
LEAVE = {"authorised": True, "fields": None, "reason": "The public can help to find the person.", "until": None}


def public(subject: dict[str, Any] | None = None, **changes: Any) -> NoticeRequest:
    """Return the example request with leave to publish, changed as plain data."""
    plain = wire.builtins(request())
    plain |= {"public_extract": LEAVE} | changes
    plain["subject"] |= subject or {}
    return wire.convert(plain, NoticeRequest)


def missing(**particulars: Any) -> NoticeRequest:
    """Return a yellow notice's request with leave to publish."""
    said = {
        "missing_since": "2026-03-01",
        "missing_from": "Veld, XA",
        "circumstances": "Did not come home from school.",
    }
    more = {"kind": "yellow", "judicial": None, "assurances": None}
    return public(**more, particulars=said | {"reported_to": "Police of Veld", "vulnerable": False} | particulars)


def listing(number: int, entity: bool = False, **subject: Any) -> NoticeRequest:
    """Return a fictional listing as an import makes it."""
    who: dict[str, Any] = {"type": "entity", "name": f"Society {number}"} if entity else {"type": "person"}
    if not entity:
        who |= {"family_name": f"Fictus {number}", "forenames": "Titus", "nationalities": ["XB"]}
    letter = "e" if entity else "i"
    plain = {
        "kind": "special",
        "requesting_entity": {"name": "United Nations Security Council", "basis": "Security Council resolution"},
        "reference": f"QD{letter}.{number:03d}",
        "language": "en",
        "subject": who | subject,
        "particulars": {
            "reference": f"QD{letter}.{number:03d}",
            "list": "Al-Qaida",
            "resolution": "1267 (1999)",
            "listed_on": "2011-04-05",
            "measures": "assets freeze under paragraph 1(a); travel ban under paragraph 1(b)",
        },
        "public_extract": {"authorised": True, "reason": "Listings are public."},
    }
    return wire.convert(plain, NoticeRequest)


def listed(home: House, bodies: list[NoticeRequest]) -> list[str]:
    """Publish listings in one transaction and return their ids."""
    ids = []
    with home.comity.path.batch() as run:
        for body in bodies:
            ids.append(home.comity.chance.id("ntc"))
            run(Order(by=home.listing, command=c.PublishListing(id=ids[-1], body=body, resolution=1267)))
    return ids


def upload(home: House, member: str, data: bytes) -> str:
    """Hand in a photograph for a member and return its digest."""
    uploads.receive(home.comity, home.bureau[member], data)
    return hashlib.sha256(data).hexdigest()


def shown(data: bytes) -> bytes:
    """Return the public picture of a photograph."""
    found = render(data).data
    assert found
    return found


class Site:
    """The public API over a house; `tick` lets the clock do what is due."""

    def __init__(self, home: House, shown: PublicSet[Entry], client: TestClient[Litestar]) -> None:
        self.home, self.set, self.client = home, shown, client

    def ask(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(ROOT + path, **more)

    def get(self, path: str) -> Any:
        answer = self.ask(path)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content)

    def numbers(self, path: str) -> list[str]:
        """Return the numbers of all pages of a list."""
        found: list[str] = []
        sign = "&" if "?" in path else "?"
        page: Any = self.get(f"{path}{sign}resultPerPage=50")
        while True:
            found += [one["entity_id"] for one in page["_embedded"]["notices"]]
            if "next" not in page["_links"]:
                return found
            page = self.get(page["_links"]["next"]["href"].partition(ROOT)[2])

    def tick(self, command: Any) -> None:
        self.home.do(CLOCK, command)


@contextmanager
def site(home: House) -> Iterator[Site]:
    """Yield the public API of `home`."""
    shown = open_public_set(home.comity)
    try:
        with TestClient(Litestar([public_router(home.comity, shown)])) as client:
            yield Site(home, shown, client)
    finally:
        shown.close()
