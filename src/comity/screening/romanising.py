"""The Latin spellings a token may have, best first."""

import math
from functools import lru_cache
from heapq import nsmallest
from typing import Final

from comity.screening.learned import Model, known_spellings, model_of
from comity.screening.likeness import LEARNED, LONGEST_TOKEN, likeness, likeness_many
from comity.screening.scripts import Script, next_to, plain, script_of, units
from comity.screening.sounding import closeness, skeleton, sound_key
from comity.screening.splitting import split_name

__all__ = [
    "Script",
    "closeness",
    "likeness",
    "likeness_many",
    "script_of",
    "skeleton",
    "sound_key",
    "spellings",
    "split_name",
]

BEAM: Final = 14
"""Beginnings kept at each unit of a token."""
CHOICES: Final = 7
"""Segments tried for a unit."""
PLAIN: Final = 1.0
"""What the plain reading of a token costs more than the best learned one (nats)."""
USUAL: Final = 5
"""Spellings of a common name that are taken for likelier than any other."""
NEXT_USUAL: Final = 0.2
"""What each usual spelling of a common name costs more than the one before it (nats)."""
FURTHEST: Final = 4.5
"""What a spelling may cost more than the best before it is left out: one in ninety (nats)."""
FOLDINGS: Final = {
    "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ø": ("o", "oe"), "å": ("a", "aa"), "æ": ("ae", "a"),
    "œ": ("oe", "o"), "ß": ("ss", "s"), "đ": ("d", "dj"), "ł": ("l", "w"), "ı": ("i", "y"), "č": ("c", "ch"),
    "ć": ("c", "ch"), "ç": ("c", "ch"), "š": ("s", "sh"), "ş": ("s", "sh"), "ș": ("s", "sh"), "ś": ("s", "sh"),
    "ž": ("z", "zh"), "ż": ("z", "zh"), "ź": ("z", "zh"), "ñ": ("n", "ny"), "ţ": ("t", "ts"), "ț": ("t", "ts"),
    "þ": ("th", "t"), "ð": ("d", "dh"), "ğ": ("g", ""), "ə": ("a", "e"),
}  # fmt: skip
"""What a Latin letter with a mark becomes where marks are not written."""


@lru_cache(maxsize=262144)
def spellings(token: str, most: int = 8) -> tuple[tuple[str, float], ...]:
    """Return up to `most` spellings in the letters a to z, with what each costs more than the best (nats)."""
    if token.isascii():
        folded = plain(token)
        return ((folded, 0.0),) if folded else ()
    script = script_of(token)
    read = units(token, script)[:LONGEST_TOKEN] if script in LEARNED else ()
    if not read:
        return _ordered(_folded(token), most)
    found = _learned(read, model_of(script))
    least = min(found.values())
    spelled = plain(token)
    found[spelled] = min(found.get(spelled, math.inf), least + PLAIN)
    for place, usual in enumerate(known_spellings().get(read, ())):
        found[usual] = min(found.get(usual, math.inf), least - NEXT_USUAL * (USUAL - place))
    return _ordered(found, most)


def _ordered(found: dict[str, float], most: int) -> tuple[tuple[str, float], ...]:
    """Return the best spellings, what each costs more than the first, none that is much less likely."""
    found.pop("", None)
    limit = min(found.values(), default=0.0) + FURTHEST
    best = _unlike(sorted((cost, spelling) for spelling, cost in found.items() if cost <= limit), most)
    return tuple((spelling, round(cost - best[0][0], 4)) for cost, spelling in best)


def _unlike(found: list[tuple[float, str]], most: int) -> list[tuple[float, str]]:
    """Return the best, first one of each sound: two that sound the same find the same names."""
    heard: dict[str, tuple[float, str]] = {}
    for each in found:
        heard.setdefault(sound_key(each[1]), each)
        if len(heard) == most:
            break
    best = list(heard.values())
    if len(best) < most:
        best = sorted(best + [each for each in found if each not in best][: most - len(best)])
    return best


def _folded(token: str) -> dict[str, float]:
    """Return the plain letters of a Latin token, and what they are where each mark is written out."""
    found = {"": 0.0}
    for letter in token.lower():
        first, *others = FOLDINGS.get(letter, (letter,))
        choices = [(first, 0.0), *((other, 1.0) for other in others)]
        found = {
            text + more: cost + extra for text, cost in found.items() for more, extra in choices if cost + extra < 4
        }
        if len(found) > BEAM:
            found = dict(sorted(found.items(), key=lambda each: each[1])[:BEAM])
    folded: dict[str, float] = {}
    for text, cost in found.items():
        spelled = plain(text)
        folded[spelled] = min(cost, folded.get(spelled, cost))
    return folded


def _learned(read: tuple[str, ...], model: Model) -> dict[str, float]:
    """Return spellings and their costs by keeping the likeliest beginnings unit by unit."""
    kept: list[tuple[float, str]] = [(0.0, "")]
    longer: dict[str, float] = {}
    for place, unit in enumerate(read):
        after = next_to(read[place + 1], model.script) if place + 1 < len(read) else ""
        options = choices(model.script, unit, after)
        longer = {}
        for cost, text in kept:
            likely = model.continuations(text[-2:])
            for segment, more in options:
                spelled = text + segment
                total = cost + more + likely[segment]
                if total < longer.get(spelled, math.inf):
                    longer[spelled] = total
        kept = sorted(zip(longer.values(), longer, strict=True))[:BEAM]
    return longer


@lru_cache(maxsize=16384)
def choices(script: Script, unit: str, after: str) -> tuple[tuple[str, float], ...]:
    """Return the likeliest segments of a unit before a neighbour and their costs."""
    chances, _ = model_of(script).row(unit, after)
    best = nsmallest(CHOICES, ((-math.log(chance), segment) for segment, chance in chances.items() if chance > 0.004))
    if not best:
        best = nsmallest(1, ((-math.log(chance), segment) for segment, chance in chances.items()))
    return tuple((segment, cost) for cost, segment in best)
