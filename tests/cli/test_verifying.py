"""`comity ledger verify` as an operator types it: it only reads, beside a hub or not, and names what is wrong."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_organisation import Shell
from tests.cli.test_serving import Serve, serve, shell

__all__ = ["serve", "shell"]


def everything_in(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return bytes, mode and time of change of every file of a folder, by name."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_that_nobody_serves_is_read_and_stays_as_it_is(shell: Shell) -> None:
    """No byte, mode or time of a file changes, and no file comes."""
    shell.ok("people", "add", "Bo Ek", "bo")
    before = everything_in(shell.data)
    assert "each is what its act committed to" in shell.ok("ledger", "verify", "--deep")
    assert everything_in(shell.data) == before


UNPRIVILEGED = """
import json, os, pwd, sys
from comity.cli.main import run
assert run(json.loads(sys.argv[1])) == 0  # loads what nobody may not read
if os.geteuid() == 0:
    user = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
os.environ["COMITY_MASTER_KEY"] = sys.argv[3] + "/master.key"
sys.exit(run(json.loads(sys.argv[2])))
"""


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that belongs to a user who may not write what is not its own."""
    folder = Path(tempfile.mkdtemp(prefix="comity-read-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_files_of_mode_0400_are_enough(shell: Shell, unprivileged: Path) -> None:
    """Who may only read verifies: evidence is looked at where it lies."""
    shutil.copytree(shell.data, unprivileged / "data")
    shutil.copy(shell.key, unprivileged / "master.key")
    root = os.geteuid() == 0
    for path in [*unprivileged.rglob("*"), unprivileged]:
        path.chmod(0o500 if path.is_dir() else 0o400)
        if root:
            shutil.chown(path, "nobody")
    before = everything_in(unprivileged / "data")
    loading = ["ledger", "verify", "--deep", "--data", str(shell.data)]
    reading = [*loading[:-1], str(unprivileged / "data")]
    found = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, json.dumps(loading), json.dumps(reading), str(unprivileged)],
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr
    assert "holds" in found.stdout
    assert everything_in(unprivileged / "data") == before


def test_a_folder_is_read_while_a_hub_serves_it(serve: Serve, shell: Shell) -> None:
    """The log beside the files is read too, and what the hub wrote last is among what is verified."""
    serve()
    shell.ok("people", "add", "Bo Ek", "bo")
    names = set(everything_in(shell.data))
    assert "comity.db-wal" in names
    assert "holds: 5 acts" in shell.ok("ledger", "verify", "--deep")
    assert set(everything_in(shell.data)) == names


def test_a_folder_that_a_kill_left_is_read_as_it_is(serve: Serve, shell: Shell) -> None:
    """The log that a killed hub left is read, and is not written back."""
    process, _ = serve()
    shell.ok("people", "add", "Bo Ek", "bo")
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = everything_in(shell.data)
    assert "holds: 5 acts" in shell.ok("ledger", "verify", "--deep")
    assert everything_in(shell.data) == before


def test_a_hub_that_stops_has_signed_every_act(serve: Serve, shell: Shell) -> None:
    """So does each command: the last acts cannot be cut off unseen, even in the minute in which they were made."""
    process, _ = serve()
    shell.ok("people", "add", "Bo Ek", "bo")
    assert vouched(shell) == 5
    with sqlite3.connect(shell.data / "comity.db") as connection:
        connection.execute("DELETE FROM checkpoints WHERE size = 5")
    connection.close()
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert vouched(shell) == 5


def vouched(shell: Shell) -> int:
    said = shell.ok("ledger", "verify")
    return int(said.partition("the first ")[2].partition(" ")[0])


FORGERIES: dict[str, tuple[str, str]] = {
    "register": ("UPDATE register SET member = 'XB' WHERE stream_type = 'person'", "register person"),
    "acts": ("UPDATE acts SET type = 'x' WHERE seq = 2", "acts 2"),
    "contents": ("DELETE FROM contents", "contents cnt_"),
    "token": ("INSERT INTO tokens VALUES ('tok_1', 'per_1', 'd', '2097-01-01T00:00:00.000000Z')", "tokens tok_1"),
    "tail": ("DELETE FROM acts WHERE seq = (SELECT max(seq) FROM acts)", "acts"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_ends_with_status_1_and_is_named(shell: Shell, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """One problem document on standard error names the row."""
    statement, place = FORGERIES[name]
    with sqlite3.connect(shell.data / "comity.db") as connection:
        connection.execute(statement)
    connection.close()
    assert "does not hold" in shell.bad("ledger", "verify", status=1)
    assert any(each.startswith(place) for each in places(shell, capsys))


def test_one_damaged_byte_of_a_content_is_named_when_it_is_opened(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --deep no content is opened; with it the damaged one is named with its file and act."""
    with sqlite3.connect(shell.data / "comity.db") as connection:
        (blob,) = connection.execute("SELECT blob FROM contents").fetchone()
        connection.execute("UPDATE contents SET blob = ?", (blob[:-1] + bytes([blob[-1] ^ 1]),))
    connection.close()
    assert "holds" in shell.ok("ledger", "verify")
    assert "does not hold" in shell.bad("ledger", "verify", "--deep", status=1)
    assert any(each.startswith("contents cnt_") for each in places(shell, capsys, "--deep"))


def places(shell: Shell, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    from comity.cli.main import run

    assert run(["ledger", "verify", *arguments, "--data", str(shell.data)]) == 1
    return [each["path"] for each in json.loads(capsys.readouterr().err)["errors"]]
