"""Who scores a pair of names: this engine, and rapidfuzz and nomenklatura beside it."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from comity.screening import name_score

Pairs = Sequence[tuple[str, str]]
Scorer = Callable[[Pairs], list[float]]


def own(pairs: Pairs) -> list[float]:
    """Return the scores of this engine."""
    return [name_score(one, other) for one, other in pairs]


def rapidfuzz(pairs: Pairs) -> list[float]:
    """Return token set ratios of names written in plain Latin letters."""
    plain = [(default_process(anyascii(one)), default_process(anyascii(other))) for one, other in pairs]
    return [token_set_ratio(one, other) / 100 for one, other in plain]


def nomenklatura(python: str) -> Scorer:
    """Return the scorer of nomenklatura, run by the Python that has it; without scores where it has not."""

    def scores(pairs: Pairs) -> list[float]:
        script = str(Path(__file__).with_name("peer_scores.py"))
        run = subprocess.run([python, script], input=json.dumps(pairs), stdout=subprocess.PIPE, check=True, text=True)
        found: list[float] = json.loads(run.stdout)["scores"] if run.stdout.strip() else []
        if not found:
            print(f"nomenklatura is not installed for {python}: left out", flush=True)
        return found

    return scores


def chosen(peers: dict[str, str]) -> dict[str, Scorer]:
    """Return this engine under an empty name, and the peers that score pairs, by name."""
    found: dict[str, Scorer] = {"": own}
    if "rapidfuzz" in peers:
        found["rapidfuzz"] = rapidfuzz
    if "nomenklatura" in peers:
        found["nomenklatura"] = nomenklatura(peers["nomenklatura"])
    return found
