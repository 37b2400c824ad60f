"""A page of the form as its template shows it: each question with what was typed, what is wrong, and its checks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec
from markupsafe import Markup

from comity.compliance.rule import Effect, Finding
from comity.compliance.stated import stated
from comity.hub.web.bureau.form.dates_typed import PARTS, WORDS
from comity.hub.web.bureau.form.fields import LONGEST, Field, Option, Plain, Sort, value_at
from comity.hub.web.bureau.form.reading import unchanged
from comity.hub.web.bureau.form.saying import said
from comity.hub.web.bureau.form.words import CODES, language
from comity.hub.web.visit import Fields
from comity.kernel.errors import Fault
from comity.kernel.hashing import sha256_hex
from comity.law import parameters

GRADES: Final = {Effect.REFUSE: "Bars the request", Effect.RETURN: "To be mended", Effect.REVIEW: "For a reviewer"}
_NEEDED: Final = "Still needed"
_LAW: Final = re.compile(r"\{([a-z_.]+)\}")
ABOVE: Final = "above"
"""Where on a page stands what no field of it is about."""
_SPARE: Final = 1
"""Empty inputs after those of a list, so that one more can be given without a script."""


class Check(msgspec.Struct, frozen=True):
    """A finding as it stands beside a field."""

    effect: str
    grade: str
    text: str
    law: str
    rule: str


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


def asks(
    fields: Sequence[Field],
    typed: Fields,
    day: date,
    faults: Sequence[Fault] = (),
    checks: Mapping[str, tuple[Check, ...]] | None = None,
    now: Plain | None = None,
    lang: str | None = None,
    law: str = "",
) -> list[Ask]:
    """Return the questions of a page.

    `now` is the data as it stands where somebody changed it in the meantime; `law` is said above the questions already.
    """
    wrong = {fault.path: fault.message for fault in faults}
    return [
        Ask(
            field=field,
            hint=in_law(field.hint, day),
            law="" if field.law == law else field.law,
            options=tuple(
                msgspec.structs.replace(each, hint=in_law(each.hint, day)) for each in _options(field, typed)
            ),
            typed=typed,
            error=wrong.get(field.path),
            now=_now(field, typed, now),
            checks=(checks or {}).get(field.path, ()),
            longest=max(LONGEST, len(typed.one(field.path))),
            lang=lang if field.spoken else None,
            rows=_rows(typed.one(field.path)),
        )
        for field in fields
    ]


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


def check_of(finding: Finding) -> Check:
    """Return a finding as it is said to its requester: what would mend it, or else what it is."""
    assert finding.effect is not None
    return Check(
        effect=finding.effect.value,
        grade=_NEEDED if _is_missing(finding) else GRADES[finding.effect],
        text=finding.remedy or finding.reason,
        law=", ".join(finding.citations),
        rule=finding.rule,
    )


def _is_missing(finding: Finding) -> bool:
    """Say whether a finding names nothing that is wrong, only what is not given yet."""
    return finding.effect is Effect.RETURN and not any(stated(fact.value) for fact in finding.facts)


def checks_of(found: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Check, ...]]:
    """Return findings by field as checks, the gravest first."""
    order = list(Effect)
    return {
        path: tuple(check_of(each) for each in sorted(some, key=lambda one: order.index(one.effect or Effect.REVIEW)))
        for path, some in found.items()
    }


def marks(fields: Sequence[Field], checks: Mapping[str, tuple[Check, ...]]) -> list[tuple[str, str]]:
    """Return a short mark for the checks at each place of a page; it differs where they do, and is "" for none."""
    places = [(field.id, checks.get(field.path, ())) for field in fields]
    return [(name, _mark(found)) for name, found in [*places, (ABOVE, checks.get("", ()))]]


def _mark(checks: Sequence[Check]) -> str:
    said = "\n".join(f"{each.effect} {each.rule} {each.text}" for each in checks)
    return sha256_hex(said.encode())[:12] if said else ""


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
