"""A name taken apart: what names the person, without titles and particles, what belongs together joined."""

import re
from functools import lru_cache
from itertools import islice
from typing import Final

import msgspec

from comity.screening import lexicon
from comity.screening.folding import words
from comity.screening.lexicon import Particle, Title
from comity.screening.splitting import split_name

_SUN: Final = {
    "ur": "r", "ar": "r", "er": "r", "us": "s", "as": "s", "es": "s", "ud": "d", "ad": "d", "ed": "d", "un": "n",
    "an": "n", "ush": "sh", "ash": "sh", "ech": "ch", "az": "z", "ez": "z", "in": "t", "on": "t", "op": "d", "te": "r",
}  # fmt: skip
_SERVANT: Final = re.compile(r"abd(?:ou|[aeiu])?(?:l(?=[a-z]{2})|([rsdntz])(?=\1[a-z]))")
_GOD: Final = frozenset(
    {"abdullah", "abdallah", "abdulla", "abdalla", "abdollah", "abdulallah", "abdellah", "abdoulaye"}
)
_ARABIC_ARTICLE: Final = re.compile("(?:ال)(?=[\u0600-\u06ff]{3})")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}")


class Parsed(msgspec.Struct, frozen=True):
    """The words that are compared, and the written words that a lost space may have joined."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    generation: str | None = None


def parse(text: str) -> tuple[Parsed, ...]:
    """Return a name taken apart, in each way that its script leaves open; nothing where nobody is named.

    A name of Han, Kana or Hangul without a space is read whole and as family name and given name; one with words that
    bind (Abd al-Rahman) bound and apart.
    """
    written = words(text)
    if len(written) == 1 and _UNSPACED.fullmatch(written[0]):
        splits = [tuple(each) for each in islice(split_name(written[0]), 2)]
        return tuple(Parsed(each, each) for each in dict.fromkeys([*splits, (written[0],)]))
    named = _named(written)
    ways = [named, _named(written, bind=False)] if len(named.words) < len(named.written) else [named]
    return tuple(each for each in dict.fromkeys(ways) if each.words)


def read_again(written: list[str]) -> Parsed:
    """Return a name taken apart whose written words are known."""
    return _named(written)


def _named(written: list[str], bind: bool = True) -> Parsed:
    """Return the words of a name; without `bind`, what belongs together stands apart, as where words are mixed."""
    roles = _roles(written)
    if not bind:
        roles = ["" if role in ("binding", "trailing") else role for role in roles]
    if not any(roles):
        plain = tuple(_bound(word) for word in written)
        return Parsed(plain, tuple(written))
    generation = None
    kept: list[str] = []
    binding = ""
    for place, (word, role) in enumerate(zip(written, roles, strict=True)):
        if role == "generation" and place:
            generation = lexicon.generation(word)
        elif role in ("title", "generation", "filler") or role == "article":
            continue
        elif role == "trailing" and kept and not binding:
            kept[-1] += word
        elif role == "binding" and place + 1 < len(written):
            binding += "abdul" if word.startswith("abd") else word
        else:
            kept.append(binding + word)
            binding = ""
    if binding:
        kept.append(binding)
    if not kept:
        kept = [word for word, role in zip(written, roles, strict=True) if role in ("article", "binding", "name")]
    said = tuple(
        word for word, role in zip(written, roles, strict=True) if role not in ("title", "filler", "generation")
    )
    return Parsed(tuple(_bound(word) for word in kept), said, generation)


def _bound(word: str) -> str:
    """Return a name of a servant (Abd al-Rahman, Abdurrahman) in one spelling, an Arabic word without its article."""
    if word.startswith("abd"):
        return _SERVANT.sub("abdul", word, count=1) if word not in _GOD else "abdullah"
    return _ARABIC_ARTICLE.sub("", word, count=1) if word >= "\u0600" else word


def _roles(written: list[str]) -> list[str]:
    """Return what each word does where it stands; a particle belongs to the word after it."""
    roles = [_role(word) for word in written]
    for at in range(len(written) - 1):
        if (found := lexicon.phrase_at(written, at)) and found[0] is not Title.NAME_TOO:
            roles[at : at + found[1]] = ["title"] * found[1]
    last = len(written) - 1
    for place, role in enumerate(roles):
        if role == "article" and not _is_article(written, place, place > 0 and roles[place - 1] == "article"):
            roles[place] = ""
        elif role == "filiation":
            # Ben Smith has a given name; bin Laden, Usama has not.
            roles[place] = "" if (place == 0 and last < 2) or (place == last and last == 1) else "article"
        elif role == "binding" and place == last:
            roles[place] = ""
    return roles


def _is_article(written: list[str], place: int, follows: bool) -> bool:
    """Say whether a word that may be an article is one; `follows` says that the word before it is."""
    word, last = written[place], len(written) - 1
    name_too = lexicon.particle_is_name_too(word)
    if place == last:
        # Berg, Jan van der has articles at its end; Kim Jong Un has not.
        return last >= 2 and word not in _SUN and (follows or not name_too)
    return _assimilated(word, written[place + 1]) and not (place == 0 and name_too)


def _assimilated(article: str, following: str) -> bool:
    """Say whether an Arabic article in the sound of the letter after it is one: ar-Rashid is, Kim Un Jong is not."""
    ending = _SUN.get(article)
    return ending is None or following.startswith(ending)


@lru_cache(maxsize=50_000)
def _role(word: str) -> str:
    """Return what a word does in a name; empty for a word that simply names."""
    if len(word) == 1:
        return ""
    if lexicon.filler(word):
        return "filler"
    if lexicon.title(word) is Title.ONLY:
        return "title"
    if lexicon.generation(word):
        return "generation"
    match lexicon.particle(word):
        case None:
            return ""
        case Particle.BINDING:
            return "binding"
        case Particle.TRAILING:
            return "trailing"
        case Particle.FILIATION:
            return "filiation"
        case _:
            return "article"
