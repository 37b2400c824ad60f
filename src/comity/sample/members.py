"""The twelve fictional members: their culture, working language and currency."""

from typing import Final

import msgspec

from comity.kernel.codes import Country, Currency, Language
from comity.sample.words import Culture, cultures


class Member(msgspec.Struct, frozen=True):
    code: Country
    culture: str
    language: Language
    currency: Currency

    @property
    def names(self) -> Culture:
        return cultures()[self.culture]


def _member(code: str, culture: str, language: str, currency: str) -> Member:
    return Member(Country.parse(code), culture, Language.parse(language), Currency.parse(currency))


MEMBERS: Final = (
    _member("XA", "north", "en", "USD"),
    _member("XB", "east", "fr", "EUR"),
    _member("XC", "south", "es", "EUR"),
    _member("XD", "desert", "ar", "USD"),
    _member("XE", "isle", "en", "EUR"),
    _member("XF", "west", "fr", "EUR"),
    _member("XG", "south", "es", "USD"),
    _member("XH", "desert", "ar", "USD"),
    _member("XI", "north", "en", "GBP"),
    _member("XJ", "west", "fr", "CHF"),
    _member("XL", "south", "es", "USD"),
    _member("XM", "east", "en", "USD"),
)
BY_CODE: Final = {member.code: member for member in MEMBERS}
