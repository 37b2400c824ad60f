"""Measure screening: `python -m bench.screening [part ...] [--quick] [--freeze] [--misses FILE] [--data DIR]`."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.screening import accuracy, labelled, other_scripts, united_nations
from bench.screening.data import folder
from bench.screening.misses import Misses
from bench.screening.results import Measure, freeze, show

Part = Callable[[Path, bool, Misses], list[Measure]]


def _accuracy(data: Path, quick: bool, misses: Misses) -> list[Measure]:
    if quick:
        return accuracy.measure(data, 20_000, 25, misses)
    return accuracy.measure(data, 100_000, 300, misses) + accuracy.measure(data, 1_000_000, 300, misses)


def _un(data: Path, quick: bool, misses: Misses) -> list[Measure]:
    return united_nations.measure(data, 5_000 if quick else 50_000, misses)


def _scripts(data: Path, quick: bool, misses: Misses) -> list[Measure]:
    return other_scripts.measure(data, 500 if quick else 5_000, misses)


def _pairs(data: Path, quick: bool, misses: Misses) -> list[Measure]:
    return labelled.measure(data, 500 if quick else 2_000, misses)


PARTS: dict[str, Part] = {"accuracy": _accuracy, "un": _un, "scripts": _scripts, "pairs": _pairs}


def main() -> int:
    """Run the parts named, or all; print them beside the frozen run, and freeze them where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.screening", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--quick", action="store_true", help="small samples, for work on the engine")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in frozen.json and RESULTS.md")
    parser.add_argument("--misses", type=Path, help="write what was not found to this file, as JSON lines")
    parser.add_argument("--data", help="the data folder; default COMITY_TEST_DATA, then ../shared")
    given = parser.parse_args()
    data, size = folder(given.data), "quick" if given.quick else "full"
    if data is None:
        print("No data folder: name one with --data or COMITY_TEST_DATA. Nothing was measured.", file=sys.stderr)
        return 0
    misses, measured = Misses(given.misses), []
    for part in given.part or PARTS:
        begun = time.perf_counter()
        found = PARTS[part](data, given.quick, misses)
        measured += found
        show(found, size)
        print(f"{part}: {time.perf_counter() - begun:.0f} s", flush=True)
    misses.close()
    if given.freeze:
        freeze(measured, size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
