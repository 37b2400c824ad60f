"""What is known of the words in persons' names: forms of given names, titles, particles and words that name nobody.

Words are asked for in lower case; marks on them do not matter, and Latin words are known in plain a to z.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

_SINGLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h", "ŧ": "t"}
)
_CLOSED = str.maketrans("", "", ".'`´ʻʼʹ‘’׳״\"")
_GIVEN = (
    "given_english",
    "given_germanic",
    "given_iberian",
    "given_romance",
    "given_slavic",
    "given_central",
    "given_northern",
    "given_eastern",
)


class Relation(StrEnum):
    """How two forms of a given name stand to each other, the strongest first."""

    VARIANT = "variant"
    ABBREVIATION = "abbreviation"
    DIMINUTIVE = "diminutive"
    COGNATE = "cognate"


class Title(StrEnum):
    """Whether a title is nothing else, or is a name as well and may be the only one given."""

    ONLY = "only"
    NAME_TOO = "name_too"


class Particle(StrEnum):
    """What a particle does in a name.

    An article weighs nothing; a filiation says whose child the person is; a binding makes one name with the
    word after it and a trailing one with the word before it.
    """

    ARTICLE = "article"
    FILIATION = "filiation"
    BINDING = "binding"
    TRAILING = "trailing"


class Filler(StrEnum):
    """Words that stand in the field of a name and are none: they would match everything."""

    COMPANY = "company"
    ALIAS = "alias"
    UNKNOWN = "unknown"


_LONGEST = 5

_STRENGTH = tuple(Relation)
_RANK = {each: rank for rank, each in enumerate(_STRENGTH)}
_SECTIONS = {"=": Relation.VARIANT, ":": Relation.ABBREVIATION, ">": Relation.DIMINUTIVE, "~": Relation.COGNATE}

_Groups = Mapping[str, Mapping[str, int]]
_Kind = TypeVar("_Kind", bound=StrEnum)


def fold(word: str) -> str:
    """Return a word as it is looked up: NFKD, case folded, marks, full stops and apostrophes dropped."""
    if word.isascii():
        return word.lower().translate(_CLOSED)
    return _folded(word)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(each for each in folded if unicodedata.category(each)[0] != "M")
    return kept.translate(_SINGLE).translate(_CLOSED)


@lru_cache(maxsize=65536)
def given_relation(one: str, other: str) -> Relation | None:
    """Return how two different forms may be of one given name, by the strongest relation, or None."""
    table = _given()
    one, other = _plain(one), _plain(other)
    mine, others = table.get(one), table.get(other)
    if mine is None or others is None or one == other or mine.keys().isdisjoint(others):
        return None
    return _STRENGTH[min(max(mine[group], others[group]) for group in mine.keys() & others.keys())]


@lru_cache(maxsize=65536)
def given_keys(word: str, *, cognates: bool = False) -> tuple[str, ...]:
    """Return a key for each name this may be a form of; two related forms share one. None for unknown words.

    Without `cognates`, forms of other languages (Ivan, John) share no key.
    """
    groups = _given().get(_plain(word))
    if groups is None:
        return ()
    weakest = _RANK[Relation.COGNATE]
    return tuple(sorted({_key(group) for group, rank in groups.items() if cognates or rank < weakest}))


def given_forms(word: str) -> Mapping[str, Relation]:
    """Return every other known form of a given name with its relation."""
    members, word = _members(), _plain(word)
    found = {other for group in _given().get(word, ()) for other in members[group]} - {word}
    return {other: relation for other in sorted(found) if (relation := given_relation(word, other))}


def title(word: str) -> Title | None:
    """Return whether a word is a title or honorific, or None."""
    return _titles().get(_plain(word))


def generation(word: str) -> str | None:
    """Return `junior`, `senior` or a number for a suffix that parts father and son, or None."""
    return _generations().get(_plain(word))


def particle(word: str) -> Particle | None:
    """Return what a word does as a particle of names, or None."""
    return _particles().get(_plain(word))


def particle_is_name_too(word: str) -> bool:
    """Return whether a particle is a name of its own as well (Le, Ben, San), so that it must not be lost."""
    return _plain(word) in _also_names()


def filler(word: str) -> Filler | None:
    """Return why a word is no part of a person's name, or None."""
    return _fillers().get(_plain(word))


def phrase_at(written: Sequence[str], at: int) -> tuple[Title | Filler, int] | None:
    """Return the longest title or filler of several words that begins at a place, and how many words it takes."""
    if _plain(written[at]) not in _beginnings():
        return None
    plain = [_plain(word) for word in written[at : at + _LONGEST]]
    for length in range(len(plain), 1, -1):
        if kind := _phrases().get(tuple(plain[:length])):
            return kind, length
    return None


