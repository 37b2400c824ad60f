"""Births: paired only where the list leaves no choice."""

import msgspec
import pytest

from comity.adapters.un.births import address, births
from comity.adapters.un.entry import BirthDate, Place, UnEntry
from comity.kernel.dates import PartialDate

D1, D2 = BirthDate(date=PartialDate("1971")), BirthDate(date=PartialDate("1972-01"))
P1, P2 = Place(city="Veld", country="Norway"), Place(city="Orsk")


def _births(
    person: UnEntry, dates: tuple[BirthDate, ...], places: tuple[Place, ...]
) -> list[tuple[str | None, str | None]]:
    entry = msgspec.structs.replace(person, birth_dates=dates, birth_places=places, aliases=())
    first, others = births(entry)
    return [(one.date, one.place) for one in ([first] if first else []) + others]


def test_one_date_stands_with_each_place_and_the_other_way(person: UnEntry) -> None:
    """Where there is one of either, there is nothing to guess."""
    assert _births(person, (D1,), (P1,)) == [("1971", "Veld")]
    assert _births(person, (D1, D2), (P1,)) == [("1971", "Veld"), ("1972-01", "Veld")]
    assert _births(person, (D1,), (P1, P2)) == [("1971", "Veld"), ("1971", "Orsk")]
    assert _births(person, (D1,), ()) == [("1971", None)]
    assert _births(person, (), (P1,)) == [(None, "Veld")]
    assert _births(person, (), ()) == []


def test_several_dates_and_several_places_are_never_paired(person: UnEntry) -> None:
    """Which belong together the list does not say."""
    assert _births(person, (D1, D2), (P1, P2)) == [("1971", None), ("1972-01", None), (None, "Veld"), (None, "Orsk")]


@pytest.mark.parametrize(
    ("date", "note", "expected"),
    [
        (None, "Nov. 1973", "1973-11"),
        (None, "August 1961", "1961-08"),
        ("1958", "Sep.", "1958-09"),
        (None, "Between Aug. and Sep. 1977", "1977-08/1977-09"),
        (None, "30-35 years old", None),
        (None, "24/06/1402 (Hijri Calendar)", None),
        (None, "Sep.", None),
        (None, "Rain 1973", None),
        ("1979-03-03", "from false passport", "1979-03-03"),
        ("1955/1958", "Approximately", "1955/1958"),
        ("1958", None, "1958"),
    ],
)
def test_a_month_in_the_note_is_read_and_nothing_else(
    person: UnEntry, date: str | None, note: str | None, expected: str | None
) -> None:
    """The note stays beside the date in every case."""
    given = BirthDate(date=PartialDate(date) if date else None, note=note)
    entry = msgspec.structs.replace(person, birth_dates=(given,), birth_places=(), aliases=())
    first, _ = births(entry)
    assert first is not None
    assert (first.date, first.note) == (expected, note)


def test_a_state_that_is_no_more_stays_in_the_line() -> None:
    """No code is guessed for it."""
    assert address(Place(city="Veld", country="former Soviet Union")) == ("Veld, former Soviet Union", None)
    assert address(Place(street="1 Quay", postcode="0101", country="Norway")) == ("1 Quay, 0101", "NO")
    assert address(Place(country="Norway")) == (None, "NO")
    assert address(Place(note="in prison")) == (None, None)
