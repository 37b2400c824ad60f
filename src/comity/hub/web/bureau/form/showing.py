"""From a request to its form: the values that the inputs of a field hold, as a browser would send them."""

from collections.abc import Sequence
from typing import Any, Final, assert_never

from comity.hub.web.bureau.form.fields import Field, Plain, Sort, value_at
from comity.hub.web.typed_date import PARTS, WORDS, parts_of
from comity.hub.web.visit import Fields

NOTHING: Final = "-"
"""The value of the choice that leaves an answer not known."""
NONE: Final = "none"
EVERY: Final = "*"
Pairs = list[tuple[str, str]]


def shown(fields: Sequence[Field], plain: Plain) -> Fields:
    """Return the form of `fields` as it stands for `plain`."""
    return Fields([pair for field in fields for pair in inputs_of(field, value_at(plain, field.path))])


def inputs_of(field: Field, value: Any) -> Pairs:
    """Return what the inputs of one field hold for a value."""
    name = field.path
    match field.sort:
        case Sort.LINE | Sort.WORDS | Sort.AMOUNT | Sort.CODE | Sort.NUMBER:
            marked = field.none is not None and value == ""
            return [(name, "" if value is None else str(value)), *([(f"{name}.none", NONE)] if marked else [])]
        case Sort.DATE:
            named = [f"{name}.{part}" for part in (*PARTS, WORDS)]
            return list(zip(named, parts_of(value), strict=True))
        case Sort.CHOICE:
            return [] if value is None else [(name, str(value))]
        case Sort.YES_NO:
            return [] if value is None else [(name, "yes" if value else "no")]
        case Sort.CHOICES:
            return [(name, ""), *((name, each) for each in _chosen(field, value))]
        case Sort.LINES | Sort.CODES:
            marked = field.none is not None and value == []
            said = [(name, str(each)) for each in value or ()]
            return [(name, ""), *said, *([(f"{name}.none", NONE)] if marked else [])]
        case _:
            assert_never(field.sort)


def _chosen(field: Field, value: list[str] | None) -> list[str]:
    if value is None:
        return [EVERY] if field.every else []
    return [NONE] if not value and field.none else [str(each) for each in value]


def gist(field: Field, typed: Fields) -> Any:
    """Return what was typed into a field so that the same answer compares equal, however browsers send it."""
    name = field.path
    match field.sort:
        case Sort.LINE | Sort.AMOUNT | Sort.CODE | Sort.NUMBER:
            return _line(typed.one(name)), f"{name}.none" in typed
        case Sort.WORDS:
            return _text(typed.one(name)), f"{name}.none" in typed
        case Sort.DATE:
            return tuple(typed.one(f"{name}.{part}").lstrip("0") for part in (*PARTS, WORDS))
        case Sort.CHOICE | Sort.YES_NO:
            return typed.one(name)
        case Sort.CHOICES:
            return frozenset(typed.all(name))
        case Sort.LINES | Sort.CODES:
            return tuple(_line(each) for each in typed.all(name)), f"{name}.none" in typed
        case _:
            assert_never(field.sort)


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _line(text: str) -> str:
    """Return a text as an input of one line holds it: without line ends."""
    return text.replace("\r", "").replace("\n", "").strip()


def present(field: Field, typed: Fields) -> bool:
    """Say whether a form asked this question at all; a choice that nobody made is as if it had not been asked."""
    named = f"{field.path}.{PARTS[0]}" if field.sort is Sort.DATE else field.path
    return named in typed
