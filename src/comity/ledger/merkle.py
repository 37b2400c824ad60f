"""The Merkle tree of RFC 6962 over a store that keeps complete subtrees only.

A node is named by its `Coordinate`: (level, position) covers the leaves position * 2**level up to, not
including, (position + 1) * 2**level. A complete subtree never changes, so a node is written once; what is
incomplete at the right edge is computed from at most one complete node a level. Each reading function
asks the store once, with all the coordinates it needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, Protocol

import msgspec

from comity.kernel.errors import VerificationFailed

EMPTY_ROOT = sha256(b"").digest()


class Coordinate(NamedTuple):
    """The place of a complete subtree: level 0 holds the leaf hashes."""

    level: int
    position: int


class Nodes(Protocol):
    """The store of complete subtrees; each node is 32 bytes and is never changed."""

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        """Return those of the nodes that are there, in one reading."""

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        """Keep new nodes."""


class Inclusion(msgspec.Struct, frozen=True):
    """That the leaf at `index` is in the tree of `size` leaves: the sibling hashes, the leaf's own first."""

    index: int
    size: int
    hashes: tuple[bytes, ...]


class Consistency(msgspec.Struct, frozen=True):
    """That the tree of `old` leaves is the beginning of the tree of `new` leaves."""

    old: int
    new: int
    hashes: tuple[bytes, ...]


class _Span(NamedTuple):
    """The leaves from `begin` up to, not including, `end`."""

    begin: int
    end: int


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962 section 2.1); the prefix keeps a leaf from passing for a node."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962 section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> list[Coordinate]:
    """Return the complete subtrees that together make up a tree of `size` leaves, left to right."""
    return _cover(_Span(0, size))


def extend(leaf_hashes: Sequence[bytes], size: int, nodes: Nodes) -> dict[Coordinate, bytes]:
    """Return the nodes to keep when `leaf_hashes` are added to a tree of `size`: two a leaf on average."""
    after = size + len(leaf_hashes)
    merged = [peak for peak in peaks(size) if ((peak.position >> 1) + 1) << (peak.level + 1) <= after]
    edge = _read(merged, nodes)
    fresh: dict[Coordinate, bytes] = {}
    for index, node in enumerate(leaf_hashes, size):
        here = Coordinate(0, index)
        fresh[here] = node
        while here.position & 1:
            left = Coordinate(here.level, here.position - 1)
            node = node_hash(fresh[left] if left in fresh else edge[left], node)
            here = Coordinate(here.level + 1, here.position >> 1)
            fresh[here] = node
    return fresh


def append(leaf: bytes, size: int, nodes: Nodes) -> dict[Coordinate, bytes]:
    """Return the nodes to keep when the leaf with hash `leaf` is added to a tree of `size`."""
    return extend([leaf], size, nodes)


def root(size: int, nodes: Nodes) -> bytes:
    """Return the root of the first `size` leaves."""
    return _hash_spans([_Span(0, size)], nodes)[0] if size else EMPTY_ROOT


def inclusion(index: int, size: int, nodes: Nodes) -> Inclusion:
    """Return the proof that leaf `index` is in the tree of `size` (RFC 6962 section 2.1.1)."""
    return Inclusion(index, size, tuple(_hash_spans(_inclusion_spans(index, size), nodes)))


def consistency(old: int, new: int, nodes: Nodes) -> Consistency:
    """Return the proof that the tree of `new` leaves only added to that of `old` (RFC 6962 section 2.1.2)."""
    return Consistency(old, new, tuple(_hash_spans(_consistency_spans(old, new), nodes)))


def verify_inclusion(leaf: bytes, proof: Inclusion, expected: bytes) -> None:
    """Check that the leaf with hash `leaf` is where `proof` says in the tree with root `expected`.

    Raises `VerificationFailed`. Needs no store.
    """
    begin, found = proof.index, leaf
    spans = _sized(_inclusion_spans, proof.index, proof.size, proof.hashes)
    for span, sibling in zip(spans, proof.hashes, strict=True):
        found = node_hash(sibling, found) if span.begin < begin else node_hash(found, sibling)
        begin = min(begin, span.begin)
    if found != expected:
        raise VerificationFailed(f"Leaf {proof.index} is not in the tree of {proof.size} with this root.")


