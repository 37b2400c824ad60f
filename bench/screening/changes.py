"""Questions about made-up persons whose names are changed in known ways, as travellers, clerks and keyboards do."""

from collections.abc import Callable
from random import Random

from bench.screening import cultures
from bench.screening.data import judged
from bench.screening.lexicon import Lexicon
from bench.screening.made_up import Person, of_a_woman

Asked = dict[str, object]
"""What a question says, by the fields of the contract."""

Change = Callable[[Random, Person, Lexicon], Asked | None]
"""Makes a question of a person, or None where the change does not apply."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NEAR = {
    "a": "sqe",
    "e": "wri",
    "i": "uoy",
    "o": "ipu",
    "u": "yio",
    "s": "azd",
    "n": "bm",
    "m": "n",
    "t": "ry",
    "r": "et",
    "l": "k",
}
SHORT = cultures.short_forms()


def typo(random: Random, text: str) -> str:
    """Return the text with one typing error in a letter: another, one more, one fewer, or two exchanged."""
    for _ in range(20):
        at = random.choice([place for place, sign in enumerate(text) if sign.isalpha()])
        other = random.choice(NEAR.get(text[at], LETTERS)) if random.random() < 0.6 else random.choice(LETTERS)
        match random.choice(("other", "more", "fewer", "exchanged")):
            case "other":
                found = text[:at] + other + text[at + 1 :]
            case "more":
                found = text[:at] + (text[at] if random.random() < 0.5 else other) + text[at:]
            case "fewer":
                found = text[:at] + text[at + 1 :]
            case _:
                found = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
        if (
            found.split()
            and sorted(map(len, found.split()))[0]
            and found != text
            and len(found.split()) == len(text.split())
        ):
            return found
    return text + random.choice(LETTERS)


def swapped(random: Random, person: Person) -> str:
    """Return the name with the family name first, with or without a comma."""
    family = [word.latin for word in person.words if word.role.startswith("family")]
    rest = [word.latin for word in person.words if not word.role.startswith("family")]
    return " ".join(family) + random.choice((" ", ", ")) + " ".join(rest)


def _same(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": person.name}


def _typo1(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": typo(random, person.name)}


def _typo2(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": typo(random, typo(random, person.name))} if len(person.name) >= 10 else None


def _swapped(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": swapped(random, person)}


def _typo_swapped(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": typo(random, swapped(random, person))}


def _dropped(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    kept = [word.latin for word in person.words if word.role in ("given", "family")]
    return {"name": " ".join(kept)} if len(kept) < len(person.words) else None


def _initial(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    places = [at for at, word in enumerate(person.words) if word.role in ("given", "middle", "patronymic")]
    if len(person.words) < 3 or not places:
        return None
    at = random.choice(places)
    words = [word.latin for word in person.words]
    return {"name": " ".join([*words[:at], words[at][0] + random.choice(("", ".")), *words[at + 1 :]])}


def _lost_space(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    words = person.name.split()
    at = random.randrange(len(words) - 1)
    return {"name": " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])}


def _added_space(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    words = person.name.split()
    long = [at for at, word in enumerate(words) if len(word) >= 6]
    if not long:
        return None
    at = random.choice(long)
    cut = random.randint(2, len(words[at]) - 2)
    return {"name": " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])}


def _spelling(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    if person.culture in ("chinese", "korean"):
        return None
    asked = " ".join(random.choice(lexicon.spellings(word.latin) or [word.latin]) for word in person.words)
    return {"name": asked} if asked != person.name else None


def _nickname(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    if person.words[0].latin not in SHORT:
        return None
    return {"name": " ".join([random.choice(SHORT[person.words[0].latin]), *(word.latin for word in person.words[1:])])}


def _vowelless(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    if person.culture not in ("arabic", "hebrew"):
        return None
    words = [word[0] + "".join(sign for sign in word[1:] if sign not in "aeiou") for word in person.name.split()]
    return {"name": " ".join(words)} if sum(map(len, words)) >= 7 else None


def _particles(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    words = [word.latin for word in person.words if word.role != "particle" or random.random() < 0.5]
    family = words[-1]
    if family.startswith("al-"):
        rest = family[3:]
        words[-1:] = random.choice(([rest], [f"al{rest}"], ["al", rest], [f"el-{rest}"], ["el", rest]))
    asked = " ".join(words)
    return {"name": asked} if asked != person.name and person.culture == "arabic" else None


def _married(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    if person.sex != "female":
        return None
    other = of_a_woman(lexicon.pools["family"][person.culture].draw(random), person.culture).latin
    return {"name": person.name + random.choice((" ", "-")) + other}


def _title(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": random.choice(cultures.TITLES) + random.choice((" ", ". ")) + person.name}


def _alias(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": typo(random, random.choice(person.good))} if person.good else None


def _low(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
    return {"name": random.choice(person.low)} if person.low else None


def _own_script(culture: str) -> Change:
    def change(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
        if person.culture != culture or person.native_on_file or not (native := person.native()):
            return None
        looked_up = [word for word in person.words if word.role in ("given", "middle", "family")]
        if culture in cultures.NATIVE_SCRIPTS and not any(judged(word.latin) for word in looked_up):
            return None
        return {"names_in_original_script": [native]}

    return change


def _foreign_script(script: str) -> Change:
    def change(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
        words = [(word, lexicon.native(word.latin, script)) for word in person.words]
        if person.culture != "western" or not any(judged(word.latin) for word, _ in words):
            return None
        natives = [native for _, native in words if native]
        joint = "・" if script == "katakana" else "·" if script == "chinese" else " "
        return {"name": joint.join(natives)} if len(natives) == len(words) else None

    return change


def _birth(how: Callable[[int, int, int], str | None]) -> Change:
    def change(random: Random, person: Person, lexicon: Lexicon) -> Asked | None:
        if len(person.birth) < 10:
            return None
        year, month, day = map(int, person.birth.split("-"))
        said = how(year, month, day)
        return {"name": typo(random, person.name), "birth_date": said} if said else None

    return change


def _exchanged(year: int, month: int, day: int) -> str | None:
    return f"{year}-{day:02}-{month:02}" if day <= 12 and day != month else None


CHANGES: dict[str, Change] = {
    "the same name": _same,
    "one typing error": _typo1,
    "two typing errors": _typo2,
    "family name first": _swapped,
    "family name first, one typing error": _typo_swapped,
    "middle name left out": _dropped,
    "an initial": _initial,
    "lost space": _lost_space,
    "added space": _added_space,
    "another spelling": _spelling,
    "nickname": _nickname,
    "no vowels": _vowelless,
    "particles": _particles,
    "married name added": _married,
    "title added": _title,
    "alias, one typing error": _alias,
    "low-quality alias": _low,
    "script: russian": _own_script("russian"),
    "script: arabic": _own_script("arabic"),
    "script: hebrew": _own_script("hebrew"),
    "script: chinese": _own_script("chinese"),
    "script: korean": _own_script("korean"),
    "script: japanese": _own_script("japanese"),
    "western name in russian": _foreign_script("russian"),
    "western name in arabic": _foreign_script("arabic"),
    "western name in hebrew": _foreign_script("hebrew"),
    "western name in katakana": _foreign_script("katakana"),
    "western name in korean": _foreign_script("korean"),
    "western name in chinese": _foreign_script("chinese"),
    "one typing error, day of birth": _birth(lambda year, month, day: f"{year}-{month:02}-{day:02}"),
    "one typing error, day and month exchanged": _birth(_exchanged),
    "one typing error, year of birth only": _birth(lambda year, month, day: f"{year}"),
    "one typing error, day of birth off by one": _birth(
        lambda year, month, day: f"{year}-{month:02}-{day % 28 + 1:02}"
    ),
}
"""Each kind of change by its name in the results."""
