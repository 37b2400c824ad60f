"""Where the facts that findings rely on stand on a case page: anchors, by path."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from comity.compliance.rule import Fact, Finding

_SPAN: Final = re.compile(r"^(?P<path>.+)\[(?P<start>\d+):(?P<end>\d+)\]$")
_CUT: Final = re.compile(r"(\.[^.\[\]]+|\[\d+\])$")
_OTHER: Final = re.compile(r"[^A-Za-z0-9]+")


class Passage(msgspec.Struct, frozen=True):
    """Some words within a text of the file, and the rules that rely on them."""

    start: int
    end: int
    words: str
    anchor: str
    rules: tuple[str, ...]


class Relied(msgspec.Struct, frozen=True):
    """What findings rely on: rules by the path of a value, and passages by the path of a text."""

    values: Mapping[str, tuple[str, ...]]
    passages: Mapping[str, tuple[Passage, ...]]


def anchor(path: str) -> str:
    """Return the id of the element that shows what stands at `path`."""
    return "at-" + _OTHER.sub("-", path).strip("-")


def relied(findings: Iterable[Finding]) -> Relied:
    """Return what `findings` rely on, by place."""
    values: dict[str, list[str]] = {}
    spans: dict[str, dict[tuple[int, int], tuple[str, list[str]]]] = {}
    for finding in findings:
        for fact in finding.facts:
            if span := _SPAN.match(fact.path):
                at = int(span["start"]), int(span["end"])
                held = spans.setdefault(span["path"], {}).setdefault(at, (str(fact.value), []))
                held[1].append(finding.rule)
            else:
                values.setdefault(fact.path, []).append(finding.rule)
    return Relied(
        {path: _once(rules) for path, rules in values.items()},
        {
            path: tuple(
                Passage(start, end, words, anchor(f"{path}[{start}:{end}]"), _once(rules))
                for (start, end), (words, rules) in sorted(found.items())
            )
            for path, found in spans.items()
        },
    )


def _once(rules: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rules))


def place(fact: Fact, shown: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the path and anchor at which a fact is shown: its own, or of the nearest thing that holds it.

    `shown` has the anchor of every place of the page, by path. None where nothing of it is on the page.
    """
    path: str = fact.path
    while path:
        if path in shown:
            return path, shown[path]
        if span := _SPAN.match(path):
            path = span["path"]
            continue
        shorter = _CUT.sub("", path)
        path = shorter if shorter != path else ""
    return None
