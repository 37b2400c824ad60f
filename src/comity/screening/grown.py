"""A numpy array that grows at its end."""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Kind = TypeVar("Kind", bound=np.generic)


class Grown(Generic[Kind]):
    """Values of one kind and shape, one after another, at a cost that does not grow with their number."""

    def __init__(self, kind: type[Kind], *shape: int) -> None:
        self._kept: NDArray[Kind] = np.zeros((256, *shape), dtype=kind)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, value: ArrayLike) -> None:
        """Put a value at the end."""
        if self._size == len(self._kept):
            self._kept = np.concatenate([self._kept, np.zeros_like(self._kept)])
        self._kept[self._size] = value
        self._size += 1

    @property
    def array(self) -> NDArray[Kind]:
        """What is there; it can be written to, and is right until the next value is put at the end."""
        return self._kept[: self._size]
