"""The clock's round: what dates bring is a command like any other, given by the clock on the one path.

Idempotent: a round that has nothing to do does nothing. A late round opens nothing, because every read
checks a date for itself.
"""

from collections import Counter
from datetime import datetime, timedelta

import msgspec
import structlog

from comity.app import figures, ledgering
from comity.app.comity import Comity
from comity.app.keeping import sweep_round
from comity.app.path import Order
from comity.app.registry import DECIDERS
from comity.governance.gate import CLOCK
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused
from comity.notices.access import DropUpload

_log = structlog.get_logger()
_PAGE = 200
_UPLOAD_DAYS = 7
_KEY_HOURS = 24


class Ticked(msgspec.Struct, frozen=True):
    """What a round did: commands by name, those that were refused, and the checkpoint's size."""

    done: dict[str, int]
    refused: int


def tick(comity: Comity) -> Ticked:
    """Run everything that is due now, sign the log as it stands, and finish destructions that were held up."""
    at = comity.clock.now()
    done: Counter[str] = Counter()
    refused: set[tuple[str, str, int]] = set()
    while work := _due(comity, at, refused):
        for key, command in work:
            try:
                comity.path.execute(Order(by=CLOCK, command=command))
                done[type(command).__name__] += 1
            except CommandRefused as error:
                _log.warning("clock_refused", stream=key[1], command=type(command).__name__, why=error.detail)
                refused.add(key)
    done["PublishRelease"] += len(figures.release_due(comity))
    done["DropUpload"] += _drop_uploads(comity, at)
    with comity.store.writing(lambda: None) as writer:
        writer.forget(at - timedelta(hours=_KEY_HOURS))
    ledgering.checkpoint(comity)
    sweep_round(comity)
    return Ticked({name: count for name, count in done.items() if count}, len(refused))


def _due(
    comity: Comity, at: datetime, refused: set[tuple[str, str, int]]
) -> list[tuple[tuple[str, str, int], Command]]:
    """Return a page of what the register says must be looked at now; a stream refused in this round is left."""
    found = []
    with comity.look() as look:
        for row in look.reader.waking(at, _PAGE + len(refused)):
            key = (row.stream_type, row.stream_id, row.version)
            decider = DECIDERS[row.stream_type]
            due = decider.due(wire.trusted(row.state, type(decider.initial)))
            if key not in refused and due is not None and due[0] <= at:
                found.append((key, due[1]))
    return found


def _drop_uploads(comity: Comity, at: datetime) -> int:
    """Destroy uploads that no request used within a week."""
    with comity.look() as look:
        loose = look.reader.loose_uploads([], at - timedelta(days=_UPLOAD_DAYS))
        streams = [found.id for content in loose for found in look.children("file", content)]
    for stream in streams:
        comity.path.execute(Order(by=CLOCK, command=DropUpload(id=stream)))
    return len(streams)
