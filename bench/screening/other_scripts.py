"""Names in other scripts against Latin ones: how many true pairs are found at a share of false ones, by script."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.screening.cultures import own
from bench.screening.data import SCRIPTS, Pair, judged, likely, pairs
from bench.screening.misses import Misses
from bench.screening.rates import share_at, threshold_at
from bench.screening.results import Measure, rate
from bench.screening.scorers import Scorer

FALSE = 0.01
GOALS = {
    "russian": (".97", ".97"), "arabic": (".93", ".92"), "hebrew": (".93", ".79"), "japanese": (".93", ".77"),
    "korean": (".93", ".63"), "chinese": (".85", ".80"),
}  # fmt: skip


def measure(data: Path, size: int, scorers: dict[str, Scorer], misses: Misses) -> list[Measure]:
    """Return the share found at 1 % of false pairs, of words and of two-word names kept for judging, by each scorer."""
    random = Random(7)
    found = []
    for title, (goal, known), true in _sets(data, size):
        false = _false(random, true)
        for who, scorer in scorers.items():
            # It takes seconds to start: single words are left to the others.
            scores = [] if who == "nomenklatura" and ", words" in title else scorer([*true, *false])
            if not scores:
                continue
            bar = threshold_at(scores[len(true) :], FALSE)
            name = f"{title}{', ' if who else ''}{who}: found at 1 % false"
            wanted = ("", "") if who else (goal, known)
            counted = share_at(scores[: len(true)], bar)
            found.append(rate("scripts", name, counted, *wanted, note=f"threshold {bar:.3f}"))
            if not who:
                for pair, score in zip(true, scores, strict=False):
                    if score < bar:
                        misses.write({"part": "scripts", "kind": title, "pair": pair, "score": score, "bar": bar})
    return found


def _sets(data: Path, size: int) -> Iterator[tuple[str, tuple[str, str], list[tuple[str, str]]]]:
    """Yield each set of true pairs: what it is, the goal and the best known, the pairs."""
    for script in SCRIPTS:
        kept = [pair for pair in pairs(data, script) if judged(pair.latin)]
        Random(5).shuffle(kept)
        right = [pair for pair in kept if likely(pair)]
        for title, words in (("words, as they come", kept), ("words, likely pairs", right)):
            yield f"{script}, {title}", ("", ""), [(pair.native, pair.latin) for pair in words[:size]]
        two = zip(right[: 2 * size : 2], right[1 : 2 * size : 2], strict=False)
        yield f"{script}, two words", GOALS.get(script, ("", "")), [_name(*words) for words in two]
    for culture in ("chinese", "korean", "japanese"):
        yield f"{culture} persons, whole names", ("", ""), list(_own(Random(6), culture, size))


def _false(random: Random, true: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return twice as many pairs of names that share no word."""
    false: list[tuple[str, str]] = []
    while len(false) < 2 * len(true):
        (native, latin), (_, other) = random.choices(true, k=2)
        if not set(latin.split()) & set(other.split()):
            false.append((native, other))
    return false


def _name(first: Pair, last: Pair) -> tuple[str, str]:
    return f"{first.native} {last.native}", f"{first.latin} {last.latin}"


def _own(random: Random, culture: str, size: int) -> list[tuple[str, str]]:
    """Return names of the culture itself, family name first and unspaced, beside the usual Latin form."""
    families, given, found = own(culture, "family"), own(culture, "given"), []
    for _ in range(size):
        family = random.choice(families)
        parts = random.sample(given, 1 if culture == "japanese" else 2)
        native = f"{family.native}{''.join(part.native or '' for part in parts)}"
        latin = "".join(part.latin for part in parts)
        found.append((native, random.choice((f"{latin} {family.latin}", f"{family.latin} {latin}"))))
    return found
