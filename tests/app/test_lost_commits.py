"""A database that lost its last commits is told by the keys that were written for them; nothing is destroyed for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.app.test_keeping import consistent, contents, keys, settings_of
from tests.app.test_losses import acts, opens
from tests.house import House

from comity import bootstrap, keeping
from comity.app import ledgering
from comity.app.endings import Reapplied
from comity.app.keeping import LossFound, Swept, inspect, sweep, sweep_round
from comity.app.ports.vault import Findings, SealBroken
from comity.app.verification.verification import verify
from comity.kernel.codes import Country
from comity.kernel.errors import Unavailable
from comity.notices.access import ReceiveUpload
from comity.notices.vocabulary import State
from comity.settings import Settings


def copied(house: House, copy: Path) -> Settings:
    """Copy the database as it stands, and return settings with the copy and the keys of the folder."""
    folder = settings_of(house).data
    with closing(sqlite3.connect(folder / "comity.db")) as live, closing(sqlite3.connect(copy)) as older:
        live.backup(older)
    return Settings(data=folder, database=f"sqlite:///{copy}")


def put(house: House, settings: Settings) -> None:
    bootstrap.close(house.comity)
    house.comity = bootstrap.assemble(settings, house.clock)


@pytest.mark.parametrize("noted", [True, False])
def test_a_database_that_lost_its_last_commits_is_refused(home: House, tmp_path: Path, noted: bool) -> None:
    """Lost less than a minute ago, after the last note or without one: refused, verified as a fault, nothing swept."""
    live = settings_of(home)
    if noted:
        sweep(home.comity)
    older = copied(home, tmp_path / "older.db")
    notice = home.published()
    before, count = keys(home), acts(home)
    put(home, older)
    with pytest.raises(Unavailable, match="lost acts"):
        bootstrap.open_comity(older)
    with pytest.raises(Unavailable, match="lost acts"):
        sweep(home.comity, at_most=100, awaited=True)
    sweep_round(home.comity)
    assert any("are lost" in fault.message for fault in verify(home.comity).faults)
    with pytest.raises(Unavailable, match="lost acts"):
        home.draft()
    assert keys(home) == before
    put(home, live)
    assert bootstrap.open_comity(live).vault.findings() == Findings()
    sweep_round(home.comity)
    assert verify(home.comity).faults == ()
    assert (keys(home), acts(home)) == (before, count)
    assert opens(home, notice)
    assert home.state("notice", notice).state is State.PUBLISHED


def test_a_database_that_lost_commits_can_still_be_accepted(home: House, tmp_path: Path) -> None:
    """The operator who says that the rest is gone goes on with it: its keys go, and what was promised is forgotten."""
    sweep(home.comity)
    older = copied(home, tmp_path / "older.db")
    before = keys(home)
    home.published()
    put(home, older)
    sweep(home.comity, accept_older_database=True)
    assert keys(home) == before
    home.published()
    bootstrap.close(bootstrap.open_comity(older))
    consistent(home)


@pytest.mark.parametrize("destroyed", [False, True])
def test_keys_of_the_one_act_that_may_be_lost_wait(home: House, tmp_path: Path, destroyed: bool) -> None:
    """A crash or the loss of one act: the keys stay until later acts came, or an operator has them destroyed."""
    live = settings_of(home)
    sweep(home.comity)
    older = copied(home, tmp_path / "older.db")
    held = contents(home)
    draft = home.draft()
    before = keys(home)
    put(home, older)
    sweep_round(home.comity)
    assert keys(home) == before
    if destroyed:
        assert sweep(home.comity, awaited=True) == Swept(keys=1)
        assert keys(home) == held
        return
    put(home, live)
    sweep_round(home.comity)
    assert verify(home.comity).faults == ()
    assert home.state("request", draft).state is State.DRAFT


def test_a_row_whose_key_was_destroyed_without_an_act_ends_nothing(home: House) -> None:
    """It is a loss, named with each round, until an operator gives it up."""
    notice = home.published()
    content = home.state("notice", notice).body.id
    home.comity.vault.destroy([content])
    count = acts(home)
    sweep_round(home.comity)
    assert [(each.content, each.lacks) for each in home.comity.vault.findings().losses] == [(content, "key")]
    with pytest.raises(LossFound):
        sweep(home.comity)
    assert acts(home) == count
    assert home.state("notice", notice).state is State.PUBLISHED
    assert Reapplied("notice", notice, "CancelNotice") in sweep(home.comity, give_up=1).reapplied
    consistent(home)


def test_a_damaged_key_is_a_loss_that_can_be_given_up(home: House, tmp_path: Path) -> None:
    """It is named, stops a rotation before it begins, and no archive is out of reach once it is given up."""
    upload, settings = home.comity.chance.id("upl"), settings_of(home)
    home.do(home.bureau["XA"], ReceiveUpload(id=upload, member=Country("XA"), data=b"picture"))
    content = home.state("file", upload).data.id
    with closing(sqlite3.connect(settings.keys)) as store:
        store.execute("UPDATE key SET wrapped = zeroblob(length(wrapped)) WHERE content_id = ?", [content])
        store.commit()
    assert [(each.content, each.lacks) for each in inspect(home.comity, whole=True).losses] == [(content, "key")]
    sweep_round(home.comity)
    assert [each.content for each in home.comity.vault.findings().losses] == [content]
    masters = bootstrap.open_masters(settings, bootstrap.read_organisation(settings))
    ring = [each.id for each in masters.ring()]
    with pytest.raises(SealBroken, match=content):
        home.comity.vault.rotate_file(masters)  # type: ignore[attr-defined]
    with pytest.raises(LossFound):
        keeping.rotate(settings, tmp_path / "keys.archive")
    assert [each.id for each in masters.ring()] == ring
    sweep(home.comity, give_up=1)
    keeping.rotate(settings, tmp_path / "keys.archive")
    put(home, settings)
    assert ledgering.verify(home.comity).faults == ()
    consistent(home)
