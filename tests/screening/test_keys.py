"""Keys in sorted arrays answer as a dictionary of sets would, whenever they were entered."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.keys import Keys, hashed

ENTRIES = st.lists(st.tuples(st.lists(st.text("abc", max_size=3), max_size=4), st.integers(0, 50)), max_size=30)
ASKED = st.lists(st.text("abc", max_size=3), min_size=1, max_size=4)


@given(st.lists(st.tuples(ENTRIES, ASKED), max_size=6))
def test_every_number_is_found_under_each_of_its_keys_and_no_other(
    rounds: list[tuple[list[tuple[list[str], int]], list[str]]],
) -> None:
    """Entered and asked in turns; each number comes once, in rising order."""
    keys, model = Keys(), {}
    for entries, asked in rounds:
        for entered, number in entries:
            keys.enter(hashed(entered), number)
            for each in entered:
                model.setdefault(each, set()).add(number)
        expected = sorted(set().union(*(model.get(each, set()) for each in asked)))
        assert keys.find([hashed([each]) for each in asked]).tolist() == expected


def test_what_outgrows_the_small_array_is_found_as_well() -> None:
    """A hundred thousand entries are more than are kept aside; the first, the last and one between are there."""
    keys = Keys()
    for number in range(100_000):
        keys.enter(hashed([f"k{number}"]), number)
        if number == 10:
            assert keys.find([hashed(["k10"])]).tolist() == [10]
    keys.enter(hashed(["k5"]), 100_000)
    found = [keys.find([hashed([f"k{number}"])]) for number in (5, 50_000, 99_999)]
    assert [each.tolist() for each in found] == [[5, 100_000], [50_000], [99_999]]
    assert keys.find([hashed(["never"])]).size == 0
    assert found[0].dtype == np.int32
