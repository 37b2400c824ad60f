"""Whole files as a bureau sends them, in the working languages: what the check comes to, and which rules say so."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.compliance.check import Report, check
from comity.compliance.rule import Audience, Fact
from comity.kernel import wire
from comity.notices.context import CaseContext

from ..example import AT, changed, plain, request  # noqa: TID252

FILES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("scenarios.yaml").read_text("utf-8"))
CASES = [
    pytest.param(each, language, id=f"{each['file']} ({language})") for each in FILES for language in each["facts"]
]
PROTECTED: dict[str, Any] = {
    "subject_status": [{"status": "refugee", "confirmed_by": "XC", "from_member": "XA", "on": "2023-12-01"}],
    "positions": [
        {"member": "XD", "view": "refused_extradition", "ground": "POLITICAL_OFFENCE"},
        {"member": "XE", "view": "refused_extradition", "ground": "TORTURE_OR_UNFAIR_TRIAL"},
    ],
    "human_rights": [{"source": "A committee", "concern": "torture", "individual": True}],
}


def file(each: dict[str, Any], language: str, context: dict[str, Any] | None = None) -> Report:
    """Return the report on a file of the table in a language."""
    given = {path: _text(value) for path, value in each.get("given", {}).items()}
    told = {"language": language, "judicial.facts": each["facts"][language]}
    data = changed(plain(), {"subject.names_in_original_script": ["ماريك إيليا"]} | given | told)
    return check(request(data), wire.convert(context or {}, CaseContext, "context"), AT)


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _text(item) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize(("each", "language"), CASES)
def test_a_file_comes_to_what_a_lawyer_expects(each: dict[str, Any], language: str) -> None:
    """The disposition, and exactly the rules that raise something, in whichever language the facts are told."""
    report = file(each, language)
    raised = {finding.rule for finding in report.raised}
    assert (report.disposition.value, raised) == (each["disposition"], set(each.get("raised", []))), each["why"]


@pytest.mark.parametrize(("each", "language"), CASES)
def test_every_finding_on_a_text_shows_the_words_at_their_offsets(each: dict[str, Any], language: str) -> None:
    """`judicial.facts[12:20]` holds the very words that stand there."""
    report = file(each, language)
    text = each["facts"][language]
    facts = [fact for finding in report.findings for fact in finding.facts if fact.path.startswith("judicial.facts[")]
    assert all(_at(text, fact) == fact.value for fact in facts)
    assert all(finding.facts for finding in report.raised)


def _at(text: str, fact: Fact) -> str:
    start, end = fact.path.removeprefix("judicial.facts[").removesuffix("]").split(":")
    return text[int(start) : int(end)]


@pytest.mark.parametrize(("each", "language"), CASES)
def test_what_the_secretariat_holds_leaves_no_trace_for_the_requester(each: dict[str, Any], language: str) -> None:
    """With refuge, a refusal and a finding of torture the requester reads the same bytes as without them."""
    without, within = file(each, language), file(each, language, PROTECTED)
    assert within.disposition.value == "refuse"
    assert wire.canonical(within.for_requester()) == wire.canonical(without.for_requester())


@pytest.mark.parametrize(("each", "language"), CASES)
def test_a_name_alone_never_bars(each: dict[str, Any], language: str) -> None:
    """The same knowledge tied by name alone asks, and refuses nothing that was not refused."""
    by_name = {key: [item | {"by_name_only": True} for item in items] for key, items in PROTECTED.items()}
    before, after = file(each, language), file(each, language, by_name)
    assert after.disposition.value == ("refuse" if before.disposition.value == "refuse" else "review")


def test_questions_on_neutrality_and_human_rights_are_the_secretariats_alone() -> None:
    """A requester who could read which word raised a question would write another word."""
    every = [
        finding for each in FILES for language in each["facts"] for finding in file(each, language, PROTECTED).raised
    ]
    private = {"NEU", "HUM", "PRO", "POS", "TER", "CRP", "IMM"}
    found = {finding.rule[:3]: finding.audience for finding in every}
    assert private - {"IMM"} <= set(found)
    assert all(audience is Audience.SECRETARIAT for prefix, audience in found.items() if prefix in private)
