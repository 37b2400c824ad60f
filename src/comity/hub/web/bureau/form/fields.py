"""A field of the form: where its value stands in the request, how it is asked for, and in which words."""

from enum import StrEnum
from typing import Any, Final

import msgspec

LONGEST: Final = 10_000
"""The characters that may be typed into one field; a longer text that stands already may be edited at its length."""


class Sort(StrEnum):
    """How a value is asked for, which also says what type it has."""

    LINE = "line"
    WORDS = "words"
    LINES = "lines"
    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"


class Option(msgspec.Struct, frozen=True):
    """One of a few values to choose from."""

    value: str
    text: str
    hint: str = ""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `path` is where the answer stands: `subject.birth.date`, or within an entry `number`.

    `needed` is said where nothing may be left out for the request to be read at all. `nothing` is the choice that
    leaves the answer not known, `none` the one that says there is none (`[]`, or `""` in a line), `every` the one
    that stands for all there is (None, where choosing nothing is `[]`). `codes` names the list of a `CODE`. `spoken`
    is a text in the language of the request, `exact` a date that is known or not given.
    """

    path: str
    label: str
    sort: Sort = Sort.LINE
    hint: str = ""
    law: str = ""
    options: tuple[Option, ...] = ()
    codes: str = ""
    needed: str | None = None
    nothing: str | None = None
    none: str | None = None
    every: str | None = None
    least: int | None = None
    most: int | None = None
    unit: str = ""
    width: str = ""
    spoken: bool = False
    exact: bool = False
    autocomplete: str = "off"

    @property
    def id(self) -> str:
        """The field's id on its page; the first of its inputs has it."""
        return self.path.replace(".", "-").replace("_", "-")


Plain = dict[str, Any]
"""A request, or an entry of it, as plain data with the names of the contract."""


def value_at(plain: Plain, path: str) -> Any:
    """Return what stands at `path`, None where anything on the way is not known."""
    found: Any = plain
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def with_value(plain: Plain, path: str, value: Any) -> Plain:
    """Return the data with `value` at `path`; a record left with nothing in it that was made for it is gone."""
    name, _, rest = path.partition(".")
    if not rest:
        return {**plain, name: value}
    inner = with_value(plain.get(name) or {}, rest, value)
    return {**plain, name: inner if any(each is not None for each in inner.values()) else None}
