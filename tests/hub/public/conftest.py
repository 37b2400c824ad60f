"""Fixtures: the public site of a small organisation."""

from collections.abc import Iterator

import pytest
from tests.house import House
from tests.hub.public.site import Site, site


@pytest.fixture
def public_site(home: House) -> Iterator[Site]:
    """The public API over an organisation on the embedded default."""
    with site(home) as found:
        yield found
