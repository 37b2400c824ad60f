"""Measure screening: `python -m bench.screening [part ...] [--quick] [--freeze] [--misses FILE] [--data DIR]`."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.screening import accuracy, aliases, calibration, labelled, other_scripts, speed, united_nations
from bench.screening.data import folder
from bench.screening.held_out import with_model
from bench.screening.misses import Misses
from bench.screening.results import Measure, freeze, show
from bench.screening.scorers import chosen


@dataclass(frozen=True)
class Run:
    """What was asked for on the command line."""

    data: Path
    quick: bool
    sizes: list[int]
    peers: dict[str, str]
    misses: Misses


def _accuracy(run: Run) -> list[Measure]:
    each = 25 if run.quick else 300
    return [one for size in run.sizes for one in accuracy.measure(run.data, size, each, run.misses)]


def _un(run: Run) -> list[Measure]:
    return united_nations.measure(run.data, *((2_000, 2) if run.quick else (50_000, 1)), run.misses)


def _calibration(run: Run) -> list[Measure]:
    return calibration.measure(run.data, *((2_000, 4) if run.quick else (50_000, 1)))


def _scripts(run: Run) -> list[Measure]:
    return other_scripts.measure(run.data, 300 if run.quick else 2_000, chosen(run.peers), run.misses)


def _pairs(run: Run) -> list[Measure]:
    return labelled.measure(run.data, 500 if run.quick else 2_000, chosen(run.peers), run.misses)


def _aliases(run: Run) -> list[Measure]:
    return aliases.measure(run.data, run.sizes[0])


def _speed(run: Run) -> list[Measure]:
    each = 10 if run.quick else 60
    return [one for size in run.sizes for one in speed.measure(run.data, size, each, run.peers)]


PARTS: dict[str, Callable[[Run], list[Measure]]] = {
    "accuracy": _accuracy,
    "un": _un,
    "calibration": _calibration,
    "scripts": _scripts,
    "pairs": _pairs,
    "aliases": _aliases,
    "speed": _speed,
}


def main() -> int:
    """Run the parts named, or all; print them beside the frozen run, and freeze them where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.screening", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--quick", action="store_true", help="small samples, for work on the engine")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in frozen.json and RESULTS.md")
    parser.add_argument("--misses", type=Path, help="write what was not found to this file, as JSON lines")
    parser.add_argument("--data", help="the data folder; default COMITY_TEST_DATA, then ../shared")
    parser.add_argument("--size", type=int, action="append", help="persons on file; default 100,000 and 1,000,000")
    parser.add_argument(
        "--peer",
        action="append",
        default=[],
        help="rapidfuzz, tantivy or nomenklatura, with =PYTHON where another has it",
    )
    parser.add_argument("--model", type=Path, help="measure with this file of what was learned of transliteration")
    given = parser.parse_args()
    if given.model:
        return with_model(given.model, sys.argv[1:])
    data, size = folder(given.data), "quick" if given.quick else "full"
    if data is None:
        print("No data folder: name one with --data or COMITY_TEST_DATA. Nothing was measured.", file=sys.stderr)
        return 0
    sizes = given.size or ([20_000] if given.quick else [100_000, 1_000_000])
    peers = {peer: python or sys.executable for peer, _, python in (each.partition("=") for each in given.peer)}
    run = Run(data, given.quick, sizes, peers, Misses(given.misses))
    measured: list[Measure] = []
    for part in given.part or PARTS:
        begun = time.perf_counter()
        found = PARTS[part](run)
        measured += found
        show(found, size)
        print(f"{part}: {time.perf_counter() - begun:.0f} s", flush=True)
    run.misses.close()
    if given.freeze:
        freeze(measured, size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
