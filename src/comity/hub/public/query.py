"""What one may ask a list for, and which notices answer to it.

Unknown parameters and empty values count as not given; what cannot be meant is refused with the place and what would be
right. Texts are compared in base letters (`letters.py`); `name` and `forename` are patterns (`name_pattern.py`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from comity.hub.public.index import Entry
from comity.hub.public.letters import folded
from comity.hub.public.name_pattern import read_pattern
from comity.kernel.dates import add_months
from comity.kernel.errors import Fault, UnusableInput
from comity.notices.vocabulary import Kind

PER_PAGE: Final = 20
MOST_PER_PAGE: Final = 1000
"""More are asked for in vain: the answer says how many it gives, and its `next` leads on."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Za-z]{2}|[A-Za-z0-9]{3}")
_SEXES: Final = ("F", "M", "U")
_OLDEST: Final = 999
LONGEST: Final = 500
Narrow = Callable[[Sequence[Entry]], Sequence[Entry]]


class Query(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """The parameters of a list, by the names of the service; a page is counted from 1."""

    page: int = 0
    result_per_page: int = 0
    forename: str | None = None
    name: str | None = None
    nationality: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    free_text: str | None = None
    sex_id: str | None = None
    arrest_warrant_country_id: str | None = None
    un_reference: str | None = None
    un_resolution: int | None = None

    @property
    def filters(self) -> bool:
        """Whether anything but a page is asked for."""
        return msgspec.structs.replace(self, page=0, result_per_page=0) != Query()

    @property
    def start(self) -> int:
        """The place of the first notice of the page, from 0."""
        return (self.page - 1) * self.result_per_page

    @property
    def shown(self) -> dict[str, Any]:
        """The query as the answer repeats it."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found

    def on(self, page: int) -> str:
        """Return the query string of another page of the same question."""
        shown = self.shown
        asked = {name: value for name, value in shown.items() if name not in {"page", "resultPerPage"}}
        return urlencode(asked | {"resultPerPage": self.result_per_page, "page": page})


_APPLIES: Final[Mapping[str, frozenset[Kind]]] = {
    "arrestWarrantCountryId": frozenset({Kind.RED}),
    "unReference": frozenset({Kind.SPECIAL}),
    "unResolution": frozenset({Kind.SPECIAL}),
}
"""Parameters that only some lists know; elsewhere they are unknown."""


def read_query(kind: Kind, parameters: Iterable[tuple[str, str]]) -> Query:
    """Return what is asked of a list; of a parameter given twice the last counts. Raises `UnusableInput`."""
    given = {name: value.strip() for name, value in parameters if kind in _APPLIES.get(name, frozenset({kind}))}
    faults: list[Fault] = []
    found: dict[str, Any] = {"page": 1, "result_per_page": PER_PAGE}
    for field in msgspec.structs.fields(Query):
        value = given.get(field.encode_name)
        if not value:
            continue
        try:
            found[field.name] = _READERS.get(field.encode_name, _text)(value)
        except ValueError as error:
            faults.append(Fault(field.encode_name, str(error)))
    if faults:
        raise UnusableInput(f"The query cannot be used: {faults[0].path}: {faults[0].message}.", faults)
    found["result_per_page"] = min(found["result_per_page"], MOST_PER_PAGE)
    return Query(**found)


def _text(value: str) -> str:
    if len(value) > LONGEST:
        raise ValueError(f"give at most {LONGEST} characters")
    return value


def _pattern(value: str) -> str:
    read_pattern(_text(value))
    return value


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
            raise ValueError(f"'{value[:40]}' is not a whole number from {least} to {most}")
        return int(value)

    return read


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value):
        raise ValueError(f"'{value[:40]}' is not a country code such as those of data/countries")
    return value.upper()


def _sex(value: str) -> str:
    if value not in _SEXES:
        raise ValueError(f"'{value[:40]}' is not one of: {', '.join(_SEXES)}")
    return value


_STOPS: Final = ",.;:"
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "name": _pattern,
    "forename": _pattern,
    "page": _whole(1, 999_999_999),
    "resultPerPage": _whole(1, 999_999_999),
    "nationality": _country,
    "arrestWarrantCountryId": _country,
    "ageMin": _whole(0, _OLDEST),
    "ageMax": _whole(0, _OLDEST),
    "sexId": _sex,
    "unResolution": _whole(1, 9999),
}


def answering(query: Query, entries: Sequence[Entry], day: date) -> Sequence[Entry]:
    """Return which of `entries` answer to `query` on `day`, on which ages are counted, in their order."""
    for narrow in _narrowing(query, day):
        entries = narrow(entries)
    return entries


def _narrowing(query: Query, day: date) -> Iterator[Narrow]:
    """Yield what each parameter leaves, those that leave least and cost least first: a list may have 100,000."""
    if query.un_resolution is not None:
        yield lambda entries: [one for one in entries if one.resolution == query.un_resolution]
    if query.arrest_warrant_country_id:
        yield lambda entries: [one for one in entries if one.warrant == query.arrest_warrant_country_id]
    if query.nationality:
        yield lambda entries: [one for one in entries if query.nationality in one.nationalities]
    if query.un_reference:
        reference = folded(query.un_reference)
        yield lambda entries: [one for one in entries if reference in one.reference]
    if query.name:
        yield _named(query.name, attrgetter("name"))
    if query.forename:
        yield _named(query.forename, attrgetter("forename"))
    if query.sex_id:
        yield lambda entries: [one for one in entries if one.sex == query.sex_id]
    if query.age_min is not None or query.age_max is not None:
        yield _aged(query, day)
    for word in folded(query.free_text).split():
        # A name is often copied as it is shown: "Family, Forename".
        yield _saying(word.strip(_STOPS) or word)


def _saying(word: str) -> Narrow:
    return lambda entries: [one for one in entries if word in one.text]


def _named(pattern: str, name: Callable[[Entry], str]) -> Narrow:
    answers = read_pattern(pattern).matcher()
    return lambda entries: [one for one in entries if answers(name(one))]


def _aged(query: Query, day: date) -> Narrow:
    """A birth that is only partly known answers to every age that it allows; one not known, to none."""
    # Of age n or more is who was born n years before `day` or earlier.
    old_enough = add_months(day, -12 * (query.age_min or 0))
    too_old = add_months(day, -12 * (query.age_max + 1)) if query.age_max is not None else date.min

    def answers(births: tuple[tuple[date, date], ...]) -> bool:
        # A loop, because a generator for each of 100,000 costs five times as much.
        for first, last in births:  # noqa: SIM110
            if first <= old_enough and last > too_old:
                return True
        return False

    return lambda entries: [one for one in entries if answers(one.births)]
