"""`comity screen`: everyone in a file is asked about, and what could not be used is said."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.cli.main import run
from tests.adapters.ofac.conftest import ADD, ALT, SDN
from tests.adapters.un.conftest import document
from tests.screening.reading.test_paxlst import ANN, ILYA, interchange, message
from tests.screening.zones import misread, passport

MAREK = {
    "type": "person",
    "family_name": "Marek",
    "forenames": "Ilya Petr",
    "birth": {"date": "1971-05-04"},
    "documents": [{"type": "passport", "number": "K1234567", "country": "XB"}],
}
ADAMS = {"type": "person", "family_name": "Adams", "forenames": "Ann"}


class Desk:
    """A folder with lists and questions, and `comity screen` over them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.list = f"jsonl:{self.lines('list.jsonl', self.subject('s1', MAREK), self.subject('s2', ADAMS))}"
        self.out = folder / "out.jsonl"

    @staticmethod
    def subject(key: str, subject: dict[str, Any]) -> dict[str, Any]:
        return {"id": key, "subject": subject}

    def lines(self, name: str, *values: object) -> Path:
        return self.file(name, "".join(json.dumps(value) + "\n" for value in values))

    def file(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, "utf-8")
        return self.folder / name

    def ask(self, queries: Path, *more: str, lists: Iterable[str] = (), status: int = 0) -> list[dict[str, Any]]:
        """Return the answers; `told` and `problem` hold what was said beside them."""
        named = [part for source in lists or [self.list] for part in ("--list", source)]
        self._capsys.readouterr()
        assert run(["screen", *named, "--queries", str(queries), "--out", str(self.out), *more]) == status
        captured = self._capsys.readouterr()
        self.told, self.problem = captured.out, json.loads(captured.err) if captured.err else {}
        return [json.loads(line) for line in self.out.read_text().splitlines()] if self.out.exists() else []


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_each_question_has_an_answer_in_order(desk: Desk) -> None:
    """An answer has the id, the hits with their reasons, and what names the list; no hit is an answer too."""
    queries = desk.lines(
        "q.jsonl",
        {"id": "b", "name": "Nobody Known"},
        {"id": "a", "name": "Ilya Petr Marek", "birth_date": "1971-05-04"},
    )
    nobody, marek = desk.ask(queries)
    assert (nobody["id"], nobody["hits"]) == ("b", [])
    assert marek["id"] == "a"
    (hit,) = marek["hits"]
    assert (hit["subject"], hit["band"]) == ("s1", "hit")
    assert {"feature", "score", "query", "candidate", "detail"} <= hit["reasons"][0].keys()
    assert nobody["list_version"] == marek["list_version"]
    assert marek["list_version"].startswith("sha256:")
    assert desk.told == f"Questions asked: 2; answers with a hit: 1; lists: {marek['list_version']}\n"


FILES = {
    "csv": 'id,name,birth_date\n1,"Marek, Ilya Petr",1971-05-04\n2,Ann Adams,\n',
    "mrz": f"{passport()}\n{passport(names='ADAMS<<ANN', number='A7654321')}\n",
    "paxlst": interchange(message(ILYA, ANN)),
    "ftm": "".join(
        json.dumps({"id": name, "schema": "Person", "properties": {"name": [name]}}) + "\n"
        for name in ("Ilya Petr Marek", "Ann Adams")
    ),
}


def mangled(text: str) -> st.SearchStrategy[bytes]:
    """Return a good file with a piece of it lost, and something in its place."""
    body = text.encode()
    places = st.integers(0, len(body))
    return st.builds(
        lambda one, other, middle: body[: min(one, other)] + middle + body[max(one, other) :],
        places, places, st.binary(max_size=4),
    )  # fmt: skip


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("named", [True, False], ids=["named", "told"])
def test_questions_of_each_format_find_the_same_people(desk: Desk, form: str, named: bool) -> None:
    """Whether the format is named or told by the file."""
    answers = desk.ask(desk.file("queries", FILES[form]), *(["--format", form] if named else []))
    assert [answer["hits"][0]["subject"] for answer in answers] == ["s1", "s2"]


def test_what_of_a_question_was_not_used_stands_in_its_answer(desk: Desk) -> None:
    """A passport whose check digit fails finds no one by its number."""
    wrong = misread(passport(names="NOBODY<<KNOWN"), 9, "5")
    queries = desk.file("zones", f"{wrong}\n{passport(names='NOBODY<<KNOWN')}\n")
    misread_, right = desk.ask(queries)
    assert misread_["hits"] == []
    assert "the number was left out" in misread_["notes"][0]
    assert right["hits"][0]["subject"] == "s1"
    assert "notes" not in right


