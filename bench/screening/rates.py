"""Rates with their intervals, and what a threshold parts."""

from collections.abc import Sequence
from math import sqrt


def wilson(found: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, found / of
    middle, width = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - width) / (1 + z * z / of)), min(1.0, (middle + width) / (1 + z * z / of))


def auc(same: Sequence[float], different: Sequence[float]) -> float:
    """Return how often a pair of the same person scores above a pair of different ones; ties count half."""
    ranked = sorted([(score, 1) for score in same] + [(score, 0) for score in different])
    total, at = 0.0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        total += sum(is_same for _, is_same in ranked[at:end]) * (at + 1 + end) / 2
        at = end
    return (total - len(same) * (len(same) + 1) / 2) / (len(same) * len(different))


def best_f1(same: Sequence[float], different: Sequence[float]) -> tuple[float, float]:
    """Return the best F1 and the threshold that gives it."""
    ranked = sorted([(score, 1) for score in same] + [(score, 0) for score in different], reverse=True)
    best, right = (0.0, 1.0), 0
    for place, (score, is_same) in enumerate(ranked, 1):
        right += is_same
        if place == len(ranked) or ranked[place][0] != score:
            best = max(best, (2 * right / (place + len(same)), score))
    return best


def threshold_at(innocent: Sequence[float], rate: float) -> float:
    """Return the least threshold at which no more than `rate` of the innocent are alerted, ever so little above."""
    allowed = int(rate * len(innocent))
    ranked = sorted(innocent, reverse=True)
    return ranked[allowed] + 1e-9 if allowed < len(ranked) else 0.0


def share_at(scores: Sequence[float], threshold: float) -> tuple[int, int]:
    """Return how many scores reach the threshold, and of how many."""
    return sum(score >= threshold for score in scores), len(scores)


def centile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all do not pass."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
