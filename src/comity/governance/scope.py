"""Scopes: what a principal may see of a kind, as one predicate over the register's rows.

A list is filtered by the predicate and an item is asked of the gate; a property test holds the two equal.
"""

from collections.abc import Callable
from typing import Final, assert_never

import msgspec

from comity.governance.gate import Principal, circulation, concerned, listed
from comity.governance.offices import BUREAU, OF_A_MEMBER, SUPERVISION, Office
from comity.kernel.decider import Row


class Everything(msgspec.Struct, frozen=True):
    """Every row."""


class Nothing(msgspec.Struct, frozen=True):
    """No row."""


class OwnerIs(msgspec.Struct, frozen=True):
    """Rows of this member; with None, of no member."""

    member: str | None


class StateIn(msgspec.Struct, frozen=True):
    states: frozenset[str]


class KindIn(msgspec.Struct, frozen=True):
    kinds: frozenset[str]


class Public(msgspec.Struct, frozen=True):
    """Rows with a public extract."""


class Reaches(msgspec.Struct, frozen=True):
    """Rows that circulate to this member; a requester is never its own recipient."""

    member: str


class Concerns(msgspec.Struct, frozen=True):
    """Rows of one of these states, as owner or as concerned."""

    states: frozenset[str]


class AssignedTo(msgspec.Struct, frozen=True):
    person: str


class And(msgspec.Struct, frozen=True):
    parts: tuple["Predicate", ...]


class Or(msgspec.Struct, frozen=True):
    parts: tuple["Predicate", ...]


class Not(msgspec.Struct, frozen=True):
    part: "Predicate"


Predicate = (
    Everything | Nothing | OwnerIs | StateIn | KindIn | Public | Reaches | Concerns | AssignedTo | And | Or | Not
)


def holds(predicate: Predicate, row: Row) -> bool:
    """Say whether `row` satisfies `predicate`."""
    match predicate:
        case Everything():
            return True
        case Nothing():
            return False
        case OwnerIs(member=member):
            return row.member == member
        case StateIn(states=states):
            return row.state in states
        case KindIn(kinds=kinds):
            return row.kind in kinds
        case Public():
            return row.public
        case Reaches(member=member):
            return _reaches(row, member)
        case Concerns(states=states):
            return bool(states & concerned(row))
        case AssignedTo(person=person):
            return person in listed(row.assigned)
        case And(parts=parts):
            return all(holds(part, row) for part in parts)
        case Or(parts=parts):
            return any(holds(part, row) for part in parts)
        case Not(part=part):
            return not holds(part, row)
        case _:
            assert_never(predicate)


def _reaches(row: Row, member: str) -> bool:
    reach, members = circulation(row.circulation)
    if row.member == member:
        return False
    return reach == "all" or (reach == "only" and member in members) or (reach == "except" and member not in members)


_WHOLE_FILE: Final = frozenset({"review", "opinion", "notice", "dealing", "campaign", "file"})
_OWN: Final = frozenset({"request", "notice", "dealing", "campaign", "file", "clearance"})
_SENT: Final = Not(StateIn(frozenset({"new", "draft", "discarded"})))
"""Requests that were sent: until then a bureau's draft is its own."""
_READERS_OF_THE_ORGANISATION: Final = frozenset(
    {
        Office.SECRETARY_GENERAL,
        Office.CASE_OFFICER,
        Office.REVIEWER,
        Office.COMMISSIONER,
        Office.AUDITOR,
        Office.ADMINISTRATOR,
    }
)

_READERS_OF_CARDS: Final = OF_A_MEMBER | {
    Office.SECRETARY_GENERAL,
    Office.CASE_OFFICER,
    Office.REVIEWER,
    Office.COMMISSIONER,
}


