"""A commit in doubt is told as in doubt and never as undone; the same command with the same key is done once."""

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.cutting import Line, line_to
from tests.house import Country, House, house, request
from tests.hub.desk import desk, plain
from tests.postgres import cluster, restart

from comity.adapters.storage.store import SqlStore
from comity.app.keeping import sweep
from comity.app.replaying import differences
from comity.app.views.searching import Search, Terms
from comity.kernel.errors import InDoubt, Unavailable
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.questions import QuestionsRecorded
from comity.screening import Query


def fresh(home: House) -> None:
    """Begin with new connections, so that the line sees each statement whole."""
    store = home.comity.store
    assert isinstance(store, SqlStore)
    store.engine.dispose()


def whole(home: House) -> None:
    """What was in doubt left nothing half done: states follow from acts, and each content has its key."""
    sweep(home.comity)
    with home.comity.look() as look:
        assert not list(differences(look))
        assert set(home.comity.vault.ids()) == look.reader.content_ids()


@pytest.fixture
def cut(tmp_path: Path, postgres: str) -> Iterator[tuple[House, Line]]:
    with line_to(postgres) as (line, address), house(tmp_path, address) as home:
        yield home, line


@pytest.mark.parametrize("how", ["before", "after"])
def test_a_line_cut_at_the_commit_leaves_it_in_doubt(cut: tuple[House, Line], how: str) -> None:
    """Whether the server had committed or not, the answer is the same, and so is the end of a repetition."""
    home, line = cut
    by, new = home.bureau["XA"], home.comity.chance.id("req")
    keys = home.comity.vault.count()
    fresh(home)
    line.cut = how
    command = c.DraftRequest(id=new, body=request())
    with pytest.raises(InDoubt, match="same idempotency key") as told:
        home.do(by, command, key="k1")
    assert "nothing was done" not in told.value.detail.lower()
    assert home.comity.vault.count() > keys, "the key of what may have been done is kept"
    again = home.do(by, command, key="k1")
    assert again.repeated is (how == "after")
    assert again.acts == home.do(by, command, key="k1").acts
    with home.comity.look() as look:
        assert len(look.history("request", new)) == 1
    whole(home)


def test_an_end_in_doubt_destroys_no_key_until_it_is_known(cut: tuple[House, Line]) -> None:
    """The line is cut at the commit of an end: not done, the file is whole; done, the next sweep destroys its keys."""
    home, line = cut
    notice, by = home.published(), home.bureau["XA"]
    file = str(home.state("notice", notice).request)
    with home.comity.look() as look:
        contents = set(look.reader.contents(file))
    fresh(home)
    line.cut = "before"
    with pytest.raises(InDoubt):
        home.do(by, c.AchievePurpose(id=notice), key="k2")
    assert contents <= set(home.comity.vault.ids())
    fresh(home)
    line.cut = "after"
    with pytest.raises(InDoubt):
        home.do(by, c.AchievePurpose(id=notice), key="k2")
    assert contents <= set(home.comity.vault.ids())
    assert home.do(by, c.AchievePurpose(id=notice), key="k2").repeated
    whole(home)
    assert not contents & set(home.comity.vault.ids())


def test_a_database_that_is_killed_at_the_commit_leaves_it_in_doubt(tmp_path: Path) -> None:
    """Every process of a real PostgreSQL gets SIGKILL as the commit comes; after its recovery the key tells."""
    folder = Path(tempfile.mkdtemp(prefix="comity-killed-"))
    try:
        with cluster(folder) as dsn:
            if dsn is None:
                pytest.skip("no PostgreSQL binaries are installed")
            address = dsn.replace("postgresql://", "postgresql+psycopg://")
            with line_to(address) as (line, through), house(tmp_path, through) as home:
                by, command = home.bureau["XA"], c.DraftRequest(id=home.comity.chance.id("req"), body=request())
                for how in ("before", "after"):
                    fresh(home)
                    line.cut, line.then = how, lambda: _kill(folder)
                    with pytest.raises(InDoubt):
                        home.do(by, command, key=how)
                    with pytest.raises(Unavailable):
                        home.do(by, command, key=how)
                    restart(folder)
                    assert home.do(by, command, key=how).repeated is (how == "after")
                    command = c.ReviseDraft(id=command.id, body=request(international_interest="Seen in XD"))
                whole(home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kill(folder: Path) -> None:
    first = int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])
    children = [int(path.name) for path in Path("/proc").glob("[0-9]*") if _parent(path) == first]
    for number in (first, *children):
        os.kill(number, signal.SIGKILL)
    for number in (first, *children):
        while _stat(Path(f"/proc/{number}"))[0] not in "XZ":
            Event().wait(0.01)
    # Where nobody reaps the dead, PostgreSQL takes their locks for those of the living.
    for lock in (folder / "cluster" / "postmaster.pid", *folder.glob(".s.PGSQL.*.lock")):
        lock.unlink()


