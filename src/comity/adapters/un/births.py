"""Dates and places of birth as the list gives them, to the births of a subject.

The list gives several dates and several places without saying which belong together. Where there is one of
either it stands with each of the others; where there are several of both they are kept apart, never paired.
"""

import re
from collections.abc import Iterator, Sequence

from comity.adapters.un.entry import BirthDate, ListedAlias, Place, UnEntry
from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Birth
from comity.law.country_names import country_code

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTE = re.compile(r"(?i)(?:between ([a-z]{3})[a-z]*\.? and )?([a-z]{3})[a-z]*\.?(?: (\d{4}))?")


def births(entry: UnEntry) -> tuple[Birth | None, list[Birth]]:
    """Return the first birth of the list and the others, with those that its aliases were given."""
    found = list(dict.fromkeys([*_of_entry(entry.birth_dates, entry.birth_places), *_of_aliases(entry.aliases)]))
    return (found[0], found[1:]) if found else (None, [])


def address(place: Place) -> tuple[str | None, Country | None]:
    """Return a place in one line and the country's code; a country that has no code stays in the line."""
    code = country_code(place.country) if place.country else None
    parts = (place.street, place.city, place.province, place.postcode, None if code else place.country)
    return ", ".join(part for part in parts if part) or None, code


def _of_entry(dates: Sequence[BirthDate], places: Sequence[Place]) -> Iterator[Birth]:
    if len(dates) > 1 and len(places) > 1:
        yield from (_birth(date, None) for date in dates)
        yield from (_birth(None, place) for place in places)
    else:
        for date in dates or (None,):
            for place in places or (None,):
                if date or place:
                    yield _birth(date, place)


def _birth(date: BirthDate | None, place: Place | None) -> Birth:
    where, country = address(place) if place else (None, None)
    notes = (date.note if date else None, place.note if place else None)
    return Birth(
        date=_date(date) if date else None,
        place=where,
        country=country,
        note="; ".join(note for note in notes if note) or None,
    )


def _of_aliases(aliases: Sequence[ListedAlias]) -> Iterator[Birth]:
    for alias in aliases:
        if alias.born_on or alias.born_in:
            where, country = address(alias.born_in) if alias.born_in else (None, None)
            yield Birth(date=alias.born_on, place=where, country=country, note=f"as {alias.name}")


def _date(date: BirthDate) -> PartialDate | None:
    """Return the date; a month that stands in the note alone (`Sep.`, `Nov. 1973`) is read from there."""
    match = _NOTE.fullmatch(date.note or "")
    if match is None or not (date.date is None or re.fullmatch(r"\d{4}", date.date)):
        return date.date
    year = match[3] or date.date
    months = [name.lower() for name in (match[1], match[2]) if name]
    if year is None or not all(name in _MONTHS for name in months):
        return date.date
    return PartialDate("/".join(f"{year}-{_MONTHS.index(name) + 1:02}" for name in months))
