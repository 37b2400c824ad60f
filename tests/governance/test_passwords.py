"""Long passwords are taken as they are; what guesses begin with is not, and the refusal says what would be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.governance.passwords import LEAST, MOST, against, normalised

NAMED = ("ilva.maren", "Ilva Maren", "The Sample Organisation")

TAKEN = [
    "lantern-cobble-thistle-7",
    "correcthorsebatterystaplefoxglove",
    "Wir fahren im Regen heim",
    "море шумит за окном",
    "雨が降る夜の街を歩く人々の影",
    "q9!vRt2#kLm8",
    "ilva.maren likes nine green lamps",
    "a" * 3 + "xyloph0ne tree" + "b" * 100,
]
REFUSED = {
    "": "12 characters or more",
    "short-one-7": "12 characters or more",
    "x" * 11: "12 characters or more",
    "lantern-cobble " * 9: "128 characters or fewer",
    "aaaaaaaaaaaaaaaa": "different characters",
    "abababababababab": "different characters",
    "121212121212": "different characters",
    "abcdefghijklmnop": "harder to guess",
    "123456789012345": "harder to guess",
    "qwertyuiopasdfgh": "harder to guess",
    "1q2w3e4r5t6z7u8i": "harder to guess",
    "password1234": "harder to guess",
    "P@ssw0rd!!2026": "harder to guess",
    "Welcome2026!!!": "harder to guess",
    "passwordpassword": "harder to guess",
    "Summer-Winter-2026": "harder to guess",
    "AdminAdmin123!": "harder to guess",
    "ilva.maren123": "more than your name",
    "IlvaMaren!2026": "more than your name",
    "the sample organisation": "harder to guess|more than your name",
}


@pytest.mark.parametrize("password", TAKEN)
def test_a_long_password_in_any_script_is_taken(password: str) -> None:
    """No sign, digit or capital is demanded."""
    assert against(password, NAMED) is None


@pytest.mark.parametrize(("password", "says"), REFUSED.items(), ids=[repr(each)[:24] for each in REFUSED])
def test_what_is_guessed_first_is_refused_with_what_would_do(password: str, says: str) -> None:
    """Each refusal is one sentence that says what to choose."""
    why = against(password, NAMED)
    assert why is not None
    assert any(part in why for part in says.split("|")), why
    assert why.startswith("Choose a password")


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    """An é of one keyboard is the é of another."""
    assert normalised("caf\u00e9") == normalised("cafe\u0301")


@given(st.text(max_size=300))
def test_every_text_has_an_answer(text: str) -> None:
    """Whatever is typed is either taken, being long enough, or refused in a sentence."""
    why = against(text, NAMED)
    if why is None:
        assert LEAST <= len(normalised(text)) <= MOST
    else:
        assert why.endswith(".")
