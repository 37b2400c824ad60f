"""Two versions of a request side by side: field by field, and within a text word by word."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
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
    shared = _shared(old, new)
    return _runs(old, [place for place, _ in shared]), _runs(new, [place for _, place in shared])


def _shared(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as places in both, in order (Hyyrö 2004: a row of the table is one number).

    It takes the same time whatever stands in the texts: who writes one cannot make its reader wait.
    """
    places: dict[str, int] = {}
    for number, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << number
    whole = (1 << len(old)) - 1
    row, rows = whole, []
    for word in new:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & whole
        rows.append(row)
    return _walked_back(rows, len(old), len(new))


def _walked_back(rows: Sequence[int], old: int, new: int) -> list[tuple[int, int]]:
    """Return the pairs that a table of rows stands for; a bit that is set says that this word of `old` is unmet."""
    found: list[tuple[int, int]] = []
    while old and new:
        if rows[new - 1] >> (old - 1) & 1:
            old -= 1
            continue
        new -= 1
        if not new or rows[new - 1] >> (old - 1) & 1:
            old -= 1
            found.append((old, new))
    return found[::-1]


def _runs(words: Sequence[str], shared: Sequence[int]) -> tuple[Run, ...]:
    """Return the words with those marked that stand in this text alone."""
    known = frozenset(shared)
    parts = groupby(enumerate(words), lambda each: each[0] not in known)
    return tuple(Run("".join(word for _, word in part), marked) for marked, part in parts)
