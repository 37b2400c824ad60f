"""The whole verification, in one consistent reading that writes nothing.

0. The database: no table, view, trigger or column stands in it that is not of Comity. Where a table is missing, nothing
   more is looked at.
1. The log: each act's leaf, each node, each checkpoint that was signed, and those kept elsewhere.
2. The anchor beside the keys: the last act that the database was seen to hold is there.
3. The tables: the acts are replayed into an empty database, and its rows are compared with those kept.
4. What no act determines: sessions in use, answers kept, cursors, held against what the acts allow.
5. Contents: each that acts name is there, in its file, with its key; releases of figures hold.
6. With `deep`, each content is opened and compared with the commitment in its act.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from comity.app import ledgering
from comity.app.acts import ActDamaged, ActReader
from comity.app.comity import Comity
from comity.app.ports.store import MISSING, ActRow, Reader
from comity.app.ports.vault import Anchor
from comity.app.registry import DECIDERS
from comity.app.verification.columns import compared
from comity.app.verification.contents import Contents
from comity.app.verification.records import Records, believed
from comity.app.verification.replica import Replica
from comity.app.verification.rows import Row, differing, rows_of, shape_of
from comity.app.verification.sequences import Sequences
from comity.kernel import wire
from comity.kernel.errors import ComityError, Fault
from comity.ledger.merkle import leaf_hash

_READER: Final = ActReader(DECIDERS.values())
_ACT: Final = ("seq", "at", "stream_type", "stream_id", "version", "type", "document")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT")
_FORGOTTEN: Final = timedelta(hours=24)
"""How long after its end the row of a token may be gone (`ticking`)."""


class Verified(msgspec.Struct, frozen=True):
    """What was looked at: acts, how many of them a checkpoint vouches for, contents opened, and what does not hold.

    `remarks` are no faults: what a crash or a restore left for the next sweep, and a clock that ran ahead.
    """

    size: int
    vouched: int
    opened: int
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def verify(comity: Comity, earlier: Sequence[str] = (), *, deep: bool = False) -> Verified:
    """Verify everything that is kept; `earlier` are checkpoints kept elsewhere. Nothing is written."""
    anchor, promised = comity.vault.anchor(), comity.vault.promised()
    with comity.look() as look, comity.store.scratch() as writer:
        found = look.reader.foreign()
        strange = [Fault(name, f"It is {what} in the database.") for name, what in found]
        if any(what == MISSING for _, what in found):
            return Verified(0, 0, 0, tuple(strange), ())
        log = ledgering.verify_log_of(comity, look.reader, _documents(look.reader), earlier)
        replica = Replica(writer)
        faults = [Fault(place_of(each.first, each.last), each.message) for each in log.faults]
        faults += strange
        faults += _anchored(look.reader, anchor, log.vouched)
        if ledgering.lost_acts(promised, log.size):
            faults.append(Fault("ledger", f"Acts after {log.size} were recorded and are lost: their keys are there."))
        faults += _replayed(look.reader, replica)
        faults += _compared(look.reader, replica, believed(look.reader, replica, look.at))
        sequences = Sequences(look.reader, replica)
        faults += [*sequences.feeds(), *sequences.public()]
        records = Records(look.reader, replica, sequences.ends, look.at)
        faults += records.faults()
        contents = Contents(comity, look, replica)
        faults += contents.faults()
        faults += contents.releases()
        faults += contents.deep() if deep else ()
    return Verified(log.size, log.vouched, contents.opened, tuple(faults), (*records.remarks, *contents.remarks))


def place_of(first: int | None, last: int | None) -> str:
    """Return the numbers of the acts at fault, as `comity ledger prove` counts them, from the leaves that are."""
    if first is None or last is None:
        return "ledger"
    return f"acts {first + 1}" if first == last else f"acts {first + 1} to {last + 1}"


def _documents(reader: Reader) -> Iterator[bytes]:
    return (row["document"] for row in rows_of(reader, shape_of(reader, "acts", ("document",))))


def _anchored(reader: Reader, anchor: Anchor | None, vouched: int) -> Iterator[Fault]:
    """Hold the log against what is noted beside the keys each time that a checkpoint is signed."""
    if anchor is None or anchor.act == 0:
        return
    if vouched < anchor.act:
        yield Fault("checkpoints", f"The checkpoint of {anchor.act} acts, which was signed, does not vouch for them.")
    try:
        found = reader.act(anchor.act)
    except ComityError as error:
        yield Fault(f"acts {anchor.act}", error.detail)
        return
    if found is None:
        yield Fault("acts", f"Acts were cut off: the keys were used with {anchor.act} acts or more.")
    elif leaf_hash(found.document).hex() != anchor.leaf:
        yield Fault(f"acts {anchor.act}", "It is not the act that the database held when the keys were last used.")


def _replayed(reader: Reader, replica: Replica) -> Iterator[Fault]:
    """Replay all acts, and yield a fault for each row that does not say what its act says."""
    for row in rows_of(reader, shape_of(reader, "acts", _ACT)):
        try:
            act = _READER.read(ActRow(**row))
        except ActDamaged as error:
            yield Fault(f"acts {row['seq']}", error.detail)
            continue
        recorded = act.row
        said = {name for name in _ACT if _plain(row[name]) != _plain(getattr(recorded, name))}
        if said:
            yield Fault(f"acts {row['seq']}", f"The row does not say what its act says in {', '.join(sorted(said))}.")
        fault = replica.take(act)
        if fault is not None:
            yield fault
    replica.write()


def _plain(value: object) -> object:
    """Return a value of a row as its act says it: of times it matters when they are, not how they are written."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and _TIME.match(value) else value
    except ValueError:
        return value


def _compared(reader: Reader, replica: Replica, at: datetime) -> Iterator[Fault]:
    rebuilt = replica.writer
    yield from differing(reader, rebuilt, shape_of(reader, "register", compared("register")), _as_read)
    forgotten = at - _FORGOTTEN
    tokens = shape_of(reader, "tokens", compared("tokens"))
    yield from differing(
        reader, rebuilt, tokens, may_lack=lambda row: datetime.fromisoformat(row["expires"]) < forgotten
    )
    yield from differing(reader, rebuilt, shape_of(reader, "uploads", compared("uploads"), ("content",)))


def _as_read(row: Row) -> Row:
    """Return a register row with its state as this version reads it: an earlier one lacks what came to states since."""
    decider = DECIDERS.get(row["stream_type"])
    if decider is None:
        return row
    try:
        return {**row, "document": wire.encode(wire.trusted(row["document"], type(decider.initial)))}
    except (msgspec.MsgspecError, TypeError):
        return row
