"""The real data that the measures read and the repository does not hold, and what is kept for judging."""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

SCRIPTS = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")

SEEN_TWICE = 2
"""Pairs counted at least so often are taken as right: those that were misaligned seldom repeat."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of a name in Latin letters and in another script, and how many persons were seen to bear it."""

    latin: str
    native: str
    script: str
    count: int


def folder(named: str | None) -> Path | None:
    """Return the folder that holds `names`, `travellers` and `un`, or None where it is nowhere."""
    given = named or os.environ.get("COMITY_TEST_DATA")
    shared = Path(__file__).parents[2].parent / "shared"
    for place in [Path(given)] if given else [shared]:
        for each in (place / "data", place):
            if (each / "names").is_dir():
                return each
    return None


def judged(latin: str) -> bool:
    """Return whether a word is kept for judging: one in five, by a digest of its plain letters, as in the learner.

    `tools/learn_transliteration.py` writes a model that has seen neither these words nor their native forms.
    """
    plain = "".join(each for each in anyascii(normalize("NFKC", latin)).lower() if "a" <= each <= "z")
    return int.from_bytes(sha256(plain.encode()).digest()[:6], "big") / 2**48 < 0.2


def pairs(data: Path, script: str) -> list[Pair]:
    """Return the pairs of one script as they stand in the file; some are misaligned."""
    found = []
    for line in (data / "names" / f"wd_{script}_80").read_text("utf-8").splitlines():
        latin, native, count = line.split("\t")
        found.append(Pair(latin, native.replace(" ", ""), script, int(count)))
    return found


def likely(pair: Pair) -> bool:
    """Return whether a pair is likely the same word: seen twice, or alike once written in plain Latin letters."""
    return pair.count >= SEEN_TWICE or ratio(skeleton(pair.latin), skeleton(pair.native)) >= 60


@cache
def skeleton(word: str) -> str:
    """Return the consonants of a word in plain Latin letters."""
    return "".join(each for each in anyascii(word).lower() if each.isalpha() and each not in "aeiouyw")


def travellers(data: Path) -> Iterator[dict[str, str]]:
    """Yield made-up travellers of whom none is on the list of the United Nations."""
    with (data / "travellers" / "negatives_global.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
