"""Every judged request through `comity check`: the disposition, the exit status and the rules that must speak."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli.main import run

from . import LANGUAGES, load, request_of, text

FILES = load()
CASES = [pytest.param(case, id=f"{name}: {case['case']}") for name, cases in FILES.items() for case in cases]
STATUS = {"clear": 0, "review": 10, "return": 11, "refuse": 12}


def check(case: dict[str, Any], folder: Path, *options: str) -> int:
    (folder / "request.json").write_text(json.dumps(request_of(case)), "utf-8")
    arguments = ["check", str(folder / "request.json"), "--at", str(case.get("at", "2026-11-21")), *options]
    if "context" in case:
        (folder / "context.json").write_text(json.dumps(text(case["context"])), "utf-8")
        arguments += ["--context", str(folder / "context.json")]
    return run(arguments)


@pytest.mark.parametrize("case", CASES)
def test_a_judged_request_comes_to_what_was_judged(
    case: dict[str, Any], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The gravest effect, its exit status, and the rules that a lawyer expects among those that speak."""
    status = check(case, tmp_path, "--json")
    report = json.loads(capfdbinary.readouterr().out)
    raised = {finding["rule"] for finding in report["findings"] if finding["effect"]}
    wanted = case.get("expect", "clear").split("_or_")
    assert report["disposition"] in wanted, sorted(raised)
    assert status == STATUS[report["disposition"]]
    assert set(case.get("rules", ())) <= raised
    assert bool(raised) is (report["disposition"] != "clear")


@pytest.mark.parametrize("case", CASES[::9])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_on_a_judged_request_says_nothing_of_what_is_the_secretariats(
    case: dict[str, Any], language: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The letter is the same bytes whether or not the secretariat holds anything that is its own."""
    check(case, tmp_path, "--letter", language)
    within = capfdbinary.readouterr().out
    held = {"subject_status": [{"status": "refugee", "confirmed_by": "XC", "from_member": "XA"}], "minority": "One"}
    check({**case, "context": {**case.get("context", {}), **held}}, tmp_path, "--letter", language)
    assert capfdbinary.readouterr().out == within
    assert b"{" not in within


def test_the_table_is_large_and_speaks_four_languages() -> None:
    """Ordinary crime and excluded charges are told in each working language."""
    for name in ("ordinary", "excluded"):
        assert all(sum(language in case for case in FILES[name]) >= 5 for language in LANGUAGES), name
    assert sum(map(len, FILES.values())) >= 200
