"""The form of what the secretariat knows of a case: rows that are added and taken away, read and written back."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import msgspec

from comity.hub.web.complaints import plain
from comity.hub.web.review.wording import GROUNDS, code_words
from comity.hub.web.visit import Fields
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Record
from comity.notices.context import CaseContext, HumanRightsConcern, Position, Ruling, SubjectStatus
from comity.notices.vocabulary import AnswerGround, Concern, EarlierRuling, Ground, PositionView, ProtectedStatus

MOST_ROWS: Final = 100
Option = tuple[str, str]


class Sort(StrEnum):
    """How a field is asked for."""

    CHOICE = "choice"
    COUNTRY = "country"
    LINE = "line"
    DATE = "date"
    BOX = "box"


class Field(msgspec.Struct, frozen=True):
    """One field of a row; a needed one has to be filled where anything of the row is."""

    name: str
    label: str
    sort: Sort
    options: tuple[Option, ...] = ()
    needed: bool = False
    hint: str = ""


class Group(msgspec.Struct, frozen=True):
    """Rows of one kind."""

    name: str
    title: str
    one: str
    kind: type[Record]
    fields: tuple[Field, ...]


def _options(kind: type[StrEnum]) -> tuple[Option, ...]:
    return tuple((each.value, code_words(each.value)) for each in kind)


_ON: Final = Field("on", "On", Sort.DATE, hint="2026-05-04, 2026-05 or 2026")
_NAME_ONLY: Final = Field("by_name_only", "Tied to the person by name alone", Sort.BOX)
_TRUE_GROUNDS: Final = tuple(
    (ground.value, words) for ground, words in GROUNDS.items() if ground is not Ground.LEGAL_REVIEW
)
GROUPS: Final = (
    Group("subject_status", "Protection and status of the person", "status", SubjectStatus, (
        Field("status", "Status", Sort.CHOICE, _options(ProtectedStatus), needed=True),
        Field("confirmed_by", "Confirmed by", Sort.COUNTRY), Field("from_member", "Protected from", Sort.COUNTRY),
        _ON, _NAME_ONLY)),
    Group("positions", "Positions of members and international bodies", "position", Position, (
        Field("view", "Position", Sort.CHOICE, _options(PositionView), needed=True),
        Field("member", "Member", Sort.COUNTRY), Field("by", "Or international body", Sort.LINE),
        Field("ground", "Ground", Sort.CHOICE, _options(AnswerGround)), _ON, _NAME_ONLY)),
    Group("earlier_rulings", "Earlier rulings", "ruling", Ruling, (
        Field("case", "Case", Sort.LINE, needed=True),
        Field("ruling", "Ruling", Sort.CHOICE, _options(EarlierRuling), needed=True),
        Field("ground", "Ground", Sort.CHOICE, _TRUE_GROUNDS), _ON, _NAME_ONLY)),
    Group("human_rights", "Human rights", "concern", HumanRightsConcern, (
        Field("concern", "Concern", Sort.CHOICE, _options(Concern), needed=True),
        Field("source", "Source", Sort.LINE, needed=True),
        Field("individual", "About", Sort.CHOICE, (("true", "This person"), ("false", "The country in general")),
              needed=True), _ON, _NAME_ONLY)),
)  # fmt: skip
BY_NAME: Final = {group.name: group for group in GROUPS}
Row = dict[str, str]


class Typed(msgspec.Struct, frozen=True):
    """The form as it was typed: rows by group, and what stands by itself."""

    rows: Mapping[str, tuple[Row, ...]] = {}
    minority: str = ""
    duplicates: str = ""
    open_redress: bool = False

    def items(self) -> list[tuple[str, str]]:
        """Return the fields as a form sends them."""
        found = [("minority", self.minority), ("duplicates", self.duplicates)]
        found += [("open_redress", "true")] if self.open_redress else []
        for group in GROUPS:
            for number, row in enumerate(self.rows.get(group.name, ())):
                found += [(field_id(group.name, number, name), value) for name, value in row.items() if value]
        return found


def field_id(group: str, number: int, name: str) -> str:
    """Return the name, and id, of a field in a row."""
    return f"{group}-{number}-{name}"


def of(context: CaseContext) -> Typed:
    """Return what is recorded as it would be typed."""
    said = wire.builtins(context)
    rows = {
        group.name: tuple({f.name: _said(entry.get(f.name)) for f in group.fields} for entry in said[group.name])
        for group in GROUPS
    }
    return Typed(rows, context.minority or "", "\n".join(context.duplicates), context.open_redress)


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def read(form: Fields) -> Typed:
    """Return what was typed; rows in which nothing stands are left out."""
    rows = {group.name: tuple(_rows(form, group)) for group in GROUPS}
    return Typed(rows, form.one("minority"), form.one("duplicates"), form.one("open_redress") == "true")


def _rows(form: Fields, group: Group) -> list[Row]:
    typed = {name: value.strip() for name, value in form.items if name.startswith(f"{group.name}-")}
    numbers = sorted({int(name.split("-")[1]) for name in typed if _numbered(name)})[:MOST_ROWS]
    found = [{f.name: typed.get(field_id(group.name, n, f.name), "") for f in group.fields} for n in numbers]
    return [row for row in found if any(_stands(field, row) for field in group.fields)]


def _numbered(name: str) -> bool:
    parts = name.split("-")
    return len(parts) == 3 and parts[1].isdecimal() and parts[1].isascii() and len(parts[1]) < 5


def _stands(field: Field, row: Row) -> bool:
    """Say whether something was typed; a box that is not ticked, or is alone, is nothing."""
    return field.sort is not Sort.BOX and bool(row[field.name])


def without(typed: Typed, group: str, number: int) -> Typed:
    """Return the form with one row taken away."""
    rows = tuple(row for at, row in enumerate(typed.rows.get(group, ())) if at != number)
    return msgspec.structs.replace(typed, rows={**typed.rows, group: rows})


def context_of(typed: Typed, recorded: CaseContext) -> CaseContext:
    """Return what was typed as it is recorded; what the form does not show stays. Raises `UnusableInput`."""
    faults: list[Fault] = []
    lists = {group.name: _records(group, typed.rows.get(group.name, ()), faults) for group in GROUPS}
    lines = [line.strip() for line in typed.duplicates.splitlines() if line.strip()]
    alone = {"minority": typed.minority or None, "duplicates": lines, "open_redress": typed.open_redress}
    try:
        found = wire.convert(alone, CaseContext, "context")
    except UnusableInput as error:
        faults += [Fault(_first(fault.path), plain(fault.message) or fault.message) for fault in error.errors]
        found = recorded
    if faults:
        raise UnusableInput("Some of what you typed cannot be used.", faults)
    return msgspec.structs.replace(found, **lists, corrective_measures=recorded.corrective_measures)


def _records(group: Group, rows: Sequence[Row], faults: list[Fault]) -> list[Record]:
    found: list[Record] = []
    for number, row in enumerate(rows):
        missing = [field for field in group.fields if field.needed and not row[field.name]]
        faults += [Fault(field_id(group.name, number, each.name), f"Fill in “{each.label}”") for each in missing]
        for field in group.fields:
            fault = _wrong(group, field, row)
            faults += [Fault(field_id(group.name, number, field.name), fault)] if fault else []
        try:
            found.append(wire.convert(_plain(group.fields, row), group.kind, group.one))
        except UnusableInput:
            continue
    return found


_RIGHT: Final = {
    Sort.CHOICE: "Choose one of the answers on this page",
    Sort.COUNTRY: "Enter a code of two letters, such as XA",
    Sort.DATE: "Enter a date such as 2026-05-04, 2026-05 or 2026",
    Sort.LINE: "Shorten this text",
    Sort.BOX: "Tick it or leave it",
}


def _wrong(group: Group, field: Field, row: Row) -> str | None:
    """Return what would be right where a value cannot be used by itself."""
    if not row[field.name]:
        return None
    kinds = {each.name: each.type for each in msgspec.structs.fields(group.kind)}
    value = _plain((field,), row)[field.name]
    try:
        wire.convert(value, kinds[field.name], field.name)
    except UnusableInput:
        return _RIGHT[field.sort]
    return None


def _plain(fields: Sequence[Field], row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value = row[field.name]
        if value in ("true", "false"):
            found[field.name] = value == "true"
        elif value:
            found[field.name] = value.upper() if field.sort is Sort.COUNTRY else value
    return found


def _first(path: str) -> str:
    return path.removeprefix("$.").split("[")[0].split(".")[0]
