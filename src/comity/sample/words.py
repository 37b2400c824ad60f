"""The words of the sample: names of made-up cultures, offences and phrases in the working languages."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
import yaml

LANGUAGES: Final = ("en", "fr", "es", "ar")


class Offence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was done, in one language; `facts` are templates."""

    title: str
    law: str
    facts: tuple[str, ...]


class Culture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names and places; with `script`, each as `Latin|original`."""

    script: bool
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[str, ...]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: tuple[str, ...]
    day: str
    interest: str
    warrant: str
    court: str
    public: str
    marks: tuple[str, ...]

    def in_words(self, day: date) -> str:
        """Return a day as people write it."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def _read(name: str) -> Any:
    text = files("comity.sample").joinpath(name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (a safe loader)


@cache
def cultures() -> dict[str, Culture]:
    """Return the cultures by name."""
    return msgspec.convert(_read("names.yaml"), dict[str, Culture])


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a working language."""
    return msgspec.convert(_read("words.yaml")[language], Phrases)


@cache
def offences() -> dict[str, dict[str, Offence]]:
    """Return the offences by category and language."""
    read = _read("offences.yaml")
    return {
        category: {lang: msgspec.convert(entry[lang], Offence) for lang in LANGUAGES if lang in entry}
        for category, entry in read.items()
    }


@cache
def penalties() -> dict[str, int]:
    """Return the highest penalty of each category, in months."""
    return {category: entry["months"] for category, entry in _read("offences.yaml").items()}


def latin(name: str) -> str:
    """Return the Latin form of a name or place."""
    return name.partition("|")[0]


def original(name: str) -> str:
    """Return the form in the original script; the Latin one where there is no other."""
    return name.partition("|")[2] or name
