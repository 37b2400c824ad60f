"""The word lists: what a malformed file says, and how entries fit."""

import pytest

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.lexicon import LANGUAGES, compiled, lists_of
from comity.compliance.reading.words import words

ROLES = {"negation", "absence", "turn", "about", "agents", "auxiliary", "onto", "by", "was", "which", "and"}


@pytest.mark.parametrize(
    ("concepts", "problem"),
    [
        ({"violence": "ki*"}, "at least 3 letters"),
        ({"violence": "he ab*"}, "at least 3 letters"),
        ({"mischief": "prank*"}, "mischief"),
    ],
)
def test_a_malformed_list_is_refused(concepts: dict[str, str], problem: str) -> None:
    """A stem that would fit everything, or a concept that there is not, is a mistake of the file."""
    with pytest.raises(ValueError, match=problem):
        compiled({"concepts": concepts})


@pytest.mark.parametrize(
    ("row", "text", "fits"),
    [
        ("kill*", "killing", True),
        ("kill", "killing", False),
        ("wrote|published ~ article", "published a very long article", True),
        ("wrote|published ~ article", "published one two three four article", False),
        ("wrote ~ article", "wrote. Article", False),
        ("wrote ~~ article", "published or wrote one two three four five six seven eight nine article", False),
        ("wrote ~~ article", "wrote one two three four five six seven eight nine article", True),
        ("wrote ~~ article", "wrote one two three four five six seven eight nine ten article", False),
        ("section %", "section 12", True),
        ("section %", "section twelve", False),
        ("took part in ~ protest", "took part in a protest", True),
        ("took part in ~ protest", "took part", False),
    ],
)
def test_an_entry_fits_as_it_is_written(row: str, text: str, fits: bool) -> None:
    """Stems, alternatives, gaps of three and nine words and numbers; never over the end of a sentence."""
    lists = compiled({"concepts": {"speech": row}})
    cut = words(text)
    found = [lists.match(entry, cut, 0) for entry in lists.entries(cut.folded[0])]
    assert any(places is not None for places in found) is fits


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_small_list(language: str) -> None:
    """Denial, report and attribution are read in each language."""
    data = lists_of(language)
    assert set(data) == ROLES | {"concepts"}
    assert set(data["concepts"]) == {"nothing", *(concept.value for concept in Concept)}


def test_a_small_word_tells_one_language_from_the_others() -> None:
    """A word of two languages tells neither."""
    every = [word for row in lists_of("small_words").values() for word in row.split()]
    assert len(every) == len(set(every))


def test_arabic_words_are_found_under_what_is_written_on_to_them() -> None:
    """Conjunctions, prepositions, the article and the ending of case are taken off."""
    lists = compiled({"concepts": {"speech": "مقال"}}, arabic=True)
    for word in ("مقال", "المقال", "ومقال", "بالمقال", "والمقال", "للمقال", "مقالا", "فبمقال"):
        assert lists.entries(word), word
