"""Made-up persons by the hundred thousand, always the same ones: names by culture and frequency, dates, papers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bench.screening import cultures
from bench.screening.cultures import Word
from bench.screening.lexicon import Lexicon, Pool

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Alias, Birth, Document, Quality, Sex, Subject, SubjectType

COUNTRIES = {
    culture: [Country(f"X{letter}") for letter in letters]
    for culture, letters in zip(
        cultures.SHARE, ("ABCD", "EF", "GHIJ", "LM", "NO", "P", "Q", "RS", "T", "U"), strict=True
    )
}
LISTED = Pool.of([(Word(str(count), None, ""), share) for count, share in ((0, 50), (1, 30), (2, 14), (3, 6))])


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up person; the words stand in the order given names first."""

    id: str
    culture: str
    words: tuple[Word, ...]
    sex: Sex
    birth: str
    country: Country
    document: str
    good: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    native_on_file: bool = False

    @property
    def name(self) -> str:
        """The name in Latin letters."""
        return " ".join(word.latin for word in self.words)

    def native(self) -> str | None:
        """Return the name in its own script, or None where a word of it is not known."""
        parts = [word.native for word in self.words]
        if not all(parts):
            return None
        if self.culture in ("chinese", "korean", "japanese"):
            family = "".join(word.native or "" for word in self.words if word.role == "family")
            return family + "".join(word.native or "" for word in self.words if word.role != "family")
        return " ".join(part for part in parts if part)

    def subject(self) -> Subject:
        """Return the person as it stands on file."""
        native = self.native() if self.native_on_file else None
        aliases = [Alias(name=_capitals(name), quality=Quality.GOOD) for name in self.good]
        aliases += [Alias(name=_capitals(name), quality=Quality.LOW) for name in self.low]
        return Subject(
            type=SubjectType.PERSON,
            family_name=_capitals(" ".join(word.latin for word in self.words if word.role.startswith("family"))),
            forenames=_capitals(" ".join(word.latin for word in self.words if not word.role.startswith("family"))),
            names_in_original_script=[native] if native else None,
            aliases=aliases or None,
            sex=self.sex,
            birth=Birth(date=PartialDate(self.birth)),
            nationalities=[self.country],
            documents=[Document(type="passport", number=self.document, country=self.country)]
            if self.document
            else None,
        )


def persons(lexicon: Lexicon, count: int, seed: int = 20) -> Iterator[Person]:
    """Yield `count` persons; the first of a longer list are those of a shorter one."""
    random = Random(seed)
    names, shares = list(cultures.SHARE), list(cultures.SHARE.values())
    for number in range(count):
        yield _person(random, lexicon, random.choices(names, shares)[0], number)


def _person(random: Random, lexicon: Lexicon, culture: str, number: int) -> Person:
    female = random.random() < 0.3
    words = _words(random, lexicon, culture, female)
    good: list[str] = []
    low: list[str] = []
    for _ in range(int(LISTED.draw(random).latin)):
        other = _alias(random, lexicon, culture, words, female)
        (low if random.random() < 0.25 else good).append(other)
    year, month, day = random.randint(1945, 2006), random.randint(1, 12), random.randint(1, 28)
    birth = f"{year}" if random.random() < 0.06 else f"{year}-{month:02}-{day:02}"
    document = (
        f"{random.choice('ABCDEFGHKLMNPRSTXYZ')}{random.randint(0, 9_999_999):07}" if random.random() < 0.7 else ""
    )
    sex = Sex.FEMALE if female else Sex.MALE
    country, native = random.choice(COUNTRIES[culture]), random.random() < 0.15
    return Person(f"p{number}", culture, tuple(words), sex, birth, country, document, good, low, native)


def _words(random: Random, lexicon: Lexicon, culture: str, female: bool) -> list[Word]:
    given, family = lexicon.pools["female" if female else "male"][culture], lexicon.pools["family"][culture]
    match culture:
        case "russian":
            return _russian(random, given.draw(random), family.draw(random), female)
        case "arabic":
            return _arabic(random, lexicon, given.draw(random), family.draw(random), female)
        case "chinese" | "korean":
            parts = [given.draw(random) for _ in range(2 if culture == "korean" or random.random() < 0.75 else 1)]
            native = "".join(part.native or "" for part in parts)
            joint = random.choice(("", "", "-") if culture == "chinese" else ("", "-", " "))
            latin = [part.latin for part in parts]
            first = Word(joint.join(latin), native, "given") if joint != " " else None
            return [*([first] if first else parts), family.draw(random)]
        case "spanish":
            second = [given.draw(random)] if random.random() < 0.4 else []
            last = family.draw(random)
            return [
                given.draw(random),
                *(_as(word, "middle") for word in second),
                last,
                _as(family.draw(random), "family2"),
            ]
        case "western":
            second = [_as(given.draw(random), "middle")] if random.random() < 0.35 else []
            return [given.draw(random), *second, family.draw(random)]
        case "indian":
            second = [_as(given.draw(random), "middle")] if random.random() < 0.5 else []
            return [given.draw(random), *second, family.draw(random)]
        case _:
            return [given.draw(random), family.draw(random)]


def _russian(random: Random, given: Word, family: Word, female: bool) -> list[Word]:
    found = [given]
    if random.random() < 0.6:
        latin, native = random.choice(cultures.PATRONYMICS)
        if female:
            latin, native = latin.replace("ich", "na"), native[:-2] + "на"
        found.append(Word(latin, native, "patronymic"))
    return [*found, of_a_woman(family, "russian") if female else family]


def of_a_woman(family: Word, culture: str) -> Word:
    """Return a family name as a woman bears it."""
    latin, native = family.latin, family.native
    if culture == "russian" and latin.endswith(("ov", "ev", "in")):
        return Word(latin + "a", native + "а" if native else None, "family")
    if culture == "russian" and latin.endswith(("sky", "skiy", "skii")):
        stem = latin[: latin.rindex("sk") + 2]
        return Word(stem + "aya", native[:-2] + "ая" if native else None, "family")
    return family


def _arabic(random: Random, lexicon: Lexicon, given: Word, family: Word, female: bool) -> list[Word]:
    found = [given]
    father = lexicon.pools["male"]["arabic"].draw(random)
    chance = random.random()
    if chance < 0.25:
        found += [Word("bint" if female else "bin", "بنت" if female else "بن", "particle"), _as(father, "middle")]
    elif chance < 0.65:
        found.append(_as(father, "middle"))
    if random.random() < 0.4 and not family.latin.startswith(("al", "el")):
        native = (
            None if family.native is None else family.native if family.native.startswith("ال") else "ال" + family.native
        )
        family = Word("al-" + family.latin, native, "family")
    return [*found, family]


def _alias(random: Random, lexicon: Lexicon, culture: str, words: list[Word], female: bool) -> str:
    """Return another name of the same person: another family name, or a wholly other name."""
    others = _words(random, lexicon, culture, female)
    if random.random() < 0.5:
        return " ".join(word.latin for word in [*words[:1], *others[1:]])
    if culture == "arabic":
        return f"abu {others[0].latin} {others[-1].latin}"
    return " ".join(word.latin for word in others)


def _as(word: Word, role: str) -> Word:
    return Word(word.latin, word.native, role)


def _capitals(text: str) -> str:
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in text.split())
