"""Every route as every role, against a table: who reads what, and that supervision gets no file anywhere."""

from typing import Any

import pytest
from tests.house import request
from tests.hub.desk import UNKNOWN, Desk, plain
from tests.hub.test_hidden import BODIES

from comity.governance.gate import PUBLIC
from comity.hub.api import ENDPOINTS
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode, ObjectionKind, Treatment
from comity.redress import receipt
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Contact, Paper, ReceiveApplication
from comity.redress.enclosing import enclosure

ANYONE = frozenset({"*"})
EVERYONE = frozenset({"+"})
SECRETARIAT = {"case_officer", "commissioner"}
READERS: dict[str, set[str] | frozenset[str]] = {
    "get_request": {"owner", *SECRETARIAT},
    "get_case": {"reviewer", *SECRETARIAT},
    "get_notice": {"owner", "recipient", "border_service", *SECRETARIAT},
    "get_history": {"owner", "recipient", "border_service", *SECRETARIAT},
    "get_answers": {"owner", "recipient", "border_service", *SECRETARIAT},
    "get_campaign": {"owner", *SECRETARIAT},
    "get_feed": {"owner", "recipient", "left_out", "head_elsewhere", "border_service"},
    "review_queue": {"reviewer", "tied_reviewer", "case_officer", "secretary_general"},
    "review_load": {"case_officer", "secretary_general"},
    "get_application": {"commissioner"},
    "get_enclosure": {"commissioner"},
    "get_person": {"administrator", "recipient"},
    "list_changes": {"administrator", "recipient"},
    "list_measures": {
        "secretary_general", "case_officer", "reviewer", "tied_reviewer", "commissioner", "auditor", "administrator",
    },
    "list_acts": {"auditor"},
    "get_file": set(),
    "get_question": set(),
    "list_trail": {"owner", "recipient", "left_out", "head_elsewhere", "auditor", "commissioner"},
    "get_figures": set(),
    **dict.fromkeys(
        ("list_requests", "list_notices", "list_campaigns", "list_people", "list_applications", "get_counts", "get_me",
         "list_clearances"),
        EVERYONE,
    ),
    **dict.fromkeys(
        ("list_members", "get_checkpoint", "get_proof", "get_consistency", "list_figures", "list_rules", "get_rule",
         "list_policies"),
        ANYONE,
    ),
}  # fmt: skip
"""Who reads what with 200: `*` anyone, `+` everyone with a token; nothing of that kind is on file for empty sets."""


@pytest.fixture(scope="module")
def places(standing: Desk) -> dict[str, dict[str, str]]:
    """One thing of each kind, by the operation that reads it."""
    home = standing.home
    xa, xb = home.bureau["XA"], home.bureau["XB"]
    narrow = Circulation(mode=CirculationMode.ONLY, members=[xb.member])
    notice = home.published(request(circulation=narrow))
    case = str(home.state("notice", notice).request)
    home.do(xb, c.RecordTreatment(notice=notice, member=xb.member, treatment=Treatment.ENTERED))
    home.do(xb, c.RaiseObjection(notice=notice, member=xb.member, kind=ObjectionKind.POLITICS, text="Marek's politics"))
    campaign = home.comity.chance.id("cmp")
    home.do(xa, c.CreateCampaign(id=campaign, member=xa.member, title="Marek and others"))
    application = home.comity.chance.id("rdr")
    paper = b"%PDF-1.7 of Marek"
    named = enclosure(Paper.IDENTITY, "marek.pdf", paper)
    form = ApplicationForm(
        name="Ilya Marek", contact=Contact(email="m@example.org"), statement="Delete it.", enclosures=[named]
    )
    command = ReceiveApplication(
        id=application, kind=ApplicationKind.DELETION, by=Applicant.PERSON, language="en", form=form,
        secret_digest=receipt.digest("x"), enclosures=(paper,),
    )  # fmt: skip
    home.do(PUBLIC, command)
    return {
        "get_request": {"id": case},
        "get_case": {"id": case},
        "get_campaign": {"id": campaign},
        "get_person": {"id": xb.id},
        "list_changes": {"id": xb.id},
        "get_application": {"reference": application},
        "get_enclosure": {"id": application, "place": "1"},
        "notice": {"id": notice},
    }


