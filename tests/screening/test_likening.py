"""Words are as alike one by one as many at once, and near words are found by what they share."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.screening.aligning import align
from comity.screening.likening import LEAST, likeness
from comity.screening.namelist import NameList
from comity.screening.naming import Parsed
from comity.screening.vocabulary import Vocabulary
from comity.screening.words import all_hashes, word

ROUNDING = 1e-5
WORDS = [
    "mohammed", "muhammad", "mahmoud", "marek", "marec", "mraek", "merek", "novak", "nowak", "zhuravin", "juravin",
    "wrzesniewski", "wrzesnewski", "hassan", "hasan", "hussein", "youssef", "yusuf", "kim", "gim", "larry", "harry",
    "müller", "mueller", "muller", "журавин", "марек", "محمد", "حسن",
]  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(WORDS), st.sampled_from(WORDS) | st.text("aeimnorst", min_size=3, max_size=9))
@example("mraek", "марек")
@example("марек", "mraek")
@example("kang", "kagn")
@example("john", "ivan")
@example("novakova", "новак")
@example("john", "j")
def test_many_at_once_are_no_less_alike_than_one_by_one(asked: str, filed: str) -> None:
    """What orders candidates hides none that scores; it leaves out only what lowers."""
    vocabulary = Vocabulary()
    vocabulary.use(filed, 0)
    near = vocabulary.near([word(asked)])
    one_by_one = likeness(word(asked), word(filed))
    if near.numbers.size:
        assert near.alike[0, 0] >= one_by_one - ROUNDING
    else:
        assert one_by_one < 0.9


NAMES = st.lists(st.sampled_from([*WORDS, "j", "m", "abd", "al", "ivan", "john"]), min_size=1, max_size=4)


@settings(max_examples=300)
@given(NAMES, NAMES)
@example(["ivan", "petrov"], ["john", "petrov"])
@example(["j", "smith"], ["john", "smith"])
@example(["john", "smith"], ["j", "smith"])
@example(["marek", "j", "novak"], ["nowak", "mraek", "juravin"])
def test_names_are_ordered_by_no_less_than_they_score(filed: list[str], asked: list[str]) -> None:
    """The score of a name as it is estimated is that of its words laid side by side, whichever pair is taken first."""
    names = NameList()
    of = {each: Parsed(tuple(each), tuple(each)) for each in (tuple(filed), tuple(asked))}
    names.add(of[tuple(filed)], 0, 0, low=False)
    mine, near = names._asked(of[tuple(asked)])
    scores = names._scored(mine, near, np.zeros(1, dtype=np.int32), 0)
    found = align(mine, [word(each) for each in filed])
    known = {names.vocabulary.words[number].text for number in near.numbers}  # type: ignore[union-attr]
    if all(pair.other in known or len(pair.one) == 1 for pair in found.pairs):
        # An initial may stand for either of two words: which of them is left over makes this difference at most.
        assert scores[0] >= found.score - (0.03 if any(len(each) == 1 for each in (*filed, *asked)) else ROUNDING)


@given(st.sampled_from([each for each in WORDS if each.isascii()]), st.integers(0, 20), st.sampled_from("aeklmrz"))
def test_a_word_with_one_error_shares_a_key(text: str, at: int, letter: str) -> None:
    """A letter left out, put in, or another one, at any place of a word of four letters or more."""
    at %= len(text)
    for wrong in (text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :]):
        if len(text) >= 4 and len(wrong) >= 3:
            assert set(all_hashes(word(text)).tolist()) & set(all_hashes(word(wrong)).tolist())


@pytest.mark.parametrize(
    ("nearer", "further"),
    [
        (("mohammed", "muhammad"), ("mohammed", "mahmoud")),
        (("jimmy", "jommy"), ("harry", "larry")),
        (("hassan", "hasan"), ("hassan", "hussein")),
        (("ivanov", "ivanova"), ("maria", "mario")),
        (("william", "bill"), ("william", "will i am")),
        (("kang", "kagn"), ("kang", "kanb")),
    ],
)
def test_spellings_are_nearer_than_other_names(nearer: tuple[str, str], further: tuple[str, str]) -> None:
    """A variant, an error, a form for the other sex, a short form and exchanged letters, against a name of its own."""
    assert likeness(*map(word, nearer)) > likeness(*map(word, further))


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_the_same_either_way_and_within_bounds(one: str, other: str) -> None:
    """0, or from the least that counts to 1."""
    found = likeness(word(one), word(other))
    assert found == likeness(word(other), word(one))
    assert found == 0 or LEAST <= found <= 1
