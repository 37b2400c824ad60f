"""The description of the interface is whole, valid, and made of what answers."""

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.hub.desk import Desk

from comity.hub.api import ENDPOINTS
from comity.hub.endpoint import PREFIX
from comity.hub.page import page


@pytest.fixture(scope="module")
def described(standing: Desk) -> dict[str, Any]:
    answer = standing.client.get(f"{PREFIX}/openapi.json")
    assert answer.status_code == 200
    return dict(answer.json())


def test_every_route_that_answers_is_described_and_no_other(standing: Desk, described: dict[str, Any]) -> None:
    """The document's paths and methods are those of the application."""
    client: TestClient[Any] = standing.client
    routes = {
        (route.path_format, method)
        for route in client.app.routes
        if route.path_format.startswith(PREFIX) and not route.path_format.endswith("openapi.json")
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }
    said = {(path, method.upper()) for path, item in described["paths"].items() for method in item}
    assert routes == said


def test_every_reference_resolves_and_every_operation_is_whole(described: dict[str, Any]) -> None:
    """Bodies, parameters, problems and security stand at each operation."""
    schemas = described["components"]["schemas"]
    names = [each.name for each in ENDPOINTS]
    assert len(names) == len(set(names))

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"].removeprefix("#/components/schemas/") in schemas
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(described)
    for path, item in described["paths"].items():
        for operation in item.values():
            assert {"operationId", "summary", "tags", "parameters", "responses", "security"} <= operation.keys()
            assert {"400", "401", "403", "404", "500", "503"} <= operation["responses"].keys()
            placed = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert placed == {part[1:-1] for part in path.split("/") if part.startswith("{")}
    assert not [name for name in schemas if "." in name]


def test_the_reference_page_is_what_the_endpoints_say() -> None:
    """docs/reference/api.md is generated; write it again with `python -m comity.hub.page > docs/reference/api.md`."""
    written = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
    assert written.read_text("utf-8") == page()
