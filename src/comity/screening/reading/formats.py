"""The formats that questions come in, told apart by what a file holds and not by its name."""

import json
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any, BinaryIO, Final, assert_never

from comity.kernel.errors import Fault, UnusableInput
from comity.screening.reading.ftm import read_ftm
from comity.screening.reading.jsonl import read_jsonl
from comity.screening.reading.paxlst import read_paxlst
from comity.screening.reading.record import Record
from comity.screening.reading.table import COLUMNS, read_table
from comity.screening.reading.zones import read_zones

HEAD: Final = 65_536
"""How many bytes of a file are looked at to tell its format."""
_ZONE: Final = re.compile(r"[A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44}|[A-Z0-9<]{72}|[A-Z0-9<]{88}|[A-Z0-9<]{90}")
_EDIFACT: Final = re.compile(r"UNA[^A-Za-z0-9]{6}|UN[BGH][^A-Za-z0-9]")


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    MRZ = "mrz"
    PAXLST = "paxlst"
    FTM = "ftm"


def read(stream: BinaryIO, form: Format, at: date) -> Iterator[Record]:
    """Yield the question of each record of a file, or its problem; `at` decides the century of short years.

    Raises `UnusableInput` where nothing of the file can be used, and where there is no record in it: a list whose
    records did not arrive must not read as one on which everyone was cleared.
    """
    found = _records(stream, form, at)
    first = next(found, None)
    if first is None:
        message = f"there is no record in this {form.value} file; was it sent whole?"
        raise UnusableInput(f"The questions cannot be read: {message}", [Fault("line 1", message)])
    return chain([first], found)


def _records(stream: BinaryIO, form: Format, at: date) -> Iterator[Record]:
    match form:
        case Format.JSONL:
            return read_jsonl(stream)
        case Format.CSV:
            return read_table(stream)
        case Format.MRZ:
            return read_zones(stream)
        case Format.PAXLST:
            return read_paxlst(stream, at)
        case Format.FTM:
            return read_ftm(stream)
    assert_never(form)


def detect(head: bytes) -> Format:
    """Return the format of a file that begins so; raises `UnusableInput` where it is none of them."""
    text = head[:HEAD].decode("utf-8-sig", "replace").lstrip()
    first = text.split("\n", 1)[0].strip()
    if not text or text[0] in "[{":
        return Format.FTM if _is_entity(text) else Format.JSONL
    if _EDIFACT.match(text):
        return Format.PAXLST
    if "<" in first and _ZONE.fullmatch("".join(first.split()).upper()):
        return Format.MRZ
    if {name.strip().strip('"') for name in first.split(",")} & set(COLUMNS):
        return Format.CSV
    message = "It is no JSON, CSV with a header, machine-readable zone or PAXLST; name its format"
    raise UnusableInput(f"The questions cannot be read: {message}.", [Fault("line 1", message)])


def _is_entity(text: str) -> bool:
    """Say whether the first object is a FollowTheMoney entity; one that is broken off is judged by its keys."""
    begin = text.find("{")
    if begin < 0:
        return False
    try:
        first: Any
        first, _ = json.JSONDecoder().raw_decode(text, begin)
    except (ValueError, RecursionError):
        line = text[begin:].split("\n", 1)[0]
        return '"schema"' in line and '"properties"' in line
    return isinstance(first, dict) and {"schema", "properties"} <= first.keys()
