"""Citations: what resolves, what does not, and that writing one gives back what was read."""

import pytest

from comity.law.citations import Citation
from comity.law.instruments import instruments

WELL_WRITTEN = [
    "RPD 83(1)(a)(ii)", "RPD 34(3)(d)", "RPD 34(3)", "Constitution 3", "CCF 37", "GA-2017-86-RES-09",
    "ECE 12(2)(a)", "MT 3(a)", "UNCAC 44(16)", "AGN/53/RES/7", "UNSCR 1267", "Comity 5", "RPD 83",
]  # fmt: skip
BAD = {
    "": "is not a citation",
    "RPD": "say which article",
    "RPD 94": "no article 94",
    "RPD 83(1)(a)(ii)(x)(y)": "is not a citation",
    "RPD 83 (1)": "is not a citation",
    "RPD 83(a)(1)": "is not a citation",
    "rpd 83": "no instrument rpd",
    "Penal Code 12": "is not a citation",
    "GA-2017-86-RES-09 1": "no article 1",
    "GA-2099-01-RES-01": "no instrument",
    " RPD 83": "is not a citation",
}


@pytest.mark.parametrize("text", WELL_WRITTEN)
def test_a_citation_is_written_back_as_it_was_read(text: str) -> None:
    """Parsing and writing are inverse on every form that the contract names."""
    assert str(Citation.parse(text)) == text


@pytest.mark.parametrize(("text", "problem"), BAD.items())
def test_a_citation_that_leads_nowhere_is_refused_with_what_is_wrong(text: str, problem: str) -> None:
    """Neither a deleted article, nor an unknown instrument, nor loose writing passes for law."""
    with pytest.raises(ValueError, match=problem):
        Citation.parse(text)


def test_the_whole_covers_its_parts_and_not_its_neighbours() -> None:
    """`RPD 83` covers its points; a point covers neither the whole nor another article."""
    whole, part = Citation.parse("RPD 83"), Citation.parse("RPD 83(1)(a)")
    assert whole.covers(part)
    assert not part.covers(whole)
    assert not whole.covers(Citation.parse("RPD 84(1)"))


def test_every_instrument_has_a_title_an_edition_and_a_mark_of_how_sure_we_are() -> None:
    """Law data without a source or a confession of memory cannot be loaded."""
    for code, instrument in instruments().items():
        assert instrument.title, code
        assert instrument.editions, code
        assert instrument.articles or instrument.mark, code
        assert all(article.title and article.mark for article in instrument.articles.values()), code


def test_the_article_on_stolen_art_is_gone() -> None:
    """Article 94 was deleted in 2025 and must not be cited."""
    assert "94" not in instruments()["RPD"].articles
