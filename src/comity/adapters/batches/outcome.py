"""The answers of a batch on disk: beside their place until all are there, so that a broken run can go on."""

import fcntl
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from comity.kernel import wire
from comity.kernel.errors import CommandRefused, Fault, Unavailable

_FLUSHED: Final = 100
"""After so many answers they are handed to the system, where the end of this process does not reach them."""


class Run(msgspec.Struct, frozen=True):
    """What a batch is made of; one that goes on must be made of the same, but for the day, which stays the first."""

    list_version: str
    questions: str
    format: str
    threshold: float
    limit: int
    comity: str
    at: date


_NAMES: Final = {
    "list_version": "the list",
    "questions": "the file of questions",
    "format": "its format",
    "threshold": "the threshold",
    "limit": "the limit",
    "comity": "the version of Comity",
}


class _Line(msgspec.Struct, frozen=True):
    """What is looked at of an answer that was written before."""

    id: str
    hits: list[msgspec.Raw]
    list_version: str


class Outcome:
    """Answers in `out`.part, moved to `out` when all are there; what they are answers to stands in `out`.part.json."""

    def __init__(self, out: Path, run: Run, resume: bool) -> None:
        """Begin a batch, or go on with one; raises `CommandRefused` where that was made of something else."""
        self._out = out
        self._part, self._about = (out.with_name(out.name + end) for end in (".part", ".part.json"))
        self.done = self.found = 0
        self._unflushed = 0
        before = self._before() if resume else None
        self.run = _same(before, run, out) if before else run
        self._file = self._locked()
        if before:
            self._keep()
        else:
            self._file.truncate(0)
            self._about.write_bytes(wire.encode(self.run))

    def _locked(self) -> BinaryIO:
        file = os.fdopen(os.open(self._part, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise Unavailable(f"Another process writes {self._part}; wait for its end.") from None
        return file

    def _before(self) -> Run | None:
        """Return of what the batch was made that was broken off, or None where there is none."""
        try:
            body = self._about.read_bytes()
        except FileNotFoundError:
            return None
        return wire.decode(body, Run, self._about.name) if self._part.exists() else None

    def _keep(self) -> None:
        """Keep the answers that were written whole, up to the first that was not."""
        end = 0
        for line in self._file:
            try:
                read = msgspec.json.decode(line, type=_Line)
            except msgspec.MsgspecError:
                break
            if not line.endswith(b"\n") or read.list_version != self.run.list_version:
                break
            end += len(line)
            self.done, self.found = self.done + 1, self.found + bool(read.hits)
        self._file.seek(end)
        self._file.truncate()

    def write(self, lines: Iterable[bytes]) -> None:
        """Write answers, a line each."""
        for line in lines:
            self._file.write(line + b"\n")
            self.done += 1
            self.found += bool(msgspec.json.decode(line, type=_Line).hits)
            self._unflushed += 1
            if self._unflushed >= _FLUSHED:
                self.flush()

    def flush(self) -> None:
        self._file.flush()
        self._unflushed = 0

    def finish(self) -> None:
        """Put the answers in their place: from now on there is nothing to go on with."""
        self.flush()
        os.fsync(self._file.fileno())
        self._part.replace(self._out)
        self._about.unlink()
        self._file.close()

    def close(self) -> None:
        """Leave what was written so far for another run; without an answer there is nothing to leave."""
        self._file.close()
        if not self.done:
            self._part.unlink(missing_ok=True)
            self._about.unlink(missing_ok=True)


def _same(before: Run, now: Run, out: Path) -> Run:
    faults = [
        Fault(name, f"{words} was {getattr(before, name)} and is {getattr(now, name)}")
        for name, words in _NAMES.items()
        if getattr(before, name) != getattr(now, name)
    ]
    if faults:
        detail = f"The batch of {out} cannot go on: {'; '.join(fault.message for fault in faults)}."
        hint = "Without --resume it begins anew."
        raise CommandRefused(f"{detail} {hint}", faults, "not-the-same-batch")
    return before
