"""Spellings of one name meet in keys by sound and by consonants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.sounding import closeness, skeleton, sound_key


@pytest.mark.parametrize(
    "spelled",
    [
        ("mohammed", "mohamed", "muhammed"),
        ("muhammad", "mohammad", "mohamad"),
        ("yousef", "youssef", "josef", "yosef"),
        ("tchaikovsky", "chaikovsky", "chaykovskiy"),
        ("jamal", "djamal", "dzhamal"),
        ("philip", "filip", "phillip"),
        ("cohen", "kohen"),
        ("schmidt", "shmidt"),
        ("ivanov", "ivanoff", "iwanow"),
        ("katherine", "catherine", "katherin"),
        ("sarah", "sara"),
        ("john", "jon"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(spelled: tuple[str, ...]) -> None:
    """Vowels, doubled letters and the habits of languages fall away."""
    assert len({skeleton(each) for each in spelled}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("mohammed", "muhamed"), ("philip", "filip"), ("yusuf", "jusuf"), ("tariq", "tarik"), ("lee", "li")],
)
def test_spellings_of_one_sound_share_a_key(one: str, other: str) -> None:
    """What is said alike has one key."""
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mohammed", "mahmoud"), ("anna", "ivan"), ("peter", "martin"), ("kim", "lee"), ("jane", "anna")]
)
def test_other_names_keep_keys_of_their_own(one: str, other: str) -> None:
    """Names that differ by a consonant do not share a sound."""
    assert sound_key(one) != sound_key(other)
    assert closeness(one, other) < 0.9


@given(st.text(max_size=40))
def test_keys_of_any_text_are_letters(text: str) -> None:
    """No text is too odd; a key is letters a to z, and a skeleton has no vowel but the first."""
    assert set(sound_key(text) + skeleton(text)) <= set("abcdefghijklmnopqrstuvwxyz")
    assert not set(skeleton(text)[1:]) & set("aeiou")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_doubled_letters_change_no_key(text: str) -> None:
    """Mohammed with one m or two has one key."""
    assert sound_key("".join(letter * 2 for letter in text)) == sound_key(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_closeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    """Both orders give the same."""
    assert closeness(one, other) == closeness(other, one)
    assert 0 <= closeness(one, other) <= 1
