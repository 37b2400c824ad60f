"""Migrations, from the first: the schema of a database is what Alembic's versions made it.

Alembic is imported only to migrate: every start asks whether the schema is current, and must be quick.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, MetaData, inspect, text
from sqlalchemy.exc import OperationalError

from comity.adapters.storage.engine import open_engine
from comity.kernel.errors import Unavailable

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0005"
"""The newest revision; a test holds it equal to Alembic's."""


def _config(url: str) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("comity.adapters.storage") / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to this version, or to an earlier `revision`; repeating does nothing.

    Raises `Unavailable` where a newer version of Comity made the database, or the archive.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config(url)
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    found = {current(url), None if revision == "head" else revision} - {None}
    if strange := found - known:
        raise Unavailable(f"The schema {', '.join(sorted(map(str, strange)))} is of a newer Comity: install that one.")
    with _connected(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def current(url: str) -> str | None:
    """Return the revision at which the database stands; None where it is no database of Comity yet."""
    with _connected(url) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found else None


def is_at_head(engine: Engine) -> bool:
    """Return True if the database of an engine, which may be one that only reads, is at the newest migration."""
    with engine.connect() as connection:
        return _revision(connection) == HEAD


def at_head(url: str) -> bool:
    """Say whether the database stands at the newest migration."""
    return current(url) == HEAD


def is_empty(url: str) -> bool:
    """Say whether the database holds no table at all."""
    with _connected(url) as connection:
        return not inspect(connection).get_table_names()


def clear(url: str) -> None:
    """Drop every table: what a restore made that did not hold."""
    with _connected(url) as connection:
        found = MetaData()
        found.reflect(connection)
        found.drop_all(connection)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise Unavailable(f"The database cannot be reached, opened or written: {error.orig}") from error
    finally:
        engine.dispose()
