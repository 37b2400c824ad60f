"""The CSV files of the list: no header, a record a line, `-0-` where nothing is known; each line stands for itself."""

import csv
import io
from collections.abc import Iterator
from typing import Final

import msgspec

from comity.kernel.errors import Fault

NOTHING: Final = "-0-"
_END_OF_FILE: Final = "\x1a"


class Row(msgspec.Struct, frozen=True):
    """A record: where it stands, the number of the listing that it belongs to, and its fields; empty is not known."""

    place: str
    number: str
    fields: tuple[str, ...]


def rows(name: str, body: bytes, width: int) -> Iterator[Row | Fault]:
    """Yield the records of the file `name`, which have `width` fields, or what is wrong with a line."""
    for number, line in enumerate(io.StringIO(_text(body), newline=None), 1):
        text = line.rstrip("\n").strip(_END_OF_FILE)
        if not text.strip():
            continue
        place = f"{name}, line {number}"
        fields = _fields(text)
        if isinstance(fields, str):
            yield Fault(place, fields)
        elif len(fields) != width:
            cut = "" if line.endswith("\n") else "; the file may be cut off here"
            yield Fault(place, f"There are {len(fields)} fields, and a record of this file has {width}{cut}")
        elif not fields[0].isdecimal():
            yield Fault(place, f"“{fields[0][:20]}” is no number of a listing")
        else:
            yield Row(place, fields[0], tuple(fields))


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Editions of other years are in the code page of Windows, in which every other letter means something else.
        return body.decode("cp1252", "replace")


def _fields(text: str) -> list[str] | str:
    """Return the fields of a line, or in words why it is none; a line never goes on in the next one."""
    try:
        (fields,) = csv.reader([text], strict=True)
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        return "A quote opens and is not closed; the line may be cut off" if unclosed else f"This is no CSV: {error}"
    return ["" if field.strip() == NOTHING else " ".join(field.split()) for field in fields]
