"""An entry of the consolidated list as the list has it: every element that occurs has its place here.

Texts have their runs of white space made one space and are otherwise as written; `()` is none.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from comity.kernel.dates import PartialDate
from comity.kernel.subject import SubjectType


class AliasQuality(StrEnum):
    """How the list grades an alias: persons' are good or low, entities' are also or formerly known as."""

    GOOD = "Good"
    LOW = "Low"
    ALSO = "a.k.a."
    FORMERLY = "f.k.a."


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an entry; None is not said."""


class Place(Part, frozen=True):
    """A place of birth or an address."""

    street: str | None = None
    city: str | None = None
    province: str | None = None
    postcode: str | None = None
    country: str | None = None
    note: str | None = None


class ListedAlias(Part, frozen=True):
    name: str
    quality: AliasQuality
    born_on: PartialDate | None = None
    born_in: Place | None = None
    note: str | None = None


class BirthDate(Part, frozen=True):
    """A date of birth, approximate ones and ranges in EDTF; without a date the note says what is known."""

    date: PartialDate | None = None
    note: str | None = None


class ListedDocument(Part, frozen=True):
    type: str | None = None
    type_2: str | None = None
    number: str | None = None
    issuing_country: str | None = None
    issued_on: PartialDate | None = None
    city_of_issue: str | None = None
    country_of_issue: str | None = None
    note: str | None = None


class UnEntry(Part, frozen=True):
    """A person or entity on the list; `line` is where its element begins in the file."""

    type: SubjectType
    line: int
    data_id: str
    version: str
    list_name: str
    reference: str
    listed_on: PartialDate
    names: tuple[str, ...]
    original_script: str | None = None
    gender: str | None = None
    comments: str | None = None
    titles: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    updated_on: tuple[PartialDate, ...] = ()
    aliases: tuple[ListedAlias, ...] = ()
    addresses: tuple[Place, ...] = ()
    birth_dates: tuple[BirthDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    documents: tuple[ListedDocument, ...] = ()


class UnList(msgspec.Struct, frozen=True):
    """The list as it stood when the United Nations wrote the file; entries in the order of the file."""

    generated_at: datetime
    entries: tuple[UnEntry, ...]
