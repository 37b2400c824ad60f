"""Killed at any moment, a vault loses no committed key and revives no destroyed one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from comity.adapters.vault import FileVault, MasterFile
from comity.app.ports.vault import KeyDestroyed

WORKER = Path(__file__).with_name("worker.py")
PLAINTEXT = b"Ilya Marek, born in Veld, last seen in Orsk"


def start(mode: str, folder: Path, name: str) -> subprocess.Popen[str]:
    journal = folder.parent / f"{name}.journal"
    command = [sys.executable, str(WORKER), mode, str(folder), str(journal), name]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()


class Journal:
    """What the killed processes wrote down; a last line cut by the kill is not counted."""

    def __init__(self, folder: Path) -> None:
        self.blobs: dict[str, bytes] = {}
        self.wrapped: dict[str, bytes] = {}
        self.acts: set[str] = set()
        self.erase: set[str] = set()
        self.gone: set[str] = set()
        for path in folder.parent.glob("*.journal"):
            for line in path.read_text().split("\n")[:-1]:
                self._note(line.split(" "))

    def _note(self, words: list[str]) -> None:
        match words:
            case ["sealed", name, blob, wrapped]:
                self.blobs[name], self.wrapped[name] = bytes.fromhex(blob), bytes.fromhex(wrapped)
            case ["act" | "erase" | "gone" as what, name]:
                {"act": self.acts, "erase": self.erase, "gone": self.gone}[what].add(name)


def check(folder: Path) -> None:
    journal = Journal(folder)
    masters = MasterFile(folder.parent / "master.key", folder)
    vault = FileVault(folder / "keys.sqlite", masters)
    for name in journal.gone:
        with pytest.raises(KeyDestroyed):
            vault.open(name, journal.blobs[name])
    living = journal.acts - journal.erase
    vault.destroy({*vault.ids(), *journal.erase} - living)
    assert set(vault.ids()) == living
    assert all(vault.open(name, journal.blobs[name]) == PLAINTEXT for name in living)
    vault.close()
    found = b"\0".join(path.read_bytes() for path in folder.iterdir())
    gone = set(journal.blobs) - living
    assert not [name for name in gone if journal.wrapped[name] in found]


def prepared(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    MasterFile(tmp_path / "master.key", folder).create()
    return folder


def rounds(tmp_path: Path, mode: str, times: int) -> None:
    folder, chance = prepared(tmp_path), random.Random(4)
    for turn in range(times):
        process = start(mode, folder, f"{mode}{turn}")
        time.sleep(chance.uniform(0.005, 0.15))
        kill(process)
        check(folder)
    assert Journal(folder).acts


@pytest.mark.parametrize("mode", ["commit", "destroy", "rotate"])
def test_a_vault_killed_while_it_works_is_whole(tmp_path: Path, mode: str) -> None:
    """A few kills at random moments: every act has its key, nothing erased is left in a byte."""
    rounds(tmp_path, mode, 3)


@pytest.mark.long
@pytest.mark.parametrize("mode", ["commit", "destroy", "rotate"])
def test_a_vault_killed_many_times_is_whole(tmp_path: Path, mode: str) -> None:
    """The same, forty times each on one store."""
    rounds(tmp_path, mode, 40)


def test_two_processes_work_on_one_store(tmp_path: Path) -> None:
    """One commits while the other destroys and a third reads: nothing is lost and nothing comes back."""
    folder = prepared(tmp_path)
    workers = [start("commit", folder, "one"), start("destroy", folder, "two")]
    reader = FileVault(folder / "keys.sqlite", MasterFile(tmp_path / "master.key", folder))
    seen = 0
    while seen < 60:
        journal = Journal(folder)
        for name in sorted(journal.acts - journal.erase)[seen : seen + 30]:
            assert reader.open(name, journal.blobs[name]) == PLAINTEXT
            seen += 1
    reader.close()
    for worker in workers:
        kill(worker)
    check(folder)


def test_two_processes_can_make_a_store_together(tmp_path: Path) -> None:
    """Workers that start at the same moment on an empty folder agree on one store."""
    folder = prepared(tmp_path)
    code = (
        "import sys; from pathlib import Path; from comity.adapters.vault import *; f = Path(sys.argv[1]);"
        "v = FileVault(f / 'keys.sqlite', MasterFile(f.parent / 'master.key', f));"
        "v.commit_keys([v.seal(sys.argv[2], b'x')])"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), f"w{n}"], env=dict(os.environ)) for n in range(4)
    ]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    vault = FileVault(folder / "keys.sqlite", MasterFile(tmp_path / "master.key", folder))
    assert sorted(vault.ids()) == ["w0", "w1", "w2", "w3"]
    vault.close()
