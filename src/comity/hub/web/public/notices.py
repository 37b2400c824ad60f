"""The lists of public notices: one kind at a time, searched as the public notices service searches them."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from comity.hub.public.query import LONGEST, PER_PAGE, Query, read_query
from comity.hub.public.searching import paged
from comity.hub.public.shapes import SEGMENTS
from comity.hub.web.language import marked
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import words
from comity.hub.web.public.listing import Offered, line, offered
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.digits import ascii_digits
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Sex
from comity.notices.vocabulary import Kind

PAGES: Final = Pages("public", ANYONE)
UNINDEXED: Final = {"X-Robots-Tag": "noindex, nofollow"}
"""Search engines would keep a person long after the notice has gone."""
_FIRST: Final = "red"
_SEXES: Final = {"F": words.SEXES[Sex.FEMALE], "M": words.SEXES[Sex.MALE], "U": marked("Not known")}
FIELDS: Final[Mapping[str, str]] = {
    "freeText": marked("Any word of the notice"),
    "name": marked("Family name"),
    "forename": marked("Forenames"),
    "nationality": marked("Nationality"),
    "arrestWarrantCountryId": marked("Wanted by"),
    "ageMin": marked("Youngest age"),
    "ageMax": marked("Oldest age"),
    "sexId": marked("Sex"),
    "unReference": marked("Reference of the Security Council"),
}
_ONLY: Final = {"arrestWarrantCountryId": Kind.RED, "unReference": Kind.SPECIAL}
_NUMBERS: Final = frozenset({"ageMin", "ageMax"})
_FAULTS: Final[Mapping[str, str]] = {
    "ageMin": marked("Enter the youngest age in whole years, such as 30"),
    "ageMax": marked("Enter the oldest age in whole years, such as 40"),
    "nationality": marked("Choose a nationality from the list"),
    "arrestWarrantCountryId": marked("Choose a member from the list"),
    "sexId": marked("Choose a sex from the list"),
}
_PATTERN: Final = marked("Enter part of a name. Of the signs * + ? ( ) { } | and \\ none can be searched for")
_TOO_LONG: Final = marked("Enter no more than 500 characters")


@PAGES.get("/{language}/notices", "Public notices", menu="Public notices")
def notices(visit: Visit) -> Answer:
    """Show a page of a list; what cannot be meant is said at its field, and nothing typed is lost."""
    segment = visit.query.one("kind", _FIRST)
    segment = segment if segment in SEGMENTS else _FIRST
    kind = SEGMENTS[segment]
    typed = {name: visit.query.one(name) for name in _fields(kind) if visit.query.one(name)}
    asked = {name: ascii_digits(value) if name in _NUMBERS else value for name, value in typed.items()}
    try:
        query = read_query(kind, [*asked.items(), ("page", _page_asked(visit))])
    except UnusableInput as error:
        faults = {fault.path: _fault(fault.path, typed) for fault in error.errors if fault.path in FIELDS}
        return _shown(visit, segment, typed, Query(page=1, result_per_page=PER_PAGE), faults)
    return _shown(visit, segment, typed, query, {})


def _fault(name: str, typed: Mapping[str, str]) -> str:
    if name in ("name", "forename") and len(typed[name]) <= LONGEST:
        return _PATTERN
    return _FAULTS.get(name, _TOO_LONG)


def _fields(kind: Kind) -> list[str]:
    return [name for name in FIELDS if _ONLY.get(name, kind) is kind]


def _shown(visit: Visit, segment: str, typed: dict[str, str], query: Query, faults: Mapping[str, str]) -> Show:
    kind = SEGMENTS[segment]
    day = visit.hub.clock.now().date()
    found, total = ((), 0) if faults else paged(visit.common.public, kind, query, day)
    last = max(1, -(-total // PER_PAGE))
    context: dict[str, Any] = {
        "unindexed": True,
        "keeps_query": True,
        "segment": segment,
        "kind": kind,
        "lists": [
            (each, total if each.segment == segment and not faults else _count(visit, each, typed))
            for each in offered(visit.common.public)
        ],
        "fields": {name: FIELDS[name] for name in _fields(kind)},
        "typed": typed,
        "faults": faults,
        "sexes": _SEXES,
        "countries": words.countries(visit.language),
        "said": {name: _said(name, value, visit.language) for name, value in typed.items()},
        "lines": [line(entry) for entry in found],
        "total": total,
        "first": query.start + 1,
        "page": query.page,
        "shown_pages": _pages(query.page, last),
        "last": last,
        "address": lambda **changes: _address(visit, segment, typed, changes),
        "country": lambda code: words.country(code, visit.language),
    }
    return Show("public/notices.html", context, 400 if faults else 200, UNINDEXED)


def _pages(page: int, last: int) -> list[int | None]:
    """Return the numbers of pages that are led to: the first, the last, and those beside this one; None is a gap."""
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    found: list[int | None] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            found.append(None)
        found.append(number)
    return found


def _page_asked(visit: Visit) -> str:
    """Return the page asked for; what cannot be one is the first."""
    asked = ascii_digits(visit.query.one("page"))
    return asked if asked.isascii() and asked.isdecimal() and len(asked) < 9 and int(asked) else "1"


def _count(visit: Visit, each: Offered, typed: Mapping[str, str]) -> int | None:
    """Return how many of another list answer to the same question; None where that cannot be asked of it."""
    if not typed:
        return each.total
    if not set(typed) <= set(_fields(each.kind)):
        return None
    try:
        query = read_query(each.kind, typed.items())
    except UnusableInput:
        return None
    return paged(visit.common.public, each.kind, query, visit.hub.clock.now().date())[1]


def _said(name: str, value: str, language: str) -> str:
    """Return what was asked for in a field as its tag says it; a message for a sex, else a name or what was typed."""
    if name in ("nationality", "arrestWarrantCountryId"):
        return words.country(value.upper(), language)
    return _SEXES.get(value, value) if name == "sexId" else value


def _address(visit: Visit, segment: str, typed: Mapping[str, str], changes: Mapping[str, Any]) -> str:
    """Return the address of the same question with changes; a change to None leaves a field out."""
    asked = {"kind": segment, **typed, **changes}
    return f"/{visit.language}/notices?" + urlencode({name: value for name, value in asked.items() if value})
