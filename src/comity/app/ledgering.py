"""The ledger at work: signing checkpoints, proving acts, verifying the whole log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import structlog

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.ports.store import Reader, Writer
from comity.app.ports.vault import Anchor
from comity.kernel.errors import ComityError, NotFound, UnusableInput
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.merkle import Consistency, Coordinate, consistency, leaf_hash, root
from comity.ledger.note import Note
from comity.ledger.proof import ProofDocument, prove
from comity.ledger.verify import LogFault, LogReport, verify_log

_log = structlog.get_logger()


class StoredNodes:
    """The ledger's nodes as a reading sees them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return self._reader.nodes(coordinates)

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        raise AssertionError("a reading writes no nodes")


def checkpoint(comity: Comity, *, accept_older_database: bool = False) -> str:
    """Return the signed checkpoint of the log as it stands; a new one is kept where the log has grown.

    Signed each minute by the hub, when it stops, and at the end of each command. Its last act is noted beside the
    keys, out of reach of who has the database alone: neither acts nor a checkpoint can be cut off unseen. The note
    never goes back, unless `accept_older_database`.
    """
    with comity.look() as look:
        document, size = look.reader.checkpoint(), look.reader.last_seq()
    if document is None or Checkpoint.parse(Note.parse(document).text).size != size:
        with comity.store.writing(_nothing) as writer:
            size = writer.last_seq()
            document = _sign(comity, writer)
    _note(comity, size, accept_older_database)
    return document


def sign_off(comity: Comity) -> None:
    """Sign the log as a hub or a command leaves it; what keeps it from being signed is logged."""
    try:
        checkpoint(comity)
    except ComityError as error:
        _log.error("checkpoint_failed", detail=error.detail)


def _note(comity: Comity, size: int, older: bool) -> None:
    noted = comity.vault.anchor() or Anchor(0, "")
    if size <= noted.act and not older:
        return
    with comity.look() as look:
        new, known = _leaf(look, size), _leaf(look, noted.act)
    if known != noted.leaf and not older:
        _log.error("ledger_cut_off", acts=size, noted=noted.act)
        return
    comity.vault.set_anchor(Anchor(size, new), forget=older)


def lost_acts(promised: Sequence[int], last: int) -> bool:
    """Return True if a database of `last` acts lacks more than the one batch that a crash cuts short."""
    return sum(act > last for act in promised) > 1


def _leaf(look: Look, seq: int) -> str:
    """Return the leaf hash of an act in hex, as it is noted beside the keys; "" where there is none."""
    row = look.reader.act(seq)
    return leaf_hash(row.document).hex() if row else ""


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
        return verify_log_of(comity, look.reader, _documents(look), earlier)


def verify_log_of(comity: Comity, reader: Reader, documents: Iterable[bytes], earlier: Sequence[str]) -> LogReport:
    """Hold `documents`, the acts in order, against the nodes and every checkpoint that was signed.

    A checkpoint that is kept under another size than it counts is a fault.
    """
    kept = reader.checkpoints()
    report = verify_log(documents, comity.log_key, [document for _, document in kept], earlier, StoredNodes(reader))
    wrong = [size for size, document in kept if not _counts(document, size)]
    faults = tuple(LogFault(f"the checkpoint kept as that of {size} acts counts others") for size in wrong)
    return msgspec.structs.replace(report, faults=(*report.faults, *faults))


def _counts(document: str, size: int) -> bool:
    try:
        return Checkpoint.parse(Note.parse(document).text).size == size
    except UnusableInput:
        return True  # a fault of its own


def _documents(look: Look) -> Iterator[bytes]:
    after = 0
    while rows := look.reader.acts(after, 5000):
        yield from (row.document for row in rows)
        after = rows[-1].seq
