"""Killed at any moment under load, an organisation loses nothing that was acknowledged and keeps nothing half."""

import multiprocessing
import os
import random
import signal
import time
from itertools import groupby
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from tests.app.crashing import work
from tests.app.planting import settings_of
from tests.house import House

from comity import bootstrap
from comity.app import ledgering
from comity.app.inventory import fates
from comity.app.keeping import sweep_round
from comity.app.ports.vault import Findings
from comity.app.replaying import differences
from comity.ledger.merkle import leaf_hash
from comity.notices.request import NoticeRequest
from comity.settings import Settings

WORKERS = 2
EARLY = 0.3
"""The share of kills at a moment of its own, which may fall into opening and sweeping."""
PATIENCE_S = 60.0


class Crashes:
    """An organisation whose processes are killed again and again; the checkpoint of before is kept apart."""

    def __init__(self, house: House, folder: Path, seed: int) -> None:
        self.settings: Settings = settings_of(house)
        self.people = {code: house.bureau[code] for code in ("XA", "XC")}, house.reviewers[:2]
        self.journals = [folder / f"{number}.journal" for number in range(WORKERS)]
        self.chance = random.Random(seed)
        self.kept = ledgering.checkpoint(house.comity)
        self.spawn = multiprocessing.get_context("forkserver")
        self.spawn.set_forkserver_preload(["tests.app.crashing"])

    def crash(self) -> None:
        """Let processes work, and kill them at a random point: opening, sweeping, writing, erasing."""
        processes = [self._start(journal) for journal in self.journals]
        self._let_work()
        for process in processes:
            assert process.pid is not None
            assert process.exitcode is None, "the worker ended by itself"
            os.kill(process.pid, signal.SIGKILL)
        for process in processes:
            process.join()
            process.close()

    def _let_work(self) -> None:
        """Wait for a moment, or until a few acts are durable, however long a busy machine needs for them."""
        if self.chance.random() < EARLY:
            time.sleep(self.chance.uniform(0.05, 1.0))
            return
        enough = len(self.acknowledged()) + self.chance.randint(1, 6)
        patience = time.monotonic() + PATIENCE_S
        while len(self.acknowledged()) < enough and time.monotonic() < patience:
            time.sleep(0.01)
        time.sleep(self.chance.uniform(0.0, 0.05))

    def _start(self, journal: Path) -> BaseProcess:
        words = (self.settings, *self.people, journal, self.chance.randrange(1_000_000))
        process = self.spawn.Process(target=work, args=words, daemon=True)
        process.start()
        return process

    def acknowledged(self) -> dict[int, str]:
        """Return number and leaf of the acts of which a process said that they are durable."""
        lines = [line for path in self.journals if path.exists() for line in path.read_text().split("\n")[:-1]]
        return {int(number): leaf for number, leaf in (line.split(" ") for line in lines)}

    def check(self) -> None:
        """Open the folder as the next process does; everything must hold together."""
        comity = bootstrap.open_comity(self.settings)
        try:
            assert comity.vault.findings() == Findings()
            sweep_round(comity)
            report = ledgering.verify(comity, [self.kept])
            assert report.faults == ()
            with comity.look() as look:
                assert list(differences(look)) == []
                contents = look.reader.content_ids()
                assert contents == fates(look.reader).live.keys()
                awaited = comity.vault.awaited(look.seq)
                assert len([act for act in comity.vault.promised() if act > look.seq]) <= 1
                assert contents == set(comity.vault.ids()) - awaited
                assert contents.isdisjoint(awaited)
                leaves = {act.seq: leaf_hash(act.row.document).hex() for act in look.all_acts()}
                assert list(leaves) == list(range(1, len(leaves) + 1))
                assert self.acknowledged().items() <= leaves.items()
                _gapless(look.reader)
                for found in map(look.typed, look.reader.registers("notice")):
                    assert found.state.body is None or look.opened(found.state.body, NoticeRequest)
            self.kept = ledgering.checkpoint(comity)
        finally:
            bootstrap.close(comity)


def _gapless(reader: object) -> None:
    """Each member's feed counts from 1 without a hole, and so do the public changes and numbers."""
    shapes = {shape.name: shape for shape in reader.shapes()}  # type: ignore[attr-defined]
    feed = list(reader.rows(shapes["feed"]))  # type: ignore[attr-defined]
    for _, rows in groupby(feed, key=lambda row: row[0]):
        numbers = [row[1] for row in rows]
        assert numbers == list(range(1, len(numbers) + 1))
    changes = [row[0] for row in reader.rows(shapes["public_changes"])]  # type: ignore[attr-defined]
    assert changes == list(range(1, len(changes) + 1))


def _crash_often(house: House, folder: Path, times: int) -> None:
    crashes = Crashes(house, folder, seed=times)
    bootstrap.close(house.comity)
    for _ in range(times):
        crashes.crash()
        crashes.check()
    assert len(crashes.acknowledged()) > times


def test_a_process_killed_under_load_leaves_nothing_half_done(both: House, tmp_path: Path) -> None:
    """Two processes at once on one folder, killed five times."""
    _crash_often(both, tmp_path, 5)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(both: House, tmp_path: Path) -> None:
    """Fifty on each engine."""
    _crash_often(both, tmp_path, 50)
