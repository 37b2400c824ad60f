"""Family names and patronymics whose ending says the bearer's sex or whose child they are (Ivanov, Ivanova)."""

import re
from functools import lru_cache

from comity.screening.lexicon import given_keys

_SKY = re.compile(r"(.{2,}[scz]k)(?:aya|aia|aja|aa|a|iy|ij|ii|yy|yi|yj|i|y|oy|oi|oj|ie)$")
"""Tchaikovsky, Kowalska, Potocki, Zawadzka, and what transliterations make of the ending."""

_OV = re.compile(r"(.{2,}[oe])(?:v|w|ff|f)a?$")
"""Ivanov, Ivanova, Romanoff, Nowakowa, Kovalev."""

_IN = re.compile(r"(.{2,}[iy]n)a$")
"""Pushkina, Golitsyna."""

_ADJECTIVE = re.compile(r"(.{3,})(?:aya|aia|aja|oy|oi|oj|yy|yi|yj|iy|ii|ij)$|(.{3,}[hkln])(?:y|a)$")
"""Tolstoy and Tolstaya, Bilyy and Bilaya; Cerny and Cerna, Vesely and Vesela."""

_CZECH = re.compile(r"(.{3,})(?:ova|owa|owna)$")
_LITHUANIAN = re.compile(r"(.{3,}?)(?:uviene|uvien|iene|aite|yte|iute|ute)$")
_LITHUANIAN_MASCULINE = ("as", "is", "ys", "us", "ius")
_LATVIAN = re.compile(r"(.{2,}(?:ov|ev|in))a$")
_GREEK = ((re.compile(r"(.{3,})ou$"), ("os", "is", "es")), (re.compile(r"(.{2,}(?:ak|ad|id|ot|el|ar))i$"), ("is",)))
_LOST_E = re.compile(r"(.*[^aeiouy])([kc])$")

_PATRONYMIC = re.compile(
    r"(.{2,}?)(?:ovich|ovych|ovitch|evich|evych|evitch|ovna|evna|ivna|yvna|inichna|inychna|ichna|ich|ych|itch"
    r"|sson|sdottir|ardottir|udottir|dottir|sdatter|sdotter"
    r"|oglu|oglou|oghlu|ogly|ogli|ugli|kyzy|kizi|qizi|qyzy|gyzy|gizi|uulu|zade|zadeh|zada)$"
)
_ICH = re.compile(r"(?:il|kuzm|nikit|luk|fom|sav|savv|ion|thom|klim)(?:[iyj]*ich|[iyj]*ych|[iyj]*itch)$")


@lru_cache(maxsize=65536)
def surname_stem(word: str) -> str:
    """Return what the masculine and feminine forms of a folded Slavic family name share; other words as they are.

    A known given name is never cut: Martin and Martina are two names.
    """
    if len(word) < 5 or given_keys(word, cognates=True):
        return word
    if found := _SKY.match(word):
        return found[1]
    if found := _OV.match(word):
        return found[1] + "v"
    if found := _IN.match(word):
        return found[1]
    if found := _ADJECTIVE.match(word):
        return found[1] or found[2]
    return word


@lru_cache(maxsize=65536)
def surname_forms(word: str) -> frozenset[str]:
    """Return the stem of a folded family name and of each masculine name that it may be the feminine of.

    Two names that share one may be one family's: Novakova and Novak, Kazlauskaite and Kazlauskas, Ioannidou and
    Ioannidis. A masculine name has one form; `Ivanova` has two, as it may be said of an Ivanov and of an Ivan.
    """
    forms = {surname_stem(word)}
    if given_keys(word, cognates=True):
        return frozenset(forms)
    if found := _CZECH.match(word):
        forms |= {found[1], f"{found[1]}a", f"{found[1]}o"}
        if lost := _LOST_E.match(found[1]):
            forms.add(f"{lost[1]}e{lost[2]}")
    if found := _LATVIAN.match(word):
        forms.add(f"{found[1]}s")
    if found := _LITHUANIAN.match(word):
        forms |= {found[1], *(found[1] + ending for ending in _LITHUANIAN_MASCULINE)}
    for feminine, masculine in _GREEK:
        if found := feminine.match(word):
            forms |= {found[1] + ending for ending in masculine}
    return frozenset(forms)


def patronymic_stem(word: str) -> str | None:
    """Return what a folded patronymic keeps of the father's name, alike for sons and daughters, or None.

    Ivanovich and Ivanovna give `ivan`, Sergeevich and Sergeyevna `serg`, Jonsdottir and Jonsson `jon`, Aliyoglu
    `al`: final vowels fall, as they change between the forms. Names in -ich of other origin (Dietrich) give None.
    """
    found = _PATRONYMIC.match(word)
    if found is None or (word[found.end(1) :] in ("ich", "ych", "itch") and not _ICH.match(word)):
        return None
    return found[1].rstrip("aeiouyj") or None
