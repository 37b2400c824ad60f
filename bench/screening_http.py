"""What screening costs over HTTP: questions a second of one process, the trail on, a client on the other core.

Run: python -m bench.screening_http [NOTICES] [QUESTIONS]. Prints a table; nothing is asserted.
The notices are written to the store by their states, without the acts and the ledger that led to them, and served by
the whole hub in a process of its own. Persons and questions are made up (bench/screening/made_up.py, changes.py). The
client asks over kept connections; its own time is part of every figure.
"""

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles

import uvicorn
from bench.screening.accuracy import questions
from bench.screening.data import folder
from bench.screening.lexicon import Lexicon
from bench.screening.made_up import Person, persons
from tests.house import NOON, House, request

from comity import bootstrap
from comity.adapters.surroundings import SetClock
from comity.app.comity import Comity
from comity.app.founding import found_token
from comity.app.ports.store import Registered
from comity.app.ports.vault import Sealed
from comity.governance.commands import TokenPurpose
from comity.governance.offices import Office
from comity.hub.asgi import create
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef
from comity.notices.notice import Notice
from comity.notices.noticing import NOTICE
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Channel, Kind, State
from comity.settings import Settings

BATCH = 2_000
SCREEN = "/api/v1/screen?purpose=border"


def fill(comity: Comity, everyone: list[Person]) -> None:
    """Write a published red notice of XA for each person to the store."""
    about = request(public_extract=None)
    for first in range(0, len(everyone), BATCH):
        sealed: list[Sealed] = []
        with comity.store.writing(partial(comity.vault.commit_keys, sealed)) as writer:
            for number, person in enumerate(everyone[first : first + BATCH], first):
                body = NoticeRequest(
                    kind=Kind.RED,
                    channel=Channel.NOTICE,
                    requesting_member=Country("XA"),
                    reference=f"XA/{number}",
                    language=about.language,
                    subject=person.subject(),
                )
                at, notice = NOON + timedelta(seconds=number), comity.chance.id("ntc")
                one = comity.vault.seal(comity.chance.id("cnt"), wire.encode(body))
                sealed.append(one)
                state = Notice(
                    state=State.PUBLISHED,
                    id=notice,
                    kind=Kind.RED,
                    member="XA",
                    edition=1,
                    body=ContentRef(one.id, one.digest),
                    published_at=at,
                    updated_at=at,
                    expires=at + timedelta(days=1826),
                )
                writer.put_content(one.id, notice, "body", one.blob)
                writer.save(Registered("notice", notice, 1, wire.encode(state), NOTICE.row(state), at, at))


def row(what: str, value: float, unit: str) -> None:
    print(f"{what:<62}{value:>12,.2f} {unit}", flush=True)


class Client:
    """One kept connection of a border service."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, body: bytes, path: str = SCREEN) -> tuple[float, bytes]:
        """Return how long an answer took in milliseconds, and the answer."""
        begun = time.perf_counter()
        self.connection.request("POST", path, body, self.headers)
        answer = self.connection.getresponse()
        said = answer.read()
        assert answer.status == 200, said
        return (time.perf_counter() - begun) * 1000, said


@contextmanager
def hub(everyone: list[Person]) -> Iterator[tuple[Path, str]]:
    """Yield a data folder with the notices, and the token of a border service of XB."""
    with tempfile.TemporaryDirectory() as made:
        settings = Settings(data=Path(made) / "data")
        bootstrap.create(settings, bootstrap.OrganisationFile(name="Bench", origin="hub.example/log", sample=True))
        clock = SetClock(datetime.now(UTC))
        comity = bootstrap.open_comity(settings, clock)
        home = House(comity, clock)
        begun = time.perf_counter()
        fill(comity, everyone)
        row(f"writing {len(everyone):,} notices", time.perf_counter() - begun, "s")
        service = home.person("XB", Office.BORDER_SERVICE, member="XB")
        token = found_token(comity, service.id, 30, TokenPurpose.SERVICE).secret
        bootstrap.close(comity)
        yield settings.data, token


@contextmanager
def served(data: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a data folder in a process of its own; yield the port and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.screening_http", "--serve", str(data), str(port)])
    try:
        yield port, process
    finally:
        process.terminate()
        process.wait()


def until_ready(port: int) -> None:
    """Wait until the index is read."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.request("GET", "/health/ready")
            answer = connection.getresponse()
            if answer.status == 200 and b"building" not in answer.read():
                return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.2)


def run(port: int, token: str, bodies: list[bytes], connections: int) -> None:
    """Ask all questions over some connections at once, and say how many were answered a second."""

    def part(number: int) -> list[float]:
        client = Client(port, token)
        return [client.ask(body)[0] for body in bodies[number::connections]]

    begun = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        times = [each for found in pool.map(part, range(connections)) for each in found]
    took = time.perf_counter() - begun
    label = f"{connections} connection{'s' if connections > 1 else ''}"
    row(f"{label}: questions a second", len(bodies) / took, "1/s")
    row(f"{label}: median", median(times), "ms")
    row(f"{label}: 99th of 100", quantiles(times, n=100)[98], "ms")


def main(count: int, asked: int) -> None:
    data = folder(None)
    assert data is not None, "name the folder with the names in COMITY_TEST_DATA"
    lexicon = Lexicon(data)
    everyone = list(persons(lexicon, count))
    bodies = [
        json.dumps({"id": str(number), **one.asked}).encode()
        for number, one in enumerate(questions(lexicon, everyone, max(asked // 10, 1)))
    ]
    Random(7).shuffle(bodies)
    bodies = bodies[:asked]
    with hub(everyone) as (place, token), served(place) as (port, _):
        begun = time.perf_counter()
        until_ready(port)
        row(f"starting with {count:,}: first answer", time.perf_counter() - begun, "s")
        for connections in (1, 4, 8):
            run(port, token, bodies, connections)
        hundred = json.dumps({"queries": [json.loads(body) for body in bodies[:100]]}).encode()
        took, _ = Client(port, token).ask(hundred, "/api/v1/screen/batch?purpose=airline_list")
        row("100 questions in one request: a second", 100_000 / took, "1/s")


def serve(place: str, port: str) -> None:
    comity = bootstrap.open_comity(Settings(data=Path(place)))
    uvicorn.run(create(comity), port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(*sys.argv[2:4])
    else:
        numbers = [int(text) for text in sys.argv[1:3]]
        main(*(numbers + [100_000, 4_000][len(numbers) :]))
