"""Reading a SQLite file without writing anything: not the file, not its log, and no file beside it."""

import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from comity.kernel.errors import Unavailable

_PATIENCE_S: Final = 30


class ReadOnlyFile:
    """A SQLite file that is only read, even where its mode and its folder's would let it be written.

    Where another process has it open, its log lies beside it and is read too. Where nobody has, there is none, and
    the file is read as one that does not change: `check_unchanged` says whether that held.
    """

    def __init__(self, path: Path) -> None:
        """Take the file at `path`; raises `Unavailable` where it, or what belongs to it, is not there."""
        self.path = path
        if not path.exists():
            raise Unavailable(f"{path} is not there.")
        self._log = path.with_name(f"{path.name}-wal")
        self._alone = not self._log.exists()
        self._seen = self._state()
        if not self._alone and not path.with_name(f"{path.name}-shm").exists():
            raise Unavailable(
                f"{self._log} lies there without its index: it was copied, or left by a crash. Copy all three files "
                "of the database, or let `comity vault sweep` write the log back; nothing was read."
            )

    def connect(self) -> sqlite3.Connection:
        """Return a new connection."""
        how = "immutable=1" if self._alone else "mode=ro&readonly_shm=1"
        address = f"file:{quote(str(self.path.resolve()))}?{how}"
        connection = sqlite3.connect(
            address, uri=True, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def check_unchanged(self) -> None:
        """Raise `Unavailable` where someone began to write to the file that nobody had open."""
        if self._alone and (self._log.exists() or self._state() != self._seen):
            raise Unavailable(f"Someone began to write to {self.path} while it was read: read it again.")

    def _state(self) -> tuple[int, int]:
        found = self.path.stat()
        return found.st_size, found.st_mtime_ns
