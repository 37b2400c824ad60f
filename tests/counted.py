"""How many steps of Python a piece of work takes: the same on any machine, and twice as many for twice the text."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

LINEAR = 2.2
"""How many times as many steps twice the input may take; four times is what costs the square."""
_SETTLED = 400
"""Steps that do not grow, and are not held against a small input."""


def steps(act: Callable[[], Any]) -> int:
    """Return how many lines are run and functions of C called while `act` runs."""
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def called(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "c_call"

    kept, watching = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(called)
    try:
        act()
    finally:
        sys.setprofile(watching)
        sys.settrace(kept)
    return count


def growth(act: Callable[[int], Any], size: int) -> float:
    """Return how many times as many steps `act(2 * size)` takes as `act(size)`; caches are filled before."""
    act(2 * size)
    once, twice = steps(lambda: act(size)), steps(lambda: act(2 * size))
    return (twice + _SETTLED) / (once + _SETTLED)
