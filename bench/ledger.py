"""What the ledger costs at a million acts: adding, proving, verifying, over SQLite.

Run: python bench/ledger.py [LEAVES]. Prints a table; nothing is asserted.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

from comity.adapters.signing import SigningKey
from comity.ledger import merkle
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.merkle import Coordinate
from comity.ledger.note import NoteKey
from comity.ledger.proof import check, prove
from comity.ledger.verify import verify_log

ORIGIN = "hub.example/ledger"
BATCH = 10_000
ROUNDS = 2_000


class SqliteNodes:
    """Nodes in one table, read with one statement: for a list of pairs SQLite would read them all."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.connection.execute(
            "CREATE TABLE node (level INTEGER, position INTEGER, hash BLOB NOT NULL, "
            "PRIMARY KEY (level, position)) WITHOUT ROWID"
        )

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        levels: dict[int, list[int]] = {}
        for level, position in coordinates:
            levels.setdefault(level, []).append(position)
        terms = (f"(level = ? AND position IN ({','.join('?' * len(each))}))" for each in levels.values())
        rows = self.connection.execute(
            f"SELECT level, position, hash FROM node WHERE {' OR '.join(terms)}",
            [value for level, found in levels.items() for value in (level, *found)],
        )
        return {Coordinate(level, position): node for level, position, node in rows}

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        rows = ((level, position, node) for (level, position), node in nodes.items())
        self.connection.executemany("INSERT INTO node VALUES (?, ?, ?)", rows)


def act(index: int) -> bytes:
    return b'{"act":"%032x","kind":"NoticePublished"}' % (index * 0x9E3779B97F4A7C15)


def acts(count: int) -> Iterator[bytes]:
    return (act(index) for index in range(count))


def row(what: str, seconds: float, unit: str = "s") -> None:
    factor = {"s": 1.0, "ms": 1e3, "us": 1e6}[unit]
    print(f"{what:<58}{seconds * factor:>12.3f} {unit}")


def repeated(what: str, work: Callable[[int], object]) -> None:
    taken = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        work(turn)
        taken.append(time.perf_counter() - start)
    row(f"{what}, median", median(taken), "ms")
    row(f"{what}, 99th of 100", quantiles(taken, n=100)[-1], "ms")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        nodes, signer = SqliteNodes(Path(folder) / "ledger.sqlite"), SigningKey.generate()
        start = time.perf_counter()
        for first in range(0, count, BATCH):
            hashes = [merkle.leaf_hash(act(n)) for n in range(first, min(first + BATCH, count))]
            nodes.connection.execute("BEGIN IMMEDIATE")
            nodes.put(merkle.extend(hashes, first, nodes))
            nodes.connection.execute("COMMIT")
        row(f"adding {count:,} leaves, {BATCH:,} a transaction", time.perf_counter() - start)
        root = merkle.root(count, nodes)
        document, log = issue(Checkpoint(ORIGIN, count, root), signer), NoteKey(ORIGIN, signer.public)

        def append(turn: int) -> None:
            nodes.connection.execute("BEGIN IMMEDIATE")
            nodes.put(merkle.append(merkle.leaf_hash(act(count + turn)), count + turn, nodes))
            merkle.root(count + turn + 1, nodes)
            nodes.connection.execute("COMMIT")

        def place(turn: int) -> int:
            return turn * 7919 % count

        repeated("inclusion proof from the store", lambda n: merkle.inclusion(place(n), count, nodes))
        repeated("consistency proof from the store", lambda n: merkle.consistency(1 + place(n), count, nodes))
        repeated("proof document", lambda n: prove(place(n), merkle.leaf_hash(act(place(n))), document, nodes))
        proof = prove(place(1), merkle.leaf_hash(act(place(1))), document, nodes)
        repeated("checking a proof document", lambda _: check(proof, act(place(1)), log))
        start = time.perf_counter()
        report = verify_log(acts(count), log, [document], nodes=nodes)
        row(f"verifying the whole log, nodes too (holds: {report.holds})", time.perf_counter() - start)
        repeated("one leaf and the new root, a durable transaction each", append)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
