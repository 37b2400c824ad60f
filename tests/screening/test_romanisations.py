"""Spellings of one name in other romanisations of its language."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening.romanisations import LEAST_COST, MOST, MOST_COST, variants

_PARTS = "hsu chih ming tse kwok young soo hyun min jung tu sya oh ou n cabd dj tj oe ch eddine abdelga"
_ORDINARY = """
marek maria jason susan yuki junko kenji mango tina katya julien damien muhsin carlos xavier cecilia bouchard john
johnson zoe joel goethe boer zhiming xiaofeng weiting yeongsu inoue nouri mouni satyananda rikyu abdelghani martin
"""


def read(token: str) -> set[str]:
    """Return a token and its other spellings."""
    return {token, *(spelling for spelling, _ in variants(token))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hsu", "xu"),
        ("hsiao", "xiao"),
        ("tsai", "cai"),
        ("chou", "zhou"),
        ("chiang", "jiang"),
        ("kuo", "guo"),
        ("tchang", "zhang"),
        ("chihming", "zhiming"),
        ("mingche", "mingzhe"),
        ("tsehsin", "zexin"),
        ("chengkung", "chenggong"),
        ("wong", "huang"),
        ("cheung", "zhang"),
        ("kwokkeung", "guoqiang"),
        ("chitak", "zhide"),
        ("chaohsiung", "chaoxiong"),
        ("goh", "wu"),
        ("park", "bak"),
        ("pak", "bak"),
        ("paik", "baek"),
        ("lee", "rhee"),
        ("noh", "roh"),
        ("choi", "choe"),
        ("jung", "jeong"),
        ("chung", "jeong"),
        ("youngsoo", "yeongsu"),
        ("kyunghee", "gyeonghui"),
        ("jinwoo", "jinu"),
        ("sangchul", "sangcheol"),
        ("donghyun", "donghyeon"),
        ("jongun", "jungeun"),
        ("mitunori", "mitsunori"),
        ("syoji", "shoji"),
        ("ohtani", "ootani"),
        ("kouichi", "koichi"),
        ("shinbo", "shimbo"),
        ("xasan", "hasan"),
        ("cabdiraxmaan", "abdirahmaan"),
        ("noureddine", "nureddin"),
        ("nurettin", "nuruddin"),
        ("salahaldin", "salaheddine"),
        ("chouiref", "shuwiref"),
        ("hegazy", "hijazi"),
        ("abdelgawad", "abduljawad"),
        ("tjahjadi", "cahyadi"),
        ("soetomo", "sutomo"),
        ("dzhumaev", "djumaev"),
        ("choudhury", "chaudhry"),
    ],
)
def test_two_romanisations_of_a_name_meet(one: str, other: str) -> None:
    """Each is read towards the usual spelling, so that they have one in common."""
    assert read(one) & read(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hsu", "hsiao"),
        ("zhang", "zhong"),
        ("park", "paik"),
        ("choi", "cho"),
        ("youngsoo", "yeongho"),
        ("ohno", "ueno"),
    ],
)
def test_other_names_of_a_language_stay_other_names(one: str, other: str) -> None:
    """What differs in more than spelling has nothing in common."""
    assert not read(one) & read(other)


@pytest.mark.parametrize("token", _ORDINARY.split())
def test_an_ordinary_token_has_no_other_spelling(token: str) -> None:
    """Names of other languages and names in their usual spelling are left as they are."""
    assert variants(token) == ()


@pytest.mark.parametrize("token", ["", "a", "k" * 25, "ohno" * 100])
def test_what_is_no_word_of_a_name_has_no_other_spelling(token: str) -> None:
    """Nothing, a letter and what is longer than names are: all are answered."""
    assert variants(token) == ()


@given(
    st.one_of(st.text(ascii_lowercase, max_size=12), st.lists(st.sampled_from(_PARTS.split()), max_size=5).map("".join))
)
def test_other_spellings_are_few_and_plain(token: str) -> None:
    """They are in a to z, bounded in number and cost, the likeliest first, each once and never the token itself."""
    found = variants(token)
    spellings = [spelling for spelling, _ in found]
    assert len(found) <= MOST
    assert token not in spellings
    assert len(set(spellings)) == len(spellings)
    assert all(len(each) >= 2 and set(each) <= set(ascii_lowercase) for each in spellings)
    costs = [cost for _, cost in found]
    assert costs == sorted(costs)
    assert all(LEAST_COST <= cost <= MOST_COST for cost in costs)
    assert variants.__wrapped__(token) == found
