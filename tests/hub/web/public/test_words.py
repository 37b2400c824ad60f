"""The words of closed lists for the public: complete, and countries by name."""

import pytest
from tests.house import request

from comity.hub.web.language import LANGUAGES
from comity.hub.web.public import words
from comity.kernel.codes import FICTIONAL_MEMBERS, Country
from comity.kernel.subject import EyeColour, HairColour, Sex
from comity.notices.extract import make_extract
from comity.notices.vocabulary import Caution, Kind
from comity.redress.commands import ApplicationKind


def test_every_value_that_can_be_public_has_words() -> None:
    """A silver notice is in no public list, and what tells of health is in no extract."""
    assert set(words.KINDS) == set(Kind)
    assert set(words.LISTS) == set(Kind) - {Kind.SILVER}
    assert (set(words.SEXES), set(words.EYES), set(words.HAIR)) == (set(Sex), set(EyeColour), set(HairColour))
    assert set(words.APPLICATIONS) == set(ApplicationKind)
    extract = make_extract(request(cautions=list(Caution)), Kind.RED, None)
    assert extract
    assert set(extract.cautions or ()) == set(words.CAUTIONS)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("FR", "en", "France"), ("FR", "ar", "فرنسا"), ("DE", "es", "Alemania"), ("XA", "fr", "XA"), ("XB", "ar", "XB")],
)
def test_a_country_has_its_name_and_a_fictional_member_its_code(code: str, language: str, name: str) -> None:
    """Unicode has names of its own for some of the fictional codes; they are not ours."""
    assert words.country(code, language) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_can_be_chosen_and_found_by_its_name(language: str) -> None:
    """In alphabetical order without regard to accents; none stands there as a bare code but the fictional ones."""
    found = words.countries(language)
    assert {code for code, _ in found} == Country.valid()
    assert [code for code, name in found if code == name] == sorted(FICTIONAL_MEMBERS)
