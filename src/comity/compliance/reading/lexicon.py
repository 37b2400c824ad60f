"""The word lists of a language, compiled once: which words open an entry, and what must follow.

An entry is a row of words: `kill*` is a stem, `wrote|published` are alternatives, `~` lets up to three words
stand between and `~~` up to nine, `%` is a number. Entries never reach over the end of a sentence. The longest entry
wins at each word and its words open nothing else; an entry of `nothing` says nothing, so that `third party` is
no party.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.words import Break, Words, fold

LANGUAGES = ("ar", "en", "es", "fr")
_NO_ROLE: frozenset[str] = frozenset()
_NO_ENTRIES: list["Entry"] = []
_GAPS = {"~": 3, "~~": 9}
_VERB_FIRST = 3
"""Arabic puts the doer between a verb and its object: so many more words may stand there."""
_STEM = 3


class Word(msgspec.Struct, frozen=True):
    """One place of an entry: whole words, stems, or a number."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    number: bool = False
    gap: int = 0
    """Words that may stand before it."""

    def fits(self, form: str) -> bool:
        """Say whether a word may stand here."""
        return form in self.whole or form.startswith(self.stems) or (self.number and form[:1].isdigit())


class Entry(msgspec.Struct, frozen=True):
    """A concept, or None for words that say nothing, and the words after the first."""

    concept: Concept | None
    rest: tuple[Word, ...]


class Opener(msgspec.Struct, frozen=True):
    """The entries whose first words share their first letters."""

    whole: dict[str, tuple[Entry, ...]]
    stems: tuple[tuple[str, tuple[Entry, ...]], ...]

    def entries(self, word: str) -> list[Entry]:
        """Return the entries that a word with these first letters opens."""
        found = list(self.whole.get(word, ()))
        for stem, entries in self.stems:
            if word.startswith(stem):
                found += entries
        return found


class Lexicon(msgspec.Struct, frozen=True):
    """The compiled lists of one language; `listed` gives for a word the small lists (negation and such) it is in."""

    arabic: bool
    openers: dict[str, Opener]
    listed: dict[str, frozenset[str]]

    def roles(self, folded: list[str]) -> list[frozenset[str]]:
        """Return for each word the small lists that it stands in."""
        if not self.arabic:
            return [self.listed.get(word, _NO_ROLE) for word in folded]
        listed = self.listed
        return [frozenset(role for form in self.forms(w) for role in listed.get(form, ())) for w in folded]

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word with and, in Arabic, without the particles written on to it."""
        return (word, *_bare(word)) if self.arabic else (word,)

    def entries(self, word: str) -> list[Entry]:
        """Return the entries that a word may open."""
        if not self.arabic:
            bucket = self.openers.get(word[:_STEM])
            return _NO_ENTRIES if bucket is None else bucket.entries(word)
        found: list[Entry] = []
        for form in self.forms(word):
            if (bucket := self.openers.get(form[:_STEM])) is not None:
                found += bucket.entries(form)
        return found

    def match(self, entry: Entry, text: Words, place: int) -> tuple[int, ...] | None:
        """Return the places of the words of `entry`, opened at `place`, or None where it does not fit."""
        places, here = [place], place + 1
        for word in entry.rest:
            for step in range(word.gap + 1 + (_VERB_FIRST if word.gap and self.arabic else 0)):
                at = here + step
                if at >= len(text.folded) or text.breaks[at] is Break.SENTENCE:
                    return None
                form = text.folded[at]
                if word.fits(form) or (self.arabic and any(word.fits(bare) for bare in _bare(form))):
                    places.append(at)
                    here = at + 1
                    break
            else:
                return None
        return tuple(places)


def _bare(word: str) -> Iterator[str]:
    """Yield an Arabic word without what is written on to it: conjunctions, prepositions, article, ending of case."""
    for form in _unprefixed(word):
        if form != word:
            yield form
        if len(form) > 4 and form[-1] == "ا":
            yield form[:-1]


def _unprefixed(word: str) -> Iterator[str]:
    yield word
    rest = word
    if len(rest) > 2 and rest[0] in "وف":
        rest = rest[1:]
        yield rest
    if len(rest) > 3 and rest[0] in "بلك":
        yield rest[1:]
        if rest.startswith("لل"):
            yield rest[2:]
        elif rest[1:3] == "ال" and len(rest) > 5:
            yield rest[3:]
    if len(rest) > 4 and rest.startswith("ال"):
        yield rest[2:]


@cache
def lexicon(language: str) -> Lexicon:
    """Return the compiled lists of one of `LANGUAGES`; read from the package when first asked for."""
    return compiled(lists_of(language), arabic=language == "ar")


def lists_of(name: str) -> dict[str, Any]:
    """Return a file of word lists as it stands in the package."""
    text = files("comity.compliance.reading").joinpath("lexica", f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return data


def compiled(data: dict[str, Any], *, arabic: bool = False) -> Lexicon:
    """Return the lists of one file compiled; raises `ValueError` for a concept that there is not, or a bad entry."""
    whole: dict[str, list[Entry]] = {}
    stems: dict[str, list[Entry]] = {}
    for name, block in data["concepts"].items():
        concept = None if name == "nothing" else Concept(name)
        for row in (row for line in block.splitlines() for row in line.split(",") if row.strip()):
            first, *rest = _row(row)
            entry = Entry(concept, tuple(rest))
            for form in first.whole:
                whole.setdefault(form, []).append(entry)
            for stem in first.stems:
                stems.setdefault(stem, []).append(entry)
    listed: dict[str, frozenset[str]] = {}
    for name in data.keys() - {"concepts"}:
        for word in fold(data[name]).split():
            listed[word] = listed.get(word, _NO_ROLE) | {name}
    return Lexicon(arabic, _openers(whole, stems), listed)


def _openers(whole: dict[str, list[Entry]], stems: dict[str, list[Entry]]) -> dict[str, Opener]:
    heads = {form[:_STEM] for form in (*whole, *stems)}
    words: dict[str, dict[str, tuple[Entry, ...]]] = {head: {} for head in heads}
    for form, entries in whole.items():
        words[form[:_STEM]][form] = tuple(entries)
    begun: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {head: [] for head in heads}
    for stem, entries in stems.items():
        begun[stem[:_STEM]].append((stem, tuple(entries)))
    return {head: Opener(words[head], tuple(begun[head])) for head in heads}


def _row(row: str) -> Iterator[Word]:
    gap = 0
    for part in fold(row).split():
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        forms = part.split("|")
        stems = tuple(form[:-1] for form in forms if form.endswith("*"))
        if any(len(stem) < _STEM for stem in stems):
            raise ValueError(f"'{row.strip()}': a stem has at least {_STEM} letters")
        whole = frozenset(form for form in forms if not form.endswith("*") and form != "%")
        yield Word(whole, stems, number="%" in forms, gap=gap)
        gap = 0
