"""A page of the form as its template shows it: each question with what was typed, what is wrong, and its checks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec
from markupsafe import Markup

from comity.hub.web.bureau.form.checks import Check, marks
from comity.hub.web.bureau.form.fields import LONGEST, Field, Option, Plain, Sort, value_at
from comity.hub.web.bureau.form.reading import unchanged
from comity.hub.web.bureau.form.saying import said
from comity.hub.web.bureau.form.words import CODES, language
from comity.hub.web.typed_date import PARTS, WORDS
from comity.hub.web.visit import Fields
from comity.kernel.errors import Fault
from comity.law import parameters

_LAW: Final = re.compile(r"\{([a-z_.]+)\}")
_SPARE: Final = 1
"""Empty inputs after those of a list, so that one more can be given without a script."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is shown. `now` is what the request says by now, where that is not what was typed."""

    field: Field
    hint: str
    law: str
    options: tuple[Option, ...]
    typed: Fields
    error: str | None
    now: str | None
    checks: tuple[Check, ...]
    longest: int
    lang: str | None
    rows: int

    @property
    def value(self) -> str:
        return self.typed.one(self.field.path)

    @property
    def values(self) -> list[str]:
        """What stands in a list, with room for more."""
        more = self.typed.one("more") == self.field.path
        return [*self.typed.all(self.field.path), *[""] * (_SPARE + more)]

    @property
    def chosen(self) -> list[str]:
        return self.typed.all(self.field.path)

    @property
    def none(self) -> bool:
        """Say whether it is ticked that there is none."""
        return f"{self.field.path}.none" in self.typed

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """The inputs of a date in numbers: name, word, value."""
        return [(f"{self.field.path}.{each}", each.capitalize(), self.part(each)) for each in PARTS]

    @property
    def words(self) -> str:
        """What is typed of a date in words."""
        return self.part(WORDS)

    def part(self, name: str) -> str:
        return self.typed.one(f"{self.field.path}.{name}")

    def codes(self, value: str) -> Markup:
        """Return the options of a select with `value` chosen."""
        return select(self.field.codes, value)


Checks = Mapping[str, tuple[Check, ...]]


def questions(
    fields: Sequence[Field],
    typed: Fields,
    day: date,
    faults: Sequence[Fault] = (),
    checks: Checks | None = None,
    now: Plain | None = None,
    lang: str | None = None,
    law: str = "",
) -> Mapping[str, Any]:
    """Return what a template shows of the questions of a page, and of what fits none of them.

    `now` is the data as it stands where somebody changed it in the meantime; `law` is said above the questions already.
    """
    wrong = {fault.path: fault.message for fault in faults}
    found, paths = checks or {}, {field.path for field in fields}
    return {
        "asks": [_ask(field, typed, day, wrong, found, now, lang, law) for field in fields],
        "faults": faults,
        "unplaced": [fault for fault in faults if fault.path not in paths],
        "above_checks": found.get("", ()),
        "marks": marks(fields, found),
        "stale": now is not None,
    }


def _ask(
    field: Field,
    typed: Fields,
    day: date,
    wrong: Mapping[str, str],
    checks: Checks,
    now: Plain | None,
    lang: str | None,
    law: str,
) -> Ask:
    text = typed.one(field.path)
    return Ask(
        field=field,
        hint=in_law(field.hint, day),
        law="" if field.law == law else field.law,
        options=tuple(msgspec.structs.replace(each, hint=in_law(each.hint, day)) for each in _options(field, typed)),
        typed=typed,
        error=wrong.get(field.path),
        now=_now(field, typed, now),
        checks=checks.get(field.path, ()),
        longest=max(LONGEST, len(text)),
        lang=lang if field.spoken else None,
        rows=_rows(text),
    )


def _options(field: Field, typed: Fields) -> tuple[Option, ...]:
    """Return the options, with what was chosen and is none of them (a member that left, a word of an import)."""
    if field.sort not in (Sort.CHOICE, Sort.CHOICES):
        return field.options
    known = {each.value for each in field.options} | {"-", "none", "*"}
    return field.options + tuple(Option(each, each) for each in typed.all(field.path) if each not in known)


def _rows(text: str) -> int:
    return min(20, max(4, len(text) // 90 + text.count("\n") + 2))


def _now(field: Field, typed: Fields, now: Plain | None) -> str | None:
    if now is None:
        return None
    held = value_at(now, field.path)
    return None if unchanged(field, held, typed) else said(field, held)


def in_law(text: str, day: date) -> str:
    """Return a text with the parameters of the law that it names, as they stand on `day`."""
    return _LAW.sub(lambda match: _parameter(match[1], day), text)


def _parameter(name: str, day: date) -> str:
    value: Any = parameters.at(name, day).value
    if isinstance(value, list):
        words = sorted(language(str(code)) for code in value)
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{value:,}"


def select(codes: str, value: str) -> Markup:
    """Return the options of a list of codes with `value` chosen; they are made once, because there are hundreds."""
    lines = _lines(codes)
    if value and value not in lines:
        return _chosen(value, value) + Markup("").join(lines.values())
    chosen = lines if not value else {**lines, value: _chosen(value, CODES[codes].names[value])}
    return Markup("").join(chosen.values())


def _chosen(code: str, name: str) -> Markup:
    return Markup('<option value="{}" selected>{}</option>').format(code, name)


@cache
def _lines(codes: str) -> Mapping[str, Markup]:
    line = Markup('<option value="{}">{}</option>')
    named = {"": CODES[codes].ask, **CODES[codes].names}
    return {code: line.format(code, name) for code, name in named.items()}
