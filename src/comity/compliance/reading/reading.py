"""What a text says: for each concept the words found, where they stand, and how they are meant."""

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.language import SHORT, languages_of
from comity.compliance.reading.lexicon import LANGUAGES, Entry, Lexicon, lexicon
from comity.compliance.reading.standing import Mark, Standing, standing
from comity.compliance.reading.words import Words, sentence_starts, words


class Span(msgspec.Struct, frozen=True):
    """Words that say a concept: offsets in the text as it was given, and how they are meant."""

    start: int
    end: int
    words: str
    concept: Concept
    standing: Standing = Standing.STATED
    sentence: int = 0

    @property
    def negated(self) -> bool:
        """Whether the text denies it."""
        return self.standing is Standing.DENIED


class Reading(msgspec.Struct, frozen=True):
    """A text as read: its spans in order and the languages it was read in, none where it could not be read."""

    found: tuple[Span, ...]
    languages: tuple[str, ...]
    length: int

    def spans(self, *concepts: Concept) -> tuple[Span, ...]:
        """Return all spans of these concepts, denied and reported ones too."""
        return tuple(span for span in self.found if span.concept in concepts)

    def stated(self, concepts: Iterable[Concept]) -> tuple[Span, ...]:
        """Return the spans of these concepts that the text states of the person."""
        wanted = frozenset(concepts)
        return tuple(s for s in self.found if s.concept in wanted and s.standing is Standing.STATED)

    def says(self, *concepts: Concept) -> bool:
        """Say whether the text states one of these concepts of the person."""
        return any(s.concept in concepts and s.standing is Standing.STATED for s in self.found)


def read(text: str, language: str, cut: Words | None = None) -> Reading:
    """Return what `text` says; a text that is not in `language` is read in every language that it may be in.

    Linear in the length of the text, whatever its script. The same text always reads the same. `cut` is the
    text's words where they are at hand already.
    """
    cut = words(text) if cut is None else cut
    chosen = languages_of(cut, language)
    found: list[Span] = []
    for code in chosen:
        found += _read(text, cut, lexicon(code))
        if found and len(chosen) == len(LANGUAGES) and len(cut.folded) < SHORT:
            # A few words that say something in the declared language are in it: `injurias` is no injury.
            break
    unique = {(span.start, span.end, span.concept): span for span in reversed(found)}
    ordered = sorted(unique.values(), key=lambda span: (span.start, span.end, span.concept))
    return Reading(tuple(ordered), chosen, len(text))


def _read(text: str, cut: Words, lists: Lexicon) -> list[Span]:
    """Return the spans of one language in order."""
    marks, used = _marks(cut, lists)
    begins = sentence_starts(cut)
    means = standing(cut, lists, marks, used)
    return [
        Span(
            cut.starts[first],
            cut.ends[last - 1],
            text[cut.starts[first] : cut.ends[last - 1]],
            concept,
            meant,
            bisect_right(begins, first),
        )
        for (first, last, concept), meant in zip(marks, means, strict=True)
    ]


def _marks(cut: Words, lists: Lexicon) -> tuple[list[Mark], set[int]]:
    """Return (first word, word after the last, concept) of the longest entry at each word, and the words used up."""
    marks: list[Mark] = []
    used: set[int] = set()
    for place, word in enumerate(cut.folded):
        entries = lists.entries(word)
        if not entries or place in used:
            continue
        best, concepts = _longest(entries, cut, lists, place)
        used.update(best)
        if None not in concepts:
            marks += ((place, best[-1] + 1, concept) for concept in concepts if concept)
    return marks, used


def _longest(
    entries: list[Entry], cut: Words, lists: Lexicon, place: int
) -> tuple[tuple[int, ...], list[Concept | None]]:
    """Return the places of the longest entries that fit here, and their concepts."""
    best: tuple[int, ...] = ()
    concepts: list[Concept | None] = []
    for entry in entries:
        places = lists.match(entry, cut, place) if entry.rest else (place,)
        if places is None or len(places) < len(best):
            continue
        if len(places) > len(best):
            best, concepts = places, []
        if entry.concept not in concepts:
            concepts.append(entry.concept)
    return best, concepts
