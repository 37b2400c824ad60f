"""The whole consolidated list of the Security Council, as it really is, comes through the public API."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from followthemoney import model
from tests.house import house
from tests.hub.public.site import Site, site

from comity.adapters.un.mapping import to_requests
from comity.adapters.un.reader import read_un_list
from comity.app.importing import import_listings
from comity.hub.public.shapes import ROOT


@pytest.fixture(scope="module")
def real(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The public API over the imported list."""
    with house(tmp_path_factory.mktemp("real")) as home:
        import_listings(
            home.comity, home.listing, to_requests(read_un_list(data_folder / "data/un/UN_consolidated.xml"))
        )
        with site(home) as found:
            yield found


def test_every_person_and_entity_is_there_once(real: Site) -> None:
    """730 persons and 273 entities, on every page."""
    assert len(set(real.numbers("/un/persons"))) == 730
    assert len(set(real.numbers("/un/entities"))) == 273
    assert len(set(real.numbers("/un"))) == 1003


def test_every_listing_has_its_name_reference_resolution_and_date(real: Site) -> None:
    """Nothing a client needs is missing from any of them, and no code stands where a word should."""
    lines = [msgspec.json.decode(line) for line in real.ask("/export.jsonl").content.splitlines()]
    assert len(lines) == 1003
    for line in lines:
        assert all(line[field] for field in ("name", "un_reference", "un_resolution", "purposes")), line["entity_id"]
        assert line["un_reference_date"][:4].isdigit()
        assert not [name for name, value in line.items() if value in ("", 0, "-")], line["entity_id"]
    assert {line["un_resolution"] for line in lines} >= {1267, 1518, 1533, 1718, 1988}
    path = lines[500]["_links"]["self"]["href"].partition(ROOT)[2]
    assert real.get(path) == lines[500]


def test_the_slices_by_resolution_add_up(real: Site) -> None:
    """A client that asks by resolution meets each listing once."""
    lines = [msgspec.json.decode(line) for line in real.ask("/export.jsonl").content.splitlines()]
    totals = [real.get(f"/un?unResolution={number}")["total"] for number in {line["un_resolution"] for line in lines}]
    assert sum(totals) == 1003


def test_the_whole_list_is_valid_in_the_model(real: Site) -> None:
    """Each entity passes the package's own validation."""
    entities = [msgspec.json.decode(line) for line in real.ask("/export.ftm.json").content.splitlines()]
    assert len(entities) == 2 * 1003
    for entity in entities:
        model.get(entity["schema"]).validate(entity)
