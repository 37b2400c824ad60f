"""`comity serve` as a real process: it answers, keeps the clock, and stops cleanly whatever is open."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import httpx
import pytest

from tests.cli.test_organisation import Shell

MIB = 1024 * 1024
Serve = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    found = Shell(tmp_path, capsys)
    found.init()
    return found


@pytest.fixture
def serve(shell: Shell) -> Iterator[Serve]:
    """Start a hub on a free port and wait until it is ready; what is left running is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "comity", "serve", "--port", "0", "--data", str(shell.data), *arguments]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found, "the hub did not say where it serves"
        wait_for(lambda: ready(found[0]))
        return process, found[0]

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_for(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        Event().wait(0.1)
    pytest.fail("what was waited for did not come")


def ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def test_the_hub_answers_and_stops_with_status_0_on_sigterm(serve: Serve, shell: Shell) -> None:
    """Both faces are mounted; an error is a problem document; what was recorded still verifies."""
    process, address = serve()
    assert httpx.get(f"{address}/notices/v1/red").json()["total"] == 0
    assert httpx.get(f"{address}/api/v1/me").status_code == 401
    assert httpx.get(f"{address}/nothing").headers["content-type"] == "application/problem+json"
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert "holds" in shell.ok("ledger", "verify")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_answer_that_never_ends_does_not_hold_the_hub_up(serve: Serve, workers: str) -> None:
    """A client that sends half a request and waits is cut off when the hub is told to stop."""
    process, address = serve("--workers", workers)
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as open_:
        open_.sendall(b"POST /api/v1/check HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n{")
        wait_for(lambda: ready(address))
        process.terminate()
        assert process.wait(timeout=20) == 0


def children(process: subprocess.Popen[str]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found = [int(child) for child in path.read_text().split()]
    return [child for child in found if b"multiprocessing.spawn" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc, which is not here")
def test_a_worker_that_dies_is_replaced_and_none_outlives_its_parent(serve: Serve) -> None:
    """The hub answers on with the others; when the parent is killed, the workers go by themselves."""
    process, address = serve("--workers", "2")
    first = children(process)
    assert len(first) == 2
    os.kill(first[0], signal.SIGKILL)
    wait_for(lambda: len(children(process)) == 2 and first[0] not in children(process))
    wait_for(lambda: ready(address))
    workers = children(process)
    process.kill()
    process.wait()
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_links_lead_to_the_hub_that_gave_them(serve: Serve, shell: Shell) -> None:
    """Where no address was configured, it is the one listened on and not the default port's."""
    _, address = serve("--workers", "2")
    links = httpx.get(f"{address}/notices/v1/un").json()["_links"]
    assert links["self"]["href"].startswith(f"{address}/notices/v1/un?")
    assert httpx.get(f"{address}/api/v1/openapi.json").json()["servers"] == [{"url": address}]


def test_an_address_that_is_taken_is_a_problem(serve: Serve, shell: Shell) -> None:
    """Nobody is left guessing which of two hubs answers."""
    _, address = serve()
    assert "cannot be served" in shell.bad("serve", "--port", address.rpartition(":")[2])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads its memory in /proc, which is not here")
def test_strangers_who_send_large_bodies_do_not_fill_the_memory(serve: Serve) -> None:
    """Sixteen that nobody knows, each with 47 MiB for the largest form there is and for a file: both are bounded."""
    process, address = serve()
    port = int(address.rpartition(":")[2])
    before = _resident(process.pid)
    size = 47 * MIB
    targets = ("PUT /api/v1/files/" + "0" * 64, "POST /en/redress/send")
    lines = []
    for number in range(16):
        line = socket.create_connection(("127.0.0.1", port), timeout=10)
        lines.append(line)
        said = f"Host: hub\r\nCookie: comity-browser=abc\r\nContent-Length: {size}\r\n\r\n"
        line.sendall(f"{targets[number % 2]} HTTP/1.1\r\n{said}".encode())
    most = 0
    for _ in range(46):
        for line in lines:
            with suppress(OSError):
                line.sendall(b"a" * MIB)
        most = max(most, _resident(process.pid) - before)
    for line in lines:
        line.close()
    assert most < 300 * MIB
    assert ready(address)


def _resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
