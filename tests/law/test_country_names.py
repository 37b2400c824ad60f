"""Country names of the United Nations: a code where there is one, never a guess."""

import pytest

from comity.law.country_names import country_code, country_names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "NO"),
        ("Namibia", "NA"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("Iran (Islamic Republic of)", "IR"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        (" State  of Palestine\n", "PS"),
    ],
)
def test_a_name_has_its_code(name: str, code: str) -> None:
    """White space apart, the name is the whole name."""
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["na", "", "unknown", "former Soviet Union", "Yugoslavia", "norway", "Korea", "Kongo"])
def test_no_code_is_guessed(name: str) -> None:
    """States that are no more, names that are half a name, and no name at all."""
    assert country_code(name) is None


def test_every_code_is_one_of_iso_3166() -> None:
    """The table is read whole; 193 members, two observers and six territories."""
    codes = set(country_names().values())
    assert len(codes) == 193 + 2 + 6
    assert {"PS", "VA"} <= codes
