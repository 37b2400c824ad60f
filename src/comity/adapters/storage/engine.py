"""Opening SQLite or PostgreSQL so that a commit is durable and what is deleted is overwritten."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event

from comity.adapters.sqlite_file import ReadOnlyFile

BUSY_TIMEOUT = "PRAGMA busy_timeout = 30000"
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    BUSY_TIMEOUT,
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)


def sqlite_url(path: Path) -> str:
    """Return the address of an embedded database file."""
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """Return an engine for `url` (`sqlite:///FILE` or `postgresql://...`)."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=24, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 30}, pool_size=16, max_overflow=32)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # The driver's own BEGIN is switched off so that a write can begin with BEGIN IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        immediate = connection.get_execution_options().get("comity_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def open_read_only(file: ReadOnlyFile) -> Engine:
    """Return an engine that reads an embedded database file and writes nothing."""
    return create_engine("sqlite://", creator=file.connect, poolclass=QueuePool)
