"""Codes in words: countries, languages and currencies by name, for choosing from."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec
from babel import Locale

from comity.hub.web.bureau.form.fields import Option
from comity.kernel.codes import FICTIONAL_MEMBERS, Country, Currency, Language
from comity.notices.vocabulary import Category

_ENGLISH: Final = Locale.parse("en")


class Codes(msgspec.Struct, frozen=True):
    """A list of codes with their names, in the order of the names."""

    names: Mapping[str, str]
    ask: str


def _sorted(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def _plain(value: str) -> str:
    return value.replace("_", " ").capitalize()


def country(code: str) -> str:
    """Return a country's name; a fictional member is called by its code."""
    return f"Member {code}" if code in FICTIONAL_MEMBERS else str(_ENGLISH.territories.get(code, code))


def language(code: str) -> str:
    """Return a language's name."""
    return str(_ENGLISH.languages.get(code, code))


def currency(code: str) -> str:
    """Return a currency's name with its code."""
    return f"{_ENGLISH.currencies.get(code, code)} ({code})"


CODES: Final[Mapping[str, Codes]] = {
    "country": Codes(_sorted({str(code): country(code) for code in Country.valid()}), "Choose a country"),
    "language": Codes(_sorted({str(code): language(code) for code in Language.valid()}), "Choose a language"),
    "category": Codes({each.value: _plain(each.value) for each in Category}, "Choose a kind of offence"),
    "currency": Codes(_sorted({str(code): currency(code) for code in Currency.valid()}), "Choose a currency"),
}


@cache
def options(vocabulary: type[StrEnum], *said: tuple[str, str]) -> tuple[Option, ...]:
    """Return the values of a vocabulary as options; `said` gives other words for some."""
    words = dict(said)
    return tuple(Option(each.value, words.get(each.value, _plain(each.value))) for each in vocabulary)
