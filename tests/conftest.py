"""Fixtures: throw-away PostgreSQL, real data where it is at hand, and an organisation on each engine."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.house import House, house
from tests.postgres import cluster

HERE = Path(__file__).parent
settings.register_profile("house", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("house")

SLOWEST = (
    "browser/test_crawl.py",
    "browser/test_request_form.py",
    "hub/test_openapi_long.py",
    "app/test_crash_long.py",
    "sample/test_sample.py",
    "browser/test_notice_path.py",
    "app/test_lifecycle_machine.py",
    "adapters/vault/test_crash.py",
    "cli/test_serving.py",
)
"""Files of a minute and more, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, each in its own order, so that all workers end at about the same time."""
    ranks = {HERE / name: number for number, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Leave the log as it was: a command that a test runs sends it to standard error for good."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder that holds `data/` and `seeds/`: real lists, read and never committed."""
    named = os.environ.get("COMITY_TEST_DATA")
    if not named or not (Path(named) / "data").is_dir():
        pytest.skip("COMITY_TEST_DATA names no folder with real data; this test reads it there")
    return Path(named)


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """A PostgreSQL to make databases in: the one named, or a throw-away cluster from installed binaries."""
    named = os.environ.get("COMITY_TEST_POSTGRES")
    if named:
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="comity-postgres-"))
    try:
        with cluster(folder) as dsn:
            if dsn is None:
                pytest.skip("no PostgreSQL binaries are installed, and COMITY_TEST_POSTGRES names none")
            yield dsn
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_dsn: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own."""
    name = f"comity_{tmp_path.name[-20:].replace('-', '_').lower()}_{os.getpid()}"
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    base, _, _ = postgres_dsn.rpartition("/")
    yield f"{base}/{name}".replace("postgresql://", "postgresql+psycopg://")
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """Each engine in turn: None for the embedded SQLite, an address for PostgreSQL."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """An organisation on the embedded default."""
    with house(tmp_path) as found:
        yield found


@pytest.fixture
def both(tmp_path: Path, database: str | None) -> Iterator[House]:
    """An organisation on each engine in turn."""
    with house(tmp_path, database) as found:
        yield found
