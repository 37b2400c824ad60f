"""One engine in a process of its own: how long it takes to build and to answer, and what it holds; as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import msgspec
from bench.screening.engine import LOOSE, USUAL, build
from bench.screening.rates import centile

from comity.kernel import wire
from comity.kernel.subject import Subject
from comity.screening import Index, Query


class Line(msgspec.Struct):
    """One line of a list."""

    id: str
    subject: Subject


def main(persons: Path, asked: Path) -> dict[str, object]:
    """Return seconds, milliseconds and megabytes by what they are of, and how many were found of how many."""
    began = time.perf_counter()
    for _ in _subjects(persons):
        pass
    read, before = time.perf_counter() - began, _megabytes()
    began = time.perf_counter()
    index = build(_subjects(persons))
    built = time.perf_counter() - began
    held = _megabytes()
    queries = [wire.decode(line, Query) for line in asked.read_bytes().splitlines()]
    for query in queries[:: max(1, len(queries) // 50)]:
        index.screen(query, USUAL, 10)
    spent = [_timed(partial(index.screen, query, USUAL, 10)) for query in queries]
    found, latin = [0, 0], [0, 0]
    for query in queries:
        kind, _, person = query.id.rpartition("|")
        is_found = any(hit.subject == person for hit in index.screen(query, LOOSE, 10))
        for counted in (found, *(() if "script:" in kind or " name in " in kind else (latin,))):
            counted[0] += is_found
            counted[1] += 1
    times = {"read": read, "built": built, "before": before, "held": held}
    times |= {"median": median(spent), "p99": centile(spent, 0.99), "worst": max(spent)}
    for what, taken in zip(("add", "remove"), _changes(index, persons), strict=True):
        times |= {what: median(taken), f"{what} p99": centile(taken, 0.99)}
    times |= {"peak": _megabytes("VmHWM"), "helpers": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}
    return {"times": times, "all": found, "latin": latin}


def _changes(index: Index, persons: Path) -> tuple[list[float], list[float]]:
    """Return what it takes to put persons back on file and to take them off, and see that the next answer knows."""
    added, removed = [], []
    for number, (each, subject) in zip(range(200), _subjects(persons), strict=False):
        removed.append(_timed(partial(index.remove, each)))
        query = Query(id="q", name=subject.full_name)
        if number < 20 and any(hit.subject == each for hit in index.screen(query, USUAL, 10_000)):
            raise AssertionError(f"{each} is found after it was removed")
        added.append(_timed(partial(index.add, each, subject)))
        if number < 20 and not any(hit.subject == each for hit in index.screen(query, USUAL, 10_000)):
            raise AssertionError(f"{each} is not found after it was added")
    return added, removed


def _subjects(persons: Path) -> Iterator[tuple[str, Subject]]:
    with persons.open("rb") as file:
        for line in file:
            one = wire.decode(line, Line)
            yield one.id, one.subject


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _megabytes(what: str = "VmRSS") -> float:
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what)) / 1024


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
