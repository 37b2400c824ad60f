"""Names given in Latin letters, looked for in an Arabic text."""

import pytest

from comity.compliance.reading.names import arabic_name


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Marek", "سلم إيليا ماريك الشحنة", "ماريك"),
        ("Elias Marrick", "قام ماريك بذلك", "ماريك"),
        ("Khalid Barakat", "شوهد خالد بركات هناك", "خالد"),
        ("Ilya", "سلم إيليا الشحنة", None),
        ("Solano", "سلم إيليا ماريك الشحنة", None),
        ("Marek", "Marek sold it", None),
    ],
)
def test_a_latin_name_is_found_by_its_consonants(name: str, text: str, found: str | None) -> None:
    """Vowels and doubled letters do not count; a name too short, or a text in Latin letters, finds nothing."""
    place = arabic_name(text, [name])
    assert (text[slice(*place)] if place else None) == found
