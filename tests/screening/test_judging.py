"""What agrees raises, what disagrees lowers, and a copy of oneself scores 1."""

from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.screening.people import FULL, SUBJECTS, person, query

from comity.kernel.subject import Subject
from comity.screening import Band, Hit
from comity.screening.judging import best_name, judge
from comity.screening.naming import parse
from comity.screening.profile import Profile


def judged(asked: Profile, filed: Profile) -> Hit:
    return judge("a", asked, filed, best_name(product(asked.names, filed.names)))


def asked_of(name: str = "Ilya Petr Marek", **more: Any) -> Hit:
    return judged(Profile.of_query(query(name, **more)), Profile.of_subject(FULL))


@settings(max_examples=150, deadline=None)
@given(SUBJECTS, SUBJECTS)
def test_the_score_is_the_same_from_either_side(one: Subject, other: Subject) -> None:
    """Asking for the one and finding the other scores as the reverse does, in the same band."""
    a, b = Profile.of_subject(one), Profile.of_subject(other)
    there, back = judged(a, b), judged(b, a)
    assert (there.score, there.band) == (back.score, back.band)


@settings(max_examples=150, deadline=None)
@given(SUBJECTS)
def test_a_copy_of_oneself_scores_1(subject: Subject) -> None:
    """Whoever has a name, whatever else is known."""
    assume(parse(subject.full_name))
    profile = Profile.of_subject(subject)
    assert judged(profile, profile).score == 1


AGREES = [
    {"birth_date": "1971-05-04"}, {"birth_date": "1971-05"}, {"birth_date": "1971"}, {"birth_date": "1971-04-05"},
    {"birth_date": "1971-05-05"}, {"birth_date": "1972~"}, {"nationalities": ["XB"]}, {"nationalities": ["XB", "XC"]},
    {"sex": "male"}, {"documents": [{"type": "passport", "number": "K1234567", "country": "XB"}]},
]  # fmt: skip
DISAGREES = [
    {"birth_date": "1971-11-20"}, {"birth_date": "1972-11-20"}, {"birth_date": "1980-01-01"}, {"birth_date": "1942"},
    {"birth_date": "1990~"}, {"nationalities": ["XC"]}, {"sex": "female"},
]  # fmt: skip
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": st.sampled_from(["1971-05-04", "1971", "1980-01-01"]),
        "nationalities": st.sampled_from([["XB"], ["XC"]]),
        "sex": st.sampled_from(["male", "female"]),
    },
)
WRITTEN = st.sampled_from(
    ["Ilya Petr Marek", "Ilya Marek", "Ilia Marek", "Ilja Mareck", "Илья Марек", "Ilya Petr", "I. Marek"]
)


@given(WRITTEN, ASKED, st.sampled_from(AGREES))
def test_agreeing_evidence_never_lowers(name: str, known: dict[str, Any], more: dict[str, Any]) -> None:
    """Whatever was known before."""
    assume(not known.keys() & more.keys())
    assert asked_of(name, **known, **more).score >= asked_of(name, **known).score


@given(WRITTEN, ASKED, st.sampled_from(DISAGREES))
def test_contradicting_evidence_never_raises(name: str, known: dict[str, Any], more: dict[str, Any]) -> None:
    """Whatever was known before."""
    assume(not known.keys() & more.keys())
    assert asked_of(name, **known, **more).score <= asked_of(name, **known).score


def test_a_birth_that_agrees_better_scores_higher() -> None:
    """The day, the month, a day apart, the year, another month, a year apart, nine years, twenty-nine years."""
    dates = ["1971-05-04", "1971-05", "1971", "1971-11-20", "1972-11-20", "1980-11-20", "2000-11-20"]
    scores = [asked_of("Ilia Mareck", birth_date=each).score for each in dates]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_day_apart_and_a_swapped_day_and_month_speak_for_it() -> None:
    """Both score above no date at all, and below the very day."""
    none, same = asked_of("Ilia Mareck").score, asked_of("Ilia Mareck", birth_date="1971-05-04").score
    for each in ("1971-05-05", "1971-04-05"):
        assert none < asked_of("Ilia Mareck", birth_date=each).score < same


