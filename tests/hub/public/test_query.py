"""Filters say what they are said to say, against an oracle that is slow and plain."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.house import NOON
from tests.hub.public.site import listing, public

from comity.app.published import Published
from comity.hub.public.index import entry
from comity.hub.public.query import MOST_PER_PAGE, answering, read_query
from comity.kernel.dates import PartialDate
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Birth, Sex
from comity.notices.vocabulary import Kind

BASE = "https://hub.example"
TODAY = NOON.date()
DAYS = st.dates(date(1920, 1, 1), date(2026, 11, 21))


def published(kind: Kind = Kind.RED, **subject: Any) -> Published:
    """Return a public notice whose subject has these fields."""
    body = public() if kind is Kind.RED else listing(1)
    changed = msgspec.structs.replace(body.subject, **subject)
    extract = msgspec.structs.replace(body, subject=changed)
    resolution = 1267 if kind is Kind.SPECIAL else None
    return Published("ntc_0", "2026/1", kind, resolution, NOON, NOON, None, extract, ())


def answers(query: str, one: Published, day: date = TODAY) -> bool:
    pairs = [tuple(pair.split("=", 1)) for pair in query.split("&") if pair]
    return bool(answering(read_query(one.kind, pairs), [entry(one, BASE)], day))  # type: ignore[arg-type]


def test_read_query_shows_what_was_asked_by_the_names_of_the_service() -> None:
    """The answer repeats the query, with the page and its size as they count."""
    query = read_query(Kind.RED, [("ageMin", "18"), ("sexId", ""), ("name", "Marek"), ("nonsense", "1")])
    assert query.shown == {"page": 1, "resultPerPage": 20, "name": "Marek", "ageMin": 18}
    assert query.on(3) == "name=Marek&ageMin=18&resultPerPage=20&page=3"


def test_more_a_page_than_there_may_be_is_the_most_there_may_be() -> None:
    """Clients that ask for everything at once get the largest page, and are told so."""
    assert read_query(Kind.RED, [("resultPerPage", "100000")]).shown["resultPerPage"] == MOST_PER_PAGE


def test_a_parameter_that_a_list_does_not_have_is_unknown_to_it() -> None:
    """Yellow lists have no warrant, red ones no reference; both are ignored as any unknown parameter."""
    assert not read_query(Kind.YELLOW, [("arrestWarrantCountryId", "nowhere")]).filters
    assert not read_query(Kind.RED, [("unResolution", "x"), ("unReference", "QDi")]).filters


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "٣"),
        ("page", "1" * 40),
        ("resultPerPage", "0"),
        ("resultPerPage", "many"),
        ("ageMin", "-3"),
        ("ageMax", "1000"),
        ("ageMax", "4e1"),
        ("sexId", "X"),
        ("sexId", "female"),
        ("nationality", "Germany"),
        ("nationality", "D"),
        ("nationality", "D-"),
        ("arrestWarrantCountryId", "X A"),
        ("name", "a" * 501),
        ("freeText", "a" * 501),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_name(name: str, value: str) -> None:
    """A bad value is a problem that names the parameter and what would be right."""
    with pytest.raises(UnusableInput) as raised:
        read_query(Kind.RED, [(name, value)])
    assert [fault.path for fault in raised.value.errors] == [name]


def test_every_bad_value_is_named_at_once() -> None:
    """Who wrote three things wrong is told of three."""
    with pytest.raises(UnusableInput) as raised:
        read_query(Kind.SPECIAL, [("page", "x"), ("ageMin", "y"), ("unResolution", "1267 (1999)")])
    assert [fault.path for fault in raised.value.errors] == ["page", "ageMin", "unResolution"]


def test_a_code_of_no_country_finds_no_one() -> None:
    """Lists of codes that clients carry have oddities; they find nothing, and break nothing."""
    assert not answers("nationality=914", published())
    assert answers("nationality=xb", published())


SCREENED = ["Sylvère", "SYLVERE", "sylve\u0300re", "^Sylv.re$", "Ｓｙｌｖｅｒｅ"]


@pytest.mark.parametrize("asked", SCREENED)
def test_a_name_is_found_with_and_without_its_accents(asked: str) -> None:
    """As a keyboard, a ticket or a machine-readable zone has it, and as a passport does."""
    assert answers(f"forename={asked}", published(forenames="Sylvère"))
    assert answers(f"forename={asked}", published(forenames="SYLVERE"))


@pytest.mark.parametrize("asked", ["al-naseem", "al\u2011Naseem", "AL–NASEEM", "al−naseem", "al naseem"])
def test_free_text_does_not_mind_dashes_or_accents(asked: str) -> None:
    """Any dash finds any other; apart, the words are found too."""
    for written in ("al\u2011Naseem", "Al-Naseem", "al—Naṣeem"):
        assert answers(f"freeText={asked}", published(family_name=written))


@pytest.mark.parametrize("asked", ["O'Neill", "O’Neill", "oʼneill", "O´Neill", "O`NEILL"])
def test_a_name_does_not_mind_which_apostrophe_it_has(asked: str) -> None:
    """Typewriters, telephones and registers each have their own."""
    for written in ("O’Neill", "O'Neill", "Oʻneill"):
        assert answers(f"name={asked}", published(family_name=written))
        assert answers(f"freeText={asked}", published(family_name=written))


NOT_UNDERSTOOD = ["Mar*", "(Marek)", "[Mar", "Mar]ek", "M{2}", "a|b", "\\w", "Ma^rek", "M$a", "^a^", "a$$", "[]", "[^]"]


@pytest.mark.parametrize("pattern", [*NOT_UNDERSTOOD, "[z-a]", "[À-ÿ]", "[ß]", "[[a]", "a+", "a?", "^.*$"])
def test_a_pattern_that_is_not_understood_is_refused_and_never_an_empty_list(pattern: str) -> None:
    """A crawler that sends more than is known here fails, and does not publish a part as the whole."""
    for name in ("name", "forename"):
        with pytest.raises(UnusableInput) as raised:
            read_query(Kind.RED, [(name, pattern)])
        assert [fault.path for fault in raised.value.errors] == [name]


def test_who_has_no_forename_is_found_by_the_empty_name() -> None:
    """`^$` is the one way to ask for what is not known."""
    assert answers("forename=^$", published(forenames=None))
    assert not answers("forename=^$", published())


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@given(born=DAYS, day=DAYS, least=st.integers(0, 120), most=st.integers(0, 120), known=st.sampled_from([10, 7, 4]))
@example(born=date(2004, 2, 29), day=date(2026, 2, 28), least=22, most=22, known=10)
def test_an_age_is_counted_on_the_day_and_a_partial_birth_answers_to_all_it_allows(
    born: date, day: date, least: int, most: int, known: int
) -> None:
    """Someone is found exactly if some day that the birth date allows gives an age within the bounds."""
    written = PartialDate(born.isoformat()[:known])
    days = [written.earliest + timedelta(n) for n in range((written.latest - written.earliest).days + 1)]
    expected = any(least <= _age(each, day) <= most for each in days)
    assert answers(f"ageMin={least}&ageMax={most}", published(birth=Birth(date=written)), day) is expected


def test_whose_birth_is_not_known_answers_to_no_age() -> None:
    """A crawl by ages must not meet one person in every slice."""
    assert not answers("ageMin=0&ageMax=300", published(birth=None))


def test_the_slices_by_sex_cover_everyone() -> None:
    """Whose sex is not known is found under U, so that M, F and U together leave no one out."""
    for sex in [None, *Sex]:
        found = [code for code in "MFU" if answers(f"sexId={code}", published(sex=sex))]
        assert len(found) == 1, sex
    assert answers("sexId=U", published(sex=None))


def test_free_text_wants_every_word_somewhere() -> None:
    """Charges, marks, places, aliases and names are searched, in any order and case."""
    assert answers("freeText=SCAR fraud", published())
    assert answers("freeText=маре marrick veld", published())
    assert answers("freeText=Marek, Ilya", published())
    assert not answers("freeText=fraud murder", published())


def test_listings_are_found_by_reference_and_resolution() -> None:
    """A part of the reference is enough; the resolution is its number."""
    one = published(Kind.SPECIAL)
    assert answers("unReference=qdi.0&unResolution=1267", one)
    assert not answers("unResolution=1988", one)
    assert not answers("unReference=TAi", one)


def test_the_country_that_seeks_is_that_of_the_request() -> None:
    """A red notice answers to the country of its warrant, whether its charges are public or not."""
    assert answers("arrestWarrantCountryId=XA", published())
    assert not answers("arrestWarrantCountryId=XB", published())


def test_an_age_changes_on_the_birthday() -> None:
    """The day is a date of the caller's, never the clock's."""
    turned = published(birth=Birth(date=PartialDate("2000-11-21")))
    assert answers("ageMin=26&ageMax=26", turned, date(2026, 11, 21))
    assert not answers("ageMin=26&ageMax=26", turned, date(2026, 11, 20))
