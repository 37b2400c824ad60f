"""Two versions of a request side by side: field by field, and within a text word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

import msgspec

from comity.hub.web.file_said import file_said
from comity.notices.request import NoticeRequest

MOST_WORDS: Final = 3000
"""Texts longer than this are shown whole, before and after: comparing them word by word takes too long for a page."""
_TOKEN: Final = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Run(msgspec.Struct, frozen=True):
    """Words that stand in both versions, or (`marked`) in this one alone."""

    text: str
    marked: bool = False


class Row(msgspec.Struct, frozen=True):
    """A field in both versions."""

    section: str
    label: str
    change: Change
    before: tuple[Run, ...]
    after: tuple[Run, ...]


class _Value(msgspec.Struct, frozen=True):
    section: str
    label: str
    text: str


def differences(before: NoticeRequest, after: NoticeRequest) -> tuple[Row, ...]:
    """Return every field of two versions in the order of the file, each with what became of it."""
    old, new = _values(before), _values(after)
    order = list(dict.fromkeys([*new, *old]))
    return tuple(_row(old.get(path), new.get(path)) for path in order)


def _values(body: NoticeRequest) -> dict[str, _Value]:
    found: dict[str, _Value] = {}
    for block in file_said(body):
        for row in block.rows:
            found[row.path] = _Value(block.title, row.label, row.value)
        for number, entry in enumerate(block.entries, 1):
            for row in entry.rows:
                found[row.path] = _Value(block.title, f"{number}: {row.label}", row.value)
    for number, photograph in enumerate(body.subject.photographs or (), 1):
        found[f"photographs[{number}]"] = _Value("Photographs", f"Photograph {number}", photograph.sha256[:16])
    return found


def _row(old: _Value | None, new: _Value | None) -> Row:
    shown = new or old
    assert shown is not None
    if old is None:
        return Row(shown.section, shown.label, Change.ADDED, (), (Run(shown.text, True),))
    if new is None:
        return Row(shown.section, shown.label, Change.REMOVED, (Run(shown.text, True),), ())
    if old.text == new.text:
        same = (Run(new.text),)
        return Row(shown.section, shown.label, Change.SAME, same, same)
    return Row(shown.section, shown.label, Change.CHANGED, *compared(old.text, new.text))


def compared(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return two texts cut into what they share and what stands in one alone."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return (Run(before, True),), (Run(after, True),)
    left: list[Run] = []
    right: list[Run] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        _add(left, old[a:b], what != "equal")
        _add(right, new[c:d], what != "equal")
    return tuple(left), tuple(right)


def _add(runs: list[Run], words: Sequence[str], marked: bool) -> None:
    if words:
        runs.append(Run("".join(words), marked))
