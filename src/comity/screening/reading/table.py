"""Questions as CSV with a header: a column for each field of a question, several values separated by `;`."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

import msgspec

from comity.kernel.errors import Fault, UnusableInput
from comity.screening.reading.record import Problem, Record, asked, problem

MAX_RECORD_LINES: Final = 1_000
"""The most lines of one record: a quote that is never closed must not swallow the rest of the file."""
_ONE: Final = ("id", "name", "birth_date", "birth_place", "birth_country", "sex", "mrz")
_MANY: Final = ("names_in_original_script", "nationalities")
_PAPERS: Final = ("document_number", "document_type", "document_country")
COLUMNS: Final = (*_ONE, *_MANY, "documents", *_PAPERS)


class Row(msgspec.Struct, frozen=True):
    """A record of a table by column, and the line on which it begins."""

    place: str
    fields: dict[str, str]


def read_table(stream: BinaryIO) -> Iterator[Record]:
    """Return the question of each row, or its problem; raises `UnusableInput` where the header is of no use."""
    found, header = rows(stream, ("id",))
    if unknown := [name for name in header if name not in COLUMNS]:
        message = f"The column {unknown[0][:80]!r} is not known here; the columns are {', '.join(COLUMNS)}"
        raise UnusableInput(f"The table cannot be used: line 1: {message}.", [Fault("line 1", message)])
    return (row if isinstance(row, Problem) else _question(row) for row in found)


def _question(row: Row) -> Record:
    fields: dict[str, Any] = {name: row.fields.get(name) for name in _ONE}
    fields |= {name: _several(row.fields.get(name)) for name in _MANY}
    fields["documents"] = [*_documents(row.fields), *_papers(row.fields)]
    return asked(row.place, fields)


def _several(text: str | None) -> list[str]:
    return [part for each in (text or "").split(";") if (part := each.strip())]


def _documents(fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the documents of one column: `number`, `type:number` or `type:number:country`."""
    for text in _several(fields.get("documents")):
        kind, _, rest = text.partition(":") if ":" in text else ("", "", text)
        number, _, country = rest.partition(":")
        yield _filled({"type": kind.strip(), "number": number.strip(), "country": country.strip()})


def _papers(fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the documents whose parts have a column each; the n-th of each belong together."""
    numbers, kinds, countries = ([each.strip() for each in fields.get(name, "").split(";")] for name in _PAPERS)
    for place, number in enumerate(numbers):
        if number:
            kind, country = (each[place] if place < len(each) else each[-1] for each in (kinds, countries))
            yield _filled({"type": kind, "number": number, "country": country})


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def rows(stream: BinaryIO, needed: Sequence[str]) -> tuple[Iterator[Row | Problem], list[str]]:
    """Return the rows after the header, and the header; raises `UnusableInput` where a needed column is missing."""
    text = stream.read().decode("utf-8-sig", "surrogateescape")
    split = list(io.StringIO(text, newline=""))
    records = _records(split)
    _, first = next(records, (1, []))
    if isinstance(first, str):
        raise UnusableInput(f"The table cannot be used: line 1: {first}.", [Fault("line 1", first)])
    header = [name.strip() for name in first]
    twice = [name for name in header if header.count(name) > 1]
    missing = [name for name in needed if name not in header]
    if missing or twice:
        message = f"there is no column {missing[0]!r}" if missing else f"the column {twice[0][:80]!r} stands twice"
        message = f"{message}; the first line names the columns, separated by commas"
        raise UnusableInput(f"The table cannot be used: line 1: {message}.", [Fault("line 1", message)])
    return _rows(records, header), header


def _rows(records: Iterator[tuple[int, list[str] | str]], header: list[str]) -> Iterator[Row | Problem]:
    for number, record in records:
        place = f"line {number}"
        if isinstance(record, str):
            yield problem(place, record)
        elif any("\ud800" <= sign <= "\udfff" for field in record for sign in field):
            yield problem(place, "A sign of it cannot be read; save the file as UTF-8")
        elif len(record) != len(header):
            yield problem(place, f"There are {len(record)} columns, and the header names {len(header)}")
        else:
            yield Row(place, dict(zip(header, record, strict=True)))


def _records(split: Sequence[str]) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each record with the number of its first line, or in words why that line begins none.

    After a record that cannot be read, reading goes on with the line after its first.
    """
    at = 0
    while at < len(split):
        reader = csv.reader(split[at : at + MAX_RECORD_LINES], strict=True)
        failed = None
        begin = 0
        try:
            for record in reader:
                if record:
                    yield at + begin + 1, record
                begin = reader.line_num
                if begin > MAX_RECORD_LINES // 2:
                    break
        except csv.Error as error:
            failed = str(error)
        if failed is not None:
            unclosed = "unexpected end" in failed
            yield at + begin + 1, "a quote opens here and is never closed" if unclosed else f"this is no CSV: {failed}"
            begin += 1
        at += begin
