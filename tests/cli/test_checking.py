"""`comity check` on the contract's example and on what cannot be read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.cli.main import run
from tests.compliance.example import changed, plain

AT = ["--at", "2026-11-21"]
MINOR = {"judicial.charges[0].max_penalty_months": 12}
REFUGEE = {"subject_status": [{"status": "asylum_seeker", "confirmed_by": "XC", "from_member": "XA"}]}


def write(folder: Path, changes: dict[str, Any] | None = None, name: str = "request.json") -> str:
    path = folder / name
    path.write_text(json.dumps(changed(plain(), changes or {})), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("changes", "context", "status", "disposition"),
    [
        ({}, None, 0, "clear"),
        ({}, REFUGEE, 10, "review"),
        ({"assurances.extradition_will_be_sought": None}, None, 11, "return"),
        (MINOR, None, 12, "refuse"),
        ({**MINOR, "bureau_contact": None}, None, 12, "refuse"),
    ],
)
def test_the_exit_status_says_the_disposition(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    context: dict[str, Any] | None,
    status: int,
    disposition: str,
) -> None:
    """A script can act on the status alone, and the JSON says the same."""
    arguments = ["check", write(tmp_path, changes), "--json", *AT]
    if context is not None:
        (tmp_path / "context.json").write_text(json.dumps(context))
        arguments += ["--context", str(tmp_path / "context.json")]
    assert run(arguments) == status
    report = json.loads(capsys.readouterr().out)
    assert report["disposition"] == disposition
    assert report["at"] == "2026-11-21"
    assert {"rule", "outcome", "effect", "audience", "citations", "reason", "facts", "remedy"} <= set(
        report["findings"][0]
    )


def test_people_read_lines_of_a_hundred_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings come with their article and what to do, and fit a terminal."""
    run(["check", write(tmp_path, {**MINOR, "assurances": None, "judicial.facts": "x" * 400}), *AT])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("REFUSE")
    assert any("RPD 83(1)(a)(ii)" in line for line in lines)
    assert any("to mend:" in line for line in lines)
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_the_letter_comes_in_each_working_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """The status stays that of the report."""
    assert run(["check", write(tmp_path, {"bureau_contact": None}), "--letter", language, *AT]) == 11
    letter = capsys.readouterr().out
    assert "XA/2026/0041" in letter
    assert len(letter.splitlines()) > 5


BAD = {
    "not-json": (b"{", "not JSON"),
    "not-utf8": (b'{"kind": "r\xe9d"}', "UTF-8"),
    "truncated": (b'{"kind": "red", "subject": {"type": "person"', "not JSON"),
    "unknown-key": (
        b'{"kind": "red", "reference": "r", "language": "en", "subject": {"type": "person"}, "colour": 1}',
        "colour",
    ),
    "duplicate-key": (b'{"kind": "red", "kind": "blue"}', "$.kind"),
    "wrong-type": (b'{"kind": 3, "reference": "r", "language": "en", "subject": {"type": "person"}}', "$.kind"),
    "impossible-date": (
        b'{"kind": "red", "requesting_member": "XA", "reference": "r", "language": "en", '
        b'"subject": {"type": "person", "birth": {"date": "1971-02-30"}}}',
        "birth.date",
    ),
    "array": (b"[]", "array"),
    "empty": (b"", "not JSON"),
    "deep": (b'{"a":' * 100_000, "not JSON|nested"),
}


@pytest.mark.parametrize(("body", "told"), BAD.values(), ids=BAD)
def test_unusable_input_is_one_problem_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: bytes, told: str
) -> None:
    """Nothing is printed on standard output, and the problem says where and what."""
    path = tmp_path / "bad.json"
    path.write_bytes(body)
    assert run(["check", str(path)]) == 2
    captured = capsys.readouterr()
    problem = json.loads(captured.err)
    assert captured.out == ""
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert any(each in captured.err for each in told.split("|"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "no-such-file.json"],
        ["check", "/"],
        ["check", "x.json", "--at", "yesterday"],
        ["check", "x.json", "--letter", "de"],
        ["check", "x.json", "--colour"],
        ["chek"],
        ["people"],
        ["people", "add"],
        ["serve", "--port", "99999"],
        ["serve", "--workers", "0"],
    ],
)
def test_usage_errors_are_problems_too(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """A mistyped command line is answered in the shape of every other error."""
    assert run(arguments) == 2
    assert json.loads(capsys.readouterr().err)["detail"]


def test_the_request_may_come_on_standard_input(tmp_path: Path) -> None:
    """As a whole process: a bureau's own system can pipe a request into the check."""
    body = Path(write(tmp_path)).read_bytes()
    command = [sys.executable, "-m", "comity", "check", "-", *AT]
    done = subprocess.run(command, input=body, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"CLEAR")


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    """`comity rules | head -1` ends quietly."""
    command = f"{sys.executable} -m comity rules | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
