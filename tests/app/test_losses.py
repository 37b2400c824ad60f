"""A missing row never destroys a key: what is lost is named and kept, the rest goes on, and orphans alone are swept."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.app.test_keeping import consistent, contents, keys, reopened, settings_of
from tests.house import House

from comity import bootstrap, keeping
from comity.app import ledgering
from comity.app.endings import Reapplied
from comity.app.inventory import fates
from comity.app.keeping import FEW, LossFound, Swept, TooMany, inspect, sweep, sweep_round
from comity.app.ports.vault import ContentLost, Findings
from comity.notices import commands as c
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Ground, State
from comity.settings import Settings

Rows = list[dict[str, Any]]


def taken_out(house: House, where: str) -> Rows:
    """Delete rows of contents past the one path, as someone with database access can; return them."""
    with house.comity.store.engine.begin() as connection:  # type: ignore[attr-defined]
        rows = [dict(each) for each in connection.execute(text(f"SELECT * FROM contents WHERE {where}")).mappings()]
        connection.execute(text(f"DELETE FROM contents WHERE {where}"))
    assert rows
    return rows


def put_back(house: House, rows: Rows) -> None:
    statement = "INSERT INTO contents (id, file, label, blob) VALUES (:id, :file, :label, :blob)"
    with house.comity.store.engine.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text(statement), rows)


def opens(house: House, notice: str) -> bool:
    with house.comity.look() as look:
        return look.opened(house.state("notice", notice).body, NoticeRequest).subject.family_name == "Marek"


def acts(house: House) -> int:
    with house.comity.look() as look:
        return look.seq


def test_no_command_on_a_damaged_database_costs_a_key_or_an_archive(both: House, tmp_path: Path) -> None:
    """Bodies deleted, then backup, archive, rotation, sweep, rounds and a verification: all keys stay, all is named."""
    notices = [both.published() for _ in range(3)]
    file, archive = tmp_path / "good.zip", tmp_path / "keys.archive"
    keeping.backup(settings_of(both), file, archive)
    before, kept, count = archive.read_bytes(), keys(both), acts(both)
    rows = taken_out(both, "label = 'body'")
    reopened(both)
    assert {each.content for each in both.comity.vault.findings().losses} == {row["id"] for row in rows}
    for refused in (
        lambda: keeping.backup(settings_of(both), tmp_path / "bad.zip", archive),
        lambda: keeping.archive_keys(settings_of(both), archive),
        lambda: keeping.rotate(settings_of(both), archive),
        lambda: sweep(both.comity),
        lambda: sweep(both.comity, accept_older_database=True),
        lambda: sweep(both.comity, give_up=len(rows) - 1),
    ):
        with pytest.raises(LossFound) as found:
            refused()
        assert all(row["id"] in {fault.path for fault in found.value.errors} for row in rows)
    both.round()
    assert ledgering.verify(both.comity).faults == ()
    assert not (tmp_path / "bad.zip").exists()
    assert (archive.read_bytes(), keys(both), acts(both)) == (before, kept, count)
    target = Settings(data=tmp_path / "restored", master_key=settings_of(both).data / "master.key")
    assert keeping.restore(target, file, archive).swept == Swept()
    restored = House.__new__(House)
    restored.comity = bootstrap.open_comity(target, both.clock)
    assert all(opens(restored, notice) for notice in notices)
    bootstrap.close(restored.comity)
    put_back(both, rows)
    both.round()
    assert both.comity.vault.findings() == Findings()
    assert acts(both) == count
    assert all(opens(both, notice) for notice in notices)
    consistent(both)


@pytest.mark.parametrize("lacks", ["row", "key", "row and key"])
def test_a_loss_is_named_by_what_it_lacks(home: House, lacks: str) -> None:
    """A row, a key or both: each is a loss, whichever of the two stores was damaged."""
    notice = home.published()
    content = home.state("notice", notice).body.id
    if "row" in lacks:
        taken_out(home, f"id = '{content}'")
    if "key" in lacks:
        with closing(sqlite3.connect(settings_of(home).keys)) as store:
            store.execute("DELETE FROM key WHERE content_id = ?", [content])
            store.commit()
    losses = inspect(home.comity, whole=True).losses
    assert [(each.content, each.lacks) for each in losses] == [(content, lacks)]
    sweep_round(home.comity)
    assert home.comity.vault.findings().losses == losses


def test_a_key_that_was_destroyed_under_a_notice_in_force_is_a_loss_once_its_row_is_gone(home: House) -> None:
    """What an earlier version did to a damaged folder is told, not passed over: the notice cannot be read any more."""
    notice = home.published()
    content = home.state("notice", notice).body.id
    taken_out(home, f"id = '{content}'")
    home.comity.vault.destroy([content])
    assert [each.lacks for each in inspect(home.comity, whole=True).losses] == ["row and key"]


def test_acts_on_what_is_lost_are_refused_and_others_go_on(both: House) -> None:
    """What would erase the file or must read the content is refused; it can be stopped at once; others go on."""
    lost, other = both.published(), both.published()
    rows = taken_out(both, f"id = '{both.state('notice', lost).body.id}'")
    reopened(both)
    count, kept = acts(both), keys(both)
    for command in (c.AchievePurpose(id=lost), c.AuthoriseExtract(id=lost)):
        with pytest.raises(ContentLost, match=rows[0]["id"]):
            both.do(both.bureau["XA"], command)
    with pytest.raises(ContentLost):
        opens(both, lost)
    assert (acts(both), keys(both)) == (count, kept)
    both.do(
        both.bureau["XA"],
        c.SuspendNotice(id=lost, until=both.clock.at.date() + timedelta(days=30), reason="its text is missing"),
    )
    assert opens(both, other)
    both.do(both.bureau["XA"], c.AchievePurpose(id=other))
    assert both.state("notice", other).state is State.ACHIEVED
    put_back(both, rows)
    both.round()
    both.do(both.bureau["XA"], c.AchievePurpose(id=lost))
    consistent(both)


def test_the_clock_goes_round_what_is_lost(home: House) -> None:
    """What has run out cannot be erased while it is lost; the round does everything else."""
    lost, other = home.published(), home.published()
    rows = taken_out(home, f"id = '{home.state('notice', lost).body.id}'")
    sweep_round(home.comity)
    home.later(days=366 * 6)
    assert home.round().refused == 1
    with home.comity.look() as look:
        kept = look.reader.register("notice", other)
    assert kept is not None
    assert kept.row.state == State.EXPIRED
    put_back(home, rows)
    home.round()
    assert home.round().refused == 0
    consistent(home)


def test_what_is_given_up_is_ended_on_the_one_path(both: House) -> None:
    """An operator who says how many there are: their keys go, the notice is cancelled and recalled, all is whole."""
    lost, other = both.published(), both.published()
    taken_out(both, f"id = '{both.state('notice', lost).body.id}'")
    swept = sweep(both.comity, give_up=1)
    assert Reapplied("notice", lost, "CancelNotice") in swept.reapplied
    assert (both.state("notice", lost).state, both.state("notice", lost).ground) == (State.CANCELLED, Ground.OTHER)
    assert opens(both, other)
    assert inspect(both.comity, whole=True).losses == ()
    assert both.comity.vault.findings() == Findings()
    consistent(both)


def test_more_than_a_few_at_once_stop_the_round_until_an_operator_says_how_many(home: House) -> None:
    """A crash never leaves so many: none is destroyed, it is noted, and the number must be named."""
    vault = home.comity.vault
    vault.commit_keys([vault.seal(home.comity.chance.id("cnt"), b"never recorded") for _ in range(FEW + 1)])
    before = keys(home)
    home.round()
    assert keys(home) == before
    assert vault.findings().held == FEW + 1
    with pytest.raises(TooMany):
        sweep(home.comity, at_most=FEW)
    assert sweep(home.comity, at_most=FEW + 1) == Swept(keys=FEW + 1)
    assert vault.findings() == Findings()
    consistent(home)


def test_a_log_with_a_hole_destroys_nothing(home: House) -> None:
    """What a missing act named would look like an orphan; the folder opens, and the round is refused."""
    home.published()
    with home.comity.store.engine.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("DELETE FROM acts WHERE seq = 12"))
    vault = home.comity.vault
    vault.commit_keys([vault.seal(home.comity.chance.id("cnt"), b"never recorded")])
    before = keys(home)
    reopened(home)
    home.round()
    assert keys(home) == before


def test_a_key_archive_that_would_not_open_everything_replaces_none(home: House, tmp_path: Path) -> None:
    """It is read back before it takes the place of the one before, which stays to the byte."""
    notice = home.published()
    archive = tmp_path / "keys.archive"
    keeping.archive_keys(settings_of(home), archive)
    before = archive.read_bytes()
    with closing(sqlite3.connect(settings_of(home).keys)) as store:
        content = home.state("notice", notice).body.id
        store.execute("UPDATE key SET wrapped = zeroblob(length(wrapped)) WHERE content_id = ?", [content])
        store.commit()
    for refused in (
        lambda: keeping.archive_keys(settings_of(home), archive),
        lambda: keeping.backup(settings_of(home), tmp_path / "data.zip", archive),
    ):
        with pytest.raises(LossFound) as found:
            refused()
        assert [fault.path for fault in found.value.errors] == [content]
    assert archive.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "keys.archive"]


def test_an_older_database_with_a_loss_is_not_taken_over(home: House, tmp_path: Path) -> None:
    """What lies after the copy may be destroyed; what it should hold and does not is a loss all the same."""
    settings, notice = settings_of(home), home.published()
    sweep(home.comity)
    copy = tmp_path / "older.db"
    with closing(sqlite3.connect(settings.data / "comity.db")) as live, closing(sqlite3.connect(copy)) as older:
        live.backup(older)
    other = home.published()
    home.do(home.bureau["XA"], c.AchievePurpose(id=other))
    before = keys(home)
    bootstrap.close(home.comity)
    home.comity = bootstrap.assemble(Settings(data=settings.data, database=f"sqlite:///{copy}"), home.clock)
    rows = taken_out(home, f"id = '{home.state('notice', notice).body.id}'")
    with pytest.raises(LossFound):
        sweep(home.comity, accept_older_database=True)
    assert keys(home) == before
    put_back(home, rows)
    sweep(home.comity, accept_older_database=True)
    assert opens(home, notice)
    consistent(home)


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.app.crashing import Crew
from tests.house import request
from comity.notices import commands as c
from comity.settings import Settings

def end(*_):
    os.kill(os.getpid(), signal.SIGKILL)

data, database, moment, notice, person = sys.argv[1:]
crew = Crew(Settings(data=Path(data), database=database or None), {}, [])
vault, by = crew.comity.vault, crew.principal(person)
commit = vault.commit_keys
if moment == "after the keys":
    vault.commit_keys = lambda *words: (commit(*words), end())
if moment == "after the act":
    vault.destroy = end
if moment == "after the destruction":
    crew.comity.path.listeners.append(end)
if moment == "after the keys":
    crew.do(by, c.DraftRequest(id=crew.comity.chance.id("req"), body=request()))
crew.do(by, c.AchievePurpose(id=notice))
"""


