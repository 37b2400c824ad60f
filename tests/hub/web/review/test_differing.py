"""Two texts side by side: what they share, what stands in one alone, and no text that makes its reader wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.hub.web.review.differing import MOST_WORDS, Run, compared

TEXT = st.text(alphabet="ab \n", max_size=60)


def marked(runs: tuple[Run, ...]) -> str:
    return "|".join(run.text for run in runs if run.marked)


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("He was seen.", "He was seen twice.", "seen.", "seen twice."),
        ("one two three", "one three", "two ", ""),
        ("one three", "one two three", "", "two "),
        ("", "all of it", "", "all of it"),
        ("all of it", "", "all of it", ""),
        ("the same", "the same", "", ""),
    ],
)
def test_what_stands_in_one_text_alone_is_marked(before: str, after: str, gone: str, new: str) -> None:
    """Word by word, and nothing else."""
    left, right = compared(before, after)
    assert sorted(marked(left).replace(" ", "")) == sorted(gone.replace(" ", ""))
    assert sorted(marked(right).replace(" ", "")) == sorted(new.replace(" ", ""))


@given(TEXT, TEXT)
def test_nothing_is_lost_and_what_is_shared_is_the_same_in_both(before: str, after: str) -> None:
    """Each side reads as its text did; what is not marked is one text, in the same order."""
    left, right = compared(before, after)
    assert ("".join(run.text for run in left), "".join(run.text for run in right)) == (before, after)
    unmarked = ["".join(run.text for run in side if not run.marked) for side in (left, right)]
    assert unmarked[0] == unmarked[1]


@given(TEXT)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    """Nothing is marked."""
    assert marked(compared(text, text)[0]) == ""


def test_a_text_made_to_be_slow_is_compared_like_any_other() -> None:
    """Few words, each very often: for a comparison by longest matches this is minutes of a worker."""
    left, right = compared("a " * 1499, "a b " * 740)
    assert marked(right).count("b") == 740
    assert "".join(run.text for run in left) == "a " * 1499


def test_a_text_longer_than_the_bound_is_shown_whole() -> None:
    """Before and after, both marked."""
    long = "word " * MOST_WORDS
    assert compared(long, "short") == ((Run(long, True),), (Run("short", True),))
