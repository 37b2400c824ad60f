"""The ports of time and chance: nothing inward of the adapters reads a clock or draws a number itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the present in UTC."""


class Chance(Protocol):
    def id(self, prefix: str) -> str:
        """Return a new identifier `prefix_` and 16 characters of 80 random bits."""

    def nonce(self) -> str:
        """Return 32 hex digits, so that the leaf of an act cannot be guessed."""

    def secret(self) -> str:
        """Return a new secret of 160 bits or more, fit to be typed."""
