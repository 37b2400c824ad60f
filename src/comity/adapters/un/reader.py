"""Reading the consolidated list into entries: all of it, or nothing and a problem that names each place."""

import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from comity.adapters.un.entry import AliasQuality, BirthDate, ListedAlias, ListedDocument, Place, UnEntry, UnList
from comity.adapters.un.fields import Fields
from comity.adapters.un.scan import ROOT, WHAT, Group, Leaf, fault, scan
from comity.kernel.dates import PartialDate
from comity.kernel.errors import Fault, TooLarge, UnusableInput
from comity.kernel.subject import SubjectType

MAX_BYTES = 200_000_000
MAX_FAULTS = 50
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})")
_REFERENCE = {"INDIVIDUAL": re.compile(r"[A-Z]{2}i\.\d{3,5}"), "ENTITY": re.compile(r"[A-Z]{2}e\.\d{3,5}")}
_NEVER = PartialDate("0001")


class DateType(StrEnum):
    EXACT = "EXACT"
    APPROXIMATELY = "APPROXIMATELY"
    BETWEEN = "BETWEEN"


_DATE_FIELDS = {
    DateType.EXACT: ({"DATE"}, {"YEAR"}, set[str]()),
    DateType.APPROXIMATELY: ({"DATE"}, {"YEAR"}, set[str]()),
    DateType.BETWEEN: ({"FROM_YEAR", "TO_YEAR"},),
}


def read_un_list(path: Path) -> UnList:
    """Return the list in the XML file at `path`; raises `UnusableInput` with the faults found, or `TooLarge`."""
    try:
        with path.open("rb") as stream:
            if path.stat().st_size > MAX_BYTES:
                raise TooLarge(f"The {WHAT} is larger than {MAX_BYTES // 1_000_000} MB; the real one has 2 MB.")
            return read_un_stream(stream)
    except OSError as error:
        raise UnusableInput(f"The {WHAT} cannot be opened: {error.strerror}: {path}.") from None


def read_un_stream(stream: BinaryIO) -> UnList:
    """Return the list in an open binary `stream`, as `read_un_list` does."""
    reader = _Reader()
    stamp = scan(stream, reader.take)
    generated = reader.moment(stamp)
    if not reader.first_seen:
        reader.faults.append(fault(ROOT, stamp.line, "it has no entry at all, which the list never was"))
    if reader.faults or generated is None:
        first, more = reader.faults[0], len(reader.faults) - 1
        others = f" There are {more} more faults." if more else ""
        detail = f"The {WHAT} cannot be used: {first.path}, {first.message}.{others} Nothing was taken from it."
        raise UnusableInput(detail, reader.faults[:MAX_FAULTS])
    return UnList(generated, tuple(reader.entries))


def read_un_entries(stream: BinaryIO) -> tuple[list[UnEntry], list[Fault]]:
    """Return the entries in which nothing is wrong, and every fault; raises `UnusableInput` where there is no entry.

    Only for looking someone up: who can be read is found, also on a list that is cut off in the middle.
    """
    reader = _Reader()
    try:
        reader.moment(scan(stream, reader.take))
    except UnusableInput as error:
        if not reader.entries:
            raise
        reader.faults += error.errors
    return reader.entries, reader.faults


class _Reader:
    """Gathers entries and faults, so that one reading names all that is wrong."""

    def __init__(self) -> None:
        self.entries: list[UnEntry] = []
        self.faults: list[Fault] = []
        self.first_seen: dict[str, int] = {}

    def take(self, group: Group) -> None:
        """Read one entry; it is kept if nothing is wrong with it."""
        before = len(self.faults)
        fields = Fields(group, self.faults, "")
        fields.entry = fields.text("REFERENCE_NUMBER") or "an entry without reference"
        self._reference(fields, group)
        entry = _entry(fields, group)
        if entry and len(self.faults) == before:
            self.entries.append(entry)

    def _reference(self, fields: Fields, group: Group) -> None:
        text = fields.required("REFERENCE_NUMBER")
        if text and not _REFERENCE[group.tag].fullmatch(text):
            example = "QDi.001" if group.tag == "INDIVIDUAL" else "QDe.001"
            fields.wrong("REFERENCE_NUMBER", f"this is not a reference number such as {example}")
        if text in self.first_seen:
            line = self.first_seen[text]
            fields.wrong("REFERENCE_NUMBER", f"the entry that begins at line {line} has this reference too")
        self.first_seen.setdefault(text, group.line)

    def moment(self, stamp: Leaf) -> datetime | None:
        """Return when the United Nations wrote the file."""
        try:
            if _MOMENT.fullmatch(stamp.text):
                return datetime.fromisoformat(stamp.text)
            problem = "is not a moment with its zone, such as 2026-02-27T00:00:09.554Z"
        except ValueError:
            problem = "is not in the calendar"
        self.faults.append(fault(f"{ROOT}/@dateGenerated", stamp.line, f"'{stamp.text[:40]}' {problem}"))
        return None


