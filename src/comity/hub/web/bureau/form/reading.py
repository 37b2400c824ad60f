"""From a form to its request: what was typed becomes plain data, and every fault names its field.

What was not changed stays as it is, to the letter, so that a form never alters what it cannot show.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, assert_never

import msgspec

from comity.hub.web.bureau.form.fields import LONGEST, Field, Plain, Sort, value_at, with_value
from comity.hub.web.bureau.form.showing import EVERY, NONE, NOTHING, gist, inputs_of, present
from comity.hub.web.bureau.form.words import CODES
from comity.hub.web.typed_date import PARTS, WORDS, date_of
from comity.hub.web.visit import Fields
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import Fault

_AMOUNT: Final = re.compile(r"\d{1,18}(\.\d{1,4})?", re.ASCII)
_ARABIC_POINTS: Final = str.maketrans({"\u066b": ".", "\u066c": ","})
_DECIMAL_COMMA: Final = re.compile(r"\d{1,18},\d{1,2}", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,4})?", re.ASCII)
_EITHER: Final = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
"""What one reader takes for thousands and another for decimals: an amount is never guessed."""
_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Read(msgspec.Struct, frozen=True):
    """What came of a form: the data as far as it could be read, and what is wrong by the path of its field."""

    plain: Plain
    faults: tuple[Fault, ...]


def read(fields: Sequence[Field], plain: Plain, typed: Fields) -> Read:
    """Return `plain` with what was typed into `fields`."""
    faults: list[Fault] = []
    for field in fields:
        try:
            plain = _with_typed(field, plain, typed)
        except ValueError as error:
            faults.append(Fault(field.path, str(error)))
    return Read(plain, tuple(faults))


def _with_typed(field: Field, plain: Plain, typed: Fields) -> Plain:
    held = value_at(plain, field.path)
    if present(field, typed) and not unchanged(field, held, typed):
        value = _parsed(field, typed, held)
        plain, held = with_value(plain, field.path, value), value
    if field.needed and held in (None, ""):
        raise ValueError(field.needed)
    return plain


def unchanged(field: Field, held: Any, typed: Fields) -> bool:
    """Say whether what was typed is what the form shows for the value that is held."""
    return bool(gist(field, typed) == gist(field, Fields(inputs_of(field, held))))


def _parsed(field: Field, typed: Fields, held: Any) -> Any:
    name, text = field.path, typed.one(field.path)
    match field.sort:
        case Sort.LINE | Sort.WORDS:
            return _text(field, typed, held)
        case Sort.AMOUNT:
            return _amount(text)
        case Sort.NUMBER:
            return _number(field, text)
        case Sort.DATE:
            day, month, year, words = (typed.one(f"{name}.{part}") for part in (*PARTS, WORDS))
            born = date_of(day, month, year, words)
            return None if born is None else str(born)
        case Sort.CHOICE:
            return None if text == NOTHING else _known(text, _offered(field, [held]))
        case Sort.YES_NO:
            return {"yes": True, "no": False, NOTHING: None}[_known(text, ["yes", "no", NOTHING])]
        case Sort.CHOICES:
            return _chosen(field, typed.all(name), held or [])
        case Sort.LINES:
            return _several(field, typed, [_bounded(each, "Each entry") for each in typed.all(name)])
        case Sort.CODE:
            return _known(text, CODES[field.codes].names) if text else None
        case Sort.CODES:
            return _several(field, typed, [_known(each, CODES[field.codes].names) for each in typed.all(name)])
        case _:
            assert_never(field.sort)


def _text(field: Field, typed: Fields, held: Any) -> str | None:
    text, marked = typed.one(field.path), f"{field.path}.none" in typed
    if marked and text:
        raise ValueError(f"Give this, or say “{field.none}”, and not both")
    return "" if marked else _bounded(text, field.label, max(LONGEST, len(held or ""))) or None


def _bounded(text: str, what: str, most: int = LONGEST) -> str:
    if len(text) > most:
        raise ValueError(f"{what} must be {most:,} characters or fewer; these are {len(text):,}")
    if sign := _UNREADABLE.search(text):
        raise ValueError(f"Remove the sign U+{ord(sign[0]):04X} at character {sign.start() + 1}: it cannot be read")
    return text


def _amount(text: str) -> str | None:
    said = re.sub(r"[\s'’_]", "", ascii_digits(text).translate(_ARABIC_POINTS))
    if not said:
        return None
    if "." not in said and _DECIMAL_COMMA.fullmatch(said):
        said = said.replace(",", ".")
    plain = said.replace(",", "")
    if not _AMOUNT.fullmatch(plain) or ("," in said and not _THOUSANDS.fullmatch(said)) or _EITHER.fullmatch(said):
        raise ValueError("Give the amount in digits, with a point before decimals, like 410000 or 99.50")
    return plain


def _number(field: Field, text: str) -> int | None:
    plain = re.sub(r"[\s,'’]", "", ascii_digits(text).translate(_ARABIC_POINTS))
    if not plain:
        return None
    least, most = field.least or 0, field.most if field.most is not None else 999_999_999
    if not _NUMBER.fullmatch(plain) or not least <= int(plain) <= most:
        raise ValueError(f"{field.label} must be a whole number from {least:,} to {most:,}")
    return int(plain)


def _known(value: str, known: Any) -> str:
    if value not in known:
        raise ValueError("Choose one of the answers that are offered")
    return value


def _offered(field: Field, held: Sequence[Any]) -> set[str]:
    """Return what may be chosen: the options, and what stands there already."""
    return {each.value for each in field.options} | {str(each) for each in held if each is not None}


def _chosen(field: Field, values: list[str], held: Sequence[Any]) -> list[str] | None:
    if len(values) > 1 and {NONE, EVERY} & set(values):
        alone = field.none if NONE in values else field.every
        raise ValueError(f"Choose “{alone}” alone, or choose the others without it")
    if values == [EVERY]:
        return None
    if not values or values == [NONE]:
        return [] if field.every or values else None
    known = _offered(field, held)
    return list(dict.fromkeys(_known(each, known) for each in values))


def _several(field: Field, typed: Fields, values: list[str]) -> list[str] | None:
    marked = f"{field.path}.none" in typed
    if marked and values:
        raise ValueError(f"Give these, or say “{field.none}”, and not both")
    return values or ([] if marked else None)