def test_several_lists_are_asked_together_and_each_hit_says_from_which_it_is(desk: Desk) -> None:
    """The list of the United Nations, that of OFAC, and one of one's own."""
    un = desk.file("un.xml", document())
    for name, body in (("sdn", SDN), ("alt", ALT), ("add", ADD)):
        desk.file(f"{name}.csv", body)
    lists = [desk.list, f"un:{un}", f"ofac:{desk.folder}"]
    (answer,) = desk.ask(desk.lines("q.jsonl", {"id": "1", "name": "Ilya Petr Marek"}), lists=lists)
    assert sorted((hit["list"], hit["subject"]) for hit in answer["hits"]) == sorted(
        zip(lists, ["s1", "QDi.901", "9001"], strict=True)
    )


def test_records_that_cannot_be_used_are_named_and_all_others_are_answered(desk: Desk) -> None:
    """Of the questions and of the lists; the status says that it was not everything."""
    queries = desk.file("q.jsonl", '{"id": "1", "name": "Ann Adams"}\n{"id": "2"}\n{"id": "3", "mrz": "P<"}\n{"id":\n')
    un = desk.file("un.xml", document()[: document().index("</ENTITIES>")])
    answers = desk.ask(queries, lists=[f"un:{un}"], status=2)
    assert [answer["id"] for answer in answers] == ["1"]
    assert desk.problem["type"] == "urn:comity:problem:partly-unusable-input"
    places = [error["path"] for error in desk.problem["errors"]]
    assert places[0].startswith(f"un:{un}: ")
    assert places[1:] == ["line 2", "line 3: $.mrz", "line 4"]
    assert desk.told.startswith("Questions asked: 1; answers with a hit: 0")


def test_the_threshold_and_the_limit_bound_the_answer(desk: Desk) -> None:
    """What scores below the one, and what comes after the other, is left out."""
    queries = desk.lines("q.jsonl", {"id": "1", "name": "Ilya Petr Marek"})
    twins = desk.lines("twins.jsonl", *(desk.subject(f"s{number}", MAREK) for number in range(5)))
    (answer,) = desk.ask(queries, "--limit", "3", lists=[f"jsonl:{twins}"])
    assert [hit["subject"] for hit in answer["hits"]] == ["s0", "s1", "s2"]
    (low,) = desk.ask(desk.lines("q.jsonl", {"id": "1", "name": "Ilya"}), "--threshold", "0.01")
    (high,) = desk.ask(desk.lines("q.jsonl", {"id": "1", "name": "Ilya"}), "--threshold", "1")
    assert low["hits"]
    assert high["hits"] == []


