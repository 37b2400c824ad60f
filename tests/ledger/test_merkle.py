"""The tree is that of RFC 6962, and every proof says what a plain recursive reading of the RFC says."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from comity.kernel.errors import VerificationFailed
from comity.ledger import merkle
from comity.ledger.memory import MemoryNodes
from comity.ledger.merkle import Coordinate

# The inputs and roots are those of the reference tests of Certificate Transparency (RFC 6962).
INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Memory(MemoryNodes):
    """A store of nodes that counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        self.asked.append(len(coordinates))
        return super().get(coordinates)


def naive_root(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) <= 1:
        return sha256(b"\0" + leaves[0]).digest() if leaves else sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def grown(leaves: Sequence[bytes]) -> Memory:
    nodes = Memory()
    for size, leaf in enumerate(leaves):
        nodes.put(merkle.append(merkle.leaf_hash(leaf), size, nodes))
    return nodes


LEAVES = [b"act %d" % n for n in range(70)]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_roots_are_those_of_the_reference_vectors(size: int) -> None:
    """The eight inputs of the reference tests give the known roots at every size."""
    assert merkle.root(size, grown(INPUTS)).hex() == ROOTS[size]


def test_every_proof_of_every_small_tree_is_that_of_the_rfc_and_verifies() -> None:
    """Inclusion and consistency of all sizes to 33 equal the recursive definition and are accepted."""
    nodes = grown(LEAVES[:33])
    for new in range(1, 34):
        new_root = naive_root(LEAVES[:new])
        assert merkle.root(new, nodes) == new_root
        for index in range(new):
            inclusion = merkle.inclusion(index, new, nodes)
            assert list(inclusion.hashes) == naive_path(index, LEAVES[:new])
            merkle.verify_inclusion(merkle.leaf_hash(LEAVES[index]), inclusion, new_root)
        for old in range(1, new + 1):
            consistency = merkle.consistency(old, new, nodes)
            assert list(consistency.hashes) == naive_subproof(old, LEAVES[:new], True)
            merkle.verify_consistency(consistency, naive_root(LEAVES[:old]), new_root)


def test_the_empty_tree_begins_every_tree() -> None:
    """From no acts at all the proof is empty, and only the empty root is accepted as the old one."""
    nodes = grown(LEAVES[:5])
    proof = merkle.consistency(0, 5, nodes)
    merkle.verify_consistency(proof, merkle.EMPTY_ROOT, merkle.root(5, nodes))
    merkle.verify_consistency(merkle.Consistency(0, 0, ()), merkle.EMPTY_ROOT, merkle.EMPTY_ROOT)
    with pytest.raises(VerificationFailed):
        merkle.verify_consistency(proof, merkle.root(1, nodes), merkle.root(5, nodes))
    with pytest.raises(VerificationFailed):
        merkle.verify_consistency(merkle.Consistency(0, 0, ()), merkle.EMPTY_ROOT, merkle.root(1, nodes))


@given(st.integers(1, 70), st.data())
def test_a_changed_proof_is_refused(size: int, data: st.DataObject) -> None:
    """Another leaf, index, size, hash, order or number of hashes makes an inclusion proof fail."""
    nodes, index = grown(LEAVES[:size]), data.draw(st.integers(0, size - 1))
    root, leaf = merkle.root(size, nodes), merkle.leaf_hash(LEAVES[index])
    good = merkle.inclusion(index, size, nodes)
    hashes = list(good.hashes)
    wrong = [
        merkle.Inclusion(index, size, (*hashes, bytes(32))),
        merkle.Inclusion(-1, size, good.hashes),
        merkle.Inclusion(size, size, good.hashes),
    ]
    if hashes:
        at = data.draw(st.integers(0, len(hashes) - 1))
        flipped = bytes([hashes[at][0] ^ 1]) + hashes[at][1:]
        wrong += [
            merkle.Inclusion(index, size, tuple(hashes[:-1])),
            merkle.Inclusion(index, size, (*hashes[:at], flipped, *hashes[at + 1 :])),
            merkle.Inclusion(index ^ 1, size, good.hashes),
        ]
    for proof in wrong:
        with pytest.raises(VerificationFailed):
            merkle.verify_inclusion(leaf, proof, root)
    with pytest.raises(VerificationFailed):
        merkle.verify_inclusion(merkle.leaf_hash(b"forged"), good, root)


