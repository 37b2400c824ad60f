"""What the description says holds for inputs that no one thought of: schemathesis over every operation."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.hub.desk import Desk, desk

from comity.hub.api import ENDPOINTS
from comity.hub.openapi import document
from comity.kernel.codes import Country
from comity.notices import commands as c

pytestmark = pytest.mark.long
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 10
ORIGIN = "http://testserver.local"


def _stock(served: Desk) -> dict[str, list[str]]:
    """Real identifiers by prefix: a draft, an open case, a published notice, people."""
    home = served.home
    notice = home.published()
    campaign = home.comity.chance.id("cmp")
    home.do(home.bureau["XA"], c.CreateCampaign(id=campaign, member=Country("XA"), title="x"))
    return {
        "Requests": [home.draft(), home.submitted()],
        "Review": [home.submitted(), str(home.state("notice", notice).request)],
        "Notices": [notice, home.published()],
        "Campaigns": [campaign],
        "People": [home.bureau["XA"].id, home.reviewers[3].id],
    }


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("role", ["owner", "case_officer", "administrator", "anyone"])
def test_no_input_breaks_the_interface_or_its_description(tmp_path: Path, role: str, mode: GenerationMode) -> None:
    """Generated requests, right and wrong, get the statuses, types and shapes that the document promises."""
    tried = 0
    with desk(tmp_path) as served:
        schema = schemathesis.openapi.from_dict(document(ENDPOINTS, ORIGIN))
        stock = _stock(served)
        for found in schema.get_all_operations():
            operation = found.ok()
            real = stock.get(operation.definition.raw["tags"][0], [])
            _try(served, role, operation.as_strategy(generation_mode=mode), real)
            tried += 1
    assert tried == len(ENDPOINTS)


def _try(served: Desk, role: str, cases: st.SearchStrategy[Any], real: list[str]) -> None:
    """Send generated cases; half of them to something that is there, with the version that it has at first."""

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=cases, there=st.sampled_from([*real, None]), tag=st.sampled_from(['"1"', '"2"', None]))
    def answers_as_described(case: Any, there: str | None, tag: str | None) -> None:
        if there and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = there
        sent = case.as_transport_kwargs(base_url=ORIGIN, headers=served.headers(served.roles[role]))
        if tag and "If-Match" in sent["headers"]:
            sent["headers"]["If-Match"] = tag
        known = {name: sent[name] for name in ("method", "url", "headers", "params", "json") if name in sent}
        known["headers"] = {name: str(value).encode("utf-8") for name, value in sent["headers"].items()}
        if isinstance(sent.get("data"), bytes | str):
            known["content"] = sent["data"]
        case.validate_response(served.client.request(**known), checks=CHECKS)

    with suppress(Unsatisfiable):  # nothing can be wrong about an operation without parameters
        answers_as_described()