def is_no_name(written: Sequence[str]) -> bool:
    """Return whether only titles, suffixes, fillers or nothing stand here, so that no person is named."""
    at = 0
    while at < len(written):
        kind, length = phrase_at(written, at) or (None, 1)
        if kind is None:
            kind = filler(written[at]) or title(written[at]) or (Filler.UNKNOWN if generation(written[at]) else None)
        if kind is None or kind is Title.NAME_TOO:
            return False
        at += length
    return True


def _plain(word: str) -> str:
    return word if word.isascii() else _folded(word)


def _key(group: str) -> str:
    return group.partition("/")[0]


def _lines(name: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a data file that are no comments."""
    text = (files(__package__) / "data" / f"{name}.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line and line[0] != "#":
            yield number, line


@cache
def _members() -> _Groups:
    """Return each group of given names as the rank of its members; cognates of several languages begin with `~`."""
    groups: dict[str, dict[str, int]] = {}
    variants: dict[str, set[str]] = {}
    for name in _GIVEN:
        for number, line in _lines(name):
            hub, *rest = line.split()
            members, rank = {hub: 0}, 0
            for word in rest:
                if word in _SECTIONS:
                    rank = _RANK[_SECTIONS[word]]
                elif members.setdefault(word, rank) != rank or word == hub:
                    raise ValueError(f"{name}.txt, line {number}: '{word}' stands twice")
            if len(members) < 2:
                raise ValueError(f"{name}.txt, line {number}: '{hub}' stands alone")
            groups[f"{hub}/{name}/{number}"] = members
            variants.setdefault(hub, set()).update(word for word, at in members.items() if at == 0)
    weakest = _RANK[Relation.COGNATE]
    for number, line in _lines("cognates"):
        hubs = line.split()
        full = {word for each in hubs for word in (each, *variants.get(each, ()))}
        groups[f"~{hubs[0]}/{number}"] = dict.fromkeys(full, weakest)
    return groups


@cache
def _given() -> _Groups:
    """Return for each form its rank in each group it stands in."""
    table: dict[str, dict[str, int]] = {}
    for group, members in _members().items():
        for word, rank in members.items():
            table.setdefault(word, {})[group] = rank
    return table


@cache
def _sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the entries under each `[section]` of a data file; entries are parted by commas or line ends."""
    found: dict[str, list[str]] = {}
    section = ""
    for number, line in _lines(name):
        if line.startswith("["):
            section = line.strip("[]")
            found.setdefault(section, [])
        elif not section:
            raise ValueError(f"{name}.txt, line {number}: no section stands before '{line}'")
        else:
            entries = (" ".join(fold(word) for word in each.split()) for each in line.split(","))
            found[section] += [each for each in entries if each]
    return {section: tuple(entries) for section, entries in found.items()}


def _single(name: str, kinds: type[_Kind]) -> Mapping[str, _Kind]:
    """Return the class of each single word of a data file; a word under two sections raises `ValueError`."""
    found: dict[str, _Kind] = {}
    for section, entries in _sections(name).items():
        for word in entries:
            if " " not in word and found.setdefault(word, kinds(section)) != section:
                raise ValueError(f"{name}.txt: '{word}' stands under {found[word]} and {section}")
    return MappingProxyType(found)


@cache
def _titles() -> Mapping[str, Title]:
    return _single("titles", Title)


@cache
def _particles() -> Mapping[str, Particle]:
    return _single("particles", Particle)


@cache
def _also_names() -> frozenset[str]:
    return frozenset(fold(word) for _, line in _lines("also_names") for word in line.replace(",", " ").split())


@cache
def _fillers() -> Mapping[str, Filler]:
    return _single("fillers", Filler)


@cache
def _generations() -> Mapping[str, str]:
    return MappingProxyType({word: kind for kind, entries in _sections("generations").items() for word in entries})


@cache
def _phrases() -> Mapping[tuple[str, ...], Title | Filler]:
    """Return the titles and fillers of several words; one longer than `_LONGEST` would never be found."""
    found: dict[tuple[str, ...], Title | Filler] = {}
    for name, kinds in (("titles", Title), ("fillers", Filler)):
        for section, entries in _sections(name).items():
            found |= {tuple(each.split()): kinds(section) for each in entries if " " in each}
    if long := [phrase for phrase in found if len(phrase) > _LONGEST]:
        raise ValueError(f"{long[0]} has more than {_LONGEST} words")
    return MappingProxyType(found)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases())
