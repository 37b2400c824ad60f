"""What the description says holds for inputs that no one thought of: schemathesis over every operation."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.hub.desk import Desk, desk

from comity.hub.api import ENDPOINTS
from comity.hub.openapi import document

pytestmark = pytest.mark.long
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 25


@pytest.mark.parametrize("role", ["owner", "case_officer", "administrator", "anyone"])
def test_no_input_breaks_the_interface_or_its_description(tmp_path: Path, role: str) -> None:
    """Generated requests, right and wrong, get the statuses, types and shapes that the document promises."""
    tried = 0
    with desk(tmp_path) as served:
        schema = schemathesis.openapi.from_dict(document(ENDPOINTS, "http://testserver.local"))
        for found in schema.get_all_operations():
            _try(served, role, found.ok())
            tried += 1
    assert tried == len(ENDPOINTS)


def _try(served: Desk, role: str, operation: Any) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(case=operation.as_strategy())
    def answers_as_described(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://testserver.local", headers=served.headers(served.roles[role]))
        known = {
            name: sent[name]
            for name in ("method", "url", "headers", "params", "json", "content", "cookies")
            if name in sent
        }
        if isinstance(sent.get("data"), bytes | str):
            known["content"] = sent["data"]
        case.validate_response(served.client.request(**known), checks=CHECKS)

    answers_as_described()