@pytest.mark.parametrize("moment", ["after the keys", "after the act", "after the destruction"])
def test_a_process_killed_between_keys_act_and_destruction_is_finished_by_the_next_round(
    both: House, moment: str
) -> None:
    """SIGKILL at each of the three points: no loss is seen, and neither orphan nor erased key stays.

    Keys of an act that was never recorded wait until a later act has taken its number.
    """
    notice, other, settings = both.published(), both.published(), settings_of(both)
    words = [str(settings.data), settings.database or "", moment, notice, both.bureau["XA"].id]
    bootstrap.close(both.comity)
    ended = subprocess.run([sys.executable, "-c", _KILLED, *words], timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL
    both.comity = bootstrap.open_comity(settings, both.clock)
    assert both.comity.vault.findings() == Findings()
    left = keys(both) - contents(both)
    assert bool(left) == (moment != "after the destruction")
    if moment == "after the keys":  # they wait: a database that lost its last act looks the same
        sweep_round(both.comity)
        assert keys(both) - contents(both) == left
        both.draft()
    sweep_round(both.comity)
    assert both.state("notice", notice).state is (State.PUBLISHED if moment == "after the keys" else State.ACHIEVED)
    assert opens(both, other)
    assert left <= set(both.comity.vault.erased())
    with both.comity.look() as look:
        assert fates(look.reader).live.keys() == contents(both)
    consistent(both)
