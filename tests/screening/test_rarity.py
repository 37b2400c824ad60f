"""How rare a word is among persons is learned, and kept by the sounds that words have now."""

from pathlib import Path

import pytest
from tools import learn_rarity

from comity.screening.rarity import RAREST, packed, weight_of
from comity.screening.words import word


@pytest.mark.parametrize(("common", "rare"), [("mohammed", "zhuravin"), ("zhang", "wrzesniewski"), ("john", "harcott")])
def test_a_name_that_many_bear_weighs_less(common: str, rare: str) -> None:
    """In nats; a name that no table knows weighs most."""
    assert word(common).weight < 7 < word(rare).weight <= RAREST


def test_spellings_of_one_sound_weigh_the_same() -> None:
    """Mohammed is no rarer for being spelt Mohamed or Muhammad."""
    assert len({word(each).weight for each in ("mohammed", "mohamed", "muhammad")}) == 1


def test_the_table_is_kept_exactly() -> None:
    """The same weights give the same bytes, whatever their order."""
    assert packed({"a": 4.2, "b": 9.0}, {"c": 1.0}) == packed({"b": 9.0, "a": 4.2}, {"c": 1.0})
    assert weight_of("no such sound at all") == RAREST


def test_the_table_in_the_package_is_what_the_data_gives(data_folder: Path) -> None:
    """Learned anew from the same data with the sounds of today it is the same, byte for byte."""
    assert packed(*learn_rarity.learned(data_folder / "data/names")) == learn_rarity.OUT.read_bytes()
