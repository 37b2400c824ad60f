"""Made-up persons: names in one script or two, births whole or partial, papers, looks, photographs."""

from datetime import date
from typing import Final

from comity.kernel.codes import Language
from comity.kernel.dates import PartialDate
from comity.kernel.subject import (
    Alias,
    Biometrics,
    Birth,
    Description,
    Document,
    EyeColour,
    HairColour,
    Photograph,
    Quality,
    Sex,
    Sighting,
    Subject,
    SubjectType,
)
from comity.sample.chance import SeededChance
from comity.sample.members import MEMBERS, Member
from comity.sample.words import latin, original, phrases

_SPOKEN: Final = {"north": ["en"], "east": ["ru"], "south": ["es"], "west": ["fr"], "desert": ["ar"], "isle": ["el"]}
_EYES: Final = (EyeColour.BROWN, EyeColour.BLUE, EyeColour.GREEN, EyeColour.GREY, EyeColour.HAZEL, EyeColour.BLACK)
_HAIR: Final = (HairColour.BLACK, HairColour.BROWN, HairColour.BLOND, HairColour.GREY, HairColour.RED, HairColour.BALD)


def person(
    chance: SeededChance, home: Member, at: date, photograph: str | None = None, least_age: int = 24, most_age: int = 66
) -> Subject:
    """Return a person of `home`, of `least_age` to `most_age` years at `at`."""
    culture, male = home.names, chance.happens(76)
    given = chance.some(culture.male if male else culture.female, 1 + chance.happens(25))
    family, place = chance.pick(culture.family), chance.pick(culture.places)
    scripts = [f"{original(family)} {original(given[0])}"] if culture.script else None
    nations = [home.code, chance.pick(MEMBERS).code] if chance.happens(12) else [home.code]
    return Subject(
        type=SubjectType.PERSON,
        family_name=latin(family),
        forenames=" ".join(map(latin, given)),
        names_in_original_script=scripts,
        aliases=[_alias(chance, latin(family), latin(given[0]))] if chance.happens(30) else [],
        sex=Sex.MALE if male else Sex.FEMALE,
        birth=Birth(
            date=_birth(chance, at.year - chance.between(least_age, most_age)), place=latin(place), country=home.code
        ),
        nationalities=list(dict.fromkeys(nations)),
        languages=[Language.parse(code) for code in _SPOKEN[home.culture]],
        documents=[Document(type="passport", number=_number(chance), country=home.code)] if chance.happens(80) else [],
        description=_looks(chance, home),
        photographs=[Photograph(sha256=photograph, quality=Quality.GOOD)] if photograph else [],
        biometrics=Biometrics(fingerprints=chance.happens(50), dna=chance.happens(15)),
        last_known=[_sighting(chance, home, at)],
        capacities=[],
    )


def child(chance: SeededChance, home: Member, at: date, photograph: str | None = None) -> Subject:
    """Return a missing child or grown person, with nothing of an accused."""
    return person(chance, home, at, photograph, least_age=7, most_age=80)


def _birth(chance: SeededChance, year: int) -> PartialDate:
    day = date(year, chance.between(1, 12), chance.between(1, 28))
    form = chance.number(20)
    if form == 0:
        return PartialDate(str(year))
    if form == 1:
        return PartialDate(f"{year}~")
    return PartialDate(day.isoformat()[:7] if form == 2 else day.isoformat())


def _alias(chance: SeededChance, family: str, given: str) -> Alias:
    swapped = family.replace("v", "w").replace("ou", "u").replace("qu", "k")
    name = chance.pick(
        (f"{given[0]}. {family}", f"{given} {swapped}", f"{given[:3]} {family[:4]}", f"{given} {family[::1]}a")
    )
    return Alias(name=name, quality=chance.pick((Quality.GOOD, Quality.LOW)))


def _number(chance: SeededChance) -> str:
    return f"{chance.pick('ABCDEFGHJKLMNPRSTVW')}{chance.between(1_000_000, 9_999_999)}"


def _looks(chance: SeededChance, home: Member) -> Description:
    return Description(
        height_cm=chance.between(154, 196),
        weight_kg=chance.between(52, 104) if chance.happens(60) else None,
        eyes=chance.pick(_EYES),
        hair=chance.pick(_HAIR),
        marks=chance.pick(phrases(home.language).marks) if chance.happens(40) else None,
    )


def _sighting(chance: SeededChance, home: Member, at: date) -> Sighting:
    abroad = chance.pick([member for member in MEMBERS if member.code != home.code])
    seen = PartialDate(f"{at.year - 1}-{chance.between(1, 12):02}")
    return Sighting(place=latin(chance.pick(abroad.names.places)), country=abroad.code, on=seen)
