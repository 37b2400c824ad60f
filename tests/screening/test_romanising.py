"""Tokens of any script have Latin spellings, best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.romanising import Script, script_of, spellings
from comity.screening.scripts import plain, units
from comity.screening.sounding import sound_key


@pytest.mark.parametrize(
    ("token", "script"),
    [
        ("Marek", Script.LATIN),
        ("Łódź", Script.LATIN),
        ("Шевченко", Script.CYRILLIC),
        ("محمد", Script.ARABIC),
        ("پگاه", Script.ARABIC),
        ("יוסף", Script.HEBREW),
        ("王小明", Script.HAN),
        ("タナカ", Script.KANA),
        ("さくら", Script.KANA),
        ("김민수", Script.HANGUL),
        ("Ελένη", Script.OTHER),
        ("राम", Script.OTHER),
        ("…", Script.OTHER),
    ],
)
def test_the_script_is_that_of_most_letters(token: str, script: Script) -> None:
    """Kana of both kinds are one script, and what has no letters is of none."""
    assert script_of(token) is script


@pytest.mark.parametrize(
    ("token", "spelled"),
    [
        ("Müller", {"muller", "mueller"}),
        ("Søren", {"soren", "soeren"}),
        ("Weiß", {"weiss"}),
        ("Łukasz", {"lukasz"}),
        ("Đorđe", {"djordje", "dorde"}),
        ("Işık", {"isik"}),
        ("Ægir", {"aegir"}),
        ("O'Brien", {"obrien"}),
    ],
)
def test_latin_letters_with_marks_are_folded_each_usual_way(token: str, spelled: set[str]) -> None:
    """A name is found whether its marks were dropped or written out."""
    assert spelled <= {spelling for spelling, _ in spellings(token)}


@pytest.mark.parametrize(
    ("token", "one_of"),
    [
        ("محمد", {"mohammed", "mohamed", "muhammad", "mohamad"}),
        ("يوسف", {"yusuf", "yousef", "youssef", "yosef"}),
        ("علي", {"ali"}),
        ("יוסף", {"yosef", "yossef", "joseph"}),
        ("אברהם", {"avraham", "abraham"}),
        ("Владимир", {"vladimir"}),
        ("Шевченко", {"shevchenko"}),
        ("Юлия", {"yulia", "yuliya"}),
        ("Сергій", {"serhii", "serhiy", "sergiy"}),
        ("김", {"kim"}),
        ("박", {"park", "pak", "bak"}),
        ("최", {"choi", "choe"}),
        ("王", {"wang"}),
        ("陈", {"chen", "chan"}),
        ("小明", {"xiaoming"}),
        ("田中", {"tanaka"}),
        ("鈴木", {"suzuki"}),
        ("ユキ", {"yuki"}),
        ("さくら", {"sakura"}),
    ],
)
def test_common_names_sound_as_they_are_commonly_spelled(token: str, one_of: set[str]) -> None:
    """What a passport of the country says, or what sounds the same, stands among the eight best."""
    assert set(map(sound_key, one_of)) & {sound_key(spelling) for spelling, _ in spellings(token)}


@pytest.mark.parametrize(("token", "spelled"), [("Ελένη", "eleni"), ("राम", "ram")])
def test_a_script_that_was_not_learned_is_read_letter_by_letter(token: str, spelled: str) -> None:
    """Greek, Thai and Devanagari have the one spelling of their letters."""
    assert spellings(token) == ((spelled, 0.0),)


@given(st.text(max_size=60), st.integers(1, 10))
def test_no_text_is_too_odd_to_spell(token: str, most: int) -> None:
    """Spellings are letters a to z, each once, no more than asked for, the best first at no cost."""
    found = spellings(token, most)
    costs = [cost for _, cost in found]
    assert len(found) <= most
    assert all(spelling and set(spelling) <= set("abcdefghijklmnopqrstuvwxyz") for spelling, _ in found)
    assert len({spelling for spelling, _ in found}) == len(found)
    assert costs == sorted(costs)
    assert costs[:1] in ([], [0.0])


@pytest.mark.parametrize(("token", "first"), [("이", "lee"), ("김", "kim"), ("محمد", "mohammed"), ("王", "wang")])
def test_the_usual_spelling_of_a_common_name_comes_first(token: str, first: str) -> None:
    """Lee is no reading of the letters that Korean writes it with, and yet what is written."""
    assert spellings(token)[0] == (first, 0.0)


def test_spellings_that_are_much_less_likely_are_left_out() -> None:
    """Each is one more way to find another person."""
    assert all(cost <= 4.5 for token in ("王", "Юлия", "김", "Щербаков") for _, cost in spellings(token))


def test_spellings_differ_in_sound_where_they_can() -> None:
    """Eight ways to say a name find more than eight ways to write one sound."""
    found = [spelling for spelling, _ in spellings("محمدزاده")]
    assert len({sound_key(spelling) for spelling in found}) == len(found) == 8


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў", min_size=1, max_size=12))
def test_a_token_is_spelled_the_same_each_time(token: str) -> None:
    """Nothing depends on what was asked before."""
    before = spellings(token)
    spellings.cache_clear()
    assert spellings(token) == before


def test_a_token_of_many_letters_is_read_in_part() -> None:
    """Ten thousand letters give a spelling of the first forty, not an endless search."""
    assert 20 <= len(spellings("ж" * 10_000)[0][0]) <= 160


@pytest.mark.parametrize(
    ("token", "script", "read"),
    [
        ("ג'ורג'", Script.HEBREW, ("ג'", "ו", "ר", "ג'")),
        ("フェ", Script.KANA, ("フェ",)),
        ("한", Script.HANGUL, ("ᄒ", "ᅡ", "ᆫ")),
        ("佐々木", Script.HAN, ("佐", "佐", "木")),
        ("علی", Script.ARABIC, ("ع", "ل", "ي")),
        ("مُحَمَّد", Script.ARABIC, ("م", "ح", "م", "د")),
    ],
)
def test_units_are_what_sounds_are_learned_of(token: str, script: Script, read: tuple[str, ...]) -> None:
    """Marks fall, one letter in two writings is one unit, and what sounds together stays together."""
    assert units(token, script) == read


@given(st.text(max_size=40))
def test_plain_letters_are_a_to_z(token: str) -> None:
    """Whatever comes in, and a second time changes nothing."""
    assert set(plain(token)) <= set("abcdefghijklmnopqrstuvwxyz")
    assert plain(plain(token)) == plain(token)
