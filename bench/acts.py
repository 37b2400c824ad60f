"""What acts, lists, checks and proofs cost, on both engines, against the goals of the first issue.

Run: python -m bench.acts [NOTICES] [LEAVES]. Prints a table in Markdown; nothing is asserted.
PostgreSQL is a throw-away cluster from installed binaries, or the one named in COMITY_TEST_POSTGRES.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

import psycopg
from tests.app.planting import settings_of
from tests.house import EXAMPLE, NOON, House, house, request
from tests.postgres import cluster

from comity import keeping
from comity.app import ledgering
from comity.app.keeping import sweep
from comity.app.path import Order
from comity.app.ports.store import Registered
from comity.app.views import notices, reviews
from comity.app.views.paging import PageQuery
from comity.compliance.check import check
from comity.kernel import wire
from comity.kernel.decider import ContentRef
from comity.ledger.merkle import extend, inclusion, leaf_hash
from comity.notices import commands as c
from comity.notices.noticing import NOTICE, Notice
from comity.notices.requesting import REQUEST, Request
from comity.notices.reviewing import REVIEW, Review
from comity.notices.vocabulary import Kind, State

BATCH = 2_000
OPEN = 50
"""One case in so many is open."""


def row(what: str, value: float, unit: str, goal: str = "") -> None:
    print(f"| {what} | {value:,.2f} {unit} | {goal} |", flush=True)


def repeated(what: str, work: Callable[[int], object], times: int, goal: str = "") -> None:
    taken = []
    for turn in range(times):
        start = time.perf_counter()
        work(turn)
        taken.append(time.perf_counter() - start)
    row(f"{what}, median", median(taken) * 1e3, "ms", goal)
    row(f"{what}, 95th of 100", quantiles(taken, n=100)[94] * 1e3, "ms")


@contextmanager
def timed(house_: House) -> Iterator[Callable[[], float]]:
    """Yield a function that says how many acts a second were recorded since."""
    with house_.comity.look() as look:
        first = look.reader.last_seq()
    start = time.perf_counter()

    def rate() -> float:
        taken = time.perf_counter() - start
        with house_.comity.look() as look:
            return (look.reader.last_seq() - first) / taken

    yield rate


def acts(engine: str, found: House) -> None:
    """Durable acts: each command is a transaction, its keys and its acts on disk before it is acknowledged."""
    found.published()
    with timed(found) as rate:
        for _ in range(300):
            found.draft()
    row(f"{engine}: drafts, one command and one act a transaction", rate(), "acts/s", "300" * (engine == "SQLite"))
    with timed(found) as rate:
        for _ in range(60):
            found.do(found.bureau["XA"], c.AchievePurpose(id=found.published()))
    row(f"{engine}: requests drafted, reviewed twice, published, ended", rate(), "acts/s", "300" * (engine == "SQLite"))
    with timed(found) as rate, found.comity.path.batch() as run:
        for _ in range(500):
            new = c.DraftRequest(id=found.comity.chance.id("req"), body=request())
            run(Order(by=found.bureau["XA"], command=new))
    row(f"{engine}: drafts, 500 in one transaction", rate(), "acts/s")


def fill(found: House, count: int) -> None:
    """Write notices with their requests and reviews by their states, without the acts that led to them."""
    chance, vault, body = found.comity.chance, found.comity.vault, wire.encode(request())
    for first in range(0, count, BATCH):
        sealed = [vault.seal(chance.id("cnt"), body) for _ in range(min(BATCH, count - first))]
        with found.comity.store.writing(lambda sealed=sealed: vault.commit_keys(sealed)) as writer:
            for number, one in enumerate(sealed, first):
                at, ref = NOON - timedelta(minutes=number), ContentRef(one.id, one.digest)
                file, name = chance.id("req"), chance.id("ntc")
                notice = Notice(
                    state=State.PUBLISHED, id=name, request=file, kind=Kind.RED, member="XA", edition=1, body=ref
                )
                case = Request(state=State.PUBLISHED, id=file, member="XA", body=ref, notice=name, submitted_at=at)
                state = State.OPEN if number % OPEN == 0 else State.DECIDED
                review = Review(state=state, id=file, member="XA", round=1, opened=at, due=at + timedelta(days=10))
                writer.put_content(one.id, file, "body", one.blob)
                for decider, each in ((NOTICE, notice), (REQUEST, case), (REVIEW, review)):
                    key = (decider.name, each.id)
                    writer.save(Registered(*key, 1, wire.encode(each), decider.row(each), at, at))


def lists(engine: str, found: House, count: int) -> None:
    start = time.perf_counter()
    fill(found, count)
    print(f"| {engine}: writing {count:,} notices | {time.perf_counter() - start:,.1f} s | |", flush=True)
    comity, officer, reviewer, bureau = found.comity, found.officer, found.reviewers[0], found.bureau["XB"]

    def of_notices(by: object, query: notices.NoticesQuery) -> notices.Page[notices.NoticeLine]:
        with comity.look() as look:
            return notices.listed(look, by, query)  # type: ignore[arg-type]

    def of_reviews(_: int) -> object:
        with comity.look() as look:
            return reviews.in_queue(look, reviewer, PageQuery())

    def deep(turn: int) -> object:
        after = cursors[turn % len(cursors)]
        return of_notices(bureau, notices.NoticesQuery(after=after))

    cursors = [of_notices(bureau, notices.NoticesQuery()).next]
    for _ in range(20):
        cursors.append(of_notices(bureau, notices.NoticesQuery(after=cursors[-1], limit=200)).next)
    where = f"out of {count:,}"
    repeated(f"{engine}: page of 50 notices for a recipient, {where}", lambda _: of_notices(bureau, _ALL), 200, "30 ms")
    repeated(f"{engine}: page further on, {where}", deep, 200, "30 ms")
    repeated(f"{engine}: page of 50 for a case officer, {where}", lambda _: of_notices(officer, _ALL), 200, "30 ms")
    repeated(f"{engine}: page of the review queue, {where} reviews", of_reviews, 100, "30 ms")


_ALL = notices.NoticesQuery()


def keep(engine: str, found: House, folder: Path) -> None:
    """Opening with its sweep, and the two archives."""
    settings = settings_of(found)
    repeated(f"{engine}: the sweep at each start", lambda _: sweep(found.comity), 5)
    start = time.perf_counter()
    manifest = keeping.backup(settings, folder / "data.zip", folder / "keys")
    size = (folder / "data.zip").stat().st_size / 1e6
    row(
        f"{engine}: backup of {manifest.rows('contents'):,} contents ({size:,.0f} MB)", time.perf_counter() - start, "s"
    )


def proofs(found: House, leaves: int) -> None:
    comity = found.comity
    with comity.look() as look:
        first = look.reader.last_seq()
    for begin in range(first, leaves, BATCH):
        hashes = [leaf_hash(b"%d" % number) for number in range(begin, min(begin + BATCH, leaves))]
        with comity.store.writing(lambda: None) as writer:
            writer.put_nodes(extend(hashes, begin, ledgering.StoredNodes(writer)))

    def prove(turn: int) -> object:
        with comity.look() as look:
            return inclusion(turn * 7919 % leaves, leaves, ledgering.StoredNodes(look.reader))

    repeated(f"inclusion proof at {leaves:,} leaves, from the store", prove, 1000, "1 ms")


def checks(found: House) -> None:
    body, day = request(), NOON.date()
    check(body, None, day)
    start, times = time.perf_counter(), 2_000
    for _ in range(times):
        check(body, None, day)
    row("request checks in process", times / (time.perf_counter() - start), "checks/s", "1,000")
    by, name = found.bureau["XB"], found.published()
    with found.comity.look() as look:
        one = look.see(by, "notice", name)
        repeated("one Cedar decision", lambda _: look.may(by, "files:notice:view", "notice", one), 1000)
    command = [str(Path(sys.executable).with_name("comity")), "check", str(EXAMPLE)]

    def whole(_: int) -> object:
        return subprocess.run(command, check=True, capture_output=True)

    repeated("`comity check` as a whole process", whole, 20, "400 ms")


@contextmanager
def postgres() -> Iterator[str | None]:
    """Yield the address of an empty database, or None where there is no PostgreSQL."""
    named = os.environ.get("COMITY_TEST_POSTGRES")
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as made:
        dsn = named or made
        if dsn is None:
            yield None
            return
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS comity_bench WITH (FORCE)")
            connection.execute("CREATE DATABASE comity_bench")
        yield f"{dsn.rpartition('/')[0]}/comity_bench".replace("postgresql://", "postgresql+psycopg://")


def main(count: int, leaves: int) -> None:
    print("| what | measured | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name, house(Path(name)) as found:
        checks(found)
        acts("SQLite", found)
        lists("SQLite", found, count)
        keep("SQLite", found, Path(name))
        proofs(found, leaves)
    with postgres() as dsn, tempfile.TemporaryDirectory() as name:
        if dsn is None:
            print("| PostgreSQL | not measured: no binaries | |")
            return
        with house(Path(name), dsn) as found:
            acts("PostgreSQL", found)
            lists("PostgreSQL", found, count)
            keep("PostgreSQL", found, Path(name))


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    main(*(numbers + [100_000, 1_000_000][len(numbers) :]))
