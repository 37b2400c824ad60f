"""The page of the documentation that says who may do what: generated, so that it cannot say anything else."""

from collections.abc import Iterator
from itertools import groupby

from comity.governance.gate import DESKS, NOTHING_PERMITS
from comity.governance.offices import INCOMPATIBLE, SYSTEM, Office
from comity.governance.register import Policy, actions, policies

_HEADINGS = {
    "1_everyone.cedar": "What anyone may do",
    "2_limits.cedar": "What no other policy can give",
    "3_members.cedar": "Bureaus and border services",
    "4_review.cedar": "Review",
    "5_secretariat.cedar": "The secretariat",
    "6_control.cedar": "The commission, the audit and the accounts",
    "7_system.cedar": "Comity itself",
}


def page() -> str:
    """Return docs/governance.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Who may do what\n"
    yield "Generated from the policies in `src/comity/governance/policies` (`comity policies` prints the same).\n"
    yield (
        "A forbid wins over every permit, and what no policy permits is denied "
        f"({NOTHING_PERMITS.policy}, {NOTHING_PERMITS.citation}). Every decision names the policy that made it.\n"
    )
    yield from _offices()
    for file, found in groupby(policies(), lambda policy: policy.file):
        yield f"## {_HEADINGS[file]}\n"
        yield "| policy | effect | for | says | ground |"
        yield "|---|---|---|---|---|"
        yield from (_row(policy) for policy in found)
        yield ""
    yield from _acts()


def _offices() -> Iterator[str]:
    yield "## Offices\n"
    for name, members in {**DESKS, "Comity itself": SYSTEM}.items():
        yield f"- {name}: {_names(members)}"
    yield "\nAn office of the member desk comes with the code of its member; no other office may have one.\n"
    yield "No one holds together:\n"
    yield "| these | with these | because | ground |"
    yield "|---|---|---|---|"
    for rule in INCOMPATIBLE:
        yield f"| {_names(rule.one)} | {_names(rule.other)} | {rule.why} | {rule.citation} |"
    yield ""


def _names(offices: frozenset[Office]) -> str:
    return ", ".join(f"`{office.value}`" for office in Office if office in offices)


def _row(policy: Policy) -> str:
    whom = f"`{policy.office}`" if policy.office else ""
    return f"| {policy.id} | {policy.effect.value} | {whom} | {policy.says} | {policy.citation} |"


def _acts() -> Iterator[str]:
    yield "## Acts\n"
    yield "Each act has a name of the form scope:resource:act; policies speak of single acts or of groups of them.\n"
    yield "| act | groups |"
    yield "|---|---|"
    yield from (f"| `{name}` | {', '.join(groups)} |" for name, groups in actions().items())
