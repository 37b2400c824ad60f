"""`comity compare`: a score for each pair of a table, in the order of the table."""

import csv
import json
from pathlib import Path

import pytest

from comity.cli.main import run
from comity.screening import name_score


def compare(folder: Path, body: bytes, status: int = 0) -> list[dict[str, str]]:
    (folder / "pairs.csv").write_bytes(body)
    assert run(["compare", "--pairs", str(folder / "pairs.csv"), "--out", str(folder / "out.csv")]) == status
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_pair_has_the_score_of_its_names(tmp_path: Path) -> None:
    """In the order of the table, with the names as they stand there."""
    pairs = [("Ilya Marek", "Marek Ilya"), ("Ann Adams", "Nobody Known"), ("Марек", "Marek"), ("", "x")]
    body = "a,b\n" + "".join(f"{a},{b}\n" for a, b in pairs)
    found = compare(tmp_path, body.encode())
    assert [(row["a"], row["b"]) for row in found] == pairs
    assert [float(row["score"]) for row in found] == [name_score(a, b) for a, b in pairs]
    assert all(0 <= float(row["score"]) <= 1 for row in found)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"a,b,score\n")


def test_quotes_line_breaks_and_byte_order_marks_are_kept_apart_from_the_names(tmp_path: Path) -> None:
    """What a spreadsheet writes comes back as it was; other columns are passed over."""
    body = '\ufeffn,b,a\r\n1,"Marek, Ilya","Ilya ""Elias""\r\nMarek"\r\n'.encode()
    (row,) = compare(tmp_path, body)
    assert (row["a"], row["b"]) == ('Ilya "Elias"\r\nMarek', "Marek, Ilya")
    assert list(row) == ["a", "b", "score"]


def test_a_row_that_cannot_be_used_is_named_and_all_others_are_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its line, though rows before it have several."""
    body = b'a,b\n"x\ny",z\nonly\n\xff,x\np,"q\nIlya,Ilya\n'
    found = compare(tmp_path, body, status=2)
    assert [row["a"] for row in found] == ["x\ny", "Ilya"]
    problem = json.loads(capsys.readouterr().err)
    assert [error["path"] for error in problem["errors"]] == ["line 4", "line 5", "line 6"]


@pytest.mark.parametrize("body", [b"", b"a,c\n1,2\n", b"a,b,b\n", b"\xff\xfea\x00"])
def test_a_table_without_the_two_columns_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: bytes
) -> None:
    """Nothing is written."""
    (tmp_path / "pairs.csv").write_bytes(body)
    assert run(["compare", "--pairs", str(tmp_path / "pairs.csv"), "--out", str(tmp_path / "out.csv")]) == 2
    assert json.loads(capsys.readouterr().err)["errors"][0]["path"] == "line 1"
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]


@pytest.mark.parametrize("out", ["pairs.csv", "no/folder/out.csv"])
def test_a_table_is_not_written_over_and_nothing_goes_into_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    """The problem names the option, and the pairs stay as they were."""
    body = b"a,b\nIlya,Elias\n"
    (tmp_path / "pairs.csv").write_bytes(body)
    assert run(["compare", "--pairs", str(tmp_path / "pairs.csv"), "--out", str(tmp_path / out)]) == 2
    assert json.loads(capsys.readouterr().err)["errors"][0]["path"] == "--out"
    assert (tmp_path / "pairs.csv").read_bytes() == body
