"""`comity demo`: what stands in its way is said at once, and a folder that is not its own is left as it was."""

import socket
from pathlib import Path

import pytest

from tests.cli.test_organisation import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture
def port() -> str:
    """A port that was free a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_a_taken_port_is_told_before_the_sample_is_made(shell: Shell) -> None:
    """Nobody waits half a minute to hear it, and no folder is left behind."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "choose another with --port" in shell.bad("demo", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert not list(shell.data.parent.iterdir())


@pytest.mark.parametrize("as_file", [True, False])
def test_what_stands_in_the_place_of_the_data_is_not_touched(shell: Shell, port: str, as_file: bool) -> None:
    """A file, and a folder with someone's files, are refused at once and stay as they are."""
    kept = shell.data if as_file else shell.data / "kept.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    assert "another folder with --data" in shell.bad("demo", "--no-browser", "--port", port)
    assert kept.read_text() == "mine"
    assert [path.name for path in shell.data.parent.iterdir()] == [shell.data.name]


def test_a_real_organisation_is_never_served_as_a_sample(shell: Shell, port: str) -> None:
    """Its people's tokens are not printed, and it is not made over."""
    shell.init()
    assert "comity serve" in shell.bad("demo", "--no-browser", "--port", port)
