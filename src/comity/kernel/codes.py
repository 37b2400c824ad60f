"""Code lists of the outside world: countries, languages, currencies, digests."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Self

FICTIONAL_MEMBERS = tuple(f"X{letter}" for letter in "ABCDEFGHIJLMNOPQRSTUVWXYZ")
"""ISO 3166-1 reserves XA to XZ for users; XK is left out because it is in use for Kosovo."""


@cache
def _vocabulary(name: str) -> frozenset[str]:
    text = files("comity.kernel").joinpath("vocabulary", f"{name}.txt").read_text("ascii")
    return frozenset(text.split())


class Code(str):
    """A string from a closed list; making one from another string raises `ValueError`."""

    __slots__ = ()
    what = "code"

    @classmethod
    def valid(cls) -> frozenset[str]:
        """Return the closed list."""
        raise NotImplementedError

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return `text` as a code, or raise `ValueError` saying what would be right."""
        if text not in cls.valid():
            raise ValueError(f"'{text[:40]}' is not {cls.what}")
        return cls(text)


class Country(Code):
    """ISO 3166-1 alpha-2, or a fictional member XA to XZ without XK."""

    __slots__ = ()
    what = "an ISO 3166-1 alpha-2 country code in capitals"

    @classmethod
    def valid(cls) -> frozenset[str]:
        return _countries()


class Language(Code):
    """ISO 639-1, two small letters."""

    __slots__ = ()
    what = "an ISO 639-1 language code in small letters"

    @classmethod
    def valid(cls) -> frozenset[str]:
        return _vocabulary("languages")


class Currency(Code):
    """ISO 4217, three capitals."""

    __slots__ = ()
    what = "an ISO 4217 currency code in capitals"

    @classmethod
    def valid(cls) -> frozenset[str]:
        return _vocabulary("currencies")


@cache
def _countries() -> frozenset[str]:
    return _vocabulary("countries") | frozenset(FICTIONAL_MEMBERS)


@cache
def alpha3() -> Mapping[str, Country]:
    """Return the country of each code of three letters: ISO 3166-1 alpha-3, and those that travel documents use.

    The list follows the territory aliases of the Unicode CLDR, without states that are no more; Doc 9303-3 adds some.
    """
    pairs = (pair.partition("=") for pair in _vocabulary("alpha3"))
    return {long: Country(short) for long, _, short in pairs}
