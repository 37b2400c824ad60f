"""Verifying a log names the leaf at fault as exactly as the evidence allows, and never a sound one."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.memory import MemoryNodes
from comity.ledger.merkle import Coordinate, leaf_hash, root
from comity.ledger.note import NoteKey
from comity.ledger.verify import LogFault, verify_log


class FixedSigner:
    """An Ed25519 key from a fixed seed."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


HUB = FixedSigner()
LOG = NoteKey("hub.example/ledger", HUB.public)
ACTS = [b'{"act":%d}' % n for n in range(100)]


def checkpoint(size: int, acts: list[bytes] = ACTS) -> str:
    return issue(Checkpoint(LOG.name, size, root(size, MemoryNodes.of(acts[:size]))), HUB)


OWN = [checkpoint(40), checkpoint(80)]


def rewritten(*changed: int) -> list[bytes]:
    return [b"rewritten" if n in changed else act for n, act in enumerate(ACTS)]


def spans(faults: tuple[LogFault, ...]) -> list[tuple[int | None, int | None]]:
    return [(fault.first, fault.last) for fault in faults]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_sound_log_holds_whatever_its_size(size: int, at: int) -> None:
    """No fault is found in a sound log, with nodes or without, and it says how far it is vouched for."""
    acts = [b"%d" % n for n in range(size)]
    signed = checkpoint(min(at, size), acts)
    for nodes in (MemoryNodes.of(acts), None):
        report = verify_log(iter(acts), LOG, [signed], nodes=nodes)
        assert (report.holds, report.size, report.vouched) == (True, size, min(at, size))
        assert report.root == root(size, MemoryNodes.of(acts))


@given(st.sets(st.integers(0, 79), min_size=1, max_size=6))
def test_changed_acts_are_named_one_by_one(changed: set[int]) -> None:
    """Acts changed in the database under sound nodes are exactly those reported."""
    report = verify_log(rewritten(*changed), LOG, OWN, nodes=MemoryNodes.of(ACTS))
    assert all("act was changed" in fault.message for fault in report.faults)
    assert {n for first, last in spans(report.faults) for n in range(first or 0, (last or 0) + 1)} == changed


def test_without_nodes_a_changed_act_is_placed_between_two_checkpoints() -> None:
    """Act 55 lies after the checkpoint of 40, which still holds, and before that of 80."""
    report = verify_log(rewritten(55), LOG, OWN)
    assert spans(report.faults) == [(40, 79)]
    assert report.vouched == 40


def test_a_damaged_leaf_is_told_from_a_changed_act() -> None:
    """Where the act leads to the signed root and the stored leaf does not, it is the leaf."""
    nodes = MemoryNodes.of(ACTS)
    nodes.kept[Coordinate(0, 7)] = bytes(32)
    report = verify_log(ACTS, LOG, OWN, nodes=nodes)
    assert spans(report.faults) == [(7, 7)]
    assert "stored leaf is damaged" in report.faults[0].message


def test_a_damaged_inner_node_is_named() -> None:
    """A node that does not follow from its leaves is found, with the leaves it covers, and nothing else."""
    nodes = MemoryNodes.of(ACTS)
    nodes.kept[Coordinate(3, 2)] = bytes(32)
    report = verify_log(ACTS, LOG, OWN, nodes=nodes)
    assert spans(report.faults) == [(16, 23)]
    assert "3/2" in report.faults[0].message


def test_a_change_after_the_last_checkpoint_is_left_undecided() -> None:
    """Above every checkpoint nobody can tell whether act or leaf is right, and the report says so."""
    report = verify_log(rewritten(90), LOG, OWN, nodes=MemoryNodes.of(ACTS))
    assert spans(report.faults) == [(90, 90)]
    assert "no checkpoint tells" in report.faults[0].message


def test_a_keeper_who_rewrites_everything_is_caught_by_an_earlier_checkpoint() -> None:
    """Acts, nodes and checkpoints all made anew agree with each other, and not with what a member kept."""
    acts = rewritten(20)
    nodes = MemoryNodes.of(acts)
    fresh = [checkpoint(40, acts), checkpoint(80, acts)]
    assert verify_log(acts, LOG, fresh, nodes=nodes).holds
    report = verify_log(acts, LOG, fresh, earlier=[checkpoint(50)], nodes=nodes)
    assert spans(report.faults) == [(0, 49)]
    assert "elsewhere" in report.faults[0].message


def test_two_roots_for_one_size_are_a_fault_of_their_own() -> None:
    """A log that showed two faces is convicted by its own signatures."""
    report = verify_log(ACTS, LOG, [checkpoint(40)], earlier=[checkpoint(40, rewritten(3))])
    assert any("two different roots" in fault.message for fault in report.faults)


def test_a_log_cut_short_is_missing_acts() -> None:
    """Acts that a checkpoint counts and the log no longer has are reported with their places."""
    report = verify_log(ACTS[:60], LOG, OWN)
    assert spans(report.faults) == [(60, 79)]


def test_a_removed_act_shifts_all_that_follow() -> None:
    """Taking out act 30 is reported from 30 on as one span."""
    report = verify_log(ACTS[:30] + ACTS[31:], LOG, OWN, nodes=MemoryNodes.of(ACTS))
    assert spans(report.faults)[0] == (30, 39)


@pytest.mark.parametrize("document", ["", "nonsense", OWN[0].replace("40", "41"), OWN[0][:-1]])
def test_a_checkpoint_that_cannot_be_relied_on_is_a_fault_and_not_a_crash(document: str) -> None:
    """Unreadable or forged checkpoints are reported, and the others still count."""
    report = verify_log(ACTS, LOG, [document, OWN[1]])
    assert spans(report.faults) == [(None, None)]
    assert report.vouched == 80


def test_a_log_that_nothing_vouches_for_does_not_hold() -> None:
    """Without a single checkpoint there is nothing to verify against, and that is a fault."""
    assert not verify_log(ACTS, LOG, []).holds


def test_the_leaf_hash_is_what_nodes_keep() -> None:
    """Level 0 of the nodes is the leaf hashes of the acts."""
    assert MemoryNodes.of(ACTS).kept[Coordinate(0, 5)] == leaf_hash(ACTS[5])
