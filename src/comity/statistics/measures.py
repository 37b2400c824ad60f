"""The fixed list of measures: what each counts, how it is shared out, and by whom it may be seen."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
import yaml

from comity.statistics.grounds import ANSWER_GROUNDS, OBJECTION_GROUNDS, Edition, request_grounds

GROUND_LISTS: Final = {
    edition: {"request": request_grounds(edition), "answer": ANSWER_GROUNDS, "objection": OBJECTION_GROUNDS}
    for edition in Edition
}


class By(StrEnum):
    """Whose rows a table has; `TOTAL` is the one row of the whole organisation."""

    TOTAL = "total"
    KIND = "kind"
    REQUESTER = "requester"
    RECIPIENT = "recipient"


class Detail(StrEnum):
    """How fine the columns of a table are."""

    COLUMNS = "columns"
    GROUPS = "groups"


class Column(msgspec.Struct, frozen=True):
    """A column; `group` is the column it is part of where members are shown, itself if it stands alone."""

    code: str
    group: str
    label: str


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One sort of act that is counted; `also` are further ways to share out the same total.

    `also` and `rows` are in the order of their names, as canonical bytes have them.
    """

    id: str
    title: str
    definition: str
    unit: str
    caveat: str
    columns: tuple[Column, ...]
    groups: tuple[Column, ...]
    also: dict[str, tuple[Column, ...]]
    rows: dict[By, Detail]
    mark_days: int | None = None


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that is computed from released figures, or shown only where enough of them stand behind it."""

    id: str
    title: str
    definition: str
    unit: str
    caveat: str


class _Column(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    label: str
    grounds: str | None = None


class _Measure(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    title: str
    definition: str
    unit: str
    caveat: str
    columns: list[_Column]
    groups: dict[str, str] = {}
    also: dict[str, list[_Column]] = {}
    rows: dict[By, Detail]
    mark_days: int | None = None


class _Derived(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    definition: str
    unit: str
    caveat: str


class _Words(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    definition: str | None = None
    caveat: str | None = None


class _First(msgspec.Struct, forbid_unknown_fields=True):
    ground_labels: dict[str, str]
    measures: dict[str, _Words]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    ground_labels: dict[str, str]
    measures: dict[str, _Measure]
    derived: dict[str, _Derived]
    first_edition: _First


@cache
def _file() -> _File:
    text = files("comity.statistics").joinpath("definitions.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), _File)


@cache
def measures(edition: Edition = Edition.SECOND) -> dict[str, Measure]:
    """Return all measures by id, in their fixed order, as an edition counts them."""
    return {id_: _measure(id_, entry, edition) for id_, entry in _file().measures.items()}


@cache
def derived() -> dict[str, Derived]:
    """Return the figures that are computed from released figures."""
    return {id_: Derived(id=id_, **msgspec.structs.asdict(entry)) for id_, entry in _file().derived.items()}


def ground_labels(edition: Edition = Edition.SECOND) -> dict[str, str]:
    """Return the catalogue of grounds as figures show them, code to words."""
    labels = _file().ground_labels
    return labels | _file().first_edition.ground_labels if edition is Edition.FIRST else labels


def _measure(id_: str, entry: _Measure, edition: Edition) -> Measure:
    columns = _columns(entry.columns, edition)
    codes = dict.fromkeys(column.group for column in columns)
    labels = {column.code: column.label for column in columns} | entry.groups
    words = _file().first_edition.measures.get(id_, _Words()) if edition is Edition.FIRST else _Words()
    return Measure(
        id=id_,
        title=entry.title,
        definition=words.definition or entry.definition,
        unit=entry.unit,
        caveat=words.caveat or entry.caveat,
        columns=columns,
        groups=tuple(Column(code, code, labels[code]) for code in codes),
        also={name: _columns(also, edition) for name, also in sorted(entry.also.items())},
        rows=dict(sorted(entry.rows.items())),
        mark_days=entry.mark_days,
    )


def _columns(entries: list[_Column], edition: Edition) -> tuple[Column, ...]:
    columns: list[Column] = []
    for entry in entries:
        group = entry.code.partition(":")[0]
        if entry.grounds is None:
            columns.append(Column(entry.code, group, entry.label))
        else:
            columns += [
                Column(f"{group}:{ground}", group, f"{entry.label}: {ground_labels(edition)[ground]}")
                for ground in GROUND_LISTS[edition][entry.grounds]
            ]
    return tuple(columns)
