"""How long a question takes, how long the list takes to build and what it holds, here and with others."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.screening.prepared import prepare
from bench.screening.results import Measure, rate

ONE_THREAD = {f"{each}_NUM_THREADS": "1" for each in ("OMP", "OPENBLAS", "MKL", "RAYON", "POLARS")}

GOALS = {
    100_000: {"median": "1 ms", "p99": "5 ms", "built": "10 s"},
    1_000_000: {"median": "2 ms", "p99": "10 ms", "built": "90 s", "held": "2,048 MB"},
}
KNOWN = {
    100_000: {"median": "5 ms and 72 ms of scoring"},
    1_000_000: {"median": "2.1 ms", "p99": "5.2 ms", "built": "134 s", "held": "4,300 MB"},
}
TITLES = {
    "median": ("one question, median", "ms"),
    "p99": ("one question, 99th of 100", "ms"),
    "worst": ("one question, worst", "ms"),
    "built": ("build, reading included", "s"),
    "read": ("reading alone", "s"),
    "held": ("memory once built", "MB"),
    "before": ("memory before", "MB"),
    "peak": ("most memory", "MB"),
    "helpers": ("most memory of a process that helped to build", "MB"),
    "add": ("add, median", "ms"),
    "add p99": ("add, 99th of 100", "ms"),
    "remove": ("remove, median", "ms"),
    "remove p99": ("remove, 99th of 100", "ms"),
}


def measure(data: Path, size: int, each: int, peers: dict[str, str]) -> list[Measure]:
    """Return the figures of one size; `peers` names a Python for each peer that is to be measured beside."""
    with TemporaryDirectory() as folder:
        made = prepare(data, Path(folder), size, each)
        files = [str(made.persons), str(made.questions)]
        label, count = f"{size // 1000}k", "300" if size <= 100_000 else "100"
        found = _figures(label, size, _run([sys.executable, "-m", "bench.screening.timed", *files]))
        for peer, python in ((peer, peers[peer]) for peer in ("rapidfuzz", "tantivy") if peer in peers):
            figures = _run([python, str(Path(__file__).with_name("peers.py")), peer, *files, count])
            if not figures:
                print(f"{peer} is not installed for {python}: left out", flush=True)
            found += _figures(f"{label}, {peer}", 0, figures)
    return found


def _figures(label: str, size: int, figures: dict[str, Any]) -> list[Measure]:
    goals, known = GOALS.get(size, {}), KNOWN.get(size, {})
    found = []
    for key, value in figures.get("times", {}).items():
        title, unit = TITLES[key] if size else (TITLES[key][0].removesuffix(", reading included"), TITLES[key][1])
        found.append(
            Measure("speed", f"{label}: {title}", value, unit, goal=goals.get(key, ""), known=known.get(key, ""))
        )
    for key, title in (("all", "among the first ten"), ("latin", "in Latin letters, among the first ten")):
        found += [rate("speed", f"{label}: {title}", tuple(figures[key]))] if figures else []
    return found


def _run(command: list[str]) -> dict[str, Any]:
    said = subprocess.run(
        command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=True, text=True
    ).stdout
    return json.loads(said) if said.strip() else {}
