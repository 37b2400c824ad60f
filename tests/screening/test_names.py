"""Names are compared as sets of plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.names import document_number, name_score, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ilya Petr MAREK", {"ilya", "petr", "marek"}),
        ("Müller-Straße", {"muller", "strasse"}),
        ("O'Brien", {"obrien"}),
        ("O’Brien", {"obrien"}),
        ("Марек Илья", {"марек", "илья"}),
        ("مُحَمَّد", {"محمد"}),
        ("ﬁ Ⅷ Ａ", {"fi", "viii", "a"}),
        ("İstanbul", {"istanbul"}),
        ("  ,;-  ", set()),
        ("", set()),
    ],
)
def test_words_are_folded_and_marks_fall(text: str, words: set[str]) -> None:
    """Capitals, accents, ligatures, vowel signs and punctuation do not part what is the same name."""
    assert tokens(text) == words


@given(st.text(), st.text())
def test_the_name_score_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    """Both orders give the same, and nothing leaves the interval."""
    assert name_score(one, other) == name_score(other, one)
    assert 0 <= name_score(one, other) <= 1


@given(st.text())
def test_a_name_with_a_word_scores_1_with_itself(text: str) -> None:
    """And one without any word scores 0: it says nothing."""
    assert name_score(text, text) == bool(tokens(text))


@given(st.text(st.characters(codec="ascii")))
def test_the_short_way_for_plain_letters_gives_what_the_long_way_gives(text: str) -> None:
    """ASCII is folded by a faster path that must not differ: a word in another script beside it shows."""
    assert tokens(text) | {"ж"} == tokens(text + " ж")


@pytest.mark.parametrize("text", ["K1234567", "k 123-4567", "K1234567 ", "Ｋ１２３４５６７"])
def test_a_document_number_is_its_letters_and_digits(text: str) -> None:
    """However it is spaced and written."""
    assert document_number(text) == "K1234567"
