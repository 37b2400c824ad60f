"""The schema is what the migrations made it, from the first; a database that is behind or ahead is not served."""

from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from comity import bootstrap
from comity.adapters.storage import migrating
from comity.adapters.storage.engine import open_engine, sqlite_url
from comity.adapters.storage.schema import metadata
from comity.kernel.errors import Unavailable
from comity.settings import Settings


@pytest.fixture
def url(tmp_path: Path, database: str | None) -> str:
    """The address of an empty database of each engine."""
    return database or sqlite_url(tmp_path / "comity.db")


def test_the_migrations_from_the_first_make_the_schema_that_the_code_reads(url: str) -> None:
    """Step by step from 0001 to the newest: no table, column or index differs."""
    assert migrating.current(url) is None
    migrating.upgrade(url, "0001")
    assert migrating.current(url) == "0001"
    migrating.upgrade(url)
    migrating.upgrade(url)
    assert migrating.at_head(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    """It is neither opened nor migrated, and the message says what to install."""
    migrating.upgrade(url)
    _stamp(url, "9999")
    assert not migrating.at_head(url)
    with pytest.raises(Unavailable, match="9999 is of a newer Comity"):
        migrating.upgrade(url)
    assert migrating.current(url) == "9999"


def test_an_old_schema_is_not_served(tmp_path: Path, database: str | None) -> None:
    """Opening says what to do; nothing is changed by the attempt."""
    settings = Settings(data=tmp_path / "data", database=database)
    bootstrap.create(settings, bootstrap.OrganisationFile(name="Test", origin="test.example/log", sample=True))
    _stamp(bootstrap.database_url(settings), None)
    with pytest.raises(Unavailable, match="comity migrate"):
        bootstrap.open_comity(settings)


def test_only_an_empty_database_is_empty(url: str) -> None:
    """And one that is cleared is empty again."""
    assert migrating.is_empty(url)
    migrating.upgrade(url)
    assert not migrating.is_empty(url)
    migrating.clear(url)
    assert migrating.is_empty(url)


def _stamp(url: str, revision: str | None) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(text("INSERT INTO alembic_version VALUES (:r)"), {"r": revision})
    engine.dispose()


def test_the_head_that_a_start_compares_with_is_the_newest_migration() -> None:
    """Change `HEAD` with each new version."""
    config = Config()
    config.set_main_option("script_location", str(files("comity.adapters.storage") / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.HEAD
