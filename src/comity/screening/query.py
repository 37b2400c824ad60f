"""The question and the answer of screening, as other programs send and read them (CONTRACTS section 2)."""

from enum import StrEnum
from typing import Annotated

import msgspec

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Document, Line, Record, Sex


class Query(Record, frozen=True):
    """One person at a desk: a name in any script and order, or a document or its zone, and what else is known.

    The zone `mrz` has years of two digits: `resolved`, which is told the day, puts its fields in its place before
    the question is asked of an index.
    """

    id: Line
    name: Line | None = None
    names_in_original_script: Annotated[list[Line], msgspec.Meta(max_length=200)] | None = None
    birth_date: PartialDate | None = None
    birth_place: Line | None = None
    birth_country: Country | None = None
    sex: Sex | None = None
    nationalities: list[Country] | None = None
    documents: list[Document] | None = None
    mrz: Line | None = None

    def __post_init__(self) -> None:
        if not (self.name or self.names_in_original_script or self.documents or self.mrz):
            raise ValueError("Give a name, a name in its original script, a document or a machine-readable zone")


class Band(StrEnum):
    """`hit`: a document, or a name with the day of birth; `review`: a person must look."""

    HIT = "hit"
    REVIEW = "review"


class Feature(StrEnum):
    NAME = "name"
    DOCUMENT = "document"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    NATIONALITY = "nationality"
    SEX = "sex"


class Reason(msgspec.Struct, frozen=True):
    """What one feature says: what was asked, what is on file, and how well they agree, in [0, 1]."""

    feature: Feature
    score: float
    query: str
    candidate: str
    detail: str


class Hit(msgspec.Struct, frozen=True):
    """A subject on file that may be the person asked about; `subject` is the id it was added under."""

    subject: str
    score: float
    band: Band
    reasons: tuple[Reason, ...]
    to_settle: tuple[str, ...] = ()
    """What would settle whether it is the same person, in words; empty where nothing more is needed."""
