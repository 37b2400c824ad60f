"""Aliases: each spelling a record, every script kept, notes as written."""

import pytest

from comity.adapters.un.entry import AliasQuality, ListedAlias
from comity.adapters.un.names import aliases, family_and_forenames, name_at_birth
from comity.law.un_lists import NameOrder

SPLIT = {
    "Elias Marrick": ["Elias Marrick"],
    "Marrick, Elias": ["Marrick, Elias"],
    "Ilya Marek; Ilia Marek": ["Ilya Marek", "Ilia Marek"],
    "Ilya Marek; Ilia Marek b) I. Marik; J. Marik": ["Ilya Marek", "Ilia Marek", "I. Marik", "J. Marik"],
    "Ilya Marek (Илья Марек)": ["Ilya Marek", "Илья Марек"],
    "Илья Марек (Ilya Marek; Ilia Marek)": ["Илья Марек", "Ilya Marek", "Ilia Marek"],
    "Ilya (original script: Илья)": ["Ilya", "Илья"],
    "Jin Marek (金铁三)": ["Jin Marek", "金铁三"],
    "Lom-ali Marek (Marik)": ["Lom-ali Marek (Marik)"],
    "(Sheikh) Marek": ["(Sheikh) Marek"],
    "“General” Marek": ["“General” Marek"],
    "Marek Petr Djaló": ["Marek Petr Djaló"],
    "Marek (paper 1; paper 2)": ["Marek (paper 1; paper 2)"],
}


@pytest.mark.parametrize("written", SPLIT)
def test_what_the_list_joins_is_taken_apart(written: str) -> None:
    """Spellings and scripts are told apart by their marks; a comma or a Latin addition is left as it is."""
    assert [alias.name for alias in aliases([ListedAlias(name=written, quality=AliasQuality.GOOD)])] == SPLIT[written]


@pytest.mark.parametrize(
    ("quality", "expected", "note"),
    [("Good", "good", None), ("Low", "low", None), ("a.k.a.", None, None), ("f.k.a.", None, "f.k.a.")],
)
def test_quality_is_kept_and_not_invented(quality: str, expected: str | None, note: str | None) -> None:
    """Aliases of entities are not graded, so their quality is not known; a former name says so."""
    (alias,) = aliases([ListedAlias(name="Orsk", quality=AliasQuality(quality))])
    assert (alias.quality, alias.note) == (expected, note)


def test_a_script_in_the_note_is_an_alias_too() -> None:
    """The note stays whole beside it."""
    listed = ListedAlias(name="Sef", quality=AliasQuality.GOOD, note="POB: Orsk. In Arabic: سيف العدل")
    assert [(alias.name, alias.note) for alias in aliases([listed])] == [
        ("Sef", "POB: Orsk. In Arabic: سيف العدل"),
        ("سيف العدل", "POB: Orsk. In Arabic: سيف العدل"),
    ]


def test_the_same_alias_twice_is_one() -> None:
    """Repetitions of the list say nothing."""
    listed = ListedAlias(name="Sef", quality=AliasQuality.GOOD)
    assert len(aliases([listed, listed])) == 1


def test_a_birth_name_is_found_among_the_aliases() -> None:
    """The list has no element for it."""
    listed = ListedAlias(name="Encep Marek (birth name)", quality=AliasQuality.GOOD)
    assert name_at_birth([listed]) == "Encep Marek"
    assert name_at_birth([ListedAlias(name="Marek", quality=AliasQuality.GOOD)]) is None


def test_the_order_of_names_is_the_lists_custom() -> None:
    """Nothing in the list says which part is the family name."""
    assert family_and_forenames(("A", "B", "C"), NameOrder.FAMILY_LAST) == ("C", "A B")
    assert family_and_forenames(("A", "B", "C"), NameOrder.FAMILY_FIRST) == ("A", "B C")
