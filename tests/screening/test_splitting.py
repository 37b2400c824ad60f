"""Full names without a space are parted where a surname may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.romanising import split_name


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("王小明", ("王", "小明")),
        ("王明", ("王", "明")),
        ("欧阳小明", ("欧阳", "小明")),
        ("司马明", ("司马", "明")),
        ("김민수", ("김", "민수")),
        ("남궁민수", ("남궁", "민수")),
        ("田中太郎", ("田中", "太郎")),
        ("タナカタロウ", ("タナカ", "タロウ")),
    ],
)
def test_the_likeliest_split_comes_first(text: str, first: tuple[str, ...]) -> None:
    """Surnames of two characters are known; Japanese ones have two as a rule."""
    assert split_name(text)[0] == first


@pytest.mark.parametrize("text", ["Иванов", "Smith", "محمد", "王", "김", ""])
def test_what_is_no_joined_name_stays_whole(text: str) -> None:
    """Other scripts part their names by spaces, and one character is one name."""
    assert split_name(text) == [(text,)]


@given(st.text(max_size=12) | st.text(alphabet="王李田中小明太郎김민수남궁タナカ", max_size=10))
def test_every_split_holds_the_whole_text(text: str) -> None:
    """Nothing is lost, no part is empty, and the whole comes last."""
    found = split_name(text)
    assert found[-1] == (text,)
    assert all("".join(parts) == text for parts in found)
    assert len(set(found)) == len(found)
    assert all(all(parts) for parts in found) or text == ""
