"""A batch on a real Dask cluster of two worker processes: the same answers as one process, byte for byte."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pytest
from distributed import Client

from comity.adapters.batches.batch import local
from comity.adapters.batches.cluster import over_cluster
from comity.adapters.lists.sources import entries, parse, read
from comity.cli.main import run
from comity.screening import Query
from comity.screening.lists import Entry, Lists, Terms
from comity.screening.reading import Asked
from tests.cli.test_screening import Desk, killed
from tests.cli.test_screening import questions as asked_of

pytestmark = pytest.mark.long
TERMS = Terms(0.3, 10, date(2026, 11, 21))
QUESTIONS = 600
NAMES = ["Ilya Petr Marek", "Ann Adams", "Elias Marrick", "Nobody Known", "Marek Ilya"]


@contextmanager
def started(*command: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    quiet = {"DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False", "DASK_TEMPORARY_DIRECTORY": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | quiet
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def worker(address: str, folder: Path) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    local = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    return started("distributed.cli.dask_worker", address, *local, folder=folder)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    folder = tmp_path_factory.mktemp("dask")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        local = ["--host", "127.0.0.1"]
        command = ["distributed.cli.dask_scheduler", *local, "--port", str(port), "--no-dashboard", "--no-show"]
        stack.enter_context(started(*command, folder=folder))
        for _ in range(2):
            command = [
                "distributed.cli.dask_worker",
                address,
                *local,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
            ]
            stack.enter_context(started(*command, folder=folder))
        yield address


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A list of 500 and 600 questions, of which some cannot be asked."""
    subjects = (
        {
            "id": f"s{number}",
            "subject": {"type": "person", "family_name": f"Name{number}", "forenames": NAMES[number % 5]},
        }
        for number in range(500)
    )
    asked = ({"id": str(number), "name": f"{NAMES[number % 5]} Name{number % 700}"} for number in range(QUESTIONS))
    (tmp_path / "list.jsonl").write_text("".join(json.dumps(each) + "\n" for each in subjects))
    (tmp_path / "q.jsonl").write_text("".join(json.dumps(each) + "\n" for each in asked) + "broken\n")
    return tmp_path


def screen(files: Path, out: str, *more: str) -> int:
    lists = ["--list", f"jsonl:{files / 'list.jsonl'}", "--threshold", "0.3"]
    return run(["screen", *lists, "--queries", str(files / "q.jsonl"), "--out", str(files / out), *more])


def test_a_cluster_gives_the_answers_of_one_process(
    files: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the same order, with the same problem; a second batch on the same workers too, and one that goes on."""
    assert screen(files, "one.jsonl") == 2
    told = capsys.readouterr()
    for out in ("cluster.jsonl", "again.jsonl"):
        assert screen(files, out, "--engine", "dask", "--scheduler", scheduler) == 2
        assert (files / out).read_bytes() == (files / "one.jsonl").read_bytes()
    assert capsys.readouterr().out.splitlines()[0] == told.out.strip()
    whole = (files / "one.jsonl").read_bytes()
    assert whole.count(b"\n") == QUESTIONS
    assert b'"subject":"s1"' in whole


def built() -> list[str]:
    """Return the versions of the lists of which this process, a worker, has an index."""
    from comity.adapters.batches import cluster

    return list(cluster._BUILT)


def on_file(files: Path) -> Iterator[Entry]:
    return entries([read(parse(f"jsonl:{files / 'list.jsonl'}"))], several=False)


def questions() -> Iterator[Asked]:
    return (Asked("line 1", Query(id=str(number), name=NAMES[number % 5])) for number in range(QUESTIONS))


def test_both_workers_answer_and_forget(files: Path, scheduler: str) -> None:
    """Each has built its index once, and when the batch is over none has it any more."""
    with Client(scheduler) as client:
        with over_cluster(scheduler, on_file(files), "v1", TERMS) as engine:
            assert len(list(engine(questions()))) == QUESTIONS
            assert list(client.run(built).values()) == [["v1"], ["v1"]]
        assert list(client.run(built).values()) == [[], []]


def test_a_worker_that_dies_and_one_that_joins_change_nothing(files: Path, scheduler: str) -> None:
    """What one was asked another is asked, and who comes late gets the lists."""
    right = list(local(Lists.build(on_file(files), "v1"), TERMS)(questions()))
    with (
        Client(scheduler) as client,
        worker(scheduler, files) as third,
        over_cluster(scheduler, on_file(files), "v1", TERMS) as engine,
    ):
        client.wait_for_workers(3, timeout=60)
        answers = engine(questions())
        first = [next(answers) for _ in range(100)]
        third.kill()
        with worker(scheduler, files):
            assert [*first, *answers] == right


def test_a_batch_on_a_cluster_that_was_killed_goes_on(
    tmp_path: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the same bytes in the end, whichever engine begins and whichever goes on."""
    desk = Desk(tmp_path, capsys)
    queries = desk.lines("q.jsonl", *asked_of(2_400))
    over = ["--engine", "dask", "--scheduler", scheduler]
    assert 0 < killed(desk, queries, *over) < 1_800
    desk.ask(queries, "--resume", *over, status=2)
    resumed = desk.out.read_bytes()
    killed(desk, queries, *over)
    desk.ask(queries, "--resume", status=2)
    assert desk.out.read_bytes() == resumed
    desk.ask(queries, status=2)
    assert desk.out.read_bytes() == resumed


def test_a_scheduler_that_is_not_there_is_said(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its address, after some seconds."""
    monkeypatch.setattr("comity.adapters.batches.cluster._PATIENCE", 1)
    assert screen(files, "out.jsonl", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "No scheduler of Dask answers at tcp://127.0.0.1:9" in json.loads(capsys.readouterr().err)["detail"]
    assert not (files / "out.jsonl.part").exists()
