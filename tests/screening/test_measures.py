"""The arithmetic of the measures of screening: intervals, curves and thresholds."""

import pytest
from bench.screening.rates import auc, best_f1, share_at, threshold_at, wilson


def test_an_interval_holds_its_share_and_narrows_with_more() -> None:
    """95 of 100 is between .888 and .978 (Wilson); 950 of 1,000 is known better."""
    low, high = wilson(95, 100)
    assert (low, high) == pytest.approx((0.8882, 0.9785), abs=1e-4)
    assert wilson(950, 1000)[0] > low
    assert wilson(950, 1000)[1] < high


def test_nothing_measured_says_nothing() -> None:
    """A share of none may be any share."""
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_area_counts_ties_half() -> None:
    """All above is 1, all below 0, all the same a half."""
    assert auc([0.9, 0.8], [0.1, 0.2]) == 1
    assert auc([0.1], [0.2, 0.3]) == 0
    assert auc([0.5, 0.5], [0.5]) == 0.5
    assert auc([0.9, 0.5], [0.5, 0.1]) == 0.875


def test_the_best_f1_names_its_threshold() -> None:
    """Two of three found with no false one gives .8; taking in equals takes in all of them."""
    assert best_f1([0.9, 0.8, 0.1], [0.5, 0.4]) == pytest.approx((0.8, 0.8))
    assert best_f1([0.9, 0.5], [0.5]) == pytest.approx((0.8, 0.5))


@pytest.mark.parametrize(("rate", "alerted"), [(0.0, 0), (0.01, 1), (0.05, 5), (1.0, 100)])
def test_no_more_than_the_rate_are_alerted(rate: float, alerted: int) -> None:
    """Of a hundred different scores as many reach the threshold as the rate allows."""
    scores = [number / 100 for number in range(100)]
    assert share_at(scores, threshold_at(scores, rate)) == (alerted, 100)


def test_equal_scores_stay_on_one_side() -> None:
    """Where a hundred share a score, one in a hundred cannot be alerted alone: none is."""
    assert share_at([0.8] * 100, threshold_at([0.8] * 100, 0.01)) == (0, 100)
