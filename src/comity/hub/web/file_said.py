"""The file of a request or notice in words: what is stated in it, section by section, as whoever reads it sees it."""

from collections.abc import Sequence
from typing import Final

import msgspec

from comity.hub.web.bureau.form.fields import Field, Plain, Sort, value_at
from comity.hub.web.bureau.form.outline import SECTIONS
from comity.hub.web.bureau.form.saying import said, title_of
from comity.hub.web.bureau.form.sections import Group, Section
from comity.kernel import wire
from comity.notices.request import NoticeRequest

_ON_PAPER: Final = frozenset({"photographs"})
"""Sections that a page shows as what they are, not as words."""


_READ: Final = {"reference": "Reference of the requesting bureau"}
"""What a field is called for who reads the file, where its question is put to who writes it."""


class Stated(msgspec.Struct, frozen=True):
    """A field and what is stated in it; `path` is its place in the request, `long` where it is a text."""

    label: str
    value: str
    path: str
    long: bool = False


class Entry(msgspec.Struct, frozen=True):
    """One of several of a kind: a charge, a document, an alias."""

    title: str
    path: str
    rows: tuple[Stated, ...]


class Block(msgspec.Struct, frozen=True):
    """A section of the file in which something is stated; `none` where it is stated that there is none."""

    title: str
    anchor: str
    rows: tuple[Stated, ...]
    entries: tuple[Entry, ...]
    none: str | None = None


def file_said(body: NoticeRequest, without: Sequence[str] = ()) -> list[Block]:
    """Return what is stated in `body`, in the order of the form; sections named in `without` are left out."""
    plain: Plain = wire.builtins(body)
    blocks = [_block(section, body, plain) for section in SECTIONS if section.slug not in (*without, *_ON_PAPER)]
    return [block for block in blocks if block.rows or block.entries or block.none]


def _block(section: Section, body: NoticeRequest, plain: Plain) -> Block:
    group = section.group
    listed = value_at(plain, group.path) if group else None
    entries = tuple(_entry(group, each, number) for number, each in enumerate(listed or ())) if group else ()
    return Block(
        title=section.title,
        anchor=f"file-{section.slug}",
        rows=_rows(section.asked(body), plain),
        entries=entries,
        none=group.none if group and listed == [] else None,
    )


def _entry(group: Group, entry: Plain, number: int) -> Entry:
    return Entry(
        title=title_of(group, entry, number + 1),
        path=f"{group.path}[{number}]",
        rows=_rows(group.fields, entry, f"{group.path}[{number}]."),
    )


def _rows(fields: Sequence[Field], plain: Plain, before: str = "") -> tuple[Stated, ...]:
    found = [(field, value_at(plain, field.path)) for field in fields]
    return tuple(
        Stated(
            _READ.get(field.path, field.label),
            said(field, value),
            before + field.path,
            field.sort in (Sort.WORDS, Sort.LINES),
        )
        for field, value in found
        if value is not None
    )
