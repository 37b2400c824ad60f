"""Nodes in memory: for proofs out of an exported log, where there is no database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from comity.ledger.merkle import Coordinate, extend, leaf_hash


class MemoryNodes:
    """A store of complete subtrees that refuses to change a node."""

    def __init__(self) -> None:
        self.kept: dict[Coordinate, bytes] = {}

    @classmethod
    def of(cls, acts: Iterable[bytes]) -> Self:
        """Return the nodes of the log of these acts (canonical bytes, in order)."""
        nodes = cls()
        nodes.put(extend([leaf_hash(act) for act in acts], 0, nodes))
        return nodes

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return {each: self.kept[each] for each in coordinates if each in self.kept}

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        for here, node in nodes.items():
            if self.kept.setdefault(here, node) != node:
                raise ValueError(f"node {here.level}/{here.position} is kept already and differs")
