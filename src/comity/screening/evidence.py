"""What is known of a person beside the name: what agrees raises a score, what disagrees lowers it.

A raise is a share of what is missing to 1; what is kept is a share of what is there. What is known on one side alone
keeps less than what agrees, were it in part, and more than what disagrees: so what agrees never lowers, what disagrees
never raises, and only a full agreement of all that is known leaves a score of 1. The figures were chosen on the list of
the Security Council against innocent travellers (bench/screening).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final, NamedTuple

from comity.kernel.dates import PartialDate
from comity.screening.names import name_score
from comity.screening.profile import Profile
from comity.screening.query import Feature, Reason

SAME_DAY: Final = 0.55
_PLACE_ALIKE: Final = 0.8
FULL_POWER: Final = 0.8
"""The name score from which on evidence raises by its full share."""
_YEARS: Final = ((1, 0.86), (2, 0.84), (5, 0.75), (15, 0.62), (10_000, 0.52))
"""What is kept of a score by how many years lie between two births, up to and with that many."""
_MONTH: Final = 31
_NEAR: Final = 0.88
"""What is kept where another day or month of about one year stands."""
_UNKNOWN: Final = (
    ("births", 0.04, 0.06),
    ("nationalities", 0.02, 0.02),
    ("sex", 0.005, 0.0),
    ("places", 0.005, 0.0),
    ("birth_countries", 0.005, 0.0),
)
"""What is taken where one side alone knows, always and for a name that thousands bear."""


class Evidence(NamedTuple):
    """One feature compared: the reason to show, the share of what is missing that it adds, and what it keeps."""

    reason: Reason
    raised: float
    kept: float = 1.0

    @property
    def agrees(self) -> bool:
        """Say whether it speaks for the same person."""
        return self.raised > 0


def compared(asked: Profile, filed: Profile) -> Iterator[Evidence]:
    """Yield what both sides know beside names and documents."""
    if asked.births and filed.births:
        yield _best(_birth(one, other) for one, other in product(asked.births, filed.births))
    yield from _birth_places(asked, filed)
    if asked.nationalities and filed.nationalities:
        yield _countries(Feature.NATIONALITY, asked.nationalities, filed.nationalities, "nationality", 0.12, 0.90)
    if asked.sex and filed.sex:
        same = asked.sex == filed.sex
        detail = "the same sex" if same else "another sex"
        reason = Reason(Feature.SEX, float(same), asked.sex, filed.sex, detail)
        yield Evidence(reason, 0.02) if same else Evidence(reason, 0.0, 0.75)


def applied(score: float, evidence: Iterable[Evidence]) -> float:
    """Return the score of a name after what raises it and then what lowers it.

    A name that hardly agrees is hardly raised: a date of birth is shared with thousands, and alone it is no hit.
    """
    power = min(1.0, (score / FULL_POWER) ** 3)
    kept = 1.0
    for each in evidence:
        score += (1 - score) * each.raised * power
        kept *= each.kept
    return score * kept


def unsettled(asked: Profile, filed: Profile, common: float) -> float:
    """Return what is kept of a score for what one side alone knows; `common` goes from 0, a rare name, to 1."""
    kept = 1.0
    for field, always, more in _UNKNOWN:
        if bool(getattr(asked, field)) != bool(getattr(filed, field)):
            kept -= always + more * common
    return kept


def _best(found: Iterable[Evidence]) -> Evidence:
    return max(
        found, key=lambda each: (each.raised, each.kept, each.reason.score, each.reason.query, each.reason.candidate)
    )


def _countries(
    feature: Feature, asked: tuple[str, ...], filed: tuple[str, ...], what: str, raised: float, kept: float
) -> Evidence:
    shared = bool(set(asked) & set(filed))
    query, candidate = ", ".join(sorted(asked)), ", ".join(sorted(filed))
    detail = f"the same {what}" if shared else f"another {what}"
    reason = Reason(feature, float(shared), query, candidate, detail)
    return Evidence(reason, raised) if shared else Evidence(reason, 0.0, kept)


def _birth_places(asked: Profile, filed: Profile) -> Iterator[Evidence]:
    """Yield the place of birth or, where it is not known or is another, what its country says if that is more."""
    place, country = None, None
    if asked.places and filed.places:
        place = _best(_place(one, other) for one, other in product(asked.places, filed.places))
    if asked.birth_countries and filed.birth_countries:
        countries = asked.birth_countries, filed.birth_countries
        country = _countries(Feature.BIRTH_PLACE, *countries, "country of birth", 0.08, 0.92)
    if place and (place.agrees or country is None or country.kept >= place.kept):
        yield place
    elif country:
        yield country


def _place(one: str, other: str) -> Evidence:
    """Two spellings of one town agree; another town is little against it, for lists name village or district."""
    score = name_score(one, other)
    if score >= _PLACE_ALIKE:
        return Evidence(Reason(Feature.BIRTH_PLACE, score, one, other, "the same place of birth"), 0.15)
    return Evidence(Reason(Feature.BIRTH_PLACE, 0.0, one, other, "another place of birth"), 0.0, 0.97)


def _birth(asked: str, filed: str) -> Evidence:
    one, other = PartialDate(asked), PartialDate(filed)
    score, raised, kept, detail = _dates(one, other)
    if asked == filed:
        kept = 1.0  # all that either side knows agrees
    return Evidence(Reason(Feature.BIRTH_DATE, score, asked, filed, detail), raised, kept)


Compared = tuple[float, float, float, str]
"""How well two dates agree, what that adds, what it keeps, and in words."""


def _dates(one: PartialDate, other: PartialDate) -> Compared:
    day, other_day = one.exact, other.exact
    if day and other_day:
        return _days(day, other_day)
    if one.approximate or other.approximate:
        apart = abs(one.earliest.year - other.earliest.year)
        if apart <= 2:
            return 0.6, 0.12, 0.965, "about the same year"
        if apart <= 5:
            return 0.4, 0.0, 0.96, "some years apart, and one date is approximate"
        return 0.0, 0.0, _kept(apart), f"{apart} years apart"
    if one.earliest <= other.latest and other.earliest <= one.latest:
        if one.is_range or other.is_range:
            return 0.5, 0.1, 0.965, "within the same years"
        if len(one) >= len("1971-05") and len(other) >= len("1971-05"):
            return 0.7, 0.3, 0.985, "the same month"
        return 0.6, 0.2, 0.97, "the same year, as far as it is known"
    gap = max((one.earliest - other.latest).days, (other.earliest - one.latest).days)
    if gap <= _MONTH and min(len(one), len(other)) >= len("1971-05") and not (one.is_range or other.is_range):
        return 0.4, 0.0, 0.9, "a month apart"
    apart = min(abs(one.earliest.year - other.latest.year), abs(other.earliest.year - one.latest.year))
    if apart == 0:
        return 0.3, 0.0, _NEAR, "the same year, another month"
    return (0.3 if apart == 1 else 0.0), 0.0, _kept(apart), f"{apart} year{'' if apart == 1 else 's'} apart"


def _days(one: date, other: date) -> Compared:
    if one == other:
        return 1.0, SAME_DAY, 1.0, "the same day"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return 0.85, 0.35, 0.985, "day and month swapped"
    if abs((one - other).days) == 1:
        return 0.8, 0.25, 0.98, "one day apart"
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    years = abs(one.year - other.year)
    if same == 2 and years <= 1:
        return 0.6, 0.1, 0.965, "the same but for one part"
    if same == 2 and _figures_apart(one.year, other.year) == 1:
        return 0.6, 0.1, 0.965, "the same but for one figure of the year"
    if same == 2 and _swapped(one.year, other.year):
        return 0.6, 0.1, 0.965, "the same but for two figures of the year, exchanged"
    if years == 0:
        return 0.3, 0.0, _NEAR, "the same year, another day"
    return 0.0, 0.0, _kept(years), f"{years} year{'' if years == 1 else 's'} apart"


def _figures_apart(year: int, other: int) -> int:
    return sum(one != another for one, another in zip(f"{year:04}", f"{other:04}", strict=True))


def _swapped(year: int, other: int) -> bool:
    return year // 100 == other // 100 and f"{year % 100:02}" == f"{other % 100:02}"[::-1]


def _kept(years: int) -> float:
    return next(kept for most, kept in _YEARS if years <= most)