def scope(principal: Principal, what: str) -> Predicate:
    """Return which rows of the kind `what` the principal may see: those for which `files:{what}:view` is allowed."""
    offices = principal.offices
    account: Predicate = AssignedTo(principal.id) if what == "person" else Nothing()
    if offices & SUPERVISION:
        return account
    if Office.AUDITOR in offices:
        return Everything() if what == "organisation" else account
    if Office.ADMINISTRATOR in offices and what not in {"person", "organisation", "member", "clearance"}:
        return Nothing()
    found = _any(account, *(grant(principal, what) for grant in _GRANTS))
    if what == "opinion" and Office.REVIEWER in offices:
        return And((found, AssignedTo(principal.id)))
    return found


def queue(principal: Principal) -> Predicate:
    """Return which reviews the principal may see in the queue: those for which `review:queue:view` is allowed."""
    offices = principal.offices
    if offices & (SUPERVISION | {Office.AUDITOR, Office.COMMISSIONER}):
        return Nothing()
    still_open = StateIn(frozenset({"open"}))
    if offices & {Office.SECRETARY_GENERAL, Office.CASE_OFFICER}:
        return still_open
    return And((still_open, _untied(principal))) if Office.REVIEWER in offices else Nothing()


def extracts() -> Predicate:
    """Return which notices anyone may read the extract of: those for which `public:extract:read` is allowed."""
    return And((Public(), StateIn(frozenset({"published"}))))


def _of_member(principal: Principal, what: str) -> Predicate:
    member = principal.member
    found: list[Predicate] = []
    if member is None:
        return Nothing()
    if principal.offices & BUREAU and what in _OWN:
        found.append(OwnerIs(member))
    if principal.offices & OF_A_MEMBER and what == "notice":
        found.append(And((StateIn(frozenset({"published"})), Reaches(member))))
    if Office.BUREAU_HEAD in principal.offices and what == "person":
        found.append(OwnerIs(member))
    return _any(*found)


def _of_reviewer(principal: Principal, what: str) -> Predicate:
    if Office.REVIEWER not in principal.offices:
        return Nothing()
    mine = AssignedTo(principal.id)
    match what:
        case "request" | "review":
            return And((mine, _untied(principal)))
        case "opinion":
            return mine
        case _:
            return Nothing()


def _untied(principal: Principal) -> Predicate:
    """Ties that are not known exclude from every case."""
    return Not(Concerns(principal.ties)) if principal.ties else Nothing()


def _of_secretariat(principal: Principal, what: str) -> Predicate:
    offices = principal.offices
    found: list[Predicate] = []
    if Office.CASE_OFFICER in offices:
        if what in _WHOLE_FILE:
            found.append(Everything())
        elif what == "request":
            found.append(_SENT)
    if Office.LISTING_OFFICER in offices and what in {"notice", "request"}:
        found.append(OwnerIs(None))
    if Office.SECRETARY_GENERAL in offices and what == "person":
        found.append(OwnerIs(None))
    if offices & _READERS_OF_THE_ORGANISATION and what == "organisation":
        found.append(Everything())
    return _any(*found)


def _of_control(principal: Principal, what: str) -> Predicate:
    if Office.COMMISSIONER in principal.offices and what == "request":
        return _SENT
    if Office.COMMISSIONER in principal.offices and what in _WHOLE_FILE | {"application"}:
        return Everything()
    if Office.ADMINISTRATOR in principal.offices and what == "person":
        return Everything()
    return Nothing()


def _of_cards(principal: Principal, what: str) -> Predicate:
    return Everything() if what == "member" and principal.offices & _READERS_OF_CARDS else Nothing()


_GRANTS: Final[tuple[Callable[[Principal, str], Predicate], ...]] = (
    _of_member,
    _of_reviewer,
    _of_secretariat,
    _of_control,
    _of_cards,
)


def _any(*parts: Predicate) -> Predicate:
    """Return the union, as small as it can be said: it stands in the WHERE of every list."""
    useful = tuple(dict.fromkeys(part for part in parts if not isinstance(part, Nothing)))
    if any(isinstance(part, Everything) for part in useful):
        return Everything()
    match useful:
        case ():
            return Nothing()
        case (one,):
            return one
        case _:
            return Or(useful)
