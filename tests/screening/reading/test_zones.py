"""Machine-readable zones in a file: never two persons in one question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, questions
from tests.screening.zones import card, misread, passport

from comity.screening.reading import Format

OTHER = passport(names="ADAMS<<ANN", number="A7654321", sex="F")


def test_zones_of_all_sizes_stand_one_after_the_other() -> None:
    """With and without empty lines between them, or each in one line; the id is where it begins."""
    body = "\n".join([passport(), OTHER, "", card(), card(names="ADAMS<<ANN"), "", passport().replace("\n", "")])
    found = questions(body, Format.MRZ)
    assert [each.id for each in found] == ["line 1", "line 3", "line 6", "line 9", "line 13"]
    assert [each.mrz for each in found[:3]] == [passport(), OTHER, card()]
    assert found[4].mrz == passport()
    assert faults(body, Format.MRZ) == []


def test_small_letters_and_spaces_are_read_as_scanners_send_them() -> None:
    """A zone has neither."""
    (found,) = questions(f" {passport().lower()} \r\n", Format.MRZ)
    assert found.mrz == passport()


def test_a_few_misread_signs_leave_it_a_zone() -> None:
    """What is wrong with it is said when it is read."""
    wrong = misread(misread(passport(), 0, "9", line=0), 9, "O")
    assert [each.mrz for each in questions(f"{wrong}\n{OTHER}", Format.MRZ)] == [wrong, OTHER]


BAD = {
    "a sign is missing": (passport()[1:], 1),
    "the second line is missing": (passport().splitlines()[0], 1),
    "the first line is missing": (passport().splitlines()[1], 1),
    "lines changed": ("\n".join(reversed(passport().splitlines())), 1),
    "a card of two lines": ("\n".join(card().splitlines()[:2]), 1),
    "no zone": ("ILYA PETR MAREK", 1),
}


@pytest.mark.parametrize(("zone", "count"), BAD.values(), ids=BAD)
def test_a_broken_zone_is_one_problem_and_makes_no_one_of_two(zone: str, count: int) -> None:
    """What stands before and after it is asked; lines of different persons never meet."""
    body = f"{OTHER}\n{zone}\n{OTHER}\n"
    found = faults(body, Format.MRZ)
    assert len(found) == count
    assert all(fault.startswith("line 3: Here begins no zone") for fault in found)
    assert [each.mrz for each in questions(body, Format.MRZ)] == [OTHER, OTHER]


PASSPORTS = [zone.splitlines() for zone in (passport(), OTHER)]


@given(st.lists(st.sampled_from([*PASSPORTS[0], *PASSPORTS[1], "", "X"]), max_size=9).filter(any))
def test_a_second_line_never_begins_a_zone(lines: list[str]) -> None:
    """Whatever lines are lost or changed about, the end of one zone and the beginning of the next are no person."""
    for each in questions("\n".join(lines), Format.MRZ):
        first, second = (each.mrz or "").splitlines()
        assert (first.startswith("P<XB<"), second.startswith("P<XB<")) == (True, False)


@given(st.binary(max_size=300) | st.text("<AB1\n", max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever a file holds is a question or a problem with its line."""
    assert all(fault.startswith("line ") for fault in faults(body, Format.MRZ))
