"""Labelled pairs of names: hand-made ones, and the names and aliases of the list of the United Nations."""

import csv
from collections import defaultdict
from pathlib import Path
from random import Random

from bench.screening.misses import Misses
from bench.screening.rates import auc, best_f1
from bench.screening.results import Measure
from bench.screening.scorers import Scorer
from bench.screening.united_nations import Listed, listed
from rapidfuzz.distance import Levenshtein

Labelled = tuple[str, str, bool, str]
"""Two names, whether they are of the same person, and the reason."""

HAND = "hand-made"
HAND_MADE = Path(__file__).parent / "labelled_pairs.csv"


def measure(data: Path, size: int, scorers: dict[str, Scorer], misses: Misses) -> list[Measure]:
    """Return best F1 and area under the curve on both sets, by each scorer."""
    found = []
    aliases = of_the_list(listed(data), size)
    sharing = [pair for pair in aliases if set(pair[0].lower().split()) & set(pair[1].lower().split())]
    sets = {HAND: hand_made(), "UN names and good aliases": aliases, "those of them that share a word": sharing}
    for title, pairs in sets.items():
        for who, scorer in scorers.items():
            scores = scorer([(one, other) for one, other, *_ in pairs])
            if not scores:
                continue
            same = [score for score, pair in zip(scores, pairs, strict=True) if pair[2]]
            different = [score for score, pair in zip(scores, pairs, strict=True) if not pair[2]]
            f1, bar = best_f1(same, different)
            name, of = f"{title}{', ' if who else ''}{who}", len(pairs)
            goals = ((".85", ".75"), (".93", ".84")) if title == HAND and not who else (("", ""), ("", ""))
            found.append(Measure("pairs", f"{name}: best F1", f1, "", None, None, of, *goals[0], f"from {bar:.3f}"))
            found.append(Measure("pairs", f"{name}: AUC", auc(same, different), "", None, None, of, *goals[1]))
            if not who:
                _write(misses, title, pairs, scores, bar)
    return found


def _write(misses: Misses, title: str, pairs: list[Labelled], scores: list[float], bar: float) -> None:
    for (one, other, is_same, reason), score in zip(pairs, scores, strict=True):
        if (score >= bar) != is_same:
            kind = f"{title}: {'same' if is_same else 'different'}"
            line = {"part": "pairs", "kind": kind, "pair": [one, other], "score": score, "bar": bar}
            misses.write(line | {"reason": reason})


def hand_made() -> list[Labelled]:
    """Return the fictional pairs of the file beside this module."""
    with HAND_MADE.open(encoding="utf-8", newline="") as lines:
        return [(row["a"], row["b"], row["same"] == "yes", row["reason"]) for row in csv.DictReader(lines)]


def of_the_list(persons: Listed, size: int) -> list[Labelled]:
    """Return names with their aliases, and with names of others that share a word or look alike."""
    random = Random(3)
    named = [(reference, subject.full_name) for reference, subject in persons]
    aliases = [
        (reference, alias.name, subject.full_name)
        for reference, subject in persons
        for alias in subject.aliases or ()
        if alias.quality == "good" and len(alias.name.split()) > 1 and alias.name.isascii()
    ]
    same = [(name, alias, True, "alias") for _, alias, name in aliases if name.lower() != alias.lower()]
    bearing: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for reference, name in named + [(reference, alias) for reference, alias, _ in aliases]:
        for word in set(name.lower().split()):
            bearing[word].append((reference, name))
    different = []
    for reference, name in named:
        near = {each for word in name.lower().split() for each in bearing[word] if each[0] != reference}
        if near:
            different.append((name, random.choice(sorted(near))[1], False, "shares a word"))
        nearest = min(
            (each for each in named if each[0] != reference), key=lambda each: Levenshtein.distance(name, each[1])
        )
        different.append((name, nearest[1], False, "looks alike"))
    return random.sample(same, min(size, len(same))) + random.sample(different, min(size, len(different)))
