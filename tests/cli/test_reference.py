"""The page on the command line is written from the commands, and each of them can be asked for help."""

from pathlib import Path

import pytest

from comity.cli.main import COMMANDS, run
from comity.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_page_is_what_the_commands_say() -> None:
    """Run `python -m comity.cli.reference > docs/reference/cli.md` after changing a command."""
    assert PAGE.read_text("utf-8") == reference()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_help_and_data(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Help needs no organisation; a command or each of its parts names the data folder."""
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: comity {command}")
    assert reference().count("--data DIR") > len(COMMANDS)


def test_comity_alone_tells_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command the help is printed and nothing failed."""
    assert run([]) == 0
    told = capsys.readouterr().out
    assert all(command in told for command in COMMANDS)
