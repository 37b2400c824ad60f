"""What the checks say, as it stands beside the fields that it is about."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from comity.compliance.rule import Effect, Finding
from comity.compliance.stated import stated
from comity.hub.web.bureau.form.fields import Field
from comity.kernel.hashing import sha256_hex

ABOVE: Final = "above"
"""Where on a page stands what no field of it is about."""
GRADES: Final = {Effect.REFUSE: "Bars the request", Effect.RETURN: "To be mended", Effect.REVIEW: "For a reviewer"}
_NEEDED: Final = "Still needed"


class Check(msgspec.Struct, frozen=True):
    """A finding as it stands beside a field."""

    effect: str
    grade: str
    text: str
    law: str
    rule: str


def check_of(finding: Finding) -> Check:
    """Return a finding as it is said to its requester: what would mend it, or else what it is."""
    assert finding.effect is not None
    return Check(
        effect=finding.effect.value,
        grade=_NEEDED if _is_missing(finding) else GRADES[finding.effect],
        text=finding.remedy or finding.reason,
        law=", ".join(finding.citations),
        rule=finding.rule,
    )


def _is_missing(finding: Finding) -> bool:
    """Say whether a finding names nothing that is wrong, only what is not given yet."""
    return finding.effect is Effect.RETURN and not any(stated(fact.value) for fact in finding.facts)


def checks_of(found: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Check, ...]]:
    """Return findings by field as checks, the gravest first."""
    order = list(Effect)
    return {
        path: tuple(check_of(each) for each in sorted(some, key=lambda one: order.index(one.effect or Effect.REVIEW)))
        for path, some in found.items()
    }


def marks(fields: Sequence[Field], checks: Mapping[str, tuple[Check, ...]]) -> list[tuple[str, str]]:
    """Return a short mark for the checks at each place of a page; it differs where they do, and is "" for none."""
    places = [(field.id, checks.get(field.path, ())) for field in fields]
    return [(name, _mark(found)) for name, found in [*places, (ABOVE, checks.get("", ()))]]


def _mark(checks: Sequence[Check]) -> str:
    said = "\n".join(f"{each.effect} {each.rule} {each.text}" for each in checks)
    return sha256_hex(said.encode())[:12] if said else ""
