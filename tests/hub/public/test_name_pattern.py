"""Patterns of names do what the same signs do in a regular expression, in one walk, and know nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.hub.public.letters import base_letters, folded
from comity.hub.public.name_pattern import read_pattern

LETTERS = "abcdéøz -'"
NAMES = st.text(st.sampled_from(LETTERS + "ABÉß"), max_size=12)
CLASSES = st.builds(
    lambda negated, signs: f"[{'^' if negated else ''}{signs}]",
    st.booleans(),
    st.sampled_from(["a", "ab", "a-c", "b-z", "a-cz", "é", "-a", "a-", ".", "A-C"]),
)
PATTERNS = st.builds(
    lambda begins, parts, ends: begins + "".join(parts) + ends,
    st.sampled_from(["", "^"]),
    st.lists(st.sampled_from([*LETTERS, "."]) | CLASSES, max_size=8),
    st.sampled_from(["", "$"]),
)


def answers(pattern: str, name: str) -> bool:
    return read_pattern(pattern).matcher()(folded(name))


@given(PATTERNS, NAMES)
def test_a_pattern_finds_what_the_same_regular_expression_finds(pattern: str, name: str) -> None:
    """In base letters on either side."""
    plain = re.sub(r"\s+", " ", base_letters(pattern))
    expected = re.search(plain.removesuffix("$") + (r"\Z" if plain.endswith("$") else ""), folded(name), re.DOTALL)
    assert answers(pattern, name) is (expected is not None)


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("^.....$", "Marek", True),
        ("^.....$", "Ávila", True),
        ("^.....$", "A\u0301vila", True),
        ("^.....$", "Čapek", True),
        ("^.....$", "Марек", True),
        ("^...$", "김민준", True),
        ("^.....$", "Mareks", False),
        ("^......$", "O’Neil", True),
        ("^[A-D]", "Ávila", True),
        ("^[A-D]", "Čapek", True),
        ("^[^A-D]", "Čapek", False),
        ("^[^A-Z]", "Östlund", False),
        ("^[A-Z]", "Ødegaard", True),
        ("^[L-N]", "Łaski", True),
        ("^[а-м]", "Марек", True),
        ("[-‐]", "al\u2011Naseem", True),
        ("r[e]k$", "Marek", True),
        ("^$", "", True),
        ("^$", "a", False),
        ("^", "anyone", True),
        ("^gross$", "Groß", True),
        ("a  b", "A B", True),
        ("^...............................$", "Fjóla María Wolfeschlegelsteins", True),
    ],
)
def test_what_clients_send_finds_whom_it_means(pattern: str, name: str, found: bool) -> None:
    """A letter with its accents is one sign, in any script; a class takes a letter with its base letter."""
    assert answers(pattern, name) is found


def test_the_slices_by_length_meet_every_name_once() -> None:
    """As crawlers cut the list."""
    names = ["", "A", "Ávila", "Łukasz Ødegaard", "O´Neill", "Nguyễn Thị Minh", "김", "Groß", "x" * 39]
    for name in names:
        assert sum(answers(f"^{'.' * signs}$", name) for signs in range(40)) == 1, name


def test_a_name_is_walked_over_once_whatever_the_pattern() -> None:
    """The worst of patterns over the longest of names costs a step for each sign of the name."""
    steps = 0

    class Counted(str):
        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal steps
            for sign in str.__iter__(self):
                steps += 1
                yield sign

    pattern = read_pattern("." * 250 + "[^a]" * 250)
    assert not pattern.matcher()(Counted("a" * 20_000))
    assert steps == 20_000


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is typed and what is kept come to the same."""
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sylvère HAUTECLOCHE", "sylvere hautecloche"),
        ("Łukasz Ødegaard-Þór", "lukasz odegaard-thor"),
        ("İstanbul ılık", "istanbul ilik"),
        ("al\u2011Naseem al–Naseem al−Naseem", "al-naseem al-naseem al-naseem"),
        ("O’Neill Oʼneill O´Neill O`Neill O′Neill", "o'neill o'neill o'neill o'neill o'neill"),
        ("so\u00adft\u200b zero\u200dwidth", "soft zerowidth"),
        ("a\u00a0b\u3000c", "a b c"),
        ("Ёлка Йод", "елка иод"),
        ("أَحمَد", "احمد"),
        ("हिन्दी", "हिनदी"),
        ("김민준", "김민준"),
        ("٣٤ ３４", "34 34"),
    ],
)
def test_accents_dashes_apostrophes_and_case_do_not_matter(written: str, read: str) -> None:
    """One table of what becomes what."""
    assert folded(written) == read
