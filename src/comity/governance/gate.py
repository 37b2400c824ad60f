"""The gate: whether a principal may do something to a resource, and which policy says so (Cedar, policies/*.cedar)."""

import json
import re
from functools import cache, lru_cache
from typing import Any, Final

import cedarpy
import msgspec

from comity.governance.offices import BUREAU, OF_A_MEMBER, SUPERVISION, Office
from comity.governance.register import Effect, policies, schema, source
from comity.kernel.decider import Row

_KNOWN: Final = 16_384
"""Decisions that are kept: ids and codes, never content."""
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

    `via` is the identifier of the session, token or invitation through which a person acts, or `operator`; every act
    records it. `proved` is set only by a face that checked password and code, or a passkey, in this very request.
    Raises `ValueError` where an office of a member comes without the member.
    """

    id: str
    offices: frozenset[Office]
    member: str | None = None
    ties: frozenset[str] = frozenset()
    via: str | None = None
    proved: bool = False

    def __post_init__(self) -> None:
        if self.offices & OF_A_MEMBER and not self.member:
            raise ValueError("who acts for a member says for which")


OPERATOR: Final = "operator"
"""Who gives commands on the server's own host without a token, and through what: no person, whatever the offices."""
PROCESS: Final = Principal("process", frozenset({Office.PROCESS}))
CLOCK: Final = Principal("clock", frozenset({Office.CLOCK}))
PUBLIC: Final = Principal("public", frozenset({Office.PUBLIC}))


def through(by: Principal, via: str) -> Principal:
    """Return `by` acting through a session, a token or an invitation."""
    return msgspec.structs.replace(by, via=via)


def proved(by: Principal) -> Principal:
    """Return `by` with a fresh proof: for a face that has just checked one, or that asks what one would allow."""
    return msgspec.structs.replace(by, proved=True)


def operator(offices: frozenset[Office], member: str | None = None, ties: frozenset[str] = frozenset()) -> Principal:
    """Return the operator of the host, who acts with offices that someone holds and never as that person."""
    return Principal(OPERATOR, offices | {Office.OPERATOR}, member, ties, via=OPERATOR)


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
    """The policies, parsed once; a decision takes about 0.2 ms, and one that was made before a hundredth of it."""

    def __init__(self) -> None:
        self._policies: Final = cedarpy.PolicySet.from_str(source())
        self._schema: Final = cedarpy.Schema.from_str(schema())
        self._actions: Final = cedarpy.Entities.from_json_str("[]", self._schema)
        self._decided: Final = lru_cache(_KNOWN)(self._decide)
        self._by_place: Final = {policy.place: policy for policy in policies()}

    def check(self, principal: Principal, action: str, resource: Resource) -> Verdict:
        """Return the verdict; what is unknown, mistyped or fails in evaluation is denied.

        It follows from the policies and from what is asked alone, so that one that was made is not made again.
        """
        row = resource.row
        said = (row.state, row.kind, row.member, row.circulation, row.concerned, row.assigned, row.public)
        return self._decided(principal, action, resource.what, resource.id, resource.about, said)

    def _decide(
        self, principal: Principal, action: str, what: str, thing: str, about: str, said: tuple[Any, ...]
    ) -> Verdict:
        state, kind, member, reach, concerned_by, assigned, public = said
        row = Row(
            state=state,
            kind=kind,
            member=member,
            circulation=reach,
            concerned=concerned_by,
            assigned=assigned,
            public=public,
        )
        resource = Resource(thing, what, row, about)
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
        "attrs": {
            "id": principal.id,
            "member": principal.member or "none",
            "ties": sorted(principal.ties),
            "proved": principal.proved,
        },
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