@pytest.mark.parametrize("more", [{"sex": "female"}, {"birth_date": "1980-01-01"}])
def test_another_sex_or_birth_is_no_hit(more: dict[str, Any]) -> None:
    """A name that agrees wholly is a review while a fact speaks against it."""
    known = {"birth_date": "1971-05-04", **more}
    assert asked_of(**known).band is Band.REVIEW


def test_a_place_of_birth_is_compared_as_a_name() -> None:
    """Spellings of one town agree; another town takes little."""
    filed = Profile.of_subject(person(birth={"place": "Kharkov", "country": "XB"}))
    none, same, other = (
        judged(Profile.of_query(query(**more)), filed).score
        for more in ({}, {"birth_place": "Kharkow"}, {"birth_place": "Veld"})
    )
    assert other < none < same


def test_an_alias_of_low_quality_counts_less() -> None:
    """The same name as a good alias scores higher."""
    good, low = (
        Profile.of_subject(person("Brandt", "Otto", aliases=[{"name": "Ilya Marek", "quality": quality}]))
        for quality in ("good", "low")
    )
    asked = Profile.of_query(query("Ilya Marek"))
    assert judged(asked, low).score < judged(asked, good).score


@pytest.mark.parametrize(
    ("more", "least"), [({"birth_country": "XC"}, 0.85), ({"birth_place": "Orsk", "birth_country": "XC"}, 0.85)]
)
def test_another_place_of_birth_takes_little(more: dict[str, Any], least: float) -> None:
    """It lowers and hides nobody; told as well, the town never raises what the country took."""
    filed = Profile.of_subject(person(birth={"date": "1971-05-04", "place": "Veld", "country": "XB"}))
    same = judged(Profile.of_query(query(birth_date="1971-05-04")), filed).score
    other = judged(Profile.of_query(query(birth_date="1971-05-04", **more)), filed).score
    assert least < other < same


def test_a_document_against_everything_else_is_no_hit() -> None:
    """A number without a country, another birth, sex and nationality: a review that says what would settle it."""
    asked = {"documents": [{"type": "passport", "number": "K1234567"}], "birth_date": "1942", "sex": "female"}
    hit = asked_of("Ilya Marek", nationalities=["XC"], **asked)
    assert (hit.band, hit.score < 0.9, bool(hit.to_settle)) == (Band.REVIEW, True, True)


def test_a_number_of_another_kind_of_document_is_looked_at() -> None:
    """A driving licence and a passport may have one number."""
    hit = asked_of("Ilya Marek", documents=[{"type": "driving licence", "number": "K1234567", "country": "XB"}])
    assert hit.band is Band.REVIEW
    assert hit.reasons[0].detail == "the same number, of a driving licence and of a passport"


def test_reasons_name_what_parts_two_names() -> None:
    """Junior and senior, and a short form."""
    filed = Profile.of_subject(person("Harcott Sr", "William"))
    (name,) = judged(Profile.of_query(query("Bill Harcott Jr")), filed).reasons
    assert "another generation: “junior” and “senior”" in name.detail
    assert "“bill” may be a form of “william”" in name.detail


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1971-05-14", "the same but for one part"),
        ("1981-05-04", "the same but for one figure of the year"),
        ("1917-05-04", "the same but for two figures of the year, exchanged"),
        ("1971-04", "a month apart"),
        ("1999-05-04", "28 years apart"),
    ],
)
def test_dates_are_told_as_they_are(date: str, said: str) -> None:
    """What is read out in court is true."""
    reasons = {reason.feature: reason.detail for reason in asked_of(birth_date=date).reasons}
    assert reasons["birth_date"] == said
