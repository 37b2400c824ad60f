"""Twice the text takes twice the steps, whatever is written: no one makes another wait by what they write."""

from collections.abc import Callable
from typing import Any

import pytest

from comity.compliance.check import check
from comity.compliance.reading.dates import dates_in
from comity.compliance.reading.passages import MOST_FACTS
from comity.compliance.reading.reading import read
from tests.compliance.example import AT, changed, plain, request
from tests.compliance.hostile import SIGNS, patterns
from tests.counted import LINEAR, growth

PATTERNS = dict(patterns())
WORDS = 64
"""Words of the smaller of two texts, or parts where they are no words."""


def _repeated(unit: str, words: int) -> str:
    """Return a unit over and over, for twice the words twice as often."""
    return unit * (words * max(4, WORDS // max(1, len(unit.split()))) // WORDS)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_reading_takes_twice_the_steps_for_twice_the_text(language: str) -> None:
    """Each entry of the word lists, near misses, alternations and small words, repeated in one sentence."""
    own = {name: unit for name, unit in PATTERNS.items() if name.startswith(language) or name in SIGNS}
    slow = {}
    for name, unit in own.items():
        grown = growth(lambda size, unit=unit: read(_repeated(unit, size), language), WORDS)
        if grown > LINEAR:
            slow[name] = round(grown, 2)
    assert not slow


@pytest.mark.parametrize("name", SIGNS)
def test_days_are_read_in_twice_the_steps(name: str) -> None:
    """Months, ordinals and figures over and over."""
    assert growth(lambda size: dates_in(_repeated(SIGNS[name], size)), WORDS) <= LINEAR


CHARGE = plain()["judicial"]["charges"][0]
BODIES: dict[str, Callable[[int], dict[str, Any]]] = {
    **{
        f"facts: {unit.strip()}": lambda size, unit=unit: {"judicial.facts": _repeated(unit, size)}
        for unit in ("insult ", "criticised ", "member of an organisation which killed ", "police fired on ",
                     "crítica ", "قتل ", "انتقد ", "membre ", "3 March 2024 ", "wrote about the president ", "x", ". ")
    },
    "charges": lambda size: {"judicial.charges": [CHARGE] * size},
    "charges of an account": lambda size: {
        "judicial.charges": [CHARGE | {"category": "speech"}] * size, "judicial.facts": "criticised and hit " * 4 * size
    },
    "charges of titles": lambda size: {
        "judicial.charges": [CHARGE | {"category": None, "title": "insult " * 9}] * size,
        "judicial.facts": "insult " * 4 * size,
    },
    "charges of terrorism": lambda size: {
        "judicial.charges": [CHARGE | {"category": "terrorism"}] * size, "judicial.facts": "bombed, wrote " * 4 * size
    },
    "aliases": lambda size: {
        "subject.aliases": [{"name": f"Nosuch{place} Person{place}"} for place in range(size)],
        "judicial.facts": "one did it " * size,
    },
    "names in Arabic": lambda size: {
        "subject.aliases": [{"name": f"Nosuch{place}"} for place in range(size)], "judicial.facts": "قام نسخ " * size
    },
    "attachments": lambda size: {"attachments": [{"sha256": "a" * 64, "type": "warrant"}] * size},
    "documents": lambda size: {"subject.documents": [{"type": "passport", "number": "X1"}] * size},
    "sightings": lambda size: {"subject.last_known": [{"place": "here", "on": "2024-01-01"}] * size},
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_the_whole_catalogue_takes_twice_the_steps_for_twice_the_request(name: str) -> None:
    """Long accounts, many charges, both together, and lists of all that a request may hold."""
    made = {size: request(changed(plain(), BODIES[name](size))) for size in (WORDS, 2 * WORDS)}
    assert growth(lambda size: check(made[size], None, AT), WORDS) <= LINEAR


def test_a_finding_rests_on_the_first_places_of_a_text_alone() -> None:
    """A finding with ten thousand places is read by nobody, and each charge would bring it again."""
    report = check(request(changed(plain(), {"judicial.facts": "he insulted her " * 2 * MOST_FACTS})), None, AT)
    places = [sum(fact.path.startswith("judicial.facts[") for fact in each.facts) for each in report.findings]
    assert max(places) == MOST_FACTS
