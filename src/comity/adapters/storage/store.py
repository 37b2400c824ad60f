"""The store over SQLAlchemy: many readers, one writer at a time on both engines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from comity.adapters.storage.reading import SqlReader
from comity.adapters.storage.writing import SqlWriter
from comity.kernel.errors import Unavailable

_WRITER_LOCK = 0x636F6D697479
"""The PostgreSQL advisory lock taken first by every writer, so that sequences have no holes."""


def _nothing() -> None:
    return None


class SqlStore:
    """A store on an engine that `open_engine` made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()

    @contextmanager
    def reading(self) -> Iterator[SqlReader]:
        """Yield a consistent reading."""
        options = {} if self._is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield SqlReader(connection)
        except OperationalError as error:
            raise Unavailable("The database cannot be read now.") from error

    @contextmanager
    def writing(self, before_commit: Callable[[], None] = _nothing) -> Iterator[SqlWriter]:
        """Yield the one writer; what it wrote is durable once the block ends, and gone if it raises.

        `before_commit` runs last within the transaction: keys are made durable before the act that needs them.
        """
        options = {"comity_writes": True}
        try:
            with self._turn, self._engine.connect().execution_options(**options) as connection, connection.begin():
                if not self._is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
                yield SqlWriter(connection)
                before_commit()
        except OperationalError as error:
            raise Unavailable("The database cannot be written now; nothing was done.") from error

    @property
    def _is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
