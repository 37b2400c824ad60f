"""The file as a reviewer reads it: what is stated, with the values and passages that findings rely on marked."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import msgspec

from comity.hub.web.file_said import Block, Stated, file_said
from comity.hub.web.review.anchors import Passage, Relied, anchor
from comity.hub.web.review.wording import code_words
from comity.notices.request import NoticeRequest

_SHOWN_APART: Final = ("attachments",)


class Piece(msgspec.Struct, frozen=True):
    """Some of a text; with `anchors` it is a passage that `rules` rely on."""

    text: str
    anchors: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A field as it is shown; `rules` rely on the value as a whole, `given` is False where they miss it."""

    label: str
    anchor: str
    pieces: tuple[Piece, ...]
    long: bool = False
    rules: tuple[str, ...] = ()
    given: bool = True


class Part(msgspec.Struct, frozen=True):
    """One of several of a kind, or with an empty title what a section says at once."""

    title: str
    anchor: str
    lines: tuple[Line, ...]
    rules: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    title: str
    anchor: str
    parts: tuple[Part, ...]
    none: str | None = None


class Filed(msgspec.Struct, frozen=True):
    """The whole file; `shown` has the anchor and `labels` the words for every place in it, by path."""

    sections: tuple[Section, ...]
    shown: Mapping[str, str]
    labels: Mapping[str, str]


def filed(body: NoticeRequest, found: Relied) -> Filed:
    """Return the file of a request with what `found` relies on marked, and what it misses named at the end."""
    blocks = file_said(body, without=_SHOWN_APART)
    places = list(_places(blocks))
    shown = {path: anchor(path) for path, _ in places}
    shown |= {f"{path}[{each.start}:{each.end}]": each.anchor for path, some in found.passages.items() for each in some}
    labels = dict(places)
    sections = [_section(block, found) for block in blocks]
    missing = [path for path in found.values if path not in shown and _of_the_file(path, body, shown)]
    if missing:
        sections.append(_missed(missing, found))
        shown |= {path: anchor(path) for path in missing}
    labels |= {path: path_words(path) for path in missing}
    return Filed(tuple(sections), shown, labels)


def _places(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        yield from ((row.path, row.label) for row in block.rows)
        for entry in block.entries:
            yield entry.path, entry.title
            yield from ((row.path, f"{entry.title}: {row.label}") for row in entry.rows)


def _of_the_file(path: str, body: NoticeRequest, shown: Mapping[str, str]) -> bool:
    """Say whether a path is one of the request, and stands in nothing that is shown."""
    known = set(body.__struct_fields__)
    first = path.replace("[", ".").split(".")[0]
    return first in known and not any(each.startswith((f"{path}.", f"{path}[")) for each in shown)


def _section(block: Block, found: Relied) -> Section:
    parts = [Part(each.title, anchor(each.path), _lines(each.rows, found), found.values.get(each.path, ()))
             for each in block.entries]  # fmt: skip
    first = [Part("", "", _lines(block.rows, found))] if block.rows else []
    return Section(block.title, block.anchor, (*first, *parts), block.none)


def _lines(rows: Sequence[Stated], found: Relied) -> tuple[Line, ...]:
    return tuple(
        Line(
            label=row.label,
            anchor=anchor(row.path),
            pieces=pieces(row.value, found.passages.get(row.path, ())),
            long=row.long,
            rules=found.values.get(row.path, ()),
        )
        for row in rows
    )


def _missed(paths: Sequence[str], found: Relied) -> Section:
    lines = tuple(Line(path_words(path), anchor(path), (), rules=found.values[path], given=False) for path in paths)
    return Section("Not given", "file-missing", (Part("", "", lines),))


def path_words(path: str) -> str:
    """Return a path of the request in words, such as `Judicial, charges 1, law`."""
    words: list[str] = []
    for part in path.replace("]", "").replace("[", ".").split("."):
        if part.isdecimal() and words:
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(part.strip("_").replace("_", " "))
    said = ", ".join(words)
    return said[:1].upper() + said[1:]


def pieces(text: str, passages: Sequence[Passage]) -> tuple[Piece, ...]:
    """Return a text cut at its passages; what overlaps is one piece that carries all their anchors.

    A passage whose words do not stand at its place is left out: the text was put in other words for reading.
    """
    found: list[Piece] = []
    at = 0
    for start, end, group in _joined([each for each in passages if text[each.start : each.end] == each.words]):
        if at < start:
            found.append(Piece(text[at:start]))
        rules = tuple(dict.fromkeys(rule for each in group for rule in each.rules))
        found.append(Piece(text[start:end], tuple(each.anchor for each in group), rules))
        at = end
    return (*found, Piece(text[at:])) if at < len(text) else tuple(found)


def _joined(passages: Sequence[Passage]) -> list[tuple[int, int, list[Passage]]]:
    groups: list[tuple[int, int, list[Passage]]] = []
    for each in sorted(passages, key=lambda passage: (passage.start, passage.end)):
        if groups and each.start < groups[-1][1]:
            start, end, group = groups[-1]
            groups[-1] = start, max(end, each.end), [*group, each]
        else:
            groups.append((each.start, each.end, [each]))
    return groups


def stated(value: Any) -> str:
    """Return the value of a fact as a finding shows it."""
    match value:
        case None:
            return "not given"
        case StrEnum():
            return code_words(value.value)
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(stated, value)) or "none"
        case _:
            return str(value)
