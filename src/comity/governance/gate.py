"""The gate: whether a principal may do something to a resource, and which policy says so (Cedar, policies/*.cedar)."""

import json
import re
from functools import cache
from typing import Any, Final

import cedarpy
import msgspec

from comity.governance.offices import BUREAU, OF_A_MEMBER, SUPERVISION, Office
from comity.governance.register import Effect, policies, schema, source
from comity.kernel.decider import Row

NOBODY: Final = "nobody"
WHAT: Final = (
    "request",
    "review",
    "opinion",
    "notice",
    "dealing",
    "campaign",
    "person",
    "organisation",
    "member",
    "application",
    "figures",
    "ledger",
    "file",
    "feed",
    "screening",
    "questions",
    "clearance",
)
"""The kinds of resource; a stream's kind is the name of its decider."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.:/-]*")
"""How ids and acts are written; anything else is not looked at, so that an id is data and never code."""
DESKS: Final = {"supervision": SUPERVISION, "bureau": BUREAU, "member": OF_A_MEMBER}


class Principal(msgspec.Struct, frozen=True):
    """Who acts: present offices, the member acted for, and `ties`, the states whose business it must not review.

    Raises `ValueError` where an office of a member comes without the member.
    """

    id: str
    offices: frozenset[Office]
    member: str | None = None
    ties: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.offices & OF_A_MEMBER and not self.member:
            raise ValueError("who acts for a member says for which")


PROCESS: Final = Principal("process", frozenset({Office.PROCESS}))
CLOCK: Final = Principal("clock", frozenset({Office.CLOCK}))
PUBLIC: Final = Principal("public", frozenset({Office.PUBLIC}))


class Resource(msgspec.Struct, frozen=True):
    """What is acted on: a stream and its row; for a new stream, the row as the command would make it.

    `about` is whom a command names: the reviewer whose claim `ReleaseReview` ends, the member for which a
    treatment, answer or objection is recorded.
    """

    id: str
    what: str
    row: Row
    about: str = NOBODY


class Verdict(msgspec.Struct, frozen=True):
    """The decision, the policy that made it, on what that rests, and why in a sentence."""

    allowed: bool
    policy: str
    citation: str
    reason: str


NOTHING_PERMITS: Final = Verdict(False, "NOTHING-PERMITS", "Comity 19", "No policy permits this.")
_BROKEN: Final = Verdict(False, "NOT-DECIDABLE", "Comity 19", "The question could not be decided, so the answer is no.")


class Gate:
    """The policies, parsed once; `check` takes about 0.2 ms."""

    def __init__(self) -> None:
        self._policies: Final = cedarpy.PolicySet.from_str(source())
        self._schema: Final = cedarpy.Schema.from_str(schema())
        self._actions: Final = cedarpy.Entities.from_json_str("[]", self._schema)
        self._by_place: Final = {policy.place: policy for policy in policies()}

    def check(self, principal: Principal, action: str, resource: Resource) -> Verdict:
        """Return the verdict; what is unknown, mistyped or fails in evaluation is denied."""
        if resource.what not in WHAT or not all(map(_PLAIN.fullmatch, (principal.id, action, resource.id))):
            return _BROKEN
        entities = json.dumps([_actor(principal), _thing(resource)])
        request = {
            "principal": _uid("Actor", principal.id),
            "action": _uid("Action", action),
            "resource": _uid(resource.what.capitalize(), resource.id),
            "context": {},
        }
        known = self._actions.with_added_json_str(entities)
        answer = cedarpy.is_authorized(request, self._policies, known, self._schema)
        if answer.diagnostics.errors:
            return _BROKEN
        reasons = sorted((self._by_place[place] for place in answer.diagnostics.reasons), key=lambda p: p.order)
        if not reasons:
            return NOTHING_PERMITS
        first = reasons[0]
        assert answer.allowed == (first.effect is Effect.PERMIT)
        return Verdict(answer.allowed, first.id, first.citation, first.says)


@cache
def gate() -> Gate:
    """Return the gate over the policies of the package."""
    return Gate()


def _uid(kind: str, name: str) -> str:
    return f'{kind}::"{name}"'


def _actor(principal: Principal) -> dict[str, Any]:
    desks = [desk for desk, offices in DESKS.items() if principal.offices & offices]
    parents = [{"type": "Office", "id": office.value} for office in sorted(principal.offices)]
    return {
        "uid": {"type": "Actor", "id": principal.id},
        "attrs": {"id": principal.id, "member": principal.member or "none", "ties": sorted(principal.ties)},
        "parents": parents + [{"type": "Desk", "id": desk} for desk in desks],
    }


def _thing(resource: Resource) -> dict[str, Any]:
    row = resource.row
    reach, members = circulation(row.circulation)
    return {
        "uid": {"type": resource.what.capitalize(), "id": resource.id},
        "attrs": {
            "owner": row.member or "organisation",
            "state": row.state,
            "kind": row.kind or "",
            "circulation": reach,
            "members": sorted(members),
            "concerned": sorted(concerned(row)),
            "assigned": sorted(listed(row.assigned)),
            "about": resource.about,
            "public": row.public,
        },
        "parents": [],
    }


def listed(codes: str) -> frozenset[str]:
    """Return a comma list of a row as a set."""
    return frozenset(code for code in codes.split(",") if code)


def concerned(row: Row) -> frozenset[str]:
    """Return the states concerned by a case, its owner among them."""
    return listed(row.concerned) | ({row.member} if row.member else frozenset())


def circulation(text: str | None) -> tuple[str, frozenset[str]]:
    """Return a row's circulation as `all`, `only`, `except` or `none`, and the members it names."""
    sign, names = (text or "")[:1], listed((text or "")[1:])
    match sign:
        case "*":
            return "all", frozenset()
        case "+":
            return "only", names
        case "-":
            return "except", names
        case _:
            return "none", frozenset()
