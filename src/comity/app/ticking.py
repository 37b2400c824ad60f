"""The clock's round: what dates bring is a command like any other, given by the clock on the one path.

Idempotent: a round that has nothing to do does nothing. A late round opens nothing, because every read
checks a date for itself. A round whose time is not believed (`comity.app.clock`) is held: it signs the log and finishes
destructions that acts had begun, and does nothing that a date brings.
"""

from collections import Counter
from datetime import datetime, timedelta

import msgspec
import structlog

from comity.app import clock, figures, ledgering
from comity.app.acts import ActDamaged
from comity.app.comity import Comity
from comity.app.keeping import sweep_round
from comity.app.look import Look
from comity.app.path import Order
from comity.app.ports.vault import NotOpened
from comity.app.registry import DECIDERS
from comity.app.unread import RowDamaged
from comity.app.uploads import examine_earlier
from comity.governance.gate import CLOCK
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused
from comity.notices.access import DropUpload

_log = structlog.get_logger()
_PAGE = 200
_MANY = 10_000
_UPLOAD_DAYS = 7
_KEY_HOURS = 24


class Ticked(msgspec.Struct, frozen=True):
    """What a round did: commands by name and how many were refused; `held` says why it did nothing by date."""

    done: dict[str, int]
    refused: int
    held: clock.Belief | None = None


def tick(comity: Comity) -> Ticked:
    """Run everything that is due now, sign the log as it stands, and finish destructions that were held up."""
    at = comity.clock.now()
    belief = clock.begin_round(comity, at)
    done, refused = _bring(comity, at) if belief.holds else (Counter[str](), 0)
    done["ExamineUpload"] += examine_earlier(comity)
    ledgering.checkpoint(comity)
    sweep_round(comity)
    return Ticked({name: count for name, count in done.items() if count}, refused, None if belief.holds else belief)


def _bring(comity: Comity, at: datetime) -> tuple[Counter[str], int]:
    """Do what the date brings; return the commands that were done, by name, and how many were refused."""
    done: Counter[str] = Counter()
    refused: set[tuple[str, str, int]] = set()
    while work := _due(comity, at, refused):
        for key, command in work:
            try:
                comity.path.execute(Order(by=CLOCK, command=command))
                done[type(command).__name__] += 1
            except (CommandRefused, NotOpened, RowDamaged) as error:
                _log.warning("clock_refused", stream=key[1], command=type(command).__name__, why=error.detail)
                refused.add(key)
    done["PublishRelease"] += _release(comity, at)
    done["DropUpload"] += _drop_uploads(comity, at)
    with comity.store.writing(lambda: None) as writer:
        writer.forget(at - timedelta(hours=_KEY_HOURS))
    return done, len(refused)


def _release(comity: Comity, at: datetime) -> int:
    """Release the figures that are due; a damaged act or release holds them up, and nothing else of the round."""
    try:
        return len(figures.release_due(comity, at))
    except (ActDamaged, NotOpened) as error:
        _log.error("figures_not_released", why=error.detail)
        return 0


def waiting(comity: Comity) -> dict[str, int]:
    """Return what a round would begin with now, commands by name and at most 10,000: what comes with a confirmation."""
    with comity.look() as look:
        found = Counter(type(command).__name__ for _, command in _page(look, look.at, _MANY, set()))
        found["PublishRelease"] += len(figures.quarters_due(look, look.at))
    return {name: count for name, count in sorted(found.items()) if count}


def _due(
    comity: Comity, at: datetime, refused: set[tuple[str, str, int]]
) -> list[tuple[tuple[str, str, int], Command]]:
    """Return a page of what the register says must be looked at now; a stream refused in this round is left."""
    with comity.look() as look:
        return _page(look, at, _PAGE + len(refused), refused)


def _page(
    look: Look, at: datetime, most: int, refused: set[tuple[str, str, int]]
) -> list[tuple[tuple[str, str, int], Command]]:
    found = []
    for row in look.reader.waking(at, most):
        key = (row.stream_type, row.stream_id, row.version)
        decider = DECIDERS[row.stream_type]
        try:
            due = decider.due(wire.trusted(row.state, type(decider.initial)))
        except msgspec.MsgspecError:
            look.unread.note(row.stream_type, row.stream_id)
            refused.add(key)
            continue
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
