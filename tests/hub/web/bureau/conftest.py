"""The bureau's desk over its pages."""

import pytest
from tests.hub.web.bureau.writing import Desk
from tests.hub.web.face import Face


@pytest.fixture(scope="module")
def desk(shared_face: Face) -> Desk:
    """The desk of XA's bureau in an organisation that the tests of a module share; each makes requests of its own."""
    return Desk(shared_face)
