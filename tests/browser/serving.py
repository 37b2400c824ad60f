"""The sample organisation served as a user serves it: a process of its own, ended by its own number."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from comity.kernel import wire
from comity.sample.demo import Demo, DemoPerson
from comity.sample.making import make_sample
from comity.settings import Settings

PATIENCE: Final = 120.0
"""Seconds within which a hub must be ready; other work may be using the cores."""
_PAUSE: Final = 0.1


@dataclass(frozen=True)
class Hub:
    """A served sample: its address, its data folder, its people by login."""

    url: str
    data: Path
    people: dict[str, DemoPerson]


def made(folder: Path) -> Path:
    """Make the sample in `folder`, or find it there made."""
    data = folder / "sample"
    if not data.exists():
        unfinished = folder / "unfinished"
        make_sample(Settings(data=unfinished), datetime.now(UTC), "http://127.0.0.1:1")
        unfinished.rename(data)
    return data


@contextmanager
def served(data: Path, said: Path) -> Iterator[Hub]:
    """Serve a sample with `comity demo` on a free port until the block ends; what it says goes to the file `said`."""
    port = free_port()
    command = [sys.executable, "-m", "comity", "demo", "--no-browser", "--port", str(port), "--data", str(data)]
    with said.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(process, port, said)
            yield standing(data)
        finally:
            process.terminate()
            status = process.wait(30)
    assert status == 0, f"the hub ended with {status}: {said.read_text()[-2000:]}"


def standing(data: Path) -> Hub:
    """Return the hub that serves a data folder by its `demo.json`."""
    demo = wire.decode((data / "demo.json").read_bytes(), Demo, "demo.json")
    return Hub(demo.base_url, data, {person.login: person for person in demo.people})


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    """Wait until the hub answers and its search is built."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the hub ended with {process.returncode}: {said.read_text()[-2000:]}")
        if ready(port):
            return
        time.sleep(_PAUSE)
    raise AssertionError(f"the hub was not ready in {PATIENCE:.0f} s: {said.read_text()[-2000:]}")


def ready(port: int) -> bool:
    """Say whether a hub answers on a port and its search is built."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        answer = connection.getresponse()
        return answer.status == 200 and b"building" not in answer.read()
    except OSError:
        return False
    finally:
        connection.close()
