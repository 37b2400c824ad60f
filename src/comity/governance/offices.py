"""Offices: who acts for the organisation or a member, and which offices one person may not hold together."""

from enum import StrEnum
from typing import Final

import msgspec


class Office(StrEnum):
    """What a person, a machine or the system itself acts as."""

    PRESIDENT = "president"
    EXECUTIVE_COMMITTEE = "executive_committee"
    SECRETARY_GENERAL = "secretary_general"
    REVIEWER = "reviewer"
    CASE_OFFICER = "case_officer"
    LISTING_OFFICER = "listing_officer"
    STATISTICIAN = "statistician"
    ADMINISTRATOR = "administrator"
    COMMISSIONER = "commissioner"
    AUDITOR = "auditor"
    BUREAU_OFFICER = "bureau_officer"
    BUREAU_HEAD = "bureau_head"
    BORDER_SERVICE = "border_service"
    PROCESS = "process"
    CLOCK = "clock"
    PUBLIC = "public"
    OPERATOR = "operator"


SUPERVISION: Final = frozenset({Office.PRESIDENT, Office.EXECUTIVE_COMMITTEE})
BUREAU: Final = frozenset({Office.BUREAU_OFFICER, Office.BUREAU_HEAD})
OF_A_MEMBER: Final = BUREAU | {Office.BORDER_SERVICE}
"""Offices held for a member: they need its code, and no other office may have one."""
SECRETARIAT: Final = frozenset(
    {
        Office.SECRETARY_GENERAL,
        Office.REVIEWER,
        Office.CASE_OFFICER,
        Office.LISTING_OFFICER,
        Office.STATISTICIAN,
        Office.ADMINISTRATOR,
    }
)
CONFIRMERS: Final = frozenset({Office.ADMINISTRATOR, Office.SECRETARY_GENERAL})
"""Who proposes and confirms what takes two; the Secretary General confirms only."""
BY_TWO: Final = CONFIRMERS | {Office.REVIEWER}
"""Offices that two people give, and whose holders are invited by two: who judges, and who can confirm such a change."""
SYSTEM: Final = frozenset({Office.PROCESS, Office.CLOCK, Office.PUBLIC, Office.OPERATOR})
"""What Comity itself acts as; no one is appointed to these."""
APPOINTABLE: Final = frozenset(Office) - SYSTEM


class Incompatibility(msgspec.Struct, frozen=True):
    """Offices of `one` and of `other` that no person holds together, why, and on what that rests."""

    one: frozenset[Office]
    other: frozenset[Office]
    why: str
    citation: str


def _apart(one: frozenset[Office], other: frozenset[Office], why: str, citation: str) -> Incompatibility:
    return Incompatibility(one, other, why, citation)


def _of(*offices: Office) -> frozenset[Office]:
    return frozenset(offices)


INCOMPATIBLE: Final = (
    _apart(
        SUPERVISION,
        APPOINTABLE - SUPERVISION,
        "who presides over or supervises the Organization has no part in its operations",
        "Constitution 22",
    ),
    _apart(
        _of(Office.SECRETARY_GENERAL),
        _of(Office.REVIEWER, Office.CASE_OFFICER, Office.LISTING_OFFICER),
        "who runs the secretariat decides no case",
        "Comity 2",
    ),
    _apart(_of(Office.REVIEWER), _of(Office.CASE_OFFICER), "who judges a request has no hand in its file", "Comity 2"),
    _apart(SECRETARIAT, OF_A_MEMBER, "the secretariat takes no instructions from a member", "Constitution 30"),
    _apart(
        _of(Office.COMMISSIONER),
        SECRETARIAT | OF_A_MEMBER,
        "the commission is independent of those whose files it controls",
        "Constitution 36",
    ),
    _apart(
        _of(Office.AUDITOR), APPOINTABLE - {Office.AUDITOR}, "who audits acts in nothing that is audited", "Comity 18"
    ),
    _apart(
        _of(Office.ADMINISTRATOR),
        _of(Office.REVIEWER, Office.CASE_OFFICER, Office.LISTING_OFFICER),
        "who keeps the accounts opens no file",
        "Comity 18",
    ),
    _apart(
        _of(Office.BORDER_SERVICE),
        APPOINTABLE - {Office.BORDER_SERVICE},
        "a border service is a machine and holds no other office",
        "RPD 21",
    ),
)


def conflict(one: Office, other: Office) -> Incompatibility | None:
    """Return the rule that keeps `one` and `other` apart, or None where one person may hold both."""
    for rule in INCOMPATIBLE:
        if (one in rule.one and other in rule.other) or (other in rule.one and one in rule.other):
            return rule
    return None
