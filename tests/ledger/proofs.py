"""Proofs that hold and proofs that do not, each named for what is wrong with it, from fixed keys and fixed acts."""

from collections.abc import Iterator
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from comity.app.views.records import ConsistencyView
from comity.kernel import wire
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.memory import MemoryNodes
from comity.ledger.merkle import Consistency, consistency, leaf_hash, root
from comity.ledger.note import NoteKey
from comity.ledger.proof import ProofDocument, prove

STEPS = ("read", "signed", "counted", "included", "earlier", "grown")
NOW = 40


class Fixed:
    """An Ed25519 key from a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


HUB, OTHER = Fixed(1), Fixed(2)
LOG, FALSE = NoteKey("hub.example/ledger", HUB.public), NoteKey("hub.example/ledger", OTHER.public)
NODES = MemoryNodes.of([b'{"act":%d}' % number for number in range(NOW)])
FORGED = MemoryNodes.of([b'{"act":%d}' % (number if number != 3 else 99) for number in range(NOW)])


class Case(msgspec.Struct, frozen=True):
    """A proof with a key and an earlier checkpoint, and what each step must find."""

    name: str
    document: str
    key: str
    earlier: str
    found: tuple[bool | None, ...]
    nodes: str = "true"


def checkpoint(size: int, nodes: MemoryNodes = NODES, by: Fixed = HUB, name: str = LOG.name) -> str:
    return issue(Checkpoint(name, size, root(size, nodes)), by)


def proof(index: int = 5, size: int = NOW, **changes: Any) -> ProofDocument:
    """Return a good proof, changed."""
    made = prove(index, leaf_hash(b'{"act":%d}' % index), checkpoint(size), NODES)
    return msgspec.structs.replace(made, **changes)


def text(document: ProofDocument) -> str:
    return wire.encode(document).decode()


def ask(old: int, nodes: MemoryNodes = NODES) -> tuple[Consistency, str] | None:
    """Answer as the hub would, whose log has `NOW` acts."""
    if old > NOW:
        return None
    return consistency(old, NOW, nodes), checkpoint(NOW, nodes)


def answers(case: Case) -> Iterator[tuple[int, Any]]:
    """Yield what the hub of a case would answer for every size, for a reader that is no Python."""
    for old in range(1, NOW + 1):
        answer = ask(old, FORGED if case.nodes == "forged" else NODES)
        assert answer
        yield old, wire.builtins(ConsistencyView(*answer))


GOOD = (True, True, True, True, None, None)
UNREAD = (False, None, None, None, None, None)
UNSIGNED = (True, False, None, None, None, None)
MISCOUNTED = (True, True, False, None, None, None)
OUTSIDE = (True, True, True, False, None, None)
_PLAIN = msgspec.json.decode(text(proof()))
_SIBLINGS = proof().siblings


def _json(**changes: Any) -> str:
    return msgspec.json.encode({**_PLAIN, **changes}).decode()


CASES = (
    *(Case(f"act {index} of {size}", text(proof(index, size)), LOG.vkey, "", GOOD)
      for index, size in ((0, 1), (0, 2), (1, 2), (4, 5), (6, 7), (7, 8), (0, 33), (32, 33), (39, 40))),
    Case("spaces around it", f"\n {text(proof())} \n", f"  {LOG.vkey} ", "", GOOD),
    Case("no JSON", "proof", LOG.vkey, "", UNREAD),
    Case("nothing", "", LOG.vkey, "", UNREAD),
    Case("a list", "[]", LOG.vkey, "", UNREAD),
    Case("truncated", text(proof())[:-20], LOG.vkey, "", UNREAD),
    Case("a key too many", _json(act=6), LOG.vkey, "", UNREAD),
    Case("a key too few", text(proof()).replace('"index":5,', ""), LOG.vkey, "", UNREAD),
    Case("index in words", _json(index="5"), LOG.vkey, "", UNREAD),
    Case("index below none", _json(index=-1), LOG.vkey, "", UNREAD),
    Case("index in half", _json(index=5.5), LOG.vkey, "", UNREAD),
    Case("a short leaf", _json(leaf="AAAA"), LOG.vkey, "", UNREAD),
    Case("a leaf in hex", _json(leaf="00" * 32), LOG.vkey, "", UNREAD),
    Case("too many siblings", _json(siblings=[_PLAIN["leaf"]] * 65), LOG.vkey, "", UNREAD),
    Case("no checkpoint", _json(checkpoint=""), LOG.vkey, "", UNREAD),
    Case("a checkpoint without signature", _json(checkpoint=checkpoint(NOW).partition("— ")[0]), LOG.vkey, "", UNREAD),
    Case("a key mistyped", text(proof()), LOG.vkey.replace("+", "+0", 1), "", UNREAD),
    Case("a key of another name", text(proof()), LOG.vkey.replace("hub.", "hob."), "", UNREAD),
    Case("no key", text(proof()), "", "", UNREAD),
    Case("another's key", text(proof()), FALSE.vkey, "", UNSIGNED),
    Case("signed by another", _json(checkpoint=checkpoint(NOW, by=OTHER)), LOG.vkey, "", UNSIGNED),
    Case("size changed after signing", _json(checkpoint=checkpoint(NOW).replace("\n40\n", "\n41\n")), LOG.vkey, "",
         UNSIGNED),
    Case("root of other acts", _json(checkpoint=checkpoint(NOW, FORGED)), LOG.vkey, "", OUTSIDE),
    Case("counts otherwise", _json(size=39), LOG.vkey, "", MISCOUNTED),
    Case("another leaf", text(proof(leaf=leaf_hash(b"{}"))), LOG.vkey, "", OUTSIDE),
    Case("another place", _json(index=6), LOG.vkey, "", OUTSIDE),
    Case("a place beyond the log", _json(index=NOW), LOG.vkey, "", OUTSIDE),
    Case("a sibling too few", text(proof(siblings=_SIBLINGS[:-1])), LOG.vkey, "", OUTSIDE),
    Case("a sibling too many", text(proof(siblings=(*_SIBLINGS, bytes(32)))), LOG.vkey, "", OUTSIDE),
    Case("siblings in another order", text(proof(siblings=_SIBLINGS[::-1])), LOG.vkey, "", OUTSIDE),
    *(Case(f"earlier of {size}", text(proof()), LOG.vkey, checkpoint(size), (True,) * 6)
      for size in (1, 2, 3, 8, 13, 32, 39, 40)),
    Case("both before now", text(proof(5, 12)), LOG.vkey, checkpoint(20), (True,) * 6),
    Case("earlier with other line ends", text(proof()), LOG.vkey, checkpoint(13).replace("\n", "\r\n"), (True,) * 6),
    Case("earlier of another log", text(proof()), LOG.vkey, checkpoint(13, by=OTHER), (*GOOD[:4], False, None)),
    Case("earlier unreadable", text(proof()), LOG.vkey, "yesterday", (*GOOD[:4], False, None)),
    Case("earlier rewritten", text(proof()), LOG.vkey, checkpoint(13, FORGED), (*GOOD[:4], True, False)),
    Case("same size, rewritten", text(proof()), LOG.vkey, checkpoint(NOW, FORGED), (*GOOD[:4], True, False)),
    Case("earlier than the change", text(proof()), LOG.vkey, checkpoint(2), (*GOOD[:4], True, False), "forged"),
    Case("earlier larger than the log", text(proof()), LOG.vkey,
         issue(Checkpoint(LOG.name, 41, bytes(32)), HUB), (*GOOD[:4], True, False)),
)  # fmt: skip
