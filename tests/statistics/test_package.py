"""The data package: tables anyone can open, described in a form that machines read, and always the same bytes."""

import csv
import io
import json
from pathlib import Path

import pytest

from comity.kernel import wire
from comity.statistics.codebook import markdown
from comity.statistics.measures import measures
from comity.statistics.package import package
from comity.statistics.release import Release, bytes_of
from tests.statistics.story import Story
from tests.statistics.test_release import Q1, Q2, busy, release

CODEBOOK = Path(__file__).parents[2] / "docs" / "figures.md"


def two() -> list[Release]:
    return [release(busy(), Q2), release(busy(), Q1, XA="=1+1", XB="Noted, and answered.")]


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_every_file_that_is_described_is_there_and_fits_its_description() -> None:
    """Each resource names a CSV file whose header is its schema's fields, in order, and whose keys are unique."""
    files = package(two())
    described = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in described["resources"]} == {
        name for name in files if name.endswith(".csv")
    }
    for resource in described["resources"]:
        lines = files[resource["path"]].decode().splitlines()
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert lines[0].split(",") == fields
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows(files[resource["path"]])]
        assert len(keys) == len(set(keys)), resource["name"]
        for row in rows(files[resource["path"]]):
            for field in resource["schema"]["fields"]:
                if field["type"] == "integer" and row[field["name"]]:
                    assert int(row[field["name"]]) >= 0
        assert resource["title"]
        assert resource["description"].endswith((".", "words."))


def test_the_tables_hold_what_the_releases_hold() -> None:
    """Every released count stands in its measure's file under its quarter, arrangement, row and column."""
    files = package(two())
    for found in two():
        for table in found.tables:
            lines = rows(files[f"tables/{table.measure}.csv"])
            here = {
                (r["row"], r["column"]): int(r["count"])
                for r in lines
                if (r["quarter"], r["by"]) == (found.quarter, table.by)
            }
            for line in table.rows:
                for column, count in zip(table.columns, line.counts, strict=True):
                    assert here.pop((line.row, column)) == count
            assert here == {}


def test_the_same_releases_give_the_same_bytes_in_any_order() -> None:
    """A package can be rebuilt and compared; the signed releases lie in it as they are."""
    assert package(two()) == package(list(reversed(two())))
    assert package(two())["releases/2026-Q1.json"] == bytes_of(two()[1])
    assert list(package(two())) == sorted(package(two()))


def test_a_reply_is_never_a_formula() -> None:
    """Words that a spreadsheet would compute are made harmless in the table, and kept as they are in the release."""
    files = package(two())
    assert [row["text"] for row in rows(files["tables/replies.csv"])] == ["'=1+1", "Noted, and answered."]
    assert b'"=1+1"' in files["releases/2026-Q1.json"]


def test_a_package_of_nothing_is_refused() -> None:
    """There is no data package before the first release."""
    with pytest.raises(ValueError, match="at least one"):
        package([])


def test_the_codebook_has_every_measure_in_both_forms() -> None:
    """People and machines read the same definitions."""
    files = package([release(Story())])
    machine = json.loads(files["codebook.json"])
    for measure in measures().values():
        assert measure.definition in files["codebook.md"].decode()
        assert json.loads(wire.encode(measure)) in machine["measures"]


def test_the_page_on_figures_ends_with_the_codebook_of_the_code() -> None:
    """`docs/figures.md` cannot fall behind: its last part is `codebook.markdown()`."""
    assert CODEBOOK.read_text("utf-8").endswith(markdown())
