"""What is compared of a person, taken from a subject on file or from a question."""

from collections.abc import Iterable, Sequence
from typing import Self

import msgspec

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Birth, Document, Quality, Sex, Subject, SubjectType
from comity.screening.lookalikes import fold_lookalikes_document
from comity.screening.names import document_number
from comity.screening.query import Query

MIN_NUMBER = 4
"""Shorter document numbers are not compared: they would agree by chance."""


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A name as it was written; `low` for an alias of low quality."""

    text: str
    low: bool = False


class Paper(msgspec.Struct, frozen=True, array_like=True):
    """A document as it was written; `number` is what is compared, `folded` the same with look-alikes as one."""

    written: str
    number: str
    folded: str
    country: str | None = None
    type: str = ""


class Profile(msgspec.Struct, frozen=True, array_like=True):
    """The compared part of a person; what is empty is not known. Dates are EDTF, countries ISO 3166-1 alpha-2."""

    names: tuple[Name, ...]
    documents: tuple[Paper, ...] = ()
    births: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    birth_countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: str | None = None

    @classmethod
    def of_subject(cls, subject: Subject) -> Self:
        """Return the profile of a subject: all its names, births and documents."""
        written = [subject.full_name, subject.name, subject.name_at_birth]
        if subject.type is SubjectType.PERSON and subject.name_at_birth and subject.forenames:
            written.append(f"{subject.forenames} {subject.name_at_birth}")
        written += subject.names_in_original_script or ()
        names = {text: Name(text) for text in _unique(text for text in written if text and text.strip())}
        for alias in subject.aliases or ():
            if text := _whole(alias.name).strip():
                names.setdefault(text, Name(text, alias.quality is Quality.LOW))
        births: list[Birth] = [*([subject.birth] if subject.birth else []), *(subject.other_births or ())]
        return cls(
            tuple(names.values()),
            _papers(subject.documents),
            _unique(str(birth.date) for birth in births if birth.date),
            _unique(birth.place for birth in births if birth.place),
            _unique(birth.country for birth in births if birth.country),
            _unique(subject.nationalities or ()),
            _known(subject.sex),
        )

    @classmethod
    def of_query(cls, query: Query) -> Self:
        """Return the profile of a question."""
        written = [query.name, *(query.names_in_original_script or ())]
        return cls(
            tuple(Name(text) for text in _unique(text for text in written if text)),
            _papers(query.documents),
            (str(query.birth_date),) if query.birth_date else (),
            (query.birth_place,) if query.birth_place else (),
            (query.birth_country,) if query.birth_country else (),
            _unique(query.nationalities or ()),
            _known(query.sex),
        )


def _unique(values: Iterable[str | Country | PartialDate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_whole(str(each)) for each in values))


def _whole(text: str) -> str:
    """Return a text without lone surrogates, which are half a character and cannot be kept."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _papers(documents: Sequence[Document] | None) -> tuple[Paper, ...]:
    found = []
    for each in documents or ():
        if comparable(each):
            number = document_number(_whole(each.number))
            country = str(each.country) if each.country else None
            found.append(
                Paper(
                    _whole(each.number), number, fold_lookalikes_document(number), country, _whole(each.type).casefold()
                )
            )
    return tuple(found)


def comparable(document: Document) -> bool:
    """Say whether somebody can be found by this number."""
    number = document_number(_whole(document.number))
    return len(number) >= MIN_NUMBER and any(sign.isdecimal() for sign in number)


def _known(sex: Sex | None) -> str | None:
    return sex.value if sex in (Sex.MALE, Sex.FEMALE) else None
