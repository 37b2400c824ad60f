"""Migrations, from the first: the schema of a database is what Alembic's versions made it."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from comity.adapters.storage.engine import open_engine


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("comity.adapters.storage") / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str) -> None:
    """Bring the database at `url` to this version; repeating does nothing."""
    engine = open_engine(url)
    config = _config(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def at_head(url: str) -> bool:
    """Say whether the database stands at the newest migration."""
    engine = open_engine(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return current == ScriptDirectory.from_config(_config(url)).get_current_head()
