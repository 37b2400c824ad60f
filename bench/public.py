"""What the public API costs: pages a second at 10,000 extracts, and starting with 100,000.

Run: python bench/public.py [EXTRACTS] [EXTRACTS_AT_START]. Prints a table; nothing is asserted.
The notices are written to the store by their states, without the acts and the ledger that led to them, and served by
the whole hub in a process of its own over one kept connection; the client's own time is part of every figure.
"""

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles

import uvicorn

from comity import bootstrap
from comity.app.comity import Comity
from comity.app.ports.store import Registered
from comity.app.ports.vault import Sealed
from comity.hub.asgi import create
from comity.kernel import wire
from comity.kernel.decider import ContentRef
from comity.notices.noticing import NOTICE, Notice
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind, State
from comity.settings import Settings

BATCH = 2_000
SYLLABLES = "ma rek il ya vel do ti na sor ka len bri os ta ru mi".split()  # noqa: SIM905
ROOT = "/notices/v1"


def extract(random: Random, number: int) -> NoticeRequest:
    """Return a fictional red notice as the public reads it."""

    def name(parts: int) -> str:
        return "".join(random.choices(SYLLABLES, k=parts)).capitalize()

    member = random.choice(["XA", "XB", "XC", "XD"])
    subject = {
        "type": "person",
        "family_name": name(3),
        "forenames": f"{name(2)} {name(2)}",
        "aliases": [{"name": f"{name(2)} {name(3)}", "quality": "good"}],
        "sex": random.choice(["male", "female"]),
        "birth": {
            "date": f"{random.randint(1950, 2006)}-0{random.randint(1, 9)}-11",
            "place": name(2),
            "country": "XB",
        },
        "nationalities": [member],
        "languages": ["en"],
        "description": {"height_cm": random.randint(150, 200), "eyes": "brown", "hair": "black", "marks": name(4)},
    }
    charge = {"title": f"Fraud committed at {name(3)}", "category": "fraud"}
    plain = {"kind": "red", "reference": "public", "language": "en", "requesting_member": member, "subject": subject}
    return wire.convert(plain | {"judicial": {"charges": [charge]}}, NoticeRequest)


def fill(comity: Comity, count: int) -> None:
    """Write `count` published notices to the store."""
    random, begin = Random(7), datetime(2026, 1, 1, tzinfo=UTC)
    for first in range(0, count, BATCH):
        sealed: list[Sealed] = []
        with comity.store.writing(partial(comity.vault.commit_keys, sealed)) as writer:
            for number in range(first, min(first + BATCH, count)):
                at, notice = begin + timedelta(seconds=number * 60), comity.chance.id("ntc")
                one = comity.vault.seal(comity.chance.id("cnt"), wire.encode(extract(random, number)))
                sealed.append(one)
                state = Notice(
                    state=State.PUBLISHED,
                    id=notice,
                    kind=Kind.RED,
                    member="XA",
                    published_at=at,
                    updated_at=at,
                    expires=at + timedelta(days=1826),
                    extract=ContentRef(one.id, one.digest),
                    number=f"2026/{number + 1}",
                )
                writer.put_content(one.id, notice, "extract", one.blob)
                writer.save(Registered("notice", notice, 1, wire.encode(state), NOTICE.row(state), at, at))
                writer.change_public("added", f"2026/{number + 1}", notice, at.date())


def row(what: str, value: float, unit: str) -> None:
    print(f"{what:<62}{value:>12.2f} {unit}", flush=True)


class Client:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path: str) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = self.connection.getresponse()
        return answer.status, answer.read()


@contextmanager
def served(data: Path) -> Iterator[tuple[int, float]]:
    """Serve a data folder in a process of its own; yield the port and when the process was begun."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, "--serve", str(data), str(port)])
    try:
        yield port, begun
    finally:
        process.terminate()
        process.wait()


def until(port: int, path: str, right: Callable[[int, bytes], bool]) -> float:
    """Ask until the answer is right and return when that was."""
    while True:
        try:
            if right(*Client(port).ask(path)):
                return time.perf_counter()
        except OSError:
            pass
        time.sleep(0.02)


def repeated(what: str, client: Client, paths: Callable[[int], str], times: int) -> None:
    taken = []
    for turn in range(times):
        start = time.perf_counter()
        status, _ = client.ask(paths(turn))
        taken.append(time.perf_counter() - start)
        if status != 200:
            raise SystemExit(f"{paths(turn)} answered {status}")
    row(f"{what}, median", median(taken) * 1e3, "ms")
    row(f"{what}, 95th of 100", quantiles(taken, n=100)[94] * 1e3, "ms")
    row(f"{what}, a second", times / sum(taken), "")


@contextmanager
def hub(count: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        bootstrap.create(settings, bootstrap.OrganisationFile(name="Bench", origin="hub.example/log", sample=True))
        comity = bootstrap.open_comity(settings)
        start = time.perf_counter()
        fill(comity, count)
        row(f"writing {count:,} notices", time.perf_counter() - start, "s")
        bootstrap.close(comity)
        yield settings.data


def main(count: int, at_start: int) -> None:
    with hub(count) as data, served(data) as (port, _):
        until(port, "/health/ready", lambda status, body: status == 200 and b"building" not in body)
        client, pages = Client(port), -(-count // 20)
        repeated("page of 20", client, lambda n: f"{ROOT}/red?page={n * 37 % pages + 1}", 2000)
        repeated("page of 160", client, lambda n: f"{ROOT}/red?resultPerPage=160&page={n % 10 + 1}", 500)
        repeated("search by part of a name", client, lambda n: f"{ROOT}/red?name={SYLLABLES[n % 16]}", 500)
        repeated(
            "search by age, country, sex",
            client,
            lambda n: f"{ROOT}/red?ageMin={20 + n % 40}&sexId=F&nationality=XA",
            500,
        )
        repeated("notice", client, lambda n: f"{ROOT}/red/2026-{n * 7919 % count + 1}", 2000)
        start = time.perf_counter()
        lines = client.ask(f"{ROOT}/export.jsonl")[1].count(b"\n")
        row(f"export of {lines:,} notices", time.perf_counter() - start, "s")
    with hub(at_start) as data, served(data) as (port, begun):
        first = until(port, f"{ROOT}/red", lambda status, body: status == 200 and b"entity_id" in body)
        row(f"starting with {at_start:,}: first page", first - begun, "s")
        done = until(port, f"{ROOT}/red?name=marek", lambda status, _: status == 200)
        row(f"starting with {at_start:,}: public search", done - begun, "s")
        ready = until(port, "/health/ready", lambda status, body: status == 200 and b"building" not in body)
        row(f"starting with {at_start:,}: all search", ready - begun, "s")
        repeated(
            f"search by part of a name in {at_start:,}",
            Client(port),
            lambda n: f"{ROOT}/red?name={SYLLABLES[n % 16]}",
            50,
        )
        repeated(f"page of 20 in {at_start:,}", Client(port), lambda n: f"{ROOT}/red?page={n * 37 % 5000 + 1}", 500)


def serve(data: str, port: str) -> None:
    comity = bootstrap.open_comity(Settings(data=Path(data)))
    uvicorn.run(create(comity), port=int(port), log_level="error")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(*sys.argv[2:4])
    else:
        numbers = [int(text) for text in sys.argv[1:3]]
        main(*(numbers + [10_000, 100_000][len(numbers) :]))
