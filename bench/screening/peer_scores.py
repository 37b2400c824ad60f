"""What nomenklatura (logic-v2) scores on pairs of names: run by itself, with a Python that has it.

It reads `[[a, b], ...]` on standard input and writes `{"scores": [...], "microseconds": of a pair}`.
"""

import json
import sys
import time
from importlib import import_module


def main() -> None:
    """Score each pair as two persons of whom the name alone is known; a first pair, not counted, warms it up."""
    try:
        ftm, matching = import_module("followthemoney"), import_module("nomenklatura.matching")
    except ImportError:
        return
    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    def score(number: int, one: str, other: str) -> float:
        # Comparisons are cached by id: each person needs one of its own.
        persons = [
            ftm.EntityProxy.from_dict({"id": f"{side}{number}", "schema": "Person", "properties": {"name": [name]}})
            for side, name in (("a", one), ("b", other))
        ]
        return float(algorithm.compare(*persons, config).score)

    pairs = json.load(sys.stdin)
    score(-1, "Ilya Marek", "Илья Марек")
    began = time.perf_counter()
    scores = [score(number, *pair) for number, pair in enumerate(pairs)]
    spent = (time.perf_counter() - began) / max(1, len(pairs)) * 1e6
    print(json.dumps({"scores": scores, "microseconds": spent}))


if __name__ == "__main__":
    main()