@given(st.integers(1, 69), st.data())
def test_a_rewritten_log_has_no_consistency_proof(old: int, data: st.DataObject) -> None:
    """A tree in which one earlier leaf differs is never accepted as growth, whatever proof it offers."""
    new = data.draw(st.integers(old, 70))
    changed = data.draw(st.integers(0, old - 1))
    other = [*LEAVES[:changed], b"rewritten", *LEAVES[changed + 1 : new]]
    nodes = grown(other)
    proof = merkle.consistency(old, new, nodes)
    with pytest.raises(VerificationFailed):
        merkle.verify_consistency(proof, naive_root(LEAVES[:old]), merkle.root(new, nodes))


@given(st.lists(st.integers(1, 20), max_size=12))
def test_many_leaves_at_once_are_the_same_as_one_by_one(batches: list[int]) -> None:
    """However an addition is parted, the nodes kept are equal, and at most two a leaf."""
    nodes, size = Memory(), 0
    for batch in batches:
        leaves = [merkle.leaf_hash(b"act %d" % n) for n in range(size, size + batch)]
        nodes.put(merkle.extend(leaves, size, nodes))
        size += batch
    assert nodes.kept == grown([b"act %d" % n for n in range(size)]).kept
    assert len(nodes.kept) <= 2 * size


@given(st.integers(2, 2**40), st.data())
def test_a_proof_asks_the_store_once_for_few_nodes(size: int, data: st.DataObject) -> None:
    """Whatever the size, a proof is one reading of at most two nodes a level."""

    class Everything(Memory):
        def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
            self.asked.append(len(coordinates))
            return dict.fromkeys(coordinates, bytes(32))

    nodes = Everything()
    merkle.inclusion(data.draw(st.integers(0, size - 1)), size, nodes)
    merkle.consistency(data.draw(st.integers(1, size - 1)), size, nodes)
    assert len(nodes.asked) == 2
    assert max(nodes.asked) <= 2 * size.bit_length()


def test_a_kept_node_never_changes() -> None:
    """Writing another hash over a node is refused, so that two branches of a log cannot share a store."""
    nodes = MemoryNodes.of(LEAVES[:4])
    with pytest.raises(ValueError, match="differs"):
        nodes.put({Coordinate(0, 2): bytes(32)})


def test_a_lost_node_is_named() -> None:
    """A store that lost a node says which, instead of giving a wrong proof."""
    nodes = grown(LEAVES[:8])
    del nodes.kept[Coordinate(1, 1)]
    with pytest.raises(VerificationFailed, match="1/1"):
        merkle.inclusion(0, 8, nodes)


class OnlyGrows(RuleBasedStateMachine):
    """A log under random additions: every past root stays proved by every later one."""

    @initialize()
    def begin(self) -> None:
        self.nodes, self.leaves, self.roots = Memory(), list[bytes](), [merkle.EMPTY_ROOT]

    @rule(leaves=st.lists(st.binary(max_size=40), min_size=1, max_size=9))
    def add(self, leaves: list[bytes]) -> None:
        hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
        before = dict(self.nodes.kept)
        self.nodes.put(merkle.extend(hashes, len(self.leaves), self.nodes))
        assert before.items() <= self.nodes.kept.items()
        for leaf in leaves:
            self.leaves.append(leaf)
            self.roots.append(merkle.root(len(self.leaves), self.nodes))

    @rule(data=st.data())
    def prove(self, data: st.DataObject) -> None:
        new = data.draw(st.integers(0, len(self.leaves)))
        old = data.draw(st.integers(0, new))
        merkle.verify_consistency(merkle.consistency(old, new, self.nodes), self.roots[old], self.roots[new])
        if new:
            index = data.draw(st.integers(0, new - 1))
            leaf = merkle.leaf_hash(self.leaves[index])
            merkle.verify_inclusion(leaf, merkle.inclusion(index, new, self.nodes), self.roots[new])

    @invariant()
    def the_root_is_that_of_the_rfc(self) -> None:
        assert merkle.root(len(self.leaves), self.nodes) == naive_root(self.leaves)


TestOnlyGrows = OnlyGrows.TestCase
TestOnlyGrows.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
