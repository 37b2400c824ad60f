"""Two hubs over HTTP, one restored from an archive of the other: its readers are told, and no number is given twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from comity import keeping
from comity.adapters.surroundings import SystemClock
from comity.app.founding import found_token
from comity.governance.gate import Principal
from comity.notices.vocabulary import Ground
from comity.settings import Settings
from tests.app.test_keeping_archives import opened
from tests.app.test_numbers_after_restore import PUBLIC, number
from tests.cli.test_serving import ready, wait_for
from tests.house import NOON, House, house


@pytest.fixture
def served() -> Iterator[Callable[[Path, Path], str]]:
    """Serve a folder under a master key as a process of its own, and return its address."""
    started: list[subprocess.Popen[str]] = []

    def serve(data: Path, master: Path) -> str:
        command = [sys.executable, "-m", "comity", "serve", "--port", "0", "--data", str(data)]
        environment = os.environ | {"COMITY_MASTER_KEY": str(master)}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment)
        started.append(process)
        assert process.stderr is not None
        address = "http" + process.stderr.readline().partition("http")[2].split()[0]
        wait_for(lambda: ready(address))
        return address

    yield serve
    for process in started:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def token(home: House, by: Principal) -> dict[str, str]:
    return {"Authorization": f"Bearer {found_token(home.comity, by.id, 3000).secret}"}


def got(address: str, path: str, **more: Any) -> Any:
    answer = httpx.get(address + path, timeout=30, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_restored_hub_refuses_cursors_of_what_was_lost_and_gives_no_public_number_again(
    tmp_path: Path, served: Callable[[Path, Path], str]
) -> None:
    """A border system that was ahead is told to begin anew, and finds the recall; a mirror keeps one name a number."""
    live, master = Settings(data=tmp_path / "data"), tmp_path / "data" / "master.key"
    place = msgspec.structs.replace(live, data=tmp_path / "restored", master_key=master)
    with house(tmp_path, at=max(NOON, SystemClock().now())) as home:
        held = home.published(PUBLIC)
        reader, owner = token(home, home.bureau["XB"]), token(home, home.bureau["XA"])
        keeping.backup(live, tmp_path / "b.zip", tmp_path / "b.keys")
        lost = [home.published(PUBLIC) for _ in range(3)]
        known = {number(home, each): each for each in [held, *lost]}
        first = served(live.data, master)
        cursor = got(first, "/api/v1/feed", headers=reader)["cursor"]
        public = got(first, "/notices/v1/changes")["cursor"]
        keeping.restore(place, tmp_path / "b.zip", tmp_path / "b.keys")
        second = served(place.data, master)
        opened(place, home)
        for address, headers in ((f"/api/v1/feed?after={cursor}", reader), (f"/notices/v1/changes?after={public}", {})):
            assert httpx.get(first + address, headers=headers, timeout=30).status_code == 200
            refused = httpx.get(second + address, headers=headers, timeout=30)
            assert refused.status_code == 410
            assert refused.json()["type"] == "urn:comity:problem:unknown-cursor"
            assert "Begin anew" in refused.json()["detail"]
        tag = httpx.get(f"{second}/api/v1/notices/{held}", headers=owner, timeout=30).headers["ETag"]
        body = {"ground": Ground.LEGAL_BASIS_GONE.value, "reason": "Quashed on appeal."}
        path = f"{second}/api/v1/notices/{held}/withdraw"
        assert httpx.post(path, json=body, headers=owner | {"If-Match": tag}, timeout=30).status_code == 200
        new = home.published(PUBLIC)
        anew = got(second, "/api/v1/feed", headers=reader)
        entries = [(each["kind"], each["notice"]) for each in anew["entries"]]
        assert entries == [("notice", held), ("recall", held), ("notice", new)]
        assert anew["epoch"] > got(first, "/api/v1/feed", headers=reader)["epoch"] == 0
        given = [each["entity_id"] for each in got(second, "/notices/v1/changes")["changes"]]
        assert given == [number(home, held), number(home, new)]
        assert number(home, new) not in known
        shown = got(second, f"/notices/v1/red/{number(home, new).replace('/', '-')}")
        assert shown["entity_id"] == number(home, new)
