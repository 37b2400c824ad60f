"""Names as machine-readable zones spell them."""

import pytest

from comity.kernel.spelling import spelled


@pytest.mark.parametrize(
    ("name", "zone"),
    [("Müller", "MUELLER"), ("Straße", "STRASSE"), ("Åse Ørn", "AASE OERN"), ("D’Arcy-Smith", "DARCY SMITH"),
     ("Núñez", "NUNEZ"), ("Đorđević", "DORDEVIC"), ("Łukasz", "LUKASZ"), ("  Anna   Maria ", "ANNA MARIA"),
     ("İnci", "INCI")],
)  # fmt: skip
def test_latin_letters_are_spelled_as_the_standard_says(name: str, zone: str) -> None:
    """Letters beyond A to Z have a spelling of their own, and other signs are left out."""
    assert spelled(name) == zone


@pytest.mark.parametrize("name", ["Марек", "عبد", "王", "", "--"])
def test_other_scripts_have_no_spelling_here(name: str) -> None:
    """What is not Latin is not transliterated by guessing."""
    assert spelled(name) is None
