"""The catalogue: every rule of this edition, in the order of its codes."""

from datetime import date
from functools import cache
from types import ModuleType

from comity.compliance.rule import Rule
from comity.compliance.rules import (
    assurances,
    cheques,
    circulation,
    corruption,
    dates,
    excluded,
    history,
    human_rights,
    identity,
    immunity,
    judicial,
    language,
    neutrality,
    ordinary_law,
    persons,
    positions,
    protection,
    purpose,
    retaliation,
    seriousness,
    settled,
    terrorism,
    trial,
    warrant,
)

VERSION = "2026-11"
"""The edition printed with every report; a changed rule means a new one."""

MODULES: tuple[ModuleType, ...] = (
    assurances,
    cheques,
    circulation,
    corruption,
    dates,
    excluded,
    history,
    human_rights,
    identity,
    immunity,
    judicial,
    language,
    neutrality,
    ordinary_law,
    persons,
    positions,
    protection,
    purpose,
    retaliation,
    seriousness,
    settled,
    terrorism,
    trial,
    warrant,
)


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return all rules that were ever in force, by code."""
    classes = {
        found
        for module in MODULES
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, Rule)
        and found.__module__ == module.__name__
        and hasattr(found, "code")
    }
    return tuple(rule() for rule in sorted(classes, key=lambda rule: rule.code))


@cache
def rules(at: date) -> tuple[Rule, ...]:
    """Return the rules in force on `at`, by code."""
    return tuple(rule for rule in catalogue() if rule.in_force(at))


def rule_by_code(code: str) -> Rule | None:
    """Return the rule with `code`, or None."""
    return next((rule for rule in catalogue() if rule.code == code), None)
