"""No name is slow: what is read of one is bounded, and up to the bound twice the name takes twice the steps."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.counted import LINEAR, steps

from comity.kernel.subject import Alias, Subject, SubjectType
from comity.screening import Index, Query, likening
from comity.screening.folding import LONGEST
from comity.screening.names import name_score

UNITS = {
    "one Han sign": "习",
    "Han signs": "欧阳司马上官诸葛",
    "a Han sign that repeats": "々",
    "one Hangul syllable": "김",
    "Hangul": "남궁황보",
    "Kana": "ァア",
    "Arabic": "عبد",
    "an Arabic article": "ال",
    "Hebrew with geresh": "צ׳",
    "Cyrillic": "щур",
    "Greek": "ξω",
    "Thai": "สม",
    "Devanagari": "कृ",
    "look-alikes": "аa",
    "Latin with marks": "şöğ",
    "combining marks": "e\u0301\u0302",
    "signs of no width": "a\u200b",
    "the widest ligature": "\ufdfa",
    "widest ligatures apart": "\ufdfa ",
    "one letter": "a",
    "letters": "abcdefghijklmnopqrstuvw",
    "no vowels": "bcdfg",
    "vowels": "aou",
    "old spellings of Japanese": "tyusyo",
    "patronymics": "ovich",
    "endings": "sky",
    "servants": "abdel",
    "initials": "k ",
    "initials that differ": "a b c d e f g h ",
    "one word": "kim ",
    "words that part": "jong un ",
    "articles": "al ",
    "particles": "van der ",
    "filiation": "bin ",
    "titles": "dr ",
    "generations": "jr ",
    "one word apart and together": "seo seojun ",
    "digits": "7",
    "digits apart": "7 ",
    "marks": "- ",
    "half a sign": "\ud800",
}


def _forget() -> None:
    """Empty what is remembered of words, so that each is worked out again; tables of data stay."""
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("comity.screening") else ():
            if hasattr(kept, "cache_parameters") and (kept.cache_parameters()["maxsize"] or 0) >= 1000:
                kept.cache_clear()
    likening._REMEMBERED.clear()


def _steps(act: Callable[[], Any]) -> int:
    act()
    _forget()
    return steps(act)


def _screened(name: str, aliases: int = 3) -> None:
    """File a person of a name, with near ones, and ask for it."""
    subject = Subject(
        type=SubjectType.PERSON, family_name=name, aliases=[Alias(name=f"{name[each:]} kim") for each in range(aliases)]
    )
    index = Index.of([("one", subject), ("other", Subject(type=SubjectType.PERSON, family_name="jong un seo kim"))])
    index.screen(Query(id="q", name=name, names_in_original_script=[f"{name[1:]}x"]), 0.5, 10)


@pytest.mark.parametrize("what", UNITS)
def test_twice_the_name_takes_at_most_twice_the_steps(what: str) -> None:
    """Filed, asked for and scored: one sign or word over and over, up to as many signs as are read."""
    unit = UNITS[what]
    half, whole = ((unit * LONGEST)[:signs] for signs in (LONGEST // 2, LONGEST))
    assert _steps(lambda: _screened(whole)) <= LINEAR * _steps(lambda: _screened(half))


@pytest.mark.parametrize("what", UNITS)
def test_a_name_of_ten_thousand_signs_takes_no_more_than_what_is_read_of_it(what: str) -> None:
    """What stands behind the first four hundred signs costs nothing."""
    unit = UNITS[what]
    read, long = ((unit * 10_000)[:signs] for signs in (LONGEST, 10_000))
    assert _steps(lambda: name_score(long, f"{long} x")) <= 1.1 * _steps(lambda: name_score(read, f"{read} x")) + 200


MOST = 500_000
"""Steps that a question takes at most, whatever the name; an everyday one takes some ten thousand."""


@pytest.mark.parametrize("what", UNITS)
def test_any_one_question_is_bounded(what: str) -> None:
    """Five hundred equal Han signs took 6.7 seconds, as keys of two letters left out are as many as their square."""
    name = (UNITS[what] * 500)[:500]
    assert _steps(lambda: _screened(name)) <= MOST
