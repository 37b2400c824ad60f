"""An organisation whose web is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hub.web.face import Face
from tests.hub.web.face import face as served_face


@pytest.fixture
def face(tmp_path: Path) -> Iterator[Face]:
    """A new organisation, its pages at hand."""
    with served_face(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def shared_face(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    """An organisation that the tests of a module share; what one does there another may see."""
    with served_face(tmp_path_factory.mktemp("face")) as found:
        yield found
