"""The records of a JSON file, each as its own bytes: one a line, or the items of one array."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from comity.screening.reading.record import Problem, problem

MAX_LINE: Final = 10_000_000
"""The most bytes of one line; a longer one is no record but a file of another kind."""
_BOM: Final = b"\xef\xbb\xbf"
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()


class Raw(msgspec.Struct, frozen=True):
    """The bytes of one record, and where they stand."""

    place: str
    body: bytes


def records(stream: BinaryIO) -> Iterator[Raw | Problem]:
    """Yield each record of a file of JSON Lines, or of a file that is one array; empty lines are passed over."""
    first = True
    for place, line in lines(stream):
        if isinstance(line, Problem):
            yield line
        elif body := line.strip():
            if first and body.startswith(b"["):
                yield from _items(place, line + stream.read())
                return
            first = False
            yield Raw(place, body)


def lines(stream: BinaryIO) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each line with its place, without a byte order mark; one that is too long is a problem."""
    number, rest = 0, b""
    while line := rest or stream.readline(MAX_LINE + 1):
        number, rest = number + 1, b""
        place = f"line {number}"
        if len(line) <= MAX_LINE:
            yield place, line.removeprefix(_BOM) if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield place, problem(place, f"This line is longer than {MAX_LINE // 1_000_000} MB; put each record on its own")


def _items(start: str, body: bytes) -> Iterator[Raw | Problem]:
    """Yield the items of an array, up to the first place where it is no JSON."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        yield problem(start, f"This is not UTF-8: byte {error.start} cannot be read; save it as UTF-8")
        return
    base, at, number, line, seen = int(start.split()[1]), text.index("[") + 1, 0, 0, 0
    while True:
        at = _after_space(text, at)
        if text[at : at + 1] == "]" and not number:
            break
        line, seen = line + text.count("\n", seen, at), at
        place = f"item {number + 1} (line {base + line})"
        try:
            _, end = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            yield problem(place, f"This is not JSON: {error.msg}; nothing after it was read")
            return
        except RecursionError:
            yield problem(place, "This is nested too deep; nothing after it was read")
            return
        yield Raw(place, text[at:end].encode("utf-8", "surrogatepass"))
        number += 1
        at = _after_space(text, end)
        match text[at : at + 1]:
            case ",":
                at += 1
            case "]":
                break
            case "":
                yield problem(f"after item {number}", "The array is not closed: the file is cut off")
                return
            case sign:
                yield problem(f"after item {number}", f"There is “{sign}” where a comma or ] is right; it ends here")
                return
    if text[_after_space(text, at + 1) :]:
        yield problem("after the array", "There is more after the end of the array; it was not read")


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
