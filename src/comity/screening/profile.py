"""What is compared of a person, taken from a subject on file or from a question, and the comparison."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Self

import msgspec

from comity.kernel.dates import PartialDate
from comity.kernel.subject import Document, Sex, Subject, SubjectType
from comity.screening.names import document_number, overlap, tokens
from comity.screening.query import Band, Feature, Hit, Query, Reason

SURE_NAME = 0.8
"""The least name score at which the same day of birth makes a hit: one further forename on one side of five."""

FOREIGN_NUMBER = 0.75
"""The score of a document number that agrees while the issuing countries differ: to be looked at."""

MOST_RAISED = 0.06
"""The most by which birth date and nationality together raise a name score."""

MIN_NUMBER = 4
"""Shorter document numbers are not compared: they would agree by chance."""


class Name(msgspec.Struct, frozen=True):
    """A name as it was written, and its words."""

    text: str
    words: frozenset[str]


class Profile(msgspec.Struct, frozen=True):
    """The compared part of a person; an empty field is not known."""

    names: tuple[Name, ...]
    documents: tuple[tuple[str, Document], ...] = ()
    births: tuple[PartialDate, ...] = ()
    nationalities: frozenset[str] = frozenset()
    sex: Sex | None = None

    @classmethod
    def of_subject(cls, subject: Subject) -> Self:
        """Return the profile of a subject: all its names, births and documents."""
        written = [subject.full_name, subject.name, subject.name_at_birth]
        if subject.type is SubjectType.PERSON and subject.name_at_birth and subject.forenames:
            written.append(f"{subject.forenames} {subject.name_at_birth}")
        written += subject.names_in_original_script or ()
        written += [alias.name for alias in subject.aliases or ()]
        births = [*([subject.birth] if subject.birth else []), *(subject.other_births or ())]
        return cls(
            _names(written),
            _documents(subject.documents),
            tuple(birth.date for birth in births if birth.date),
            frozenset(subject.nationalities or ()),
            _known(subject.sex),
        )

    @classmethod
    def of_query(cls, query: Query) -> Self:
        """Return the profile of a question."""
        return cls(
            _names([query.name, *(query.names_in_original_script or ())]),
            _documents(query.documents),
            (query.birth_date,) if query.birth_date else (),
            frozenset(query.nationalities or ()),
            _known(query.sex),
        )


def compare(subject: str, asked: Profile, filed: Profile) -> Hit:
    """Return how far the person asked about may be the one on file under the id `subject`.

    A document decides alone. A name is raised a little by a birth date or nationality that agrees and lowered
    by what disagrees; alone it never makes more than a `review`. Swapping the sides keeps the score.
    """
    paper, name = _same_document(asked, filed), _best_name(asked, filed)
    reasons = [reason for reason in (paper, name) if reason]
    score = name.score if name else 0.0
    day_agrees = False
    if reasons:
        for reason, weight in _evidence(asked, filed):
            reasons.append(reason)
            score += weight
            day_agrees |= reason.feature is Feature.BIRTH_DATE and reason.score == 1
    sure = bool(name) and name is not None and name.score >= SURE_NAME and day_agrees
    if paper:
        score, sure = max(score, paper.score), sure or paper.score == 1
    return Hit(subject, round(min(1.0, max(0.0, score)), 4), Band.HIT if sure else Band.REVIEW, tuple(reasons))


def _names(written: Iterable[str | None]) -> tuple[Name, ...]:
    found = {words: Name(text, words) for text in written if text and (words := tokens(text))}
    return tuple(found.values())


def _documents(documents: Sequence[Document] | None) -> tuple[tuple[str, Document], ...]:
    numbered = ((document_number(each.number), each) for each in documents or ())
    return tuple((number, each) for number, each in numbered if len(number) >= MIN_NUMBER)


def _known(sex: Sex | None) -> Sex | None:
    return sex if sex in (Sex.MALE, Sex.FEMALE) else None


def _best_name(asked: Profile, filed: Profile) -> Reason | None:
    scored = [(overlap(a.words, b.words), a.text, b.text) for a, b in product(asked.names, filed.names)]
    score, query, candidate = max(scored, default=(0.0, "", ""))
    if not score:
        return None
    detail = "the same words" if score == 1 else "some words are the same"
    return Reason(Feature.NAME, round(score, 4), query, candidate, detail)


def _same_document(asked: Profile, filed: Profile) -> Reason | None:
    found = []
    for (number, one), (other_number, other) in product(asked.documents, filed.documents):
        if number == other_number:
            differ = bool(one.country and other.country and one.country != other.country)
            detail = "the same number, of another country" if differ else "the same number"
            score = FOREIGN_NUMBER if differ else 1.0
            found.append(Reason(Feature.DOCUMENT, score, one.number, other.number, detail))
    return max(found, key=lambda reason: reason.score, default=None)


def _evidence(asked: Profile, filed: Profile) -> Iterable[tuple[Reason, float]]:
    """Yield what else is known on both sides, each with what it adds to the score or takes from it."""
    if asked.births and filed.births:
        yield max(
            (_birth(one, other) for one, other in product(asked.births, filed.births)),
            key=lambda found: (found[1], found[0].query, found[0].candidate),
        )
    if asked.nationalities and filed.nationalities:
        shared = bool(asked.nationalities & filed.nationalities)
        query, candidate = (", ".join(sorted(each.nationalities)) for each in (asked, filed))
        detail = "a nationality in common" if shared else "no nationality in common"
        reason = Reason(Feature.NATIONALITY, float(shared), query, candidate, detail)
        yield reason, 0.02 if shared else -0.05
    if asked.sex and filed.sex and asked.sex is not filed.sex:
        yield Reason(Feature.SEX, 0.0, asked.sex, filed.sex, "another sex"), -0.15


def _birth(one: PartialDate, other: PartialDate) -> tuple[Reason, float]:
    if one.exact and one.exact == other.exact:
        score, weight, detail = 1.0, 0.04, "the same day"
    elif one.approximate or other.approximate:
        near = abs(one.earliest.year - other.earliest.year) <= 2
        score, weight, detail = (0.5, 0.01, "about the same year") if near else (0.0, -0.1, "years apart")
    elif one.earliest <= other.latest and other.earliest <= one.latest:
        score, weight, detail = 0.5, 0.02, "may be the same day"
    else:
        score, weight, detail = 0.0, -0.15, "another day"
    return Reason(Feature.BIRTH_DATE, score, one, other, detail), weight
