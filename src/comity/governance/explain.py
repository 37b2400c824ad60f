"""Why, and why not: a verdict of the gate as sentences for the person who asked."""

from comity.governance.gate import DESKS, NOTHING_PERMITS, Principal, Resource, gate
from comity.governance.register import Effect, Policy, actions, covering


def explain(principal: Principal, action: str, resource: Resource) -> str:
    """Return why `principal` may or may not do `action`, with the policy and its ground.

    It speaks of policies and of the asker's own offices only, so it tells nothing of the resource; whether the
    asker may know that the resource exists is for the caller to ask first.
    """
    verdict = gate().check(principal, action, resource)
    ground = f"({verdict.policy}, {verdict.citation})"
    if verdict.allowed:
        return f"Permitted: {verdict.reason} {ground}"
    if verdict != NOTHING_PERMITS:
        return f"Not permitted: {verdict.reason} {ground}"
    permits = [policy for policy in covering(action) if policy.effect is Effect.PERMIT]
    if not permits:
        known = "No policy grants it to anyone." if action in actions() else "There is no such act."
        return f"Not permitted: {known} {ground}"
    mine = [policy for policy in permits if _is_for(policy, principal)]
    if mine:
        return f"Not permitted here. {_told(mine)} {ground}"
    return f"Not permitted to your offices. {_told(permits)} {ground}"


def _is_for(policy: Policy, principal: Principal) -> bool:
    """Say whether the policy speaks to an office that the principal holds, or to anyone."""
    desks = {desk for desk, offices in DESKS.items() if principal.offices & offices}
    return policy.office is None or policy.office in desks | {office.value for office in principal.offices}


def _told(permits: list[Policy]) -> str:
    return " ".join(f"{policy.says} ({policy.id}, {policy.citation})" for policy in permits)
