"""What is read from the comments, and what is left to people."""

import pytest

from comity.adapters.un.remarks import measures_named, remarks
from comity.kernel.subject import Description, EyeColour, HairColour, Sex
from comity.law.un_lists import un_lists

DESCRIPTIONS = {
    "Physical description: eye colour: black; hair colour: bold; height: 170cm; weight: 100kg. Photo available": (
        Description(height_cm=170, weight_kg=100, eyes=EyeColour.BLACK)
    ),
    "Physical description: eye colour: dark brown; hair colour: gray; height: 5 feet 6 inches – 168 cm": (
        Description(height_cm=168, eyes=EyeColour.BROWN, hair=HairColour.GREY)
    ),
    "Physical Description: Height: 1.65 m. Weight: 85 kg. Black hair and eyes.": (
        Description(height_cm=165, weight_kg=85)
    ),
    "Physical description: height: 180-185 cm; weight: 77-81 kg": None,
    "Physical description: height: 180 cm; weight: approximately 90 kg": Description(height_cm=180),
    "Physical description: hair colour: brown/black; eye colour: dark; complexion: olive": None,
    "colour of eyes- brown, colour of hair- black/bald": Description(eyes=EyeColour.BROWN),
    "Distinguishing marks: long face, speech defect. Wanted by": Description(marks="long face, speech defect"),
    "Physical Description: Height (ft/in): Unknown; Weight (lbs): Unknown": None,
    "ISIL Delegated Committee. Red card.": None,
    "": None,
}


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_a_description_is_taken_only_where_it_is_sure(text: str) -> None:
    """Ranges, estimates and colours that are none of ours are left to the words."""
    assert remarks(text).description == DESCRIPTIONS[text]


PARENTS = {
    "Father’s name is Petr Marek. Mother’s name is Ana. In prison": ("Petr Marek", "Ana"),
    "Father's name: Abdellah. Mother's name: Bint Orsk Belanchi.": ("Abdellah", "Bint Orsk Belanchi"),
    "Name of father: Ali Marek. Name of mother Salma Marek. Listed": ("Ali Marek", "Salma Marek"),
    "Father’s name is Abu Marek (QDi.901). Mother’s name: Khadijah, Held": ("Abu Marek", "Khadijah"),
    "Father’s name: Harith bin Marek Provided operational guidance to Orsk": (None, None),
    "Father’s name (adoptive father) is Marek. His mother lives": (None, None),
    "Father of Ilya Marek": (None, None),
}


@pytest.mark.parametrize("text", PARENTS)
def test_the_names_of_parents_are_taken_whole_or_not_at_all(text: str) -> None:
    """A sentence that runs on is not a name."""
    said = remarks(text)
    assert (said.father, said.mother) == PARENTS[text]


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Gender: Male. Listed", Sex.MALE),
        ("Gender [Male].", Sex.MALE),
        ("sex: female, hair", Sex.FEMALE),
        ("male", None),
    ],
)
def test_sex_is_taken_where_it_is_labelled(text: str, sex: Sex | None) -> None:
    """Forty-seven entries say it in the comments and not in its element."""
    assert remarks(text).sex == sex


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Speaks Arabic.", ["ar"]),
        ("height 1, speaks Russian, English, Arabic. Wanted", ["ru", "en", "ar"]),
        ("Speaks Indonesian, Arabic and Mindanao dialect.", ["id", "ar"]),
        ("speaks Russian, Chechen and possibly German and Arabic.", ["ru", "ce", "ar"]),
        ("Speaks fluent English, Urdu, and Arabic.", ["en", "ur", "ar"]),
        ("Spoke to the press.", None),
    ],
)
def test_languages_are_taken_where_they_are_sure(text: str, codes: list[str] | None) -> None:
    """A language that is possible or limited is not one that is spoken."""
    assert remarks(text).languages == codes


def test_measures_are_those_of_the_list_that_are_named() -> None:
    """A word that is no measure of the list does not make it one."""
    libya = un_lists()["Libya"]
    assert measures_named("(Travel Ban,Asset Freeze)", libya) == ("assets freeze", "travel ban")
    assert measures_named("Listed. Arms embargo.", libya) == ()
