"""Workers that cannot start: growing pauses, a word each time, nobody left waiting, and an end with the status."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.test_organisation import Shell
from tests.cli.test_serving import children, ready, wait_for

PAUSES = (0.3, 0.6, 0.9)
_SERVE = """
import sys
from pathlib import Path
from comity.cli.running import serve
from comity.settings import read_settings
if __name__ == "__main__":
    pauses = tuple(float(each) for each in sys.argv[2:])
    serve(read_settings(sys.argv[1]), "127.0.0.1", 0, 2, lambda at: print(at, file=sys.stderr, flush=True), pauses)
"""


class Hub:
    """A hub of two workers, its log in a file."""

    def __init__(self, shell: Shell, folder: Path, pauses: tuple[float, ...]) -> None:
        script = folder / "serve_with_pauses.py"
        script.write_text(_SERVE)
        self._log = folder / "log"
        command = [sys.executable, str(script), str(shell.data), *map(str, pauses)]
        with self._log.open("w") as log:
            self.process = subprocess.Popen(command, stderr=log, start_new_session=True)
        wait_for(lambda: self._log.read_text().startswith("http"))
        self.address = self._log.read_text().split()[0]

    @property
    def said(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._log.read_text().splitlines()[1:]]

    def kill_workers(self) -> None:
        for worker in children(self.process):
            os.kill(worker, signal.SIGKILL)


@pytest.fixture
def hub(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Iterator[tuple[Hub, Shell]]:
    shell = Shell(tmp_path, capsys)
    shell.init()
    found = Hub(shell, tmp_path, getattr(request, "param", PAUSES))
    wait_for(lambda: ready(found.address))
    yield found, shell
    if found.process.poll() is None:
        os.killpg(found.process.pid, signal.SIGKILL)
    found.process.wait()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc, which is not here")
def test_workers_that_cannot_start_end_the_hub_with_their_status(hub: tuple[Hub, Shell]) -> None:
    """Their master key is gone. One line an end, each with its reason; then status 2 and no more tries."""
    serving, shell = hub
    shell.key.rename(shell.key.with_suffix(".gone"))
    serving.kill_workers()
    assert serving.process.wait(timeout=60) == 2
    ended = [line for line in serving.said if line["event"] == "worker_ended"]
    killed = [line for line in ended if line["status"] == 128 + signal.SIGKILL]
    failed = [line for line in ended if line["status"] == 2]
    assert (len(killed), len(ended)) == (2, len(killed) + len(failed))
    assert 2 * len(PAUSES) <= len(ended) <= 2 * len(PAUSES) + 3
    assert all("key" in str(line["reason"]) for line in failed)
    assert {line["next_start_in_s"] for line in failed} <= set(PAUSES)
    assert serving.said[-1]["event"] == "workers_cannot_start"
    assert len(serving.said) == len(ended) + 1


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc, which is not here")
@pytest.mark.parametrize("hub", [(0.3, 20.0, 20.0)], indirect=True)
def test_nobody_waits_for_workers_that_cannot_start_and_they_come_back(hub: tuple[Hub, Shell]) -> None:
    """503 at once, with the time to come again; once the cause is mended the next start answers everyone."""
    serving, shell = hub
    gone = shell.key.with_suffix(".gone")
    shell.key.rename(gone)
    serving.kill_workers()
    wait_for(lambda: sum(line["status"] == 2 for line in serving.said if "status" in line) == 2)
    for _ in range(20):
        answer = httpx.post(f"{serving.address}/api/v1/requests", content=b"x" * 100_000, timeout=5)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["type"] == "urn:comity:problem:unavailable"
    gone.rename(shell.key)
    wait_for(lambda: ready(serving.address))
    # Who turned everyone away leaves at the supervisor's next look, a moment after the first worker is ready.
    wait_for(lambda: all(httpx.get(f"{serving.address}/health/live").status_code == 200 for _ in range(20)))
    serving.process.terminate()
    assert serving.process.wait(timeout=20) == 0
