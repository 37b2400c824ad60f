"""Names in other scripts against Latin ones: how many true pairs are found at a share of false ones, by script."""

from pathlib import Path
from random import Random

from bench.screening.cultures import own
from bench.screening.data import SCRIPTS, Pair, judged, likely, pairs
from bench.screening.misses import Misses
from bench.screening.rates import share_at, threshold_at
from bench.screening.results import Measure, rate

from comity.screening import name_score

FALSE = 0.01
GOALS = {
    "russian": (".97", ".97"), "arabic": (".93", ".92"), "hebrew": (".93", ".79"), "japanese": (".93", ".77"),
    "korean": (".93", ".63"), "chinese": (".85", ".80"),
}  # fmt: skip


def measure(data: Path, size: int, misses: Misses) -> list[Measure]:
    """Return the share found at 1 % of false pairs, of words and of two-word names kept for judging."""
    found = []
    for script in SCRIPTS:
        random = Random(5)
        kept = [pair for pair in pairs(data, script) if judged(pair.latin)]
        random.shuffle(kept)
        for title, chosen in (("words, as they come", kept), ("words, likely pairs", [p for p in kept if likely(p)])):
            true = [(pair.native, pair.latin) for pair in chosen[:size]]
            found.append(_found(random, f"{script}, {title}", true, misses))
        words = [pair for pair in kept if likely(pair)][: 2 * size]
        names = [_name(*two) for two in zip(words[::2], words[1::2], strict=False)]
        found.append(_found(random, f"{script}, two words", names, misses, GOALS.get(script, ("", ""))))
    for culture in ("chinese", "korean", "japanese"):
        names = list(_own(Random(6), culture, size))
        found.append(_found(Random(7), f"{culture} persons, whole names", names, misses))
    return found


def _found(
    random: Random, title: str, true: list[tuple[str, str]], misses: Misses, goal: tuple[str, str] = ("", "")
) -> Measure:
    false: list[float] = []
    while len(false) < 2 * len(true):
        (native, latin), (_, other) = random.choices(true, k=2)
        if not set(latin.split()) & set(other.split()):
            false.append(name_score(native, other))
    bar = threshold_at(false, FALSE)
    scores = [name_score(native, latin) for native, latin in true]
    for (native, latin), score in zip(true, scores, strict=True):
        if score < bar:
            misses.write(
                {"part": "scripts", "kind": title, "asked": native, "meant": latin, "score": score, "bar": bar}
            )
    return rate("scripts", f"{title}: found at 1 % false", share_at(scores, bar), *goal, note=f"threshold {bar:.3f}")


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