def _address(endpoint: Any, places: dict[str, dict[str, str]]) -> str:
    known = {
        "id": places["notice"]["id"], "sha256": "a" * 64, "act": "3", "release": "2020-Q1",
        "reference": "RDR-2026-AAAAAAAA", "code": "SER-01", "office": "auditor", "token": "tok_0000000000000000",
        "notice": "ntc_0000000000000000", "change": f"chg_{UNKNOWN}",
        "member": "XA", "measure": "warn", "receipt": f"qst_{UNKNOWN}.{UNKNOWN}",
    }  # fmt: skip
    path = endpoint.path.format(**{**known, **places.get(endpoint.name, {})})
    return path + ("?old=1" if endpoint.name == "get_consistency" else "")


def test_every_reading_route_stands_in_the_table() -> None:
    """A new route cannot be read by anyone before someone says by whom."""
    assert {each.name for each in ENDPOINTS if each.method == "GET"} == READERS.keys()


@pytest.mark.parametrize("endpoint", [e for e in ENDPOINTS if e.method == "GET"], ids=lambda each: each.path)
def test_only_those_in_the_table_read(standing: Desk, places: dict[str, dict[str, str]], endpoint: Any) -> None:
    """For each role the answer is 200 exactly where the table says so."""
    said = READERS[endpoint.name]
    everyone = set(standing.roles)
    allowed = everyone if "*" in said else everyone - {"anyone"} if "+" in said else set(said)
    path = _address(endpoint, places)
    reading = {role for role, by in standing.roles.items() if standing.ask(by, "GET", path).status_code == 200}
    assert reading == allowed


@pytest.mark.parametrize("role", ["president", "committee", "auditor", "administrator", "statistician", "left_out"])
def test_no_file_reaches_who_has_no_part_in_it(standing: Desk, places: dict[str, dict[str, str]], role: str) -> None:
    """On no route, reading or writing, does an answer hold a name, or an identifier that was not asked for."""
    by = standing.roles[role]
    hidden = {value for each in places.values() for value in each.values()} - {places["get_person"]["id"], "1"}
    for endpoint in ENDPOINTS:
        if role == "auditor" and endpoint.name == "list_acts":
            continue
        path = _address(endpoint, places)
        body = BODIES.get(endpoint.name, {"query": 1}) if endpoint.body else None
        match = {"If-Match": '"1"'} if endpoint.seen else {}
        text = standing.ask(by, endpoint.method, path, body, **match).text
        assert "Marek" not in text, endpoint
        assert not [name for name in hidden if name in text], endpoint


@pytest.mark.parametrize("role", ["president", "committee", "secretary_general", "commissioner", "auditor"])
def test_who_has_no_part_in_decisions_gives_no_command(
    standing: Desk, places: dict[str, dict[str, str]], role: str
) -> None:
    """Every command on a request, case, notice or campaign is refused; a commissioner may block, and lift a block."""
    for endpoint in ENDPOINTS:
        if endpoint.method == "GET" or endpoint.tag not in {
            "Requests",
            "Review",
            "Notices",
            "Campaigns",
            "Exchange",
            "Screening",
        }:
            continue
        if role in {"commissioner", "auditor"} and endpoint.name == "prove_question":
            continue
        if role == "commissioner" and endpoint.name in {"block_notice", "unblock_notice"}:
            continue
        if role == "secretary_general" and endpoint.name == "release_review":
            continue
        match = {"If-Match": '"1"'} if endpoint.seen else {}
        body: Any = BODIES.get(endpoint.name)
        if endpoint.name in {"draft_request", "check_request"}:
            body = plain()
        elif endpoint.name == "screen":
            body = {"id": "1", "name": "Marek"}
        elif endpoint.name in {"screen_batch", "screen_list"}:
            body = {"queries": [{"id": "1", "name": "Marek"}]}
        elif endpoint.name == "prove_question":
            body = {"receipt": f"qst_{UNKNOWN}.{UNKNOWN}", "question": {"id": "1", "name": "Marek"}}
        elif endpoint.name == "clear_match":
            body = {"notice": places["notice"]["id"], "seen": UNKNOWN, "query": {"id": "1", "name": "Marek"}}
        elif endpoint.name == "create_campaign":
            body = {"title": "x"}
        elif endpoint.name == "put_file":
            body = b"x"
        answer = standing.ask(standing.roles[role], endpoint.method, _address(endpoint, places), body, **match)
        assert answer.status_code in {403, 404}, (endpoint.name, answer.text)