def _entry(fields: Fields, group: Group) -> UnEntry:
    person = group.tag == "INDIVIDUAL"
    later = (fields.text(name) for name in ("SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"))
    fields.required("LISTED_ON")
    return UnEntry(
        type=SubjectType.PERSON if person else SubjectType.ENTITY,
        line=group.line,
        data_id=fields.required("DATAID"),
        version=fields.required("VERSIONNUM"),
        list_name=fields.required("UN_LIST_TYPE"),
        reference=fields.text("REFERENCE_NUMBER") or "",
        listed_on=fields.date("LISTED_ON") or _NEVER,
        names=(fields.required("FIRST_NAME"), *(name for name in later if name)),
        original_script=fields.text("NAME_ORIGINAL_SCRIPT"),
        gender=fields.text("GENDER"),
        comments=fields.text("COMMENTS1"),
        titles=fields.values("TITLE"),
        designations=fields.values("DESIGNATION"),
        nationalities=fields.values("NATIONALITY"),
        updated_on=fields.days("LAST_DAY_UPDATED"),
        aliases=tuple(_alias(part) for part in fields.parts(f"{group.tag}_ALIAS")),
        addresses=tuple(_place(part) for part in fields.parts(f"{group.tag}_ADDRESS")),
        birth_dates=tuple(_birth(part) for part in fields.parts("INDIVIDUAL_DATE_OF_BIRTH")),
        birth_places=tuple(_place(part) for part in fields.parts("INDIVIDUAL_PLACE_OF_BIRTH")),
        documents=tuple(_document(part) for part in fields.parts("INDIVIDUAL_DOCUMENT")),
    )


def _alias(fields: Fields) -> ListedAlias:
    city, country = fields.text("CITY_OF_BIRTH"), fields.text("COUNTRY_OF_BIRTH")
    return ListedAlias(
        name=fields.required("ALIAS_NAME"),
        quality=fields.word("QUALITY", AliasQuality) or AliasQuality.LOW,
        born_on=fields.date("DATE_OF_BIRTH", years=True),
        born_in=Place(city=city, country=country) if city or country else None,
        note=fields.text("NOTE"),
    )


def _place(fields: Fields) -> Place:
    return Place(
        street=fields.text("STREET"),
        city=fields.text("CITY"),
        province=fields.text("STATE_PROVINCE"),
        postcode=fields.text("ZIP_CODE"),
        country=fields.text("COUNTRY"),
        note=fields.text("NOTE"),
    )


def _birth(fields: Fields) -> BirthDate:
    note, kind = fields.text("NOTE"), fields.word("TYPE_OF_DATE", DateType)
    given = {name for name in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR") if fields.text(name)}
    if kind is None or given not in _DATE_FIELDS[kind]:
        if kind:
            fields.wrong("TYPE_OF_DATE", f"{kind} does not go with {' and '.join(sorted(given)) or 'no year'}")
        return BirthDate(note=note)
    parts = [fields.date(name, years=name != "DATE") for name in sorted(given)]
    if not parts or None in parts:
        return BirthDate(note=note)
    text = "/".join(map(str, parts)) + ("~" if kind is DateType.APPROXIMATELY else "")
    try:
        return BirthDate(date=PartialDate(text), note=note)
    except ValueError as error:
        fields.wrong("FROM_YEAR", str(error))
        return BirthDate(note=note)


def _document(fields: Fields) -> ListedDocument:
    return ListedDocument(
        type=fields.text("TYPE_OF_DOCUMENT"),
        type_2=fields.text("TYPE_OF_DOCUMENT2"),
        number=fields.text("NUMBER"),
        issuing_country=fields.text("ISSUING_COUNTRY"),
        issued_on=fields.date("DATE_OF_ISSUE"),
        city_of_issue=fields.text("CITY_OF_ISSUE"),
        country_of_issue=fields.text("COUNTRY_OF_ISSUE"),
        note=fields.text("NOTE"),
    )
