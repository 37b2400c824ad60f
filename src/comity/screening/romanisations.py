"""Other spellings of one name in Latin letters: older and local romanisations, read towards the usual one.

Two spellings meet where they are read alike: Chinese ones in Pinyin, Korean ones in the Revised Romanisation, Japanese
ones in Hepburn without length, names of Arabic origin as English writes them.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

MOST: Final = 3
"""Other spellings of a token."""
LEAST_COST: Final = 0.3
MOST_COST: Final = 1.5
_LESS_LIKELY: Final = 0.3
"""What each later reading of a spelling costs more (nats)."""
_LONGEST_SYLLABLE: Final = 7
_LONGEST: Final = 24

_RELIGION: Final = re.compile("([a-z]{3,}?)(?:(?:[aeiou]?d|al|el|ul)d(?:ine?|een)|ettin)")
_RELIGION_FROM: Final = ("din", "dine", "deen", "ttin")
_JAPANESE: Final = re.compile(
    "(?:(?:ch|sh|ts|w(?=a)|f(?=u)|[kgsztdnhbpmrj]y|[kgsztjdnhbpmry])?(?:oh(?![aeiou])|[aeiou])"
    "|n(?![aeiouy])|m(?=[bpm]))+(?<![nm])"
)
_MORAE: Final = (
    ("sya", "sha"), ("syu", "shu"), ("syo", "sho"), ("tyu", "chu"), ("tyo", "cho"), ("zya", "ja"),
    ("zyu", "ju"), ("zyo", "jo"), ("jya", "ja"), ("jyu", "ju"), ("jyo", "jo"),
)  # fmt: skip
"""Kunrei spellings that no other language is likely to have, and Hepburn."""
_PLAIN_MORAE: Final = tuple(
    (re.compile(mora), hepburn)
    for mora, hepburn in (("tu", "tsu"), ("(?<![cs])hu", "fu"), ("zi", "ji"), ("si", "shi"), ("ti", "chi"))
)
"""What Kunrei spells as other languages do too."""
_LENGTH: Final = re.compile("oh(?![aeiou])|(?:(?<=[kgtsjyr])|(?<=[sc]h)|(?<=nd))ou(?![aeou])|oo|uu")
_VOWELS: Final = re.compile("[aeiou]")
_MAGHREB: Final = re.compile("(?!.*[st]ch)(?=.*ch).*(?:i|i[bdfmr]|ef|e[bl]|ou[nrf]|a[bcfhkmnrs]?|ane)")
"""Arabic names as French spells them end so; French family names seldom do."""
_EGYPTIAN: Final = re.compile("abd[eu]lga[bwl]")
_BEFORE_LIPS: Final = re.compile("(?<=[aeiou])n(?=[bpm])")
_BY_LETTERS: Final = re.compile(
    "o[uho]|uu|tu|[stzj]y[auo]|n[bpm]|[dts]j|dzh|(?:d(?:ine?|een)|ttin)$|^(?:cabd|soe|poer|abd[eu]lga)"
)
"""What the rules by letters need to find."""

Spellings = tuple[tuple[str, float], ...]


class _Syllable(NamedTuple):
    """What a spelling is read as in one system, what that costs, and what the spelling may do."""

    readings: tuple[str, ...]
    cost: float
    alone: bool
    sure: bool


_Systems = dict[str, _Syllable]


@lru_cache(maxsize=65_536)
def variants(latin: str) -> Spellings:
    """Return at most three other spellings of a token in a to z, the likeliest first, each with its cost in nats.

    The cost is what that reading is less likely than the token as it is written, from 0.3 to 1.5.
    """
    if not 2 <= len(latin) <= _LONGEST:
        return ()
    known = _syllables()
    found: list[tuple[str, float]] = []
    if latin in known:
        found.extend(_alone(known[latin]))
    for end in range(max(1, len(latin) - _LONGEST_SYLLABLE), min(_LONGEST_SYLLABLE + 1, len(latin))):
        if latin[:end] in known and latin[end:] in known:
            found.extend(_joined(latin[:end], latin[end:], known))
    if _BY_LETTERS.search(latin):
        found.extend(_japanese(latin))
        found.extend(_by_rule(latin))
    return _best(latin, found) if found else ()


def _best(latin: str, found: list[tuple[str, float]]) -> Spellings:
    costs: dict[str, float] = {}
    for spelling, cost in found:
        if spelling != latin and len(spelling) > 1:
            costs[spelling] = min(cost, costs.get(spelling, cost))
    best = sorted((cost, spelling) for spelling, cost in costs.items())[:MOST]
    return tuple((spelling, round(min(max(cost, LEAST_COST), MOST_COST), 2)) for cost, spelling in best)


def _alone(systems: _Systems) -> Iterator[tuple[str, float]]:
    for syllable in systems.values():
        if syllable.alone:
            for place, reading in enumerate(syllable.readings):
                yield reading, syllable.cost + _LESS_LIKELY * place


def _joined(start: str, rest: str, known: dict[str, _Systems]) -> Iterator[tuple[str, float]]:
    """Yield the readings of a given name of two syllables written together."""
    first, second = known[start], known[rest]
    for system in first:
        if system in second and (first[system].sure or second[system].sure):
            yield from _both(start, rest, first[system], second[system])


def _both(start: str, rest: str, first: _Syllable, second: _Syllable) -> Iterator[tuple[str, float]]:
    for place, begun in enumerate(first.readings[:2] or (start,)):
        for place_after, ended in enumerate(second.readings[:2] or (rest,)):
            yield begun + ended, (first.cost + second.cost) / 2 + _LESS_LIKELY * (place + place_after)


def _japanese(latin: str) -> Iterator[tuple[str, float]]:
    """Yield the Hepburn spelling without length of a token of at least two Japanese morae."""
    if len(latin) < 4 or not _JAPANESE.fullmatch(latin):
        return
    spelled = latin
    for kunrei, hepburn in _MORAE:
        spelled = spelled.replace(kunrei, hepburn)
    if spelled != latin or (len(latin) >= 6 and "tu" in latin):
        for mora, hepburn in _PLAIN_MORAE:
            spelled = mora.sub(hepburn, spelled)
    spelled = _BEFORE_LIPS.sub("m", _LENGTH.sub(_short, spelled))
    if spelled != latin and len(_VOWELS.findall(spelled)) > 1:
        yield spelled, 0.3


def _short(found: re.Match[str]) -> str:
    return found.group()[0]


def _by_rule(latin: str) -> Iterator[tuple[str, float]]:
    """Yield what spellings of whole languages are by their letters."""
    if latin.endswith(_RELIGION_FROM) and (found := _RELIGION.fullmatch(latin)):
        yield found.group(1).replace("ou", "u") + "uddin", 0.3
    if latin.startswith("cabd"):
        yield latin[1:].replace("x", "h").replace("c", ""), 0.4
    if latin.startswith(("tj", "soe", "sj", "dj", "poer")) or ("tj" in latin and ("oe" in latin or "dj" in latin)):
        yield _of_indonesia(latin), 0.4
    elif "dzh" in latin or "dj" in latin:
        yield latin.replace("dzh", "j").replace("dj", "j"), 0.4
    if "ou" in latin and _MAGHREB.fullmatch(latin) and not _JAPANESE.fullmatch(latin):
        yield _of_french(latin), 0.5
    if _EGYPTIAN.match(latin):
        yield "abdulj" + latin[6:], 0.5


def _of_indonesia(latin: str) -> str:
    text = latin.replace("dj", "~").replace("tj", "^").replace("sj", "sy").replace("nj", "ny").replace("oe", "u")
    return text.replace("ch", "kh").replace("j", "y").replace("~", "j").replace("^", "c")


def _of_french(latin: str) -> str:
    return re.sub("ou(?=[aei])", "uw", latin).replace("ou", "u").replace("ch", "sh")


@cache
def _syllables() -> dict[str, _Systems]:
    """Return what the table knows of each spelling, by system."""
    found: dict[str, _Systems] = {}
    system, can, cost = "", set[str](), 0.0
    for line in (files(__package__) / "data" / "romanisations.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            system, *words = line.strip("[]").split()
            can, cost = set(words[:-1]), float(words[-1])
        elif line and not line.startswith("#"):
            for entry in line.split(","):
                spelling, *readings = entry.split()
                syllable = _Syllable(tuple(readings), cost, "alone" in can, "sure" in can)
                found.setdefault(spelling, {}).setdefault(system, syllable)
    return found
