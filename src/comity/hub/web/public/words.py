"""The words of closed lists for the public, as messages; countries and languages by the names Unicode gives them."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from unicodedata import combining, normalize

from comity.hub.web.language import locale_of, marked
from comity.kernel.codes import FICTIONAL_MEMBERS, Country
from comity.kernel.subject import EyeColour, HairColour, Sex
from comity.notices.vocabulary import Caution, Kind
from comity.redress.commands import ApplicationKind

KINDS: Final[Mapping[Kind, str]] = {
    Kind.RED: marked("Red notice"),
    Kind.BLUE: marked("Blue notice"),
    Kind.GREEN: marked("Green notice"),
    Kind.YELLOW: marked("Yellow notice"),
    Kind.BLACK: marked("Black notice"),
    Kind.ORANGE: marked("Orange notice"),
    Kind.PURPLE: marked("Purple notice"),
    Kind.SILVER: marked("Silver notice"),
    Kind.SPECIAL: marked("Special notice"),
}
LISTS: Final[Mapping[Kind, str]] = {
    Kind.RED: marked("Wanted persons"),
    Kind.YELLOW: marked("Missing persons"),
    Kind.SPECIAL: marked("Security Council lists"),
    Kind.BLUE: marked("Persons sought for information"),
    Kind.GREEN: marked("Warnings about persons"),
    Kind.BLACK: marked("Unidentified dead"),
    Kind.ORANGE: marked("Imminent dangers"),
    Kind.PURPLE: marked("Ways of offending"),
}
SEXES: Final[Mapping[Sex, str]] = {
    Sex.FEMALE: marked("Female"),
    Sex.MALE: marked("Male"),
    Sex.UNSPECIFIED: marked("Unspecified"),
    Sex.UNKNOWN: marked("Not known"),
}
EYES: Final[Mapping[EyeColour, str]] = {
    EyeColour.BLACK: marked("Black eyes"),
    EyeColour.BROWN: marked("Brown eyes"),
    EyeColour.BLUE: marked("Blue eyes"),
    EyeColour.GREEN: marked("Green eyes"),
    EyeColour.GREY: marked("Grey eyes"),
    EyeColour.HAZEL: marked("Hazel eyes"),
    EyeColour.OTHER: marked("Eyes of another colour"),
}
HAIR: Final[Mapping[HairColour, str]] = {
    HairColour.BLACK: marked("Black hair"),
    HairColour.BROWN: marked("Brown hair"),
    HairColour.BLOND: marked("Blond hair"),
    HairColour.GREY: marked("Grey hair"),
    HairColour.RED: marked("Red hair"),
    HairColour.WHITE: marked("White hair"),
    HairColour.BALD: marked("Bald"),
    HairColour.OTHER: marked("Hair of another colour"),
}
CAUTIONS: Final[Mapping[Caution, str]] = {
    Caution.ARMED: marked("May be armed"),
    Caution.VIOLENT: marked("May be violent"),
    Caution.ESCAPE_RISK: marked("May try to escape"),
    Caution.OTHER: marked("Other caution"),
}
DOCUMENTS: Final[Mapping[str, str]] = {
    "passport": marked("Passport"),
    "identity_card": marked("Identity card"),
    "national_id": marked("Identity card"),
    "driving_licence": marked("Driving licence"),
    "residence_permit": marked("Residence permit"),
    "visa": marked("Visa"),
}
APPLICATIONS: Final[Mapping[ApplicationKind, str]] = {
    ApplicationKind.ACCESS: marked("Access: to know whether there is anything about me, and what"),
    ApplicationKind.CORRECTION: marked("Correction: something about me is wrong or out of date"),
    ApplicationKind.DELETION: marked("Deletion: what is held about me should not be there"),
}


def country(code: str, language: str) -> str:
    """Return the name of a country; fictional members stay codes."""
    if code in FICTIONAL_MEMBERS:
        return code
    return str(locale_of(language).territories.get(code, code))


def tongue(code: str, language: str) -> str:
    """Return the name of a language."""
    return str(locale_of(language).languages.get(code, code))


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return all countries as (code, name), by name; fictional members first."""
    found = [(code, country(code, language)) for code in Country.valid()]
    return tuple(sorted(found, key=lambda each: (each[0] not in FICTIONAL_MEMBERS, _plain(each[1]))))


def _plain(name: str) -> str:
    """Return a name for its place in a list: accents do not send it to the end."""
    return "".join(char for char in normalize("NFKD", name) if not combining(char)).casefold()
