"""Corrective measures in words, and the policy by which the Secretary General decides nothing."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from comity.governance.commands import Measure
from comity.governance.register import Policy, policies

MEASURES: Final[Mapping[Measure, str]] = {
    Measure.WARN: "Warning",
    Measure.SUPERVISE: "Supervision of its requests",
    Measure.PRE_CLEAR_DIFFUSIONS: "Clearance before each diffusion",
    Measure.SUSPEND_REQUESTS: "Suspension of its requests",
}
MEANS: Final[Mapping[Measure, str]] = {
    Measure.WARN: "The bureau is told that it did not keep a rule.",
    Measure.SUPERVISE: "Each of its requests is looked at with the fault in mind.",
    Measure.PRE_CLEAR_DIFFUSIONS: "Its diffusions are held to what was agreed with it.",
    Measure.SUSPEND_REQUESTS: "Its requests are to wait until the fault is mended.",
}


@cache
def policy(name: str) -> Policy:
    """Return a policy by its name."""
    return next(each for each in policies() if each.id == name)
