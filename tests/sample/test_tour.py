"""The tour tells only what happened, on grounds that are in the law data."""

import re
from pathlib import Path

import pytest

from comity.cli.main import run
from comity.law.citations import Citation
from comity.sample.tour import tour


def test_every_step_stands_on_law_that_is_there(tmp_path: Path) -> None:
    """The walk comes out as it is told, and each citation resolves."""
    steps = list(tour(tmp_path / "data"))
    assert len(steps) >= 18
    for step in steps:
        assert step.law
        assert all(Citation.parse(text) for text in step.law)
        assert re.search(r"[.)]$", step.says)


def test_the_tour_is_told_and_leaves_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It touches no data folder, fits a terminal, and ends with the figures, the ledger and a proof."""
    assert run(["tour", "--data", str(tmp_path / "none")]) == 0
    told = capsys.readouterr().out
    assert not (tmp_path / "none").exists()
    assert max(map(len, told.splitlines())) <= 100
    flat = " ".join(told.split())
    for word in ("sedition is struck", "A request is never an order", "surrenders him", "figures", "ledger", "proof"):
        assert word in flat
