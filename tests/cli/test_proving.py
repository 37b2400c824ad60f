"""`comity ledger check`: a proof is checked from files alone, on a computer that holds nothing of the hub."""

from pathlib import Path
from typing import Any

import pytest

from comity.app.views.records import ConsistencyView
from comity.cli.main import run
from comity.cli.proving import checked
from comity.kernel import wire
from comity.kernel.errors import UnusableInput, VerificationFailed
from tests.ledger import proofs
from tests.ledger.proofs import LOG, NOW

ACT = b'{"act":5}'


def grown(*sizes: int) -> list[bytes]:
    """Return what the hub answers about these sizes."""
    found = [proofs.ask(size) for size in sizes]
    return [wire.encode(ConsistencyView(*each)) for each in found if each]


def test_each_step_is_said_and_the_act_named() -> None:
    """With the act and a checkpoint from before."""
    said = checked(proofs.text(proofs.proof()).encode(), LOG.vkey, ACT, proofs.checkpoint(13).encode(), grown(13))
    assert said[-1] == f"The proof holds: act 6 stands in the ledger of {NOW} acts."
    assert len(said) == 8


@pytest.mark.parametrize("sizes", [(12, 20), (20, 12)])
def test_two_checkpoints_are_held_against_one_later_log(sizes: tuple[int, int]) -> None:
    """Whichever answer comes first."""
    document = proofs.text(proofs.proof(5, 12)).encode()
    said = checked(document, LOG.vkey, None, proofs.checkpoint(20).encode(), grown(*sizes))
    assert "The ledger only grew between the two checkpoints." in said


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"document": b"{"}, "read"), ({"key": "x"}, "read"), ({"key": proofs.FALSE.vkey}, "signed"),
        ({"act": b"{}"}, "act"), ({"earlier": b"yesterday"}, "earlier"),
        ({"earlier": proofs.checkpoint(13).encode()}, "grown"),
        ({"document": proofs.text(proofs.proof(leaf=bytes(32))).encode()}, "included"),
    ],
)  # fmt: skip
def test_the_step_that_does_not_hold_is_named(changes: dict[str, Any], step: str) -> None:
    """And nothing is said to hold."""
    given = {
        "document": proofs.text(proofs.proof()).encode(),
        "key": LOG.vkey,
        "act": None,
        "earlier": b"",
        "grown": [],
    }
    with pytest.raises(VerificationFailed) as failed:
        checked(**{**given, **changes})
    assert step in [fault.path for fault in failed.value.errors]


def test_an_answer_that_is_none_is_unusable() -> None:
    """A file that was mistaken for another is not a proof that fails."""
    with pytest.raises(UnusableInput):
        checked(proofs.text(proofs.proof()).encode(), LOG.vkey, None, b"", [b"{}"])


@pytest.mark.parametrize(("leaf", "status"), [(None, 0), (bytes(32), 1)])
def test_the_command_reads_files_and_needs_no_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], leaf: bytes | None, status: int
) -> None:
    """Status 0 with the sentences, 1 with what does not hold."""
    path = tmp_path / "proof.json"
    path.write_text(proofs.text(proofs.proof() if leaf is None else proofs.proof(leaf=leaf)), "utf-8")
    assert run(["ledger", "check", str(path), "--key", LOG.vkey]) == status
    told = capsys.readouterr()
    assert "The proof holds: act 6" in told.out if status == 0 else "does not lead to the root" in told.err
    assert [each.name for each in tmp_path.iterdir()] == ["proof.json"]


def test_a_file_that_is_not_there_is_unusable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, and the file is named."""
    assert run(["ledger", "check", str(tmp_path / "none.json"), "--key", LOG.vkey]) == 2
    assert "none.json" in capsys.readouterr().err
