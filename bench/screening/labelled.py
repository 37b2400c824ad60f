"""Labelled pairs of names: hand-made ones, and the names and aliases of the list of the United Nations."""

import csv
from collections import defaultdict
from pathlib import Path
from random import Random

from bench.screening.misses import Misses
from bench.screening.rates import auc, best_f1
from bench.screening.results import Measure
from bench.screening.united_nations import Listed, listed
from rapidfuzz.distance import Levenshtein

from comity.screening import name_score

HAND_MADE = Path(__file__).parent / "labelled_pairs.csv"


def measure(data: Path, size: int, misses: Misses) -> list[Measure]:
    """Return best F1 and area under the curve on both sets."""
    found = []
    for title, pairs in (("hand-made", hand_made()), ("UN names and good aliases", of_the_list(listed(data), size))):
        scored = [(name_score(one, other), same, one, other, reason) for one, other, same, reason in pairs]
        same = [score for score, is_same, *_ in scored if is_same]
        different = [score for score, is_same, *_ in scored if not is_same]
        f1, bar = best_f1(same, different)
        for score, is_same, one, other, reason in scored:
            if (score >= bar) != is_same:
                label = "same" if is_same else "different"
                line = {"part": "pairs", "kind": f"{title}: {label}", "asked": one, "meant": other}
                misses.write(line | {"score": score, "bar": bar, "reason": reason})
        of = len(scored)
        found.append(Measure("pairs", f"{title}: best F1", f1, of=of, goal=".85", known=".75", note=f"from {bar:.3f}"))
        found.append(Measure("pairs", f"{title}: AUC", auc(same, different), of=of, goal=".93", known=".84"))
    return found


def hand_made() -> list[tuple[str, str, bool, str]]:
    """Return the fictional pairs of the file beside this module."""
    with HAND_MADE.open(encoding="utf-8", newline="") as lines:
        return [(row["a"], row["b"], row["same"] == "yes", row["reason"]) for row in csv.DictReader(lines)]


def of_the_list(persons: Listed, size: int) -> list[tuple[str, str, bool, str]]:
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
