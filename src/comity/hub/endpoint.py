"""An endpoint said once: its route, what it reads and answers, who may come; handler and document follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.views.searching import Search
from comity.governance.gate import Principal
from comity.hub.auth import Caller
from comity.hub.pools import Face
from comity.kernel.subject import Record

B = TypeVar("B")
Q = TypeVar("Q")
PREFIX: Final = "/api/v1"
JSON: Final = "application/json"
BYTES: Final = "application/octet-stream"
LINES: Final = "application/jsonl"
"""JSON Lines, sent as they are made."""
MOST_JSON: Final = 1024 * 1024
"""The largest JSON body, in bytes."""
PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "id": (r"[a-z]{3}_[0-9a-z]{16}", "An identifier, such as `req_7k3m9p2x4v6t8w0z`."),
    "person": (r"per_[0-9a-z]{16}", "The identifier of a person."),
    "change": (r"chg_[0-9a-z]{16}", "The identifier of a proposed change."),
    "token": (r"tok_[0-9a-z]{16}", "The identifier of a token."),
    "notice": (r"ntc_[0-9a-z]{16}", "The identifier of a notice."),
    "sha256": (r"[0-9a-f]{64}", "The SHA-256 of the bytes, in small hex digits."),
    "act": (r"[1-9][0-9]{0,17}", "The number of an act, from 1."),
    "release": (r"[0-9]{4}-Q[1-4]", "A quarter, such as `2026-Q3`."),
    "reference": (r"[A-Za-z0-9_-]{8,40}", "The reference on a receipt, or an application's identifier."),
    "figure": (r"[a-z][a-z0-9_-]{0,59}(\.(svg|csv|json|zip))?", "A measure, or a file of a quarter."),
    "office": (r"[a-z_]{1,40}", "The name of an office."),
    "member": (r"[A-Z]{2}", "The code of a member."),
    "measure": (r"[a-z_]{1,40}", "The name of a corrective measure."),
    "deed": (r"[a-z]{1,20}", "The name of an act on a notice."),
    "code": (r"[A-Z]{3}-[0-9]{2}", "The code of a rule."),
    "secret": (r"[A-Za-z0-9_-]{20,64}", "The secret of an invitation."),
    "passkey": (r"[0-9a-f]{16}", "A passkey of one's own."),
    "section": (r"[a-z][a-z-]{0,40}", "The name of a section of a form."),
    "entry": (r"new|[1-9][0-9]{0,3}", "The number of an entry in a list, from 1, or `new`."),
    "receipt": (r"qst_[0-9a-z]{16}\.[0-9a-z]{16}", "The receipt of a question of screening."),
    "list": (r"red|yellow|un|blue|green|black|orange|purple", "A list of public notices."),
    "number": (r"[0-9]{4}-[0-9]{1,7}", "A public number, such as `2026-17`."),
    "place": (r"[1-9][0-9]?", "The place of one of several, from 1."),
}
"""What may stand in each place of a path: a pattern, and what it is; anything else is not found."""


class Nothing(Record, frozen=True):
    """No parameters, or no body."""


@dataclass(frozen=True)
class Call(Generic[B, Q]):
    """One request, read and checked in form: `seen` is the version in `If-Match`, `key` the idempotency key.

    `remote` is the address that tries are counted for.
    """

    hub: Comity
    search: Search
    caller: Caller
    path: Mapping[str, str]
    query: Q
    body: B
    seen: str | None = None
    key: str | None = None
    secret: str | None = None
    remote: str = ""
    look: Look | None = None

    @property
    def looking(self) -> Look:
        """The look in which the caller was known, for endpoints that answer from it."""
        assert self.look is not None
        return self.look

    @property
    def by(self) -> Principal:
        return self.caller.by

    @property
    def id(self) -> str:
        return self.path["id"]


@dataclass(frozen=True)
class Reply:
    """What an endpoint answers: a record or bytes, and the version as the caller sees it."""

    value: Any
    tag: str | None = None
    status: int | None = None


@dataclass(frozen=True)
class Endpoint:
    """One route. `seen`: `If-Match` is required; `key`: an idempotency key is taken; `public`: no token is needed.

    `looks`: it answers from the look in which its caller was known. `file` says of a query that
    the body is a file, whatever its media type, and not the JSON of a `body`.
    """

    method: str
    path: str
    name: str
    tag: str
    says: str
    run: Callable[[Call[Any, Any]], Reply]
    body: Any = None
    query: type[Record] = Nothing
    answer: Any = None
    status: int = 200
    public: bool = False
    seen: bool = False
    key: bool = False
    tagged: bool = False
    reads: str = JSON
    writes: str = JSON
    largest: int = MOST_JSON
    secret: bool = False
    looks: bool = False
    face: Face = Face.OFFICE
    file: Callable[[Any], bool] | None = None


Run = Callable[[Call[Any, Any]], Reply]


@dataclass
class Routes:
    """The endpoints of one part of the interface, in order."""

    tag: str
    all: list[Endpoint] = field(default_factory=list)

    def get(self, path: str, says: str, answer: Any, **more: Any) -> Callable[[Run], Run]:
        return self._add("GET", path, says, answer=answer, **more)

    def post(self, path: str, says: str, answer: Any, **more: Any) -> Callable[[Run], Run]:
        return self._add("POST", path, says, answer=answer, **{"key": True, **more})

    def put(self, path: str, says: str, answer: Any, **more: Any) -> Callable[[Run], Run]:
        return self._add("PUT", path, says, answer=answer, **{"key": True, **more})

    def delete(self, path: str, says: str, answer: Any, **more: Any) -> Callable[[Run], Run]:
        return self._add("DELETE", path, says, answer=answer, **{"key": True, **more})

    def _add(self, method: str, path: str, says: str, **more: Any) -> Callable[[Run], Run]:
        def take(run: Run) -> Run:
            name = more.pop("name", None) or run.__name__
            self.all.append(Endpoint(method=method, path=path, name=name, tag=self.tag, says=says, run=run, **more))
            return run

        return take
