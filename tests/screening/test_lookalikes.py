"""Look-alike characters of document numbers, and of words that mix scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.lookalikes import fold_homoglyphs, fold_lookalikes_document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("K1234567", "k-123 4567"),
        ("K1234O67", "K1234067"),
        ("KI23LS67", "K1231567"),
        ("AB8250", "A8B2SO"),
        ("6Q0", "GOD"),
        ("U12", "V12"),
        ("К123АВ", "K123AB"),
        ("Κ123", "K123"),
        ("K٣٤", "K34"),
        ("Ｋ１２", "K12"),
    ],
)
def test_numbers_that_look_alike_fold_to_one(one: str, other: str) -> None:
    """Letters read as digits, other alphabets and other digits make no other number."""
    assert fold_lookalikes_document(one) == fold_lookalikes_document(other)


@pytest.mark.parametrize(("one", "other"), [("K1234567", "K1234568"), ("K123", "X123"), ("K34", "K43"), ("", "K")])
def test_other_numbers_stay_other_numbers(one: str, other: str) -> None:
    """Only what looks alike is one."""
    assert fold_lookalikes_document(one) != fold_lookalikes_document(other)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Іvаnоv", "Ivanov"),
        ("Мarek", "Marek"),
        ("Αnna", "Anna"),
        ("Иванoв", "Иванов"),
        ("ИBAHOB", "ИВАНОВ"),
        ("АHHA", "AHHA"),
        ("Ivanov", "Ivanov"),
        ("Иванов", "Иванов"),
        ("Müller", "Müller"),
        ("Жivago", "Жivago"),
        ("ΑнnА", "ΑнnА"),
        ("", ""),
    ],
)
def test_a_word_that_mixes_scripts_is_written_in_one(word: str, folded: str) -> None:
    """Look-alikes go to the script of the letters that are only there; a word of one script stays."""
    assert fold_homoglyphs(word) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Any text folds, and what is folded stays."""
    number, word = fold_lookalikes_document(text), fold_homoglyphs(text)
    assert fold_lookalikes_document(number) == number
    assert fold_homoglyphs(word) == word
    assert len(word) == len(text)
