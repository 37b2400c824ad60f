"""Fifty names asked about against fifty on file."""

import time
from itertools import islice
from pathlib import Path
from statistics import median

from bench.screening.engine import USUAL, build, question
from bench.screening.lexicon import Lexicon
from bench.screening.made_up import persons
from bench.screening.rates import centile
from bench.screening.results import Measure
from msgspec.structs import replace

from comity.kernel.subject import Alias
from comity.screening import Index, Query

NAMES = 50
CASES = 8


def measure(data: Path, size: int) -> list[Measure]:
    """Return what one question of fifty names takes where one person of fifty names is on file, and among `size`."""
    everyone = list(persons(Lexicon(data), size + 2 * NAMES * CASES))
    crowd, rest = everyone[:size], iter(everyone[size:])
    asked, filed = [], []
    for number in range(CASES):
        named, other = [one.name for one in islice(rest, NAMES)], [one.name for one in islice(rest, NAMES)]
        asked.append(question({"name": named[0], "names_in_original_script": [*named[1:-1], other[0]]}))
        filed.append((f"fifty{number}", replace(crowd[number].subject(), aliases=[Alias(name=name) for name in other])))
    whole = build([*((one.id, one.subject()) for one in crowd), *filed])
    alone = [spent for query, one in zip(asked, filed, strict=True) for spent in _times(build([one]), query)]
    among = [spent for query in asked for spent in _times(whole, query)]
    return [
        Measure("aliases", "50 against 50, alone: median", median(alone), "ms", goal="2 ms", known="200 ms"),
        Measure("aliases", "50 against 50, alone: 99th of 100", centile(alone, 0.99), "ms"),
        Measure("aliases", f"50 against {size // 1000}k persons: median", median(among), "ms"),
        Measure("aliases", f"50 against {size // 1000}k persons: 99th of 100", centile(among, 0.99), "ms"),
    ]


def _times(index: Index, query: Query) -> list[float]:
    """Return the milliseconds of three answers, after one that is not counted."""
    spent = []
    for _ in range(4):
        began = time.perf_counter()
        index.screen(query, USUAL, 10)
        spent.append((time.perf_counter() - began) * 1000)
    return spent[1:]
