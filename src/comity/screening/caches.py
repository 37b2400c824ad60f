"""What screening keeps of words that it has seen, so as not to work them out twice; it can all be let go."""

from typing import Final

from comity.screening import (
    lexicon,
    likening,
    names,
    naming,
    romanisations,
    romanising,
    scripts,
    sounding,
    surnames,
    words,
)

CACHES: Final = (
    lexicon._folded,
    lexicon.given_keys,
    lexicon.given_relation,
    names.readings,
    naming._role,
    romanisations.variants,
    romanising.choices,
    romanising.spellings,
    scripts.plain,
    scripts.sound_of,
    sounding.skeleton,
    sounding.sound_key,
    surnames.surname_forms,
    surnames.surname_stem,
    words.all_hashes,
    words.word,
)
"""Every cache whose keys are words of names; a test holds the list equal to what the package has."""


def forget_words() -> None:
    """Empty every cache whose keys are words of names, and what is remembered of pairs of words."""
    for cache in CACHES:
        cache.cache_clear()
    likening.forget_pairs()
