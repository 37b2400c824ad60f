"""The store over SQLAlchemy: many readers, one writer at a time on both engines."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Lock

from sqlalchemy import Engine, StaticPool, create_engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from comity.adapters.storage.engine import BUSY_TIMEOUT
from comity.adapters.storage.reading import SqlReader
from comity.adapters.storage.schema import metadata
from comity.adapters.storage.writing import SqlWriter
from comity.kernel.errors import InDoubt, Unavailable

_WRITER_LOCK = 0x636F6D697479
"""The PostgreSQL advisory lock taken first by every writer, so that sequences have no holes."""
_IN_DOUBT = (
    "The database was lost while this was being recorded: it may have been done, or not. Repeat it with the same "
    "idempotency key, and it is done once; without a key, look first whether it was done."
)


def _nothing() -> None:
    return None


def _is_undone(error: DBAPIError) -> bool:
    """Return True if a failed commit is known to have come to nothing: SQLite takes it back where the disk is full."""
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


class SqlStore:
    """A store on an engine that `open_engine` made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self._doubtful = True

    @contextmanager
    def reading(self) -> Iterator[SqlReader]:
        """Yield a consistent reading."""
        options = {} if self._is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield SqlReader(connection)
        except (OperationalError, InterfaceError) as error:
            raise Unavailable("The database cannot be read now.") from error

    @contextmanager
    def writing(self, before_commit: Callable[[], None] = _nothing) -> Iterator[SqlWriter]:
        """Yield the one writer; what it wrote is durable once the block ends, and gone if it raises.

        `before_commit` runs last within the transaction: keys are made durable before the act that needs them.
        Raises `Unavailable` where nothing was done, and `InDoubt` where the commit itself failed: a line that is cut,
        or a disk that errs, does not say whether the commit came before.
        """
        options = {"comity_writes": True}
        committing = False
        try:
            with self._turn, self._engine.connect().execution_options(**options) as connection, connection.begin():
                if not self._is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
                yield SqlWriter(connection)
                before_commit()
                committing = True
        except (OperationalError, InterfaceError) as error:
            self._doubtful = True
            if committing and not _is_undone(error):
                raise InDoubt(_IN_DOUBT) from error
            raise Unavailable("The database cannot be written now; nothing was done.") from error

    @contextmanager
    def scratch(self) -> Iterator[SqlWriter]:
        """Yield a writer on the same tables, empty and in memory, that are gone once the block ends."""
        engine = create_engine("sqlite://", poolclass=StaticPool)
        try:
            with engine.begin() as connection:
                metadata.create_all(connection)
                yield SqlWriter(connection)
        finally:
            engine.dispose()

    def writable(self) -> bool:
        """Return False if nothing can be written: tried at the first call, and at each one after a failure."""
        if self._doubtful:
            try:
                with self.writing() as writer:
                    writer.try_to_write()
            except Unavailable:
                return False
            self._doubtful = False
        return True

    def empty_log(self, patience: float = 0.0) -> bool:
        """Write SQLite's log back and cut it to nothing; return False if a reader uses it for longer than `patience`.

        Writers wait meanwhile, so `patience` (in seconds) is short. PostgreSQL keeps its log as it is set up to.
        """
        if not self._is_sqlite:
            return True
        with self._engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
            try:
                return bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
            except sqlite3.OperationalError:
                return False
            finally:
                cursor.execute(BUSY_TIMEOUT)

    @property
    def _is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