def _parent(process: Path) -> int:
    return int(_stat(process)[1])


def _stat(process: Path) -> list[str]:
    """Return state and parent of a process; one that is gone is dead and nobody's."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return ["X", "0"]


def test_a_disk_that_errs_at_the_commit_of_sqlite_leaves_it_in_doubt(home: House, tmp_path: Path) -> None:
    """The log cannot grow in the moment of the commit; afterwards the same command with the same key is done once."""
    log = next((tmp_path / "data").glob("*.db-wal"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    vault = home.comity.vault
    kept, commit = vault.count(), vault.commit_keys

    def full(*words: object) -> None:
        """Keys are written first; from here on no file grows beyond what the log has."""
        commit(*words)  # type: ignore[arg-type]
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))

    upload = ReceiveUpload(id=home.comity.chance.id("fil"), member=Country("XA"), data=b"x" * 200_000)
    vault.commit_keys = full  # type: ignore[method-assign]
    try:
        with pytest.raises(InDoubt):
            home.do(home.bureau["XA"], upload, key="k3")
    finally:
        vault.commit_keys = commit  # type: ignore[method-assign]
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert vault.count() == kept + 1
    first = home.do(home.bureau["XA"], upload, key="k3")
    assert home.do(home.bureau["XA"], upload, key="k3").acts == first.acts
    whole(home)


@pytest.mark.parametrize("how", ["before", "after"])
def test_the_interface_says_in_doubt_and_a_repetition_answers(tmp_path: Path, postgres: str, how: str) -> None:
    """503 with a type of its own; the same request with the same key makes one draft in all."""
    with line_to(postgres) as (line, address), desk(tmp_path, address) as served:
        by = served.home.bureau["XA"]
        served.headers(by)
        fresh(served.home)
        line.cut = how
        told = served.ask(by, "POST", "/requests", plain(), Idempotency_Key="once")
        assert (told.status_code, told.json()["type"]) == (503, "urn:comity:problem:in-doubt")
        assert "Repeat it with the same idempotency key" in told.json()["detail"]
        drafted = [served.ask(by, "POST", "/requests", plain(), Idempotency_Key="once").json()["id"] for _ in range(2)]
        assert drafted[0] == drafted[1]
        assert [each["id"] for each in served.get(by, "/requests")["entries"]] == [drafted[0]]


def test_what_was_recorded_before_the_answer_failed_is_in_doubt(tmp_path: Path, postgres: str) -> None:
    """The act stands, and no reading goes through while the answer is made: never told as merely unavailable."""
    with line_to(postgres) as (line, address), desk(tmp_path, address) as served:
        by, home = served.home.bureau["XA"], served.home
        served.headers(by)

        def lost(seq: int) -> None:
            line.refuses = True
            fresh(home)

        home.comity.path.listeners.append(lost)
        told = served.ask(by, "POST", "/requests", plain(), Idempotency_Key="once")
        assert (told.status_code, told.json()["type"]) == (503, "urn:comity:problem:in-doubt")
        assert "nothing was done" not in told.json()["detail"]
        undone = served.ask(by, "POST", "/requests", plain(), Idempotency_Key="other")
        assert (undone.status_code, undone.json()["type"]) == (503, "urn:comity:problem:unavailable")
        line.refuses = False
        home.comity.path.listeners.remove(lost)
        drafted = served.ask(by, "POST", "/requests", plain(), Idempotency_Key="once").json()["id"]
        assert [each["id"] for each in served.get(by, "/requests")["entries"]] == [drafted]


def test_questions_whose_recording_was_in_doubt_do_not_stop_the_trail(cut: tuple[House, Line]) -> None:
    """The batch was recorded and nobody heard of it: it is not recorded again, and the next ones are."""
    home, line = cut
    search = Search()
    search.build(home.comity)
    for name in ("Marek Ilya", "Nobody Known"):
        with home.comity.look() as look:
            search.ask(home.comity, look, home.bureau["XB"], Query(id="1", name=name), Terms())
        fresh(home)
        line.cut = "after"
        search.trail.flush(home.comity)
        search.trail.flush(home.comity)
    with home.comity.look() as look:
        recorded = [act.event for act in look.all_acts() if isinstance(act.event, QuestionsRecorded)]
    assert [each.count for each in recorded] == [1, 1]
