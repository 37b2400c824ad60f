"""The ledger at work: signing checkpoints, proving acts, verifying the whole log."""

from collections.abc import Iterator, Mapping, Sequence

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.ports.store import Reader, Writer
from comity.kernel.errors import NotFound
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.merkle import Consistency, Coordinate, consistency, leaf_hash, root
from comity.ledger.note import Note
from comity.ledger.proof import ProofDocument, prove
from comity.ledger.verify import LogReport, verify_log


class StoredNodes:
    """The ledger's nodes as a reading sees them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return self._reader.nodes(coordinates)

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        raise AssertionError("a reading writes no nodes")


def checkpoint(comity: Comity) -> str:
    """Return the signed checkpoint of the log as it stands; a new one is kept where the log has grown."""
    with comity.look() as look:
        kept, size = look.reader.checkpoint(), look.reader.last_seq()
    if kept and Checkpoint.parse(Note.parse(kept).text).size == size:
        return kept
    with comity.store.writing(_nothing) as writer:
        return _sign(comity, writer)


def last_checkpoint(comity: Comity) -> str:
    """Return the checkpoint of the clock's last round, for callers over the network.

    It is not signed anew at each question: whoever could ask at any moment would count acts, and so guess at
    what the secretariat does with a case that it may know nothing of.
    """
    with comity.look() as look:
        kept = look.reader.checkpoint()
    return kept or checkpoint(comity)


def _nothing() -> None:
    return None


def _sign(comity: Comity, writer: Writer) -> str:
    size = writer.last_seq()
    document = issue(Checkpoint(comity.origin, size, root(size, StoredNodes(writer))), comity.signer)
    writer.put_checkpoint(size, document)
    return document


def prove_act(look: Look, seq: int, document: str) -> ProofDocument:
    """Return the proof that act `seq` is under the signed checkpoint `document`; raises `NotFound`."""
    act = look.reader.act(seq)
    if act is None or seq > Checkpoint.parse(Note.parse(document).text).size:
        raise NotFound
    return prove(seq - 1, leaf_hash(act.document), document, StoredNodes(look.reader))


def grown(look: Look, old: int, new: int) -> Consistency:
    """Return the proof that the log of `new` acts begins with that of `old`."""
    return consistency(old, new, StoredNodes(look.reader))


def verify(comity: Comity, earlier: Sequence[str] = ()) -> LogReport:
    """Recompute the whole log from its acts; `earlier` are checkpoints kept elsewhere."""
    with comity.look() as look:
        kept = look.reader.checkpoint()
        return verify_log(_documents(look), comity.log_key, [kept] if kept else [], earlier, StoredNodes(look.reader))


def _documents(look: Look) -> Iterator[bytes]:
    after = 0
    while rows := look.reader.acts(after, 5000):
        yield from (row.document for row in rows)
        after = rows[-1].seq
