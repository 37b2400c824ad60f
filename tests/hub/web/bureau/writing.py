"""Shortcuts for tests that write requests through the pages."""

import json
from typing import Any

import httpx
from tests.house import request
from tests.hub.web.face import Face, Shown

from comity.app.casefile import text_of
from comity.governance.gate import Principal
from comity.kernel import wire
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Decision, Ground
from comity.sample.pictures import silhouette

PICTURE = silhouette(3)
PASSPORT = "P<UTOOSTRANDER<<MILA<JUNE<<<<<<<<<<<<<<<<<<<\nK1234567<6XB<7105041M3012316<<<<<<<<<<<<<<04"


class Desk:
    """The requests of XA's bureau over the pages."""

    def __init__(self, face: Face) -> None:
        self.face, self.home = face, face.home

    @property
    def by(self) -> Principal:
        return self.home.bureau["XA"]

    def draft(self, **changes: Any) -> str:
        """Return the id of a draft of the example request."""
        return self.home.draft(request(**changes))

    def body(self, request_id: str) -> NoticeRequest:
        """Return what stands in a request."""
        with self.home.comity.look() as look:
            body = text_of(look, request_id)
        assert body is not None
        return body

    def plain(self, request_id: str) -> dict[str, Any]:
        return dict(wire.builtins(self.body(request_id)))

    def at(self, request_id: str, *parts: str) -> str:
        return "/".join((f"/bureau/requests/{request_id}", *parts))

    def get(self, request_id: str, *parts: str, by: Principal | None = None) -> Shown:
        """Return a page of a request that must be there."""
        return self.face.page(by or self.by, self.at(request_id, *parts))

    def save(self, request_id: str, *parts: str, typed: dict[str, Any] | None = None) -> httpx.Response:
        """Open a page of a request, type into its form and send it."""
        return self.face.post(self.by, self.at(request_id, *parts), typed or {})

    def returned(self, **changes: Any) -> str:
        """Return the id of a request that two reviewers returned."""
        return self._decided(Decision.RETURN, Ground.JUDICIAL_DATA, "Say when it was.", **changes)

    def refused(self, ground: Ground = Ground.PENALTY_THRESHOLD, words: str | None = None) -> str:
        return self._decided(Decision.REFUSE, ground, words)

    def _decided(self, decision: Decision, ground: Ground, words: str | None, **changes: Any) -> str:
        new = self.home.submitted(request(**changes))
        for reviewer in self.home.reviewers[:2]:
            self.home.opine(reviewer, new, decision, ground, for_requester=words)
        return new


def as_json(**changes: Any) -> str:
    """Return the example request as JSON text."""
    return json.dumps(wire.builtins(request()) | changes)
