"""The parts that the sample is made of."""

import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.compliance.check import Disposition, check
from comity.kernel import wire
from comity.notices.request import NoticeRequest
from comity.sample.chance import SeededChance
from comity.sample.kinds import WRITERS
from comity.sample.members import MEMBERS
from comity.sample.persons import person
from comity.sample.pictures import HEIGHT, WIDTH, silhouette
from comity.sample.requests import red
from comity.sample.words import LANGUAGES, offences, phrases

AT = date(2026, 3, 1)


@pytest.mark.parametrize("category", offences())
def test_every_offence_is_told_in_four_languages_that_pass_the_checks(category: str) -> None:
    """Nothing is missing, nothing bars, and the strict reader takes what was written."""
    assert set(offences()[category]) == set(LANGUAGES)
    chance = SeededChance(category)
    for member in MEMBERS:
        body = red(chance, member, person(chance, member, AT), AT, category)
        read = wire.decode(wire.encode(body), NoticeRequest)
        assert check(read, None, AT).disposition in (Disposition.CLEAR, Disposition.REVIEW), body.reference


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_every_other_kind_passes_the_checks(writer: object) -> None:
    """Each has the particulars that its kind needs; they are written in English, by members that write it."""
    chance = SeededChance("kinds")
    for member in (each for each in MEMBERS if each.language == "en"):
        body = writer(chance, member, AT, None)  # type: ignore[operator]
        read = wire.decode(wire.encode(body), NoticeRequest)
        assert check(read, None, AT).disposition in (Disposition.CLEAR, Disposition.REVIEW)


@given(st.text(max_size=20))
def test_chance_is_the_same_for_a_seed_and_fair_enough_to_use(seed: str) -> None:
    """Numbers keep their bounds, choices are among what is offered, ids have their form; secrets differ."""
    one, other = SeededChance(seed), SeededChance(seed)
    assert [one.number(7) for _ in range(5)] == [other.number(7) for _ in range(5)]
    assert one.id("req") == other.id("req") == one.last["req"]
    assert len(set(one.some("abcdef", 4))) == 4
    assert one.between(3, 3) == 3
    assert one.secret() != other.secret()


@given(st.integers(0, 5000))
def test_a_silhouette_is_a_whole_picture(number: int) -> None:
    """Signature, size, checksums and all its rows."""
    png = silhouette(number)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, parts = 8, {}
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        assert png[place + 8 + size : place + 12 + size] == zlib.crc32(kind + body).to_bytes(4, "big")
        parts[kind] = body
        place += 12 + size
    assert len(zlib.decompress(parts[b"IDAT"])) == HEIGHT * (WIDTH + 1)
    assert silhouette(number) != silhouette(number + 1)


def test_days_are_written_as_people_write_them() -> None:
    """In each working language."""
    day = date(2026, 3, 9)
    assert phrases("en").in_words(day) == "9 March 2026"
    assert phrases("es").in_words(day) == "9 de marzo de 2026"
