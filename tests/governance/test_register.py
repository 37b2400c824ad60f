"""The policies as a body: valid against their schema, each with a name, a ground in the law and a sentence."""

from importlib.resources import files
from pathlib import Path

import cedarpy

from comity.app.registry import ACTIONS
from comity.governance.offices import Office
from comity.governance.page import page
from comity.governance.register import Effect, actions, covering, policies, schema, source
from comity.law.citations import Citation

PAGE = Path(__file__).parents[2] / "docs" / "governance.md"
WRITTEN_ELSEWHERE = frozenset(ACTIONS.values()) - {"files:{what}:view"}


def test_the_policies_say_nothing_that_their_schema_does_not_know() -> None:
    """Cedar's validator finds no unknown attribute, action, type or impossible condition."""
    result = cedarpy.validate_policies(source(), schema())
    assert result.validation_passed, [str(error) for error in result.errors]


def test_every_policy_has_a_name_of_its_own_a_place_in_the_law_and_a_sentence() -> None:
    """A verdict names its policy and ground, so neither may be missing or ambiguous."""
    names = [policy.id for policy in policies()]
    assert len(set(names)) == len(names)
    for policy in policies():
        assert str(Citation.parse(policy.citation)) == policy.citation, policy.id
        assert policy.says[0].isupper(), policy.id
        assert policy.says.endswith("."), policy.id
        assert f'@id("{policy.id}")' in policy.text, policy.id
        assert policy.text.endswith(";") or "//" in policy.text, policy.id


def test_every_act_that_the_code_names_is_known_and_permitted_to_someone() -> None:
    """An act that no policy mentions could never be done; one that the schema lacks would be refused unread."""
    for action in WRITTEN_ELSEWHERE:
        assert action in actions(), action
        assert any(policy.effect is Effect.PERMIT and policy.actions for policy in covering(action)), action


def test_every_act_of_the_schema_is_permitted_to_someone() -> None:
    """The schema holds no act that has been forgotten."""
    for action in actions():
        assert any(policy.effect is Effect.PERMIT for policy in covering(action)), action


def test_no_policy_permits_every_act() -> None:
    """Only a forbid may speak of all acts at once."""
    assert all(policy.actions for policy in policies() if policy.effect is Effect.PERMIT)


def test_every_office_that_a_policy_names_exists() -> None:
    """A misspelt office in a policy would silently permit or forbid no one."""
    known = {office.value for office in Office} | {"supervision", "bureau", "member"}
    named = {part.split('"')[1] for kind in ("Office", "Desk") for part in source().split(f"{kind}::")[1:]}
    assert named <= known


def test_the_page_of_the_documentation_is_the_policies() -> None:
    """docs/governance.md is written by `comity.governance.page.page` and by no one else."""
    assert PAGE.read_text("utf-8") == page(), "write docs/governance.md anew from comity.governance.page.page()"


def test_the_policy_files_are_part_of_the_package() -> None:
    """What the gate reads is what is installed."""
    names = sorted(entry.name for entry in files("comity.governance").joinpath("policies").iterdir())
    assert [name for name in names if name.endswith(".cedar")] == sorted({policy.file for policy in policies()})
