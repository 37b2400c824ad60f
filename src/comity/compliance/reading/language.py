"""In which of the working languages a text may be: the declared one, and any whose small words it holds."""

from collections import Counter
from functools import cache

from comity.compliance.reading.lexicon import LANGUAGES, lists_of
from comity.compliance.reading.words import Words, fold

SHORT = 12
"""Below so many words (a charge's title) small words settle nothing, and all four languages are tried."""

ENOUGH = 3
"""So many small words of another language make a passage in it likely; a name or a loan word gives one or two."""


def languages_of(cut: Words, declared: str) -> tuple[str, ...]:
    """Return the languages to read in, the declared one first where the text bears it out; none for no words.

    A text whose small words speak against the declared language, or that mixes languages, is read in each
    that it may be in, so that declaring another language hides nothing.
    """
    if not cut.folded:
        return ()
    small = _small_words()
    seen = Counter(small[word] for word in cut.folded if word in small)
    evidence = {code: seen[code] for code in LANGUAGES}
    found = [code for code in LANGUAGES if evidence[code]]
    if len(cut.folded) < SHORT and found == [declared]:
        return (declared,)
    if len(cut.folded) < SHORT or not found:
        return (*(c for c in LANGUAGES if c == declared), *(c for c in LANGUAGES if c != declared))
    likely = [code for code in LANGUAGES if evidence[code] >= ENOUGH or (code == declared and evidence[code])]
    if not likely:
        return LANGUAGES
    return tuple(sorted(likely, key=lambda code: (code != declared, code)))


def readable(cut: Words) -> bool:
    """Say whether enough of a text is written in the Latin or Arabic script for the lists to see it."""
    seen = sum(_is_ours(word[0]) for word in cut.folded)
    return seen * 5 >= len(cut.folded) * 4


def _is_ours(char: str) -> bool:
    return char < "\u0250" or "\u0600" <= char < "\u0780" or char.isdigit()


@cache
def _small_words() -> dict[str, str]:
    return {word: code for code, row in lists_of("small_words").items() for word in fold(row).split()}
