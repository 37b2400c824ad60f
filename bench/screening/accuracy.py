"""How many made-up persons are among the first ten answers when their names are changed, by kind of change."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.screening.changes import CHANGES, Asked
from bench.screening.engine import LOOSE, USUAL, build, question
from bench.screening.lexicon import Lexicon
from bench.screening.made_up import Person, persons
from bench.screening.misses import Misses
from bench.screening.results import Measure, rate

MOST_NAMESAKES = 5
"""Persons whose first and family name are borne by more on file are not asked for: no ten answers tell them apart."""

GOALS = {20_000: "", 100_000: ".985", 1_000_000: ".98"}
KNOWN = {20_000: "", 100_000: ".967", 1_000_000: ".962"}


@dataclass(frozen=True)
class Question:
    """A question, the person it is about, and how the name was changed."""

    kind: str
    person: Person
    asked: Asked


def questions(lexicon: Lexicon, everyone: list[Person], each: int, seed: int = 4) -> list[Question]:
    """Return `each` questions of every kind about persons on file (fewer where a change suits few)."""
    random = Random(seed)
    order = _told_apart(everyone)
    random.shuffle(order)
    found = []
    for kind, change in CHANGES.items():
        start, made = random.randrange(len(order)), 0
        for at in range(len(order)):
            person = order[(start + at) % len(order)]
            asked = change(random, person, lexicon)
            if asked:
                found.append(Question(kind, person, asked))
                made += 1
            if made == each:
                break
    return found


def _told_apart(everyone: list[Person]) -> list[Person]:
    """Return those whose name few share, each with only the aliases that few share."""
    namesakes = Counter(_short(person) for person in everyone)
    borne = Counter(name for person in everyone for name in (person.name, *person.good, *person.low))

    def rare(names: list[str]) -> list[str]:
        return [name for name in names if borne[name] <= 2]

    few = (person for person in everyone if namesakes[_short(person)] <= MOST_NAMESAKES)
    return [replace(person, good=rare(person.good), low=rare(person.low)) for person in few]


def _short(person: Person) -> tuple[str, ...]:
    family = sorted(word.latin for word in person.words if word.role == "family")
    return person.words[0].latin, *family


def measure(data: Path, size: int, each: int, misses: Misses) -> list[Measure]:
    """Return recall among the first ten, without a threshold that matters and at the usual one, by kind and in all."""
    lexicon = Lexicon(data)
    everyone = list(persons(lexicon, size))
    asked = questions(lexicon, everyone, each)
    index = build((person.id, person.subject()) for person in everyone)
    total, ten, usual, first = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in asked:
        hits = index.screen(question(one.asked), LOOSE, 10)
        score = next((hit.score for hit in hits if hit.subject == one.person.id), None)
        total[one.kind] += 1
        ten[one.kind] += score is not None
        usual[one.kind] += score is not None and score >= USUAL
        first[one.kind] += bool(hits) and score == hits[0].score
        if score is None or score < USUAL:
            misses.add("accuracy", one.kind, one.asked, str(one.person.id), one.person.subject(), score, hits)
    label = f"{size // 1000}k"
    found = []
    for kind in total:
        found.append(rate("accuracy", f"{label}, {kind}: among the first ten", (ten[kind], total[kind])))
        found.append(rate("accuracy", f"{label}, {kind}: and at {USUAL}", (usual[kind], total[kind])))
    latin = [kind for kind in total if "script:" not in kind and " name in " not in kind]
    for title, kinds in (("all kinds", list(total)), ("all kinds in Latin letters", latin)):
        of = sum(total[kind] for kind in kinds)
        counted = ((ten, "among the first ten"), (usual, f"and at {USUAL}"), (first, "first or tied with the first"))
        for counts, what in counted:
            goal, known = (GOALS.get(size, ""), KNOWN.get(size, "")) if counts is ten else ("", "")
            found.append(
                rate("accuracy", f"{label}, {title}: {what}", (sum(counts[k] for k in kinds), of), goal, known)
            )
    return found
