"""Imports of a list that somebody looks at before they run: in the memory of one process, some at a time.

Nothing is lost with the memory: an import is done in batches, and running it again does what is left.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock, Thread
from typing import Final

import msgspec
import structlog

from comity.app.comity import Comity
from comity.app.importing import Imported, import_listings, in_force
from comity.app.ports.lists import ListRead
from comity.governance.gate import Principal
from comity.kernel.errors import ComityError, NotFound, Unavailable
from comity.notices.listing import difference

_log = structlog.get_logger()
_KEPT: Final = timedelta(hours=1)
_MOST: Final = 4
_RUNNING: Final = "An import is running. Wait until it is done, then start yours."
_FULL: Final = "Too many lists wait to be confirmed. Leave one, or come back in an hour."


class Stage(StrEnum):
    READ = "read"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Preview(msgspec.Struct, frozen=True):
    """What an import would do: numbers of listings, and the lists that would lose their last entry."""

    published: int
    revised: int
    ended: int
    same: int
    emptied: tuple[str, ...]


@dataclass
class Job:
    """An import as it stands; what it does changes in a thread of its own."""

    id: str
    person: str
    since: datetime
    read: ListRead
    preview: Preview
    stage: Stage = Stage.READ
    done: int = 0
    of: int = 0
    result: Imported | None = None
    error: str = ""


@dataclass
class Imports:
    """The imports that wait or run in this process; safe for threads."""

    _jobs: dict[str, Job] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def propose(self, comity: Comity, by: Principal, data: bytes) -> Job:
        """Read a list and keep it to be confirmed; raises `UnusableInput` where it cannot be read."""
        read = comity.lists.read(data)
        preview = _preview(comity, read)
        job = Job(comity.chance.id("imp"), by.id, comity.clock.now(), read, preview)
        with self._turn:
            self._forget(job.since)
            if len(self._jobs) >= _MOST:
                raise Unavailable(_FULL)
            self._jobs[job.id] = job
        return job

    def _forget(self, at: datetime) -> None:
        old = [job.id for job in self._jobs.values() if job.stage is not Stage.RUNNING and at - job.since >= _KEPT]
        for each in old:
            del self._jobs[each]

    def find(self, by: Principal, job: str) -> Job:
        """Return an import of one's own; raises `NotFound` for any other, and for one that is not kept any more."""
        with self._turn:
            found = self._jobs.get(job)
        if found is None or found.person != by.id:
            raise NotFound
        return found

    def leave(self, by: Principal, job: str) -> None:
        """Forget an import that was not started."""
        found = self.find(by, job)
        with self._turn:
            if found.stage is not Stage.RUNNING:
                self._jobs.pop(found.id, None)

    def start(self, comity: Comity, by: Principal, job: str, emptied: frozenset[str]) -> Job:
        """Run an import in a thread; one that was started before goes on. Raises `Unavailable` while another runs."""
        found = self.find(by, job)
        with self._turn:
            if found.stage is not Stage.READ:
                return found
            if any(each.stage is Stage.RUNNING for each in self._jobs.values()):
                raise Unavailable(_RUNNING)
            found.stage = Stage.RUNNING
        Thread(target=_run, args=(comity, by, found, emptied), name="import", daemon=True).start()
        return found


def _preview(comity: Comity, read: ListRead) -> Preview:
    present = in_force(comity)
    found = difference(present.digests, read.requests)
    ended = len(found.ended) + len(present.doubled)
    return Preview(len(found.added), len(found.changed), ended, len(found.same), found.emptied)


def _run(comity: Comity, by: Principal, job: Job, emptied: frozenset[str]) -> None:
    def progress(done: int, of: int) -> None:
        job.done, job.of = done, of

    failed = "The import was broken off. What it had done stands; import the list again for the rest."
    try:
        job.result = import_listings(comity, by, job.read.requests, progress, emptied)
        failed = ""
    except ComityError as error:
        failed = error.detail
        _log.warning("import_failed", why=error.detail)
    finally:
        job.error, job.stage = failed, Stage.FAILED if failed else Stage.DONE