REFUSED = {
    "no list": (["--queries", "q.jsonl", "--out", "o"], "--list"),
    "no such list": (["--list", "x:y", "--queries", "q.jsonl", "--out", "o"], "comity:DIR, un:FILE.xml"),
    "a list that is not there": (
        ["--list", "un:none.xml", "--queries", "q.jsonl", "--out", "o"],
        "none.xml cannot be read",
    ),
    "no questions": (["--list", "jsonl:list.jsonl", "--queries", "none", "--out", "o"], "none cannot be read"),
    "questions of no format": (["--list", "jsonl:list.jsonl", "--queries", "text", "--out", "o"], "no JSON, CSV"),
    "a table without ids": (["--list", "jsonl:list.jsonl", "--queries", "table", "--out", "o"], "no column 'id'"),
    "no folder to write to": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "no/o"],
        "no is no folder",
    ),
    "the questions written over": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "./q.jsonl"],
        "would be written over",
    ),
    "the list written over": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "list.jsonl"],
        "would be written over",
    ),
    "separators of no use": (["--list", "jsonl:list.jsonl", "--queries", "una", "--out", "o"], "six signs"),
    "a threshold beyond any score": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "o", "--threshold", "1.1"],
        "--thr",
    ),
    "a threshold that is no number": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "o", "--threshold", "nan"],
        "nan is no number",
    ),
    "a limit of nothing": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "o", "--limit", "0"],
        "--limit",
    ),
    "no scheduler": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "o", "--engine", "dask"],
        "--scheduler",
    ),
    "no engine for it": (
        ["--list", "jsonl:list.jsonl", "--queries", "q.jsonl", "--out", "o", "--scheduler", "x"],
        "--engine",
    ),
}


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_begun_is_refused_and_leaves_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    """With one problem that says what would be right."""
    desk.lines("q.jsonl", {"id": "1", "name": "Ann Adams"})
    desk.file("text", "Ann Adams\n")
    desk.file("una", "UNA::::::")
    desk.file("table", "name,sex\nAnn Adams,female\n")
    monkeypatch.chdir(desk.folder)
    before = sorted(desk.folder.iterdir())
    assert run(["screen", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in json.loads(captured.err)["detail"]
    assert sorted(desk.folder.iterdir()) == before


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.sampled_from(list(FILES.values())).flatmap(mangled))
def test_no_bytes_break_the_command(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """Whatever a file holds, there are answers or one problem, and the status says which."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "list.jsonl").write_text(json.dumps(Desk.subject("s1", MAREK)))
    (folder / "q").write_bytes(body)
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(io.StringIO()):
        status = run(["screen", "--list", f"jsonl:{folder / 'list.jsonl'}", "--queries", f"{folder / 'q'}",
                      "--out", f"{folder / 'out'}"])  # fmt: skip
    assert (status, bool(said.getvalue())) in ((0, False), (2, True))
    if status:
        assert json.loads(said.getvalue())["errors"]
    else:
        assert all(json.loads(line)["list_version"] for line in (folder / "out").read_text().splitlines())


def test_of_many_faults_a_thousand_are_named_and_all_are_counted(desk: Desk) -> None:
    """A file of another kind is no list of its lines."""
    assert desk.ask(desk.file("q.jsonl", "x\n" * 1_200), "--format", "jsonl", status=2) == []
    assert len(desk.problem["errors"]) == 1_000
    assert desk.problem["detail"].startswith("1200 records cannot be used, the first at line 1")
    assert "200 more are not named here" in desk.problem["detail"]


@pytest.mark.parametrize("form", ["auto", "jsonl", "csv", "mrz", "paxlst", "ftm"])
def test_an_empty_file_of_questions_is_a_problem(desk: Desk, form: str) -> None:
    """A list that did not arrive must not read as a flight on which everyone was cleared."""
    assert desk.ask(desk.file("q.jsonl", ""), "--format", form, status=2) == []
    assert desk.problem["errors"]


def test_answers_are_for_their_owner_alone(desk: Desk) -> None:
    """They say who was asked about."""
    desk.ask(desk.lines("q.jsonl", {"id": "1", "name": "Ann Adams"}))
    assert desk.out.stat().st_mode & 0o777 == 0o600


def questions(count: int) -> list[dict[str, Any]]:
    """Return questions of which some find someone and some cannot be asked."""
    names = ["Ilya Petr Marek", "Ann Adams", "Nobody Known", ""]
    return [{"id": str(number), "name": names[number % 4]} for number in range(count)]


def killed(desk: Desk, queries: Path, *more: str) -> int:
    """Begin a batch, kill it once some answers are on disk, and return how many were."""
    part = desk.out.with_name("out.jsonl.part")
    command = [sys.executable, "-m", "comity", "screen", "--list", desk.list, "--queries", str(queries)]
    with subprocess.Popen([*command, "--out", str(desk.out), *more], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "the batch ended before it could be killed"
    return part.read_bytes().count(b"\n")


def test_a_batch_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(desk: Desk) -> None:
    """The answers and the problem are the same bytes; only what was not answered is asked."""
    queries = desk.lines("q.jsonl", *questions(2_400))
    assert 0 < killed(desk, queries) < 1_800
    desk.ask(queries, "--resume", status=2)
    resumed, told, problem = desk.out.read_bytes(), desk.told, desk.problem
    desk.ask(queries, status=2)
    assert (desk.out.read_bytes(), desk.told, desk.problem) == (resumed, told, problem)
    assert problem["detail"].startswith("600 records cannot be used, the first at line 4")
    assert len(problem["errors"]) == 600
    assert sorted(path.name for path in desk.folder.iterdir()) == ["list.jsonl", "out.jsonl", "q.jsonl"]


def test_a_batch_goes_on_only_with_the_same_list_questions_and_threshold(desk: Desk) -> None:
    """Half of the answers would be those to another question."""
    queries = desk.lines("q.jsonl", *questions(2_400))
    killed(desk, queries)
    before = desk.out.with_name("out.jsonl.part").read_bytes()
    desk.ask(queries, "--resume", "--threshold", "0.8", status=2)
    assert "the threshold was 0.7 and is 0.8" in desk.problem["detail"]
    desk.lines("list.jsonl", desk.subject("s1", MAREK))
    desk.ask(queries, "--resume", status=2)
    assert desk.problem["type"] == "urn:comity:problem:not-the-same-batch"
    assert "the list was sha256:" in desk.problem["detail"]
    assert desk.out.with_name("out.jsonl.part").read_bytes() == before


def test_without_the_extra_the_cluster_is_refused_clearly(desk: Desk) -> None:
    """Naming what to install; nothing was asked."""
    queries = desk.lines("q.jsonl", {"id": "1", "name": "Ann Adams"})
    hidden = "import sys; sys.modules['distributed'] = None; from comity.cli.main import main; main()"
    command = [sys.executable, "-c", hidden, "screen", "--list", desk.list, "--queries", str(queries)]
    command += ["--out", str(desk.out), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert "pip install 'comity[cluster]'" in json.loads(done.stderr)["detail"]
