"""Names are taken apart, laid side by side and scored alike from either side."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from tests.screening.people import NAMES

from comity.screening.folding import words
from comity.screening.names import document_number, name_score
from comity.screening.naming import parse


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ilya Petr MAREK", ["ilya", "petr", "marek"]),
        ("Dvořák-Straße", ["dvorak", "strasse"]),
        ("O'Brien O’Brien", ["obrien", "obrien"]),
        ("Марек Илья", ["марек", "илья"]),
        ("Андрей", ["андрей"]),
        ("мaрек", ["марек"]),
        ("مُحَمَّد", ["محمد"]),
        ("ﬁ Ⅷ Ａ", ["fi", "viii", "a"]),
        ("İstanbul", ["istanbul"]),
        ("ガ 김", ["ガ", "김"]),
        ("रवि สมชาย", ["रवि", "สมชาย"]),
        ("ג׳ון", ["ג׳ון"]),
        ("\u202eMa\u200brek\u202c \ud800", ["marek"]),
        ("  ,;-  ", []),
        ("", []),
    ],
)
def test_words_are_folded(text: str, folded: list[str]) -> None:
    """Capitals, accents, ligatures, vowel signs, controls and punctuation do not part what is the same name."""
    assert words(text) == folded


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Usama bin Laden", "usama laden"),
        ("Ludwig van Beethoven", "ludwig beethoven"),
        ("Kim Jong Un", "kim jong un"),
        ("Ben Smith", "ben smith"),
        ("Abd al-Rahman Mohammed", "abdulrahman mohammed"),
        ("Abdul Rahman", "abdulrahman"),
        ("Abu Bakr al-Baghdadi", "abubakr baghdadi"),
        ("Dr. Ilya Marek PhD", "ilya marek"),
        ("Maria de la Cruz", "maria cruz"),
        ("De La", "de la"),
        ("عبد الرحمن", "عبدرحمن"),
        ("Northern Trading Ltd", "northern"),
    ],
)
def test_titles_and_particles_fall_and_what_belongs_together_is_joined(text: str, compared: str) -> None:
    """A particle is one where it stands before a name; where nothing else is left it is the name."""
    assert " ".join(parse(text)[0].words) == compared


@pytest.mark.parametrize("text", ["", "Mr", "Dr. Prof.", "unknown", "n/a", "···", "Ltd"])
def test_what_names_nobody_is_no_name(text: str) -> None:
    """Titles, fillers and punctuation alone match nothing, not even themselves."""
    assert parse(text) == ()
    assert name_score(text, text) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon Harcott", "John Harcott"),
        ("Anne Tolland", "Ann Tolland"),
        ("Mohd Ali Barakat", "Mohammed Ali Barakat"),
        ("Usama bin Ladin", "Osama Ben Laden"),
        ("Bill Harcott", "William Harcott"),
        ("Olga Zhuravina", "Olga Zhuravin"),
        ("Abdurrahman Khan", "Abdul Rahman Khan"),
        ("习近平", "Xi Jinping"),
        ("习近平", "Jinping Xi"),
        ("김정은", "Kim Jong Un"),
        ("山田太郎", "Yamada Taro"),
        ("محمد علي", "Mohammed Ali"),
        ("יצחק רבין", "Yitzhak Rabin"),
        ("Владимир Журавин", "Vladimir Zhuravin"),
        ("AliHassan Barakat", "Ali Hassan Barakat"),
        ("Peter Vanderhoeven", "Peter van der Hoeven"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("J. Harcott", "John Harcott"),
        ("van der Berg, Jan", "Berg, Jan van der"),
        ("Jean de la Tour", "Tour, Jean de la"),
    ],
)
def test_spellings_of_one_name_score_high(one: str, other: str) -> None:
    """Short names, transliteration, nicknames, names without spaces, particles, initials: 0.8 and more."""
    assert name_score(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "John Brown"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Maria Garcia", "Mario Garcia"),
        ("Harry Jones", "Larry Jones"),
        ("Zhang Lei", "Zheng Lei"),
        ("Mohammed Ali", "Mohammed Hussein"),
        ("Ali", "Ali Hassan"),
        ("Иван Медведенко", "Olga Sandvik"),
        ("Northern Trading Ltd", "Southern Trading Ltd"),
    ],
)
def test_names_of_others_score_low(one: str, other: str) -> None:
    """A part in common, a near name that is one of its own, a company word: below the usual threshold."""
    assert name_score(one, other) < 0.7


def test_scores_stand_in_the_order_of_the_evidence() -> None:
    """The same, spelt otherwise, one error, two errors, a name more, another name: each below the one before."""
    asked = "Ilya Petr Zhuravin"
    others = [
        "Ilya Petr Zhuravin",
        "Ilia Petr Zhuravin",
        "Ilya Petr Zhuralin",
        "Ilja Pter Zhuralin",
        "Ilya Petr Sandvik",
    ]
    scores = [name_score(asked, other) for other in others]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_father_and_son_are_two() -> None:
    """A junior is not the senior; one that does not say may be either."""
    assert name_score("John Harcott Jr", "John Harcott Sr") < 0.8
    assert name_score("John Harcott Jr", "John Harcott") == 1


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_the_name_score_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    """Both orders give the same, and nothing leaves the interval."""
    assert name_score(one, other) == name_score(other, one)
    assert 0 <= name_score(one, other) <= 1


@settings(max_examples=150, deadline=None)
@given(NAMES)
def test_a_name_scores_1_with_itself(text: str) -> None:
    """Whoever is named at all."""
    assert name_score(text, text) == bool(parse(text))


@pytest.mark.parametrize("text", ["Ilya Petr Zhuravin", "محمد علي حسن", "Carlos Ruiz Ortega", "김 정 은"])
def test_order_of_words_does_not_matter(text: str) -> None:
    """Every order of one name scores 1 with every other."""
    assert {name_score(text, " ".join(order)) for order in permutations(text.split())} == {1.0}


@pytest.mark.parametrize("text", ["K1234567", "k 123-4567", "K1234567 ", "Ｋ１２３４５６７"])
def test_a_document_number_is_its_letters_and_digits(text: str) -> None:
    """However it is spaced and written."""
    assert document_number(text) == "K1234567"
