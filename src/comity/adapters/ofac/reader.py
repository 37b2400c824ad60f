"""Reading the list: listings with their other names and addresses; a line that is broken loses no other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from comity.adapters.ofac.countries import country
from comity.adapters.ofac.remarks import Remarks
from comity.adapters.ofac.tables import Row, rows
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Subject

_WIDTHS: Final = {"sdn.csv": 12, "alt.csv": 5, "add.csv": 6, "sdn_comments.csv": 2}
_NEEDED: Final = ("sdn.csv", "alt.csv", "add.csv")
_KINDS: Final = {"individual": "person", "vessel": "object", "aircraft": "object", "": "entity"}
_FORMER: Final = {"fka": "formerly", "nka": "now"}
_NAME, _KIND, _TITLE, _REMARKS = 1, 2, 4, 11
Grouped = Mapping[str, list[Row]]


class OfacList(msgspec.Struct, frozen=True):
    """The subjects under the numbers of their listings, what could not be used, and the digest of the files."""

    subjects: tuple[tuple[str, Subject], ...]
    faults: tuple[Fault, ...]
    digest: str


def read_ofac_list(folder: Path) -> OfacList:
    """Return what the files of a folder hold; raises `UnusableInput` where the main one is not there."""
    files = _files(folder)
    faults = [Fault(name, "The file is not there: what it says is missing") for name in _NEEDED if name not in files]
    if "sdn.csv" not in files:
        raise UnusableInput(f"{folder} holds no list of OFAC: there is no sdn.csv in it.", faults[:1])
    found = {name: list(rows(name, body, _WIDTHS[name])) for name, body in files.items()}
    faults += [row for each in found.values() for row in each if isinstance(row, Fault)]
    listings: dict[str, Row] = {}
    for row in _rows(found, "sdn.csv"):
        if row.number in listings:
            faults.append(Fault(row.place, f"{listings[row.number].place} has the number {row.number} too"))
        else:
            listings[row.number] = row
    parts = {name: _grouped(found, name, listings, faults) for name in _WIDTHS if name != "sdn.csv"}
    subjects = []
    for number, row in listings.items():
        try:
            subjects.append((number, _subject(row, {name: each.get(number, []) for name, each in parts.items()})))
        except UnusableInput as error:
            faults += [Fault(f"{row.place}: {each.path}", each.message) for each in error.errors]
    digest = sha256("".join(f"{name} {sha256(files[name]).hexdigest()}\n" for name in sorted(files)).encode())
    return OfacList(tuple(subjects), tuple(faults), digest.hexdigest())


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files of the list by their names in small letters."""
    try:
        there = {path.name.lower(): path for path in sorted(folder.iterdir())}
        return {name: there[name].read_bytes() for name in _WIDTHS if name in there}
    except OSError as error:
        raise UnusableInput(f"{folder} cannot be read: {error.strerror}.") from None


def _rows(found: Mapping[str, list[Row | Fault]], name: str) -> Iterator[Row]:
    yield from (row for row in found.get(name, ()) if isinstance(row, Row))


def _grouped(
    found: Mapping[str, list[Row | Fault]], name: str, listings: Mapping[str, Row], faults: list[Fault]
) -> Grouped:
    """Return the rows of a file by listing; one without a listing shows that the main file is not whole."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(found, name):
        if row.number in listings:
            grouped[row.number].append(row)
        else:
            faults.append(
                Fault(row.place, f"sdn.csv has no listing {row.number}; it may be cut off, or another edition")
            )
    return grouped


def _subject(row: Row, parts: Mapping[str, list[Row]]) -> Subject:
    kind = _KINDS.get(row.fields[_KIND].lower(), "entity")
    if not row.fields[_NAME]:
        raise UnusableInput("no name", [Fault("SDN_Name", "It is empty")])
    said = Remarks("; ".join([row.fields[_REMARKS], *(each.fields[1] for each in parts["sdn_comments.csv"])]))
    strong = [_alias(each, kind) for each in parts["alt.csv"] if each.fields[3]]
    fields: dict[str, Any] = {
        "type": kind,
        "aliases": [*strong, *({"name": name, "quality": "low"} for name in said.weak)],
        "documents": said.documents,
        "last_known": [_sighting(each) for each in parts["add.csv"] if any(each.fields[2:5])],
    }
    if kind == "person":
        family, _, fore = row.fields[_NAME].partition(", ")
        births = said.births()
        fields |= {
            "family_name": family,
            "forenames": fore or None,
            "occupation": row.fields[_TITLE] or None,
            "sex": said.sex,
            "nationalities": said.nationalities,
            "birth": births[0] if births else None,
            "other_births": births[1:],
        }
    else:
        fields["name"] = row.fields[_NAME]
    # A list without items would say that there are none; OFAC says only what it knows.
    return wire.convert(wire.builtins({key: value for key, value in fields.items() if value}), Subject, row.place)


def _alias(row: Row, kind: str) -> dict[str, Any]:
    name = row.fields[3]
    if kind == "person":
        family, _, fore = name.partition(", ")
        name = f"{fore} {family}".strip()
    notes = [_FORMER.get(row.fields[2].lower()), row.fields[4]]
    return {"name": name, "quality": "good", "note": "; ".join(note for note in notes if note) or None}


def _sighting(row: Row) -> dict[str, Any]:
    _, _, street, city, name, note = row.fields
    code = country(name) if name else None
    place = ", ".join(part for part in (street, city, "" if code else name) if part)
    return {"place": place or None, "country": code, "note": note or None}
