"""Verifying a whole log from its acts, with no trust in whoever keeps it.

Three things are held against each other: the acts, the nodes that the store kept when each act was
recorded, and the checkpoints, of which those received earlier from elsewhere are out of the
keeper's reach. Which leaf is at fault follows from which two agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice

import msgspec

from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, open_signed
from comity.ledger.merkle import EMPTY_ROOT, Coordinate, Nodes, leaf_hash, node_hash
from comity.ledger.note import NoteKey

_CHUNK = 1024
_CHANGED = "the act was changed after it was recorded: its leaf is vouched for, its bytes are not"
_LEAF = "the stored leaf is damaged: the act is vouched for, its leaf is not"
_UNDECIDED = "the act and its stored leaf differ, and no checkpoint tells which is right"


class LogFault(msgspec.Struct, frozen=True):
    """What is wrong, and in which leaves, `first` to `last` included; None where it is in no leaf."""

    message: str
    first: int | None = None
    last: int | None = None


class LogReport(msgspec.Struct, frozen=True):
    """How many acts were read, up to which size a checkpoint vouches for them, and what does not hold."""

    size: int
    root: bytes
    vouched: int
    faults: tuple[LogFault, ...]

    @property
    def holds(self) -> bool:
        """True where every act, node and checkpoint agrees, and a checkpoint vouches for the log at all."""
        return not self.faults


class _Edge:
    """The right edge of a tree that is being built up: its complete subtrees, the largest first."""

    def __init__(self) -> None:
        self._peaks: list[tuple[Coordinate, bytes]] = []

    def push(self, leaf: bytes, index: int) -> Iterator[tuple[Coordinate, bytes]]:
        """Add a leaf hash and yield every node that it completes."""
        here, node = Coordinate(0, index), leaf
        yield here, node
        while here.position & 1:
            node = node_hash(self._peaks.pop()[1], node)
            here = Coordinate(here.level + 1, here.position >> 1)
            yield here, node
        self._peaks.append((here, node))

    @property
    def root(self) -> bytes:
        hashes = [node for _, node in reversed(self._peaks)]
        found = hashes[0] if hashes else EMPTY_ROOT
        for left in hashes[1:]:
            found = node_hash(left, found)
        return found


class _Source(StrEnum):
    OWN = "its own checkpoint"
    ELSEWHERE = "a checkpoint from elsewhere"


class _Judgement:
    """What is found while the acts are read in order; each checkpoint settles what lies below it."""

    def __init__(self) -> None:
        self.faults: list[LogFault] = []
        self.vouched = dict.fromkeys(_Source, 0)
        self._reported: set[tuple[_Source, int]] = set()
        self._differing: list[list[int]] = []

    def differs(self, index: int) -> None:
        if self._differing and self._differing[-1][1] == index - 1:
            self._differing[-1][1] = index
        else:
            self._differing.append([index, index])

    def meet(self, checkpoint: Checkpoint, acts: bytes, kept: bytes, source: _Source) -> None:
        # What the keeper signed cannot narrow what a checkpoint out of its reach contradicts.
        after = self.vouched[source] if source is _Source.ELSEWHERE else max(self.vouched.values())
        if checkpoint.root in (acts, kept):
            self.settle(_LEAF if checkpoint.root == acts else _CHANGED)
            self.vouched[source] = checkpoint.size
        elif (source, after) not in self._reported:
            self._reported.add((source, after))
            message = f"the acts do not lead to the root of {checkpoint.size} that was signed ({source})"
            self.faults.append(LogFault(message, after, checkpoint.size - 1))

    def settle(self, message: str) -> None:
        self.faults += [LogFault(message, first, last) for first, last in self._differing]
        self._differing = []


def verify_log(
    acts: Iterable[bytes],
    log: NoteKey,
    checkpoints: Sequence[str],
    earlier: Sequence[str] = (),
    nodes: Nodes | None = None,
) -> LogReport:
    """Recompute the whole log and say exactly what does not hold; nothing is raised for a log that fails.

    `acts` are the canonical bytes in order; `checkpoints` are the keeper's, `earlier` those that a member
    or a witness kept. Without `nodes` a changed act is placed only between two checkpoints.
    """
    judgement = _Judgement()
    wanted = _open(judgement, log, checkpoints, earlier)
    size, acts_edge, kept_edge = 0, _Edge(), _Edge()
    _meet(judgement, wanted, 0, acts_edge, kept_edge)
    for index, (leaf, stored) in enumerate(_with_stored(acts, nodes)):
        size = index + 1
        kept = leaf if stored is None else stored.get(Coordinate(0, index), b"")
        if kept != leaf:
            judgement.differs(index)
        nodes_of_act, nodes_kept = acts_edge.push(leaf, index), kept_edge.push(kept, index)
        for (here, node), (_, other) in zip(nodes_of_act, nodes_kept, strict=True):
            if stored is not None and here.level and stored.get(here) not in (node, other):
                judgement.faults.append(_damaged(here))
        _meet(judgement, wanted, size, acts_edge, kept_edge)
    judgement.settle(_UNDECIDED)
    for missing in sorted(each for each in wanted if each > size):
        judgement.faults.append(LogFault("acts are missing that a checkpoint counts", size, missing - 1))
    return LogReport(size, acts_edge.root, max(judgement.vouched.values()), tuple(judgement.faults))


_Wanted = dict[int, list[tuple[Checkpoint, _Source]]]


def _open(judgement: _Judgement, log: NoteKey, checkpoints: Sequence[str], earlier: Sequence[str]) -> _Wanted:
    """Return the checkpoints whose signature holds by their size; the others are faults."""
    wanted: _Wanted = {}
    given = [(document, _Source.OWN) for document in checkpoints]
    for document, source in [*given, *((document, _Source.ELSEWHERE) for document in earlier)]:
        try:
            checkpoint = open_signed(document, log).checkpoint
        except (UnusableInput, VerificationFailed) as error:
            judgement.faults.append(LogFault(f"{source} cannot be relied on: {error.detail}"))
            continue
        others = wanted.setdefault(checkpoint.size, [])
        if any(other.root != checkpoint.root for other, _ in others):
            message = f"the log signed two different roots for {checkpoint.size} acts"
            judgement.faults.append(LogFault(message, 0, checkpoint.size - 1))
        others.append((checkpoint, source))
    if not wanted:
        judgement.faults.append(LogFault("no checkpoint vouches for this log"))
    return wanted


def _meet(judgement: _Judgement, wanted: _Wanted, size: int, acts: _Edge, kept: _Edge) -> None:
    for checkpoint, source in wanted.get(size, ()):
        judgement.meet(checkpoint, acts.root, kept.root, source)


def _with_stored(
    acts: Iterable[bytes], nodes: Nodes | None
) -> Iterator[tuple[bytes, Mapping[Coordinate, bytes] | None]]:
    """Yield each act's leaf hash with the stored nodes around it, read many acts at a time."""
    size, source = 0, iter(acts)
    while chunk := [leaf_hash(act) for act in islice(source, _CHUNK)]:
        stored = None if nodes is None else nodes.get(_completed(size, len(chunk)))
        for leaf in chunk:
            yield leaf, stored
        size += len(chunk)


def _completed(size: int, count: int) -> list[Coordinate]:
    """Return every node that is completed while a tree of `size` grows by `count` leaves."""
    found, level = [], 0
    while (size + count) >> level:
        found += [Coordinate(level, index) for index in range(size >> level, (size + count) >> level)]
        level += 1
    return found


def _damaged(here: Coordinate) -> LogFault:
    first, last = here.position << here.level, ((here.position + 1) << here.level) - 1
    message = f"the stored node {here.level}/{here.position} does not follow from the leaves below it"
    return LogFault(message, first, last)