def verify_consistency(proof: Consistency, old_root: bytes, new_root: bytes) -> None:
    """Check that the tree with root `new_root` begins with the whole tree of `old_root`.

    Raises `VerificationFailed`. Needs no store. An empty tree is the beginning of every tree.
    """
    spans = _sized(_consistency_spans, proof.old, proof.new, proof.hashes)
    hashes = iter(proof.hashes)
    if proof.old == 0:
        old, new = EMPTY_ROOT, EMPTY_ROOT if proof.new == 0 else new_root
    else:
        # Where the old tree is itself one complete subtree the proof leaves it out: its root is known.
        split = bool(spans) and spans[0].end == proof.old
        old = new = next(hashes) if split else old_root
        for span, sibling in zip(spans[split:], hashes, strict=True):
            if span.begin < proof.old:
                old, new = node_hash(sibling, old), node_hash(sibling, new)
            else:
                new = node_hash(new, sibling)
    if old != old_root or new != new_root:
        raise VerificationFailed(f"The tree of {proof.new} leaves does not begin with that of {proof.old}.")


def _cover(span: _Span) -> list[Coordinate]:
    """Return the complete subtrees that make up a span, the largest first."""
    found, at = [], span.begin
    while at < span.end:
        level = (span.end - at).bit_length() - 1
        found.append(Coordinate(level, at >> level))
        at += 1 << level
    return found


def _halves(begin: int, end: int) -> int:
    """Return where RFC 6962 parts a span: after the largest power of two smaller than its length."""
    return begin + (1 << ((end - begin - 1).bit_length() - 1))


def _inclusion_spans(index: int, size: int) -> list[_Span]:
    if not 0 <= index < size:
        raise VerificationFailed(f"There is no leaf {index} in a tree of {size}.")
    spans, begin, end = [], 0, size
    while end - begin > 1:
        middle = _halves(begin, end)
        if index < middle:
            spans.append(_Span(middle, end))
            end = middle
        else:
            spans.append(_Span(begin, middle))
            begin = middle
    return spans[::-1]


def _consistency_spans(old: int, new: int) -> list[_Span]:
    if not 0 <= old <= new:
        raise VerificationFailed(f"A tree of {new} leaves cannot begin with one of {old}.")
    spans, begin, end = [], 0, new
    while old and end != old:
        middle = _halves(begin, end)
        if old <= middle:
            spans.append(_Span(middle, end))
            end = middle
        else:
            spans.append(_Span(begin, middle))
            begin = middle
    if begin:
        spans.append(_Span(begin, end))
    return spans[::-1]


class _Shape(Protocol):
    def __call__(self, first: int, second: int, /) -> list[_Span]: ...


def _sized(shape: _Shape, first: int, second: int, hashes: Sequence[bytes]) -> list[_Span]:
    spans = shape(first, second)
    if len(spans) != len(hashes):
        raise VerificationFailed(f"The proof has {len(hashes)} hashes where its shape has {len(spans)}.")
    return spans


def _read(coordinates: Sequence[Coordinate], nodes: Nodes) -> Mapping[Coordinate, bytes]:
    found = nodes.get(coordinates) if coordinates else {}
    for coordinate in coordinates:
        if coordinate not in found:
            raise VerificationFailed(f"The ledger has lost its node {coordinate.level}/{coordinate.position}.")
    return found


def _hash_spans(spans: Sequence[_Span], nodes: Nodes) -> list[bytes]:
    covers = [_cover(span) for span in spans]
    found = _read([coordinate for cover in covers for coordinate in cover], nodes)
    return [_fold(found[coordinate] for coordinate in cover) for cover in covers]


def _fold(hashes: Iterator[bytes]) -> bytes:
    """Return the root over complete subtrees of falling size, given left to right."""
    first, *rest = reversed(list(hashes))
    for left in rest:
        first = node_hash(left, first)
    return first
