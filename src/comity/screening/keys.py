"""Keys to numbers in sorted arrays: twelve bytes an entry, looked up together, and changed in place."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Hashes = NDArray[np.int64]
NONE: Final[Numbers] = np.empty(0, dtype=np.int32)
_RECENT: Final = 65_536
"""Entries kept beside the large array before they are merged into it."""


def hashed(keys: Iterable[str]) -> Hashes:
    """Return the hashes of keys, each once."""
    each = set(map(hash, keys))
    return np.fromiter(each, dtype=np.int64, count=len(each))


class _Level:
    """Entries in the order of their keys."""

    __slots__ = ("keys", "numbers")

    def __init__(self, keys: NDArray[np.int64], numbers: Numbers) -> None:
        order = np.argsort(keys, kind="stable")
        self.keys, self.numbers = keys[order], numbers[order]

    def find(self, asked: NDArray[np.int64]) -> list[Numbers]:
        first = np.searchsorted(self.keys, asked, "left")
        last = np.searchsorted(self.keys, asked, "right")
        return [self.numbers[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b]


class Keys:
    """Which numbers were entered under which keys; a key is kept as its hash, which is of this process alone.

    What is no longer meant is not taken out: who looks up leaves out numbers that have gone.
    """

    def __init__(self) -> None:
        self._levels = [_empty(), _empty()]
        self._new_keys = array("q")
        self._new_numbers = array("i")

    def enter(self, hashes: Hashes, number: int) -> None:
        """Enter a number under each of the keys."""
        self._new_keys.frombytes(hashes.tobytes())
        self._new_numbers.extend([number] * len(hashes))

    def find(self, hashes: Sequence[Hashes]) -> Numbers:
        """Return the numbers under any of the keys, each once."""
        if self._new_keys:
            self._settle()
        asked = np.concatenate(hashes)
        asked.sort()
        found = [each for level in self._levels if level.keys.size for each in level.find(asked)]
        return _once(np.concatenate(found)) if found else NONE

    def _settle(self) -> None:
        """Put what is new into the small array, and that into the large one when it is full."""
        large, small = self._levels
        keys = np.concatenate([small.keys, np.frombuffer(self._new_keys, dtype=np.int64)])
        numbers = np.concatenate([small.numbers, np.frombuffer(self._new_numbers, dtype=np.int32)])
        self._new_keys, self._new_numbers = array("q"), array("i")
        if len(keys) > max(_RECENT, len(large.keys) // 16):
            keys, numbers = np.concatenate([large.keys, keys]), np.concatenate([large.numbers, numbers])
            self._levels = [_Level(keys, numbers), _empty()]
        else:
            self._levels[1] = _Level(keys, numbers)


def _once(numbers: Numbers) -> Numbers:
    """Return numbers in rising order, each once."""
    numbers.sort()
    return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]


def _empty() -> _Level:
    return _Level(np.empty(0, dtype=np.int64), NONE)
