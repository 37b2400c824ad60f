"""Seeded chance: the same seed gives the same ids and choices on every machine; secrets stay secret."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from comity.adapters.surroundings import SystemChance

T = TypeVar("T")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class SeededChance:
    """Numbers from SHA-256 in counter mode. `last` is the newest id of each prefix, so that a plot knows its notice."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed.encode(), 0
        self.last: dict[str, str] = {}
        self._serials: Counter[str] = Counter()

    def _bytes(self, count: int) -> bytes:
        self._count += 1
        return sha256(self._seed + self._count.to_bytes(8, "big")).digest()[:count]

    def number(self, below: int) -> int:
        """Return a number from 0 to `below` - 1."""
        return int.from_bytes(self._bytes(8), "big") % below

    def between(self, least: int, most: int) -> int:
        """Return a number from `least` to `most`, both included."""
        return least + self.number(most - least + 1)

    def pick(self, items: Sequence[T]) -> T:
        """Return one of `items`."""
        return items[self.number(len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return `count` different ones of `items`, in a random order."""
        left = list(items)
        return [left.pop(self.number(len(left))) for _ in range(min(count, len(left)))]

    def happens(self, percent: int) -> bool:
        return self.number(100) < percent

    def serial(self, of: str) -> int:
        """Return 1, 2, 3, ... for each name."""
        self._serials[of] += 1
        return self._serials[of]

    def id(self, prefix: str) -> str:
        number = int.from_bytes(self._bytes(10), "big")
        made = f"{prefix}_{''.join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 80, 5))}"
        self.last[prefix] = made
        return made

    def nonce(self) -> str:
        return self._bytes(16).hex()

    def secret(self) -> str:
        """Return a true secret: the sample's tokens must not be the same everywhere."""
        return SystemChance().secret()
