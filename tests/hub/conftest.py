"""A served organisation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hub.desk import Desk, desk


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Desk]:
    """An organisation of its own, served, on the embedded default."""
    with desk(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An organisation that the tests of a module share, and only read."""
    with desk(tmp_path_factory.mktemp("standing")) as found:
        yield found
