"""Dated parameters: the value of a day, never of another, and each with its law."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law import parameters
from comity.law.parameters import Parameter, Value

TODAY = date(2026, 11, 21)
THRESHOLDS = {
    "penalty.prosecution_months": 24,
    "penalty.sentence_months": 6,
    "penalty.remaining_months": 6,
    "cheque.minimum_usd": 10_000,
    "retention.years": 5,
    "retention.review_months_before": 6,
    "suspension.max_months": 6,
    "redress.admissibility_months": 1,
    "redress.access_months": 4,
    "redress.deletion_months": 9,
}


@pytest.mark.parametrize(("name", "value"), THRESHOLDS.items())
def test_the_limits_of_the_law_are_those_of_the_brief(name: str, value: int) -> None:
    """Each limit that the rules name stands in the law data with a citation that resolves."""
    assert parameters.number(name, TODAY) == value
    assert parameters.at(name, TODAY).citation.source.title


def test_every_parameter_has_a_title_a_unit_and_a_value_today() -> None:
    """No parameter is an empty shell."""
    for name, parameter in parameters.parameters().items():
        assert parameter.title, name
        assert parameter.unit, name
        assert parameter.at(TODAY).since <= TODAY


def test_lists_are_read_as_lists() -> None:
    """Working languages are codes and marks of silence are days."""
    assert parameters.codes("languages.working", TODAY) == ("ar", "en", "es", "fr")
    assert parameters.marks("ignored.marks_days", TODAY) == (30, 90, 180)


def test_before_its_first_day_the_law_says_nothing() -> None:
    """A value is not stretched back to a day on which it was not law."""
    with pytest.raises(ValueError, match="has no value on 2011-01-01"):
        parameters.number("penalty.prosecution_months", date(2011, 1, 1))


def test_a_parameter_that_is_not_there_is_an_error() -> None:
    """A misspelt name never becomes a default."""
    with pytest.raises(KeyError):
        parameters.at("penalty.months", TODAY)


def test_a_list_is_not_a_number_and_a_number_not_a_list() -> None:
    """The typed readers refuse what is of another type."""
    with pytest.raises(TypeError):
        parameters.number("languages.working", TODAY)
    with pytest.raises(TypeError):
        parameters.codes("retention.years", TODAY)


def test_money_is_compared_at_the_rate_of_its_day() -> None:
    """The same sum may lie above the bound in one year and below it in another."""
    sum_ = Decimal(50_000)
    early = parameters.usd("TRY", sum_, date(2013, 1, 1))
    late = parameters.usd("TRY", sum_, date(2025, 6, 1))
    assert early is not None
    assert late is not None
    assert early > 10_000 > late


def test_a_currency_without_a_rate_has_no_guess() -> None:
    """Where the law data has no rate the answer is not known."""
    assert parameters.usd("XDR", Decimal(1), TODAY) is None
    assert parameters.usd("LBP", Decimal(1), TODAY) is None


@given(st.dictionaries(st.dates(), st.integers(), min_size=1), st.dates())
def test_a_value_holds_from_its_day_until_the_next(history: dict[date, int], day: date) -> None:
    """The value of a day is that of the latest day not after it."""
    days = tuple(sorted(history))
    citation = parameters.at("retention.years", TODAY).citation
    parameter = Parameter("p", "t", "u", citation, days, tuple(history[each] for each in days))
    before = [each for each in days if each <= day]
    if before:
        assert parameter.at(day) == Value(history[before[-1]], "u", before[-1], citation)
    else:
        with pytest.raises(ValueError, match="has no value"):
            parameter.at(day)
