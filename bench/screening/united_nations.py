"""The list of the United Nations against made-up travellers: how many listed are found while how many are alarmed."""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.screening.changes import Asked, typo
from bench.screening.data import travellers
from bench.screening.engine import LOOSE, USUAL, build, question
from bench.screening.misses import Misses
from bench.screening.rates import share_at, threshold_at
from bench.screening.results import Measure, rate
from msgspec.structs import replace

from comity.adapters.un.mapping import to_requests
from comity.adapters.un.reader import read_un_list
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Subject, SubjectType
from comity.law.country_names import country_code
from comity.screening import Hit, Index

ALERTS = (0.0002, 0.003, 0.01)
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")

Listed = list[tuple[str, Subject]]


@dataclass(frozen=True)
class Goal:
    """What is to be reached at one share of alerts, and what the best known other reaches."""

    alerts: float
    recall: str
    known: str


def listed(data: Path) -> Listed:
    """Return the persons on the list."""
    requests = to_requests(read_un_list(data / "un" / "UN_consolidated.xml"))
    found = [(request.reference or "", request.subject) for request in requests if request.subject]
    return [(reference, subject) for reference, subject in found if subject.type is SubjectType.PERSON]


def without_script(persons: Listed) -> Listed:
    """Return the persons with no name left in another script than the Latin."""
    found = []
    for reference, subject in persons:
        aliases = [alias for alias in subject.aliases or () if not _OTHER_SCRIPT.search(alias.name)]
        found.append((reference, replace(subject, names_in_original_script=None, aliases=aliases)))
    return found


def measure(data: Path, size: int, share: int, misses: Misses) -> list[Measure]:
    """Return the share found at shares of alerts, asked by name, by name with birth and nationality, by script.

    `size` travellers are the innocent; one of `share` persons on the list is asked about.
    """
    persons = listed(data)
    crowd = Random(9).sample(list(travellers(data)), size)
    index, asked = build(persons), persons[::share]
    found = _changed(index, asked, crowd, misses, evidence=False)
    found += _changed(index, asked, crowd, misses, evidence=True)
    return found + _original(build(without_script(persons)), persons, crowd, misses)


def _changed(
    index: Index, persons: Listed, crowd: list[dict[str, str]], misses: Misses, *, evidence: bool
) -> list[Measure]:
    random = Random(13)
    title = (
        "typing errors and swaps, name, birth, nationality, sex" if evidence else "typing errors and swaps, name only"
    )
    goal = Goal(0.0002, ".99", ".962 at .07 %") if evidence else Goal(0.003, ".99", ".981 at .6 %")
    innocent = [_alert(index, _traveller(each, evidence=evidence)) for each in crowd]
    bar = threshold_at([score for score, _ in innocent], goal.alerts)
    for (score, hits), each in zip(innocent, crowd, strict=True):
        if score >= min(bar, USUAL):
            misses.add("un", f"alert: {title}", each, "", None, score, hits)
    scores = []
    for reference, subject in persons:
        for change in (_same, _typo, _swap, _swap_typo):
            name = change(random, subject)
            asked: Asked = {"name": name, **(_evidence(random, subject) if evidence else {})}
            hits = index.screen(question(asked), LOOSE, 50)
            score = next((hit.score for hit in hits if hit.subject == reference), 0.0)
            scores.append((change.__name__, score))
            if score < max(bar, USUAL):
                misses.add("un", title, asked, reference, subject, score, hits)
    changed = [score for kind, score in scores if kind != "_same"]
    return _rows(title, changed, [score for score, _ in innocent], goal)


def scores_of(
    index: Index, persons: Listed, crowd: list[dict[str, str]], *, evidence: bool
) -> tuple[list[float], list[float]]:
    """Return the scores of changed names of those on the list, and the highest score of each innocent traveller."""
    random = Random(13)
    wanted = []
    for reference, subject in persons:
        for change in (_typo, _swap, _swap_typo):
            asked: Asked = {"name": change(random, subject), **(_evidence(random, subject) if evidence else {})}
            hits = index.screen(question(asked), LOOSE, 50)
            wanted.append(next((hit.score for hit in hits if hit.subject == reference), 0.0))
    return wanted, [_alert(index, _traveller(each, evidence=evidence))[0] for each in crowd]


