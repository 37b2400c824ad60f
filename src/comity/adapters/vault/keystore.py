"""The key store: one small SQLite file in which wrapped keys are written, replaced and destroyed for good.

A row is added at the end and never moves: a key is replaced and destroyed by overwriting it where it stands,
with as many bytes, so that no page keeps a stale copy. `secure_delete` covers what SQLite frees on
its own, no temporary file is ever written, and emptying the log removes what it still held.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import Any, Literal, NamedTuple

from comity.adapters.sqlite_file import ReadOnlyFile
from comity.adapters.vault.envelope import WRAPPED
from comity.kernel.errors import CommandRefused, Unavailable

NO_MASTER = "0" * 16
"""What stands for the master key id in the row of a destroyed key."""

_PAGE = 1000
_ONE = "SELECT content_id, master, wrapped FROM key WHERE content_id = ?"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS key (seq INTEGER PRIMARY KEY, content_id TEXT NOT NULL UNIQUE, "
    "master TEXT NOT NULL, wrapped BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS master (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS anchor (one INTEGER PRIMARY KEY CHECK (one = 1), act INTEGER NOT NULL, "
    "leaf TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS loss (content_id TEXT PRIMARY KEY, file TEXT NOT NULL, document TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS held (one INTEGER PRIMARY KEY CHECK (one = 1), keys INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS promise (act INTEGER PRIMARY KEY, after_key INTEGER NOT NULL) STRICT",
    "CREATE VIEW IF NOT EXISTS erased AS SELECT content_id FROM key WHERE master = '" + NO_MASTER + "'",
)


class KeyRow(NamedTuple):
    """A wrapped key, or with `NO_MASTER` the place where one was."""

    content_id: str
    master: str
    wrapped: bytes

    @property
    def destroyed(self) -> bool:
        return self.master == NO_MASTER


def tombstone(content_id: str) -> KeyRow:
    """Return the row that says that this content was erased."""
    return KeyRow(content_id, NO_MASTER, bytes(WRAPPED))


class KeyStore:
    """One connection to write and one to read, each under its lock: who reads does not wait for another's disk.

    Statements take microseconds and leave no reading open behind them.
    """

    def __init__(self, path: Path, patience: float = 30.0, read_only: ReadOnlyFile | None = None) -> None:
        """Open or make the store; `patience` is how long in seconds to wait for others. `read_only` writes nothing."""
        self._reading: AbstractContextManager[Any]
        if read_only is not None:
            self.path, self._patience, self._lock, self._doubtful = path, patience, RLock(), True
            self._connection = self._reads = read_only.connect()
            self._reading = self._lock
            return
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.path, self._patience, self._lock, self._doubtful = path, patience, RLock(), True
        self._connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
        for pragma in ("secure_delete=ON", "temp_store=MEMORY", "journal_mode=WAL", "synchronous=FULL"):
            self._rows(f"PRAGMA {pragma}")
        with self.writing():
            for statement in _SCHEMA:
                self._rows(statement)
        self._reading, self._reads = Lock(), sqlite3.connect(path, timeout=patience, check_same_thread=False)
        self._reads.execute("PRAGMA query_only=ON")

    def close(self) -> None:
        with self._lock, self._reading:
            self._reads.close()
            self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for a transaction: all of it is durable when the block ends, or none."""
        with self._lock:
            self._rows("BEGIN IMMEDIATE")
            try:
                yield
                self._rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has rolled back by itself
                    self._rows("ROLLBACK")
                raise

    def master(self) -> str | None:
        """Return the id of the master key under which new keys are written."""
        rows = self._rows("SELECT id FROM master")
        return str(rows[0][0]) if rows else None

    def set_master(self, master: str) -> None:
        self._rows("INSERT INTO master VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET id = excluded.id", master)

    def anchor(self) -> tuple[int, str] | None:
        """Return number and leaf hash (hex) of the last act that the database was seen to hold."""
        rows = self._rows("SELECT act, leaf FROM anchor")
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def set_anchor(self, act: int, leaf: str, forget: bool = False) -> None:
        self._rows(
            "INSERT INTO anchor VALUES (1, ?, ?) "
            "ON CONFLICT (one) DO UPDATE SET act = excluded.act, leaf = excluded.leaf",
            act,
            leaf,
        )
        self._rows("DELETE FROM promise WHERE act <= ? OR ?", act, int(forget))

    def promise(self, first: int, last: int) -> None:
        """Note that the keys added next are for acts up to `last`, in place of a batch that was never recorded.

        Raises `Unavailable` where two or more batches were promised from act `first` on. One writer at a time
        promises, so that a crash leaves one without its acts: the database lost the others.
        """
        if len([act for act in self.promised() if act >= first]) > 1:
            raise Unavailable("The database lost acts that it had recorded: nothing may take their place.")
        self._rows("DELETE FROM promise WHERE act >= ?", first)
        self._rows("INSERT INTO promise SELECT ?, coalesce(max(seq), 0) FROM key", last)

    def promised(self) -> tuple[int, ...]:
        """Return the last act of each batch that keys were written for, as far as it is after the anchor."""
        if not self._notes("promise"):
            return ()
        return tuple(int(row[0]) for row in self._rows("SELECT act FROM promise ORDER BY act"))

    def awaited(self, beyond: int) -> frozenset[str]:
        """Return the contents whose keys were written for acts promised after number `beyond`."""
        if not self._notes("promise"):
            return frozenset()
        first = "(SELECT min(after_key) FROM promise WHERE act > ?)"
        rows = self._rows(f"SELECT content_id FROM key WHERE seq > {first} AND master != ?", beyond, NO_MASTER)
        return frozenset(row[0] for row in rows)

    def _notes(self, table: str) -> bool:
        """False in a store of an earlier version that is only read."""
        return bool(self._rows("SELECT 1 FROM sqlite_master WHERE name = ?", table))

    @cached_property
    def _notes_findings(self) -> bool:
        return self._notes("held")

    def findings(self) -> tuple[list[tuple[str, str, str]], int]:
        """Return content id, file and document of the losses noted, and how many keys wait for an operator."""
        if not self._notes_findings:
            return [], 0
        held = self._rows("SELECT keys FROM held")
        losses = self._rows("SELECT content_id, file, document FROM loss ORDER BY content_id")
        return [(str(row[0]), str(row[1]), str(row[2])) for row in losses], int(held[0][0]) if held else 0

    def set_findings(self, losses: Iterable[tuple[str, str, str]], held: int) -> None:
        """Note content id, file and document of each loss, and how many keys wait, in place of what was noted."""
        self._rows("DELETE FROM loss")
        for loss in losses:
            self._rows("INSERT INTO loss VALUES (?, ?, ?)", *loss)
        self._rows("INSERT INTO held VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET keys = excluded.keys", held)

    def lost(self, column: Literal["content_id", "file"], value: str) -> str | None:
        """Return a content that is noted as lost, by its id or its file."""
        if not self._notes_findings:
            return None
        rows = self._rows(f"SELECT content_id FROM loss WHERE {column} = ? LIMIT 1", value)
        return str(rows[0][0]) if rows else None

    def ids(self, *, destroyed: bool) -> Iterator[str]:
        """Yield the ids that have a key, or with `destroyed` those that had one."""
        after, sign = 0, "=" if destroyed else "!="
        query = f"SELECT seq, content_id FROM key WHERE seq > ? AND master {sign} ? ORDER BY seq LIMIT {10 * _PAGE}"
        while rows := self._rows(query, after, NO_MASTER):
            after = rows[-1][0]
            yield from (row[1] for row in rows)

    def count(self) -> int:
        """Return how many ids have a key."""
        return int(self._rows("SELECT count(*) FROM key WHERE master != ?", NO_MASTER)[0][0])

    def get(self, content_id: str) -> KeyRow | None:
        """Return the row of a content, if there ever was one."""
        rows = self._rows(_ONE, content_id)
        return KeyRow(*rows[0]) if rows else None

    def committed(self, content_id: str) -> KeyRow | None:
        """Return the row of a content as it was last committed, if there ever was one."""
        rows = self._fetched(self._reading, self._reads, _ONE, content_id)
        return KeyRow(*rows[0]) if rows else None

    def add(self, row: KeyRow) -> None:
        """Add the key of a new content; adding the very same again does nothing."""
        present = self.get(row.content_id)
        if present is None:
            self._rows("INSERT INTO key (content_id, master, wrapped) VALUES (?, ?, ?)", *row)
        elif present != row:
            state = "was erased" if present.destroyed else "has a key already"
            raise CommandRefused(f"The content {row.content_id} {state}: new content takes a new id.")

    def replace(self, row: KeyRow) -> None:
        """Overwrite a key where it stands."""
        if len(row.wrapped) != WRAPPED or len(row.master) != len(NO_MASTER):
            raise ValueError("a row keeps its length, or its old bytes could stay behind")
        self._rows("UPDATE key SET master = ?, wrapped = ? WHERE content_id = ?", row[1], row[2], row[0])

    def destroy(self, content_id: str) -> None:
        """Overwrite the key of a content with zeros, and note that it was erased even if it had none."""
        if self.get(content_id) is None:
            self.add(tombstone(content_id))
        else:
            self.replace(tombstone(content_id))

    def pages(self) -> Iterator[list[KeyRow]]:
        """Yield all rows, many at a time, in the order they were added."""
        after = 0
        while rows := self._rows(
            f"SELECT seq, content_id, master, wrapped FROM key WHERE seq > ? ORDER BY seq LIMIT {_PAGE}", after
        ):
            after = rows[-1][0]
            yield [KeyRow(*row[1:]) for row in rows]

    def writable(self) -> bool:
        """Return False if nothing can be written: tried at the first call, and at each one after a failure."""
        if self._doubtful:
            try:
                with self.writing():
                    self._rows("INSERT INTO loss VALUES ('', '', '')")
                    self._rows("DELETE FROM loss WHERE content_id = ''")
            except Unavailable:
                return False
            self._doubtful = False
        return True

    def empty_log(self) -> None:
        """Write the log back and cut it to nothing, so that no earlier state of a row is left in it.

        Raises `Unavailable` where a reader elsewhere keeps it in use for longer than `patience`.
        """
        deadline = time.monotonic() + self._patience
        while not self._truncated():
            if time.monotonic() > deadline:
                raise Unavailable(
                    f"The log of {self.path.name} is in use and could not be emptied: what was destroyed may still "
                    "stand in it. End the process that reads it and sweep again."
                )
            time.sleep(0.01)

    def _truncated(self) -> bool:
        with self._lock, self._reading:
            # Waiting happens outside, without the locks: the reader in the way may be another thread's.
            self._rows("PRAGMA busy_timeout=0")
            try:
                return bool(self._rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0)
            except Unavailable:
                return False
            finally:
                self._rows(f"PRAGMA busy_timeout={int(self._patience * 1000)}")

    def _rows(self, statement: str, *values: str | bytes | int) -> list[tuple[Any, ...]]:
        return self._fetched(self._lock, self._connection, statement, *values)

    def _fetched(
        self,
        lock: AbstractContextManager[Any],
        connection: sqlite3.Connection,
        statement: str,
        *values: str | bytes | int,
    ) -> list[tuple[Any, ...]]:
        # All rows are fetched at once: a statement left half read would keep the log from being emptied.
        try:
            with lock, closing(connection.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            match getattr(error, "sqlite_errorcode", 0) & 0xFF:
                case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                    raise Unavailable("The key store is busy; try again.") from error
                case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
                    self._doubtful = True
                    raise Unavailable(f"The key store cannot be read or written: {error}. Is the disk full?") from error
                case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                    self._doubtful = True
                    raise Unavailable(
                        f"The key store {self.path} is damaged: {error}. Put it back from a copy of the machine, or "
                        "restore both archives into a new folder."
                    ) from error
                case _:
                    raise


def destroy_all(store: KeyStore, content_ids: Iterable[str]) -> None:
    """Destroy many keys in one transaction, then empty the log."""
    with store.writing():
        for content_id in content_ids:
            store.destroy(content_id)
    store.empty_log()
