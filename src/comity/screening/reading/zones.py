"""Machine-readable zones as text, one after the other: two lines of 44 or 36 signs, or three of 30."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from comity.screening.reading.json_records import lines
from comity.screening.reading.record import Problem, Record, asked, problem

_HEIGHTS: Final = {44: 2, 36: 2, 30: 3}
_HIGHEST: Final = max(_HEIGHTS.values())
_WHOLE: Final = {88: 44, 72: 36, 90: 30}
"""Zones that were read as one line, and how long each of their lines is."""
_MISREAD: Final = 3
"""The most digits of a line of names, which has none by right: so many letters may be misread."""
_DATED: Final = 6
"""The fewest digits of a line with dates, of which each has six."""
Written = tuple[int, str]


def read_zones(stream: BinaryIO) -> Iterator[Record]:
    """Yield each zone as a question, named by its first line, or what is none; empty lines may stand between."""
    block: list[Written] = []
    for place, line in lines(stream):
        text = "" if isinstance(line, Problem) else _plain(line)
        if text:
            block.append((int(place.split()[1]), text))
            continue
        yield from _block(block)
        block = []
        if isinstance(line, Problem):
            yield line
    yield from _block(block)


def _plain(line: bytes) -> str:
    return "".join(line.decode("utf-8", "replace").split()).upper()


def _block(block: Sequence[Written]) -> Iterator[Record]:
    """Yield the zones of lines that follow each other."""
    at = 0
    while at < len(block):
        height = _height(block[at : at + _HIGHEST])
        if height:
            yield _zone(block[at : at + height])
        else:
            number, text = block[at]
            message = f"Here begins no zone: the line has {len(text)} signs; give two of 44 or 36, or three of 30"
            yield problem(f"line {number}", message)
        at += height or _next(block, at)


def _height(rest: Sequence[Written]) -> int:
    """Return how many lines the zone has that begins here: 0 where none does.

    Lines of two persons must never be taken for one zone, so each must look like what it is there.
    """
    size = len(rest[0][1])
    if size in _WHOLE:
        return 1
    height = _HEIGHTS.get(size, 0)
    same = len(rest) >= height > 0 and all(len(text) == size for _, text in rest[:height])
    if not same:
        return 0
    names, dates = (rest[2][1], rest[1][1]) if height == 3 else (rest[0][1], rest[1][1])
    return height if _digits(names) <= _MISREAD and _digits(dates) >= _DATED else 0


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def _next(block: Sequence[Written], at: int) -> int:
    """Return how many lines to pass over until a zone begins, so that one that is broken is one problem."""
    passed = 1
    while at + passed < len(block) and passed < 3 and not _height(block[at + passed : at + passed + _HIGHEST]):
        passed += 1
    return passed


def _zone(written: Sequence[Written]) -> Record:
    place, size = f"line {written[0][0]}", _WHOLE.get(len(written[0][1]))
    texts = [text for _, text in written]
    if size:
        texts = [texts[0][start : start + size] for start in range(0, len(texts[0]), size)]
    return asked(place, {"id": place, "mrz": "\n".join(texts)})