def _original(index: Index, persons: Listed, crowd: list[dict[str, str]], misses: Misses) -> list[Measure]:
    title = "original script, no such alias on file, name only"
    innocent = [_alert(index, _traveller(each, evidence=False))[0] for each in crowd]
    native = [score for score, each in zip(innocent, crowd, strict=True) if _OTHER_SCRIPT.search(each["full_name"])]
    bar, scores = threshold_at(innocent, 0.01), []
    for reference, subject in persons:
        for name in (subject.names_in_original_script or [])[:1]:
            hits = index.screen(question({"name": name}), LOOSE, 50)
            score = next((hit.score for hit in hits if hit.subject == reference), None)
            scores.append(score or 0.0)
            if score is None or score < bar:
                misses.add("un", title, name, reference, subject, score, hits)
    found = _rows(title, scores, innocent, Goal(0.01, ".85", ".19"))
    strict = "original script, alerts among travellers in other scripts"
    return found + _rows(strict, scores, native, Goal(0.01, "", ""))


def _rows(title: str, scores: list[float], innocent: list[float], goal: Goal) -> list[Measure]:
    found = []
    for alerts in ALERTS:
        bar = threshold_at(innocent, alerts)
        wanted = (goal.recall, goal.known) if alerts == goal.alerts else ("", "")
        name = f"{title}: found at {alerts:.2%} alerts"
        found.append(rate("un", name, share_at(scores, bar), *wanted, note=f"threshold {bar:.4f}"))
    found.append(rate("un", f"{title}: found at {USUAL}", share_at(scores, USUAL)))
    found.append(rate("un", f"{title}: alerts at {USUAL}", share_at(innocent, USUAL)))
    return found


def _alert(index: Index, asked: Asked) -> tuple[float, list[Hit]]:
    hits = index.screen(question(asked), LOOSE, 1)
    return (hits[0].score if hits else 0.0), hits


def _traveller(row: dict[str, str], *, evidence: bool) -> Asked:
    asked: Asked = {"name": row["full_name"]}
    if evidence:
        code = country_code(row["nationality"])
        asked |= {"birth_date": row["date_of_birth"], **({"nationalities": [code]} if code else {})}
        asked |= {"sex": row["gender"]} if row["gender"] in ("male", "female") else {}
    return asked


def _evidence(random: Random, subject: Subject) -> Asked:
    """Return what a passport of the person would say: a whole date within one that is listed, and a nationality."""
    births = [birth.date for birth in (subject.birth, *(subject.other_births or ())) if birth and birth.date]
    asked: Asked = {}
    if births:
        asked["birth_date"] = _within(random, random.choice(births))
    if subject.nationalities:
        asked["nationalities"] = [random.choice(subject.nationalities)]
    if subject.sex in ("male", "female"):
        asked["sex"] = subject.sex
    return asked


def _within(random: Random, date: PartialDate) -> str:
    first, last = date.earliest.toordinal(), date.latest.toordinal()
    return type(date.earliest).fromordinal(random.randint(first, last)).isoformat()


def _same(random: Random, subject: Subject) -> str:
    return subject.full_name.lower()


def _typo(random: Random, subject: Subject) -> str:
    return typo(random, _same(random, subject))


def _swap(random: Random, subject: Subject) -> str:
    """Return the name with the last word first, the first word last, or two neighbours exchanged."""
    words = _same(random, subject).split()
    at = random.randrange(max(1, len(words) - 1))
    exchanged = [*words[:at], *words[at : at + 2][::-1], *words[at + 2 :]]
    return " ".join(random.choice((words[-1:] + words[:-1], words[1:] + words[:1], exchanged)))


def _swap_typo(random: Random, subject: Subject) -> str:
    return typo(random, _swap(random, subject))
