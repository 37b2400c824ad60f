"""A disk without room: what is there is read, recalls above all; nothing is half written, and health says so."""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.cli.test_serving import ready, wait_for
from tests.house import house
from tests.hub.desk import plain

from comity.app.founding import found_token
from comity.governance.commands import TokenPurpose
from comity.governance.offices import Office
from comity.notices import commands as c

UNLIMITED = resource.RLIM_INFINITY
ROOM = 150_000
"""How large any file may become: the logs of both databases begin anew with each start, and soon reach it."""


def prepared(folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a data folder with a notice in force and one that was recalled, and tokens of XA's and XC's systems."""
    with house(folder) as home:
        over = home.published()
        home.published()
        home.do(home.bureau["XA"], c.AchievePurpose(id=over))
        officer = found_token(home.comity, home.bureau["XA"].id, 3000, TokenPurpose.PERSON).secret
        node = home.person("XC", Office.BORDER_SERVICE, member="XC")
        service = found_token(home.comity, node.id, 3000, TokenPurpose.SERVICE).secret
    return folder / "data", {"XA": officer, "XC": service}


@contextmanager
def full(data: Path, room: int) -> Iterator[subprocess.Popen[str]]:
    """Serve while no file can grow beyond `room` bytes."""
    command = [sys.executable, "-m", "comity", "serve", "--port", "0", "--data", str(data)]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, UNLIMITED))

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=limit) as process:
        try:
            yield process
        finally:
            process.terminate()


def asked(address: str, token: str, method: str, path: str, body: Any = None) -> httpx.Response:
    return httpx.request(method, address + path, headers={"Authorization": f"Bearer {token}"}, json=body, timeout=60)


def test_a_hub_on_a_full_disk_is_read_and_says_that_it_is_not_ready(tmp_path: Path) -> None:
    """Drafts are refused whole, without a word on where the data lie; the feed has its recall; room ends it."""
    data, tokens = prepared(tmp_path)
    with full(data, ROOM) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found, "the hub did not start"
        address = found[0]

        def refused() -> httpx.Response | None:
            answer = asked(address, tokens["XA"], "POST", "/api/v1/requests", plain())
            return answer if answer.status_code == 503 else None

        wait_for(lambda: refused() is not None)
        problem = refused()
        assert problem is not None
        assert os.fspath(tmp_path) not in problem.text
        assert ".db" not in problem.text
        health = httpx.get(f"{address}/health/ready", timeout=60)
        assert (health.status_code, "Nothing can be written" in health.json()["detail"]) == (503, True)
        feed = asked(address, tokens["XC"], "GET", "/api/v1/feed")
        assert feed.status_code == 200
        assert "recall" in {entry["kind"] for entry in feed.json()["entries"]}
        assert httpx.get(f"{address}/notices/v1/red", timeout=60).status_code == 200
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
        wait_for(lambda: ready(address))
        assert asked(address, tokens["XA"], "POST", "/api/v1/requests", plain()).status_code == 201


def test_a_hub_that_cannot_open_its_folder_on_a_full_disk_says_why(tmp_path: Path) -> None:
    """Not a byte of room: one problem on standard error, and status 2."""
    data, _ = prepared(tmp_path)
    with full(data, 0) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Is the disk full?" in said
    assert "Traceback" not in said
