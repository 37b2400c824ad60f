"""Two versions side by side."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.house import request

from comity.hub.web.review.differing import MOST_WORDS, Change, Run, compared, differences
from comity.notices.request import Charge

TEXTS = st.text(alphabet="ab \n", max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(before: str, after: str) -> None:
    """The runs of each side together are its text, and what is not marked stands in both."""
    left, right = compared(before, after)
    assert "".join(run.text for run in left) == before
    assert "".join(run.text for run in right) == after
    shared = ["".join(run.text for run in side if not run.marked) for side in (left, right)]
    assert shared[0] == shared[1]


@given(TEXTS)
def test_equal_texts_have_nothing_marked(text: str) -> None:
    """What did not change is not shown as changed."""
    left, right = compared(text, text)
    assert not any(run.marked for run in (*left, *right))


def test_what_changed_is_marked_word_by_word() -> None:
    """The words around it stand plain."""
    left, right = compared("In Veld he took money", "In Orsk he took money")
    assert Run("Veld", True) in left
    assert Run("Orsk", True) in right
    assert Run(" he took money") in left


def test_very_long_texts_are_shown_whole() -> None:
    """A page answers in time whatever is pasted into it."""
    before, after = "word " * MOST_WORDS, "other " * MOST_WORDS
    assert compared(before, after) == ((Run(before, True),), (Run(after, True),))


def test_a_field_that_came_or_went_says_so() -> None:
    """Added, removed, changed and same, each field once, in the order of the file."""
    before = request()
    judicial = before.judicial
    assert judicial is not None
    charges = [*before.charges, Charge(title="A second charge")]
    after = msgspec.structs.replace(
        before,
        judicial=msgspec.structs.replace(judicial, charges=charges, facts="Told anew."),
        international_interest=None,
    )
    found = {(row.section, row.label): row.change for row in differences(before, after)}
    changes = {change: [label for (_, label), each in found.items() if each is change] for change in Change}
    assert changes[Change.CHANGED] == ["What happened"]
    assert changes[Change.ADDED]
    assert all(label.startswith("2: ") for label in changes[Change.ADDED])
    assert len(changes[Change.REMOVED]) == 1
    assert len(changes[Change.SAME]) > 10
