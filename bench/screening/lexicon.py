"""Words of names by frequency, with their other spellings and scripts, taken from the pairs of the data folder."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from bench.screening import cultures
from bench.screening.cultures import Word
from bench.screening.data import Pair, judged, likely, pairs
from rapidfuzz.fuzz import ratio

_PLAIN = re.compile(r"[^\W\d_]{3,}")
_RUSSIAN = re.compile(r"[а-яё]+(ов|ев|ёв|ский|цкий|енко|чук)")
_RUSSIAN_LATIN = re.compile(r"[a-z]+(ov|ev|yov|sky|skiy|skii|enko|chuk)")
_ARABIC = re.compile("[عحصضظ]")
_HEBREW = re.compile("[עחצ]")
_MARKS = {
    "spanish": re.compile(r".*(ez|es|os|as|ão|inho|eira|ado)"),
    "japanese": re.compile(r"(([kstnhmyrwgzdbpjf]|sh|ch|ts|[kshgnmr]y)?[aiueoō]n?(?![bcdfgjklpqrtvwxz]{2})){3,5}"),
    "turkish": re.compile(r".*(ğ|ş|ı|oglu|soy|türk).*"),
}
_GIVEN = {word for lists in (cultures.MALE, cultures.FEMALE) for line in lists.values() for word in line.split()}


@dataclass(frozen=True)
class Pool:
    """Words to draw from, the frequent ones oftener."""

    words: list[Word]
    weights: list[float]

    def draw(self, random: Random) -> Word:
        """Return one word."""
        return random.choices(self.words, cum_weights=self.weights)[0]

    @classmethod
    def of(cls, weighed: list[tuple[Word, float]]) -> "Pool":
        """Return the pool of words with their weights."""
        return cls([word for word, _ in weighed], list(accumulate(weight for _, weight in weighed)))


class Lexicon:
    """What the pairs know of a word: how it is written elsewhere, and how else in Latin letters."""

    def __init__(self, data: Path) -> None:
        self._native: dict[str, dict[str, Pair]] = {}
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)
        for script in ("russian", "arabic", "hebrew", "katakana", "korean", "chinese"):
            best = self._native[script] = {}
            for pair in pairs(data, script):
                if not _PLAIN.fullmatch(pair.latin) or not likely(pair):
                    continue
                if script in ("russian", "arabic", "hebrew"):
                    self._spellings[pair.native].append(pair.latin)
                if pair.latin not in best or best[pair.latin].count < pair.count:
                    best[pair.latin] = pair
        self.pools = {role: self._pools(role) for role in ("male", "female", "family")}

    def native(self, latin: str, script: str) -> str | None:
        """Return the usual form of a word in another script."""
        pair = self._native[script].get(latin)
        return pair.native if pair else None

    def spellings(self, latin: str) -> list[str]:
        """Return other Latin spellings of a word that stands for judging; they share a form in another script."""
        if not judged(latin):
            return []
        natives = (
            pair.native for script in ("arabic", "russian", "hebrew") if (pair := self._native[script].get(latin))
        )
        others = {each for native in natives for each in self._spellings[native]}
        return sorted(each for each in others if each != latin and ratio(each, latin) >= 60)

    def _pools(self, role: str) -> dict[str, Pool]:
        hand = {"male": cultures.MALE, "female": cultures.FEMALE, "family": cultures.FAMILY}[role]
        place = "family" if role == "family" else "given"
        found = {}
        for culture in cultures.SHARE:
            listed = hand.get(culture, "").split()
            weighed = [(self._word(word, culture, place), 400 / (rank + 4)) for rank, word in enumerate(listed)]
            rarer = self._rarer(culture) if role == "family" else []
            weighed += [(self._word(word, culture, place), weight) for word, weight in rarer if word not in listed]
            found[culture] = Pool.of(weighed)
        for culture in ("chinese", "korean", "japanese"):
            words = cultures.own(culture, place)
            weighed = [(word, 400 / (rank + 4)) for rank, word in enumerate(words)]
            known = {word.latin for word in words}
            rarer = self._rarer(culture) if role == "family" else []
            weighed += [(self._word(word, culture, place), weight) for word, weight in rarer if word not in known]
            found[culture] = Pool.of(weighed)
        return found

    def _word(self, latin: str, culture: str, role: str) -> Word:
        script = cultures.NATIVE_SCRIPTS.get(culture)
        return Word(latin, self.native(latin, script) if script else None, role)

    def _rarer(self, culture: str) -> list[tuple[str, float]]:
        """Return the family names that the pairs hold of a culture, with weights: a long tail under the listed ones."""
        match culture:
            case "russian":
                known = self._native["russian"].values()
                fits = [p for p in known if _RUSSIAN.fullmatch(p.native) and _RUSSIAN_LATIN.fullmatch(p.latin)]
            case "arabic" | "hebrew":
                sign = _ARABIC if culture == "arabic" else _HEBREW
                fits = [p for p in self._native[culture].values() if sign.search(p.native)]
            case "western" | "spanish" | "japanese" | "turkish":
                apart = _MARKS.keys() if culture == "western" else ()
                fits = [
                    p
                    for p in self._native["russian"].values()
                    if p.latin not in _GIVEN
                    and not _RUSSIAN.fullmatch(p.native)
                    and not any(_MARKS[other].fullmatch(p.latin) for other in apart)
                    and (culture == "western" or _MARKS[culture].fullmatch(p.latin))
                ]
            case _:
                fits = []
        return [(pair.latin, pair.count**0.7) for pair in fits]
