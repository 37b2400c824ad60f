"""Dated parameters of the law: thresholds, time limits, languages and rates, each value with its citation.

`at` gives a value as it stood on a day; `number`, `codes`, `marks` and `usd` give it typed. A value
that is wanted for a day before its first raises `ValueError`: the law did not say it yet.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from comity.law.citations import Citation
from comity.law.instruments import law_data

Plain = int | list[str | int] | dict[str, float]


class Value(msgspec.Struct, frozen=True):
    """A value in force, since which day, and on what it rests."""

    value: Plain
    unit: str
    since: date
    citation: Citation


class Parameter(msgspec.Struct, frozen=True):
    """A parameter and its history, days rising."""

    name: str
    title: str
    unit: str
    citation: Citation
    days: tuple[date, ...]
    values: tuple[Plain, ...]

    def at(self, day: date) -> Value:
        """Return the value in force on `day`; raises `ValueError` before the first."""
        place = bisect_right(self.days, day) - 1
        if place < 0:
            raise ValueError(f"{self.name} has no value on {day}; its first is of {self.days[0]}")
        return Value(self.values[place], self.unit, self.days[place], self.citation)


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return all parameters by name."""
    return {name: _parameter(name, entry) for name, entry in _entries().items()}


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    unit: str
    citation: str
    values: dict[date, int | list[str | int] | dict[str, float]]


def _entries() -> dict[str, _Entry]:
    return msgspec.convert(law_data("parameters.yaml"), dict[str, _Entry])


def _parameter(name: str, entry: _Entry) -> Parameter:
    history = sorted(entry.values.items())
    if not history:
        raise ValueError(f"{name} has no value")
    days, values = zip(*history, strict=True)
    return Parameter(name, entry.title, entry.unit, Citation.parse(entry.citation), days, values)


def at(name: str, day: date) -> Value:
    """Return the value of `name` in force on `day`; raises `KeyError` for a name the law data lacks."""
    return parameters()[name].at(day)


def number(name: str, day: date) -> int:
    """Return a whole number in the parameter's unit."""
    value = at(name, day).value
    if not isinstance(value, int):
        raise TypeError(f"{name} is not a number")
    return value


def codes(name: str, day: date) -> tuple[str, ...]:
    """Return a list of codes, such as the working languages."""
    value = at(name, day).value
    if not isinstance(value, list):
        raise TypeError(f"{name} is not a list")
    return tuple(str(code) for code in value)


def marks(name: str, day: date) -> tuple[int, ...]:
    """Return a list of whole numbers, such as the days at which silence counts."""
    return tuple(int(code) for code in codes(name, day))


def usd(currency: str, amount: Decimal, day: date) -> Decimal | None:
    """Return `amount` in US dollars at the rate of `day`, or None where the law data has no rate for it."""
    rates = at("rates.usd", day).value
    if not isinstance(rates, Mapping) or currency not in rates:
        return None
    return (amount * Decimal(str(rates[currency]))).quantize(Decimal("0.01"))
