"""What one may not know of is answered as what does not exist, on every route and for every role, byte by byte."""

from typing import Any

import httpx
import pytest
from sqlalchemy import event
from tests.house import House, request
from tests.hub.desk import UNKNOWN, Desk, plain
from tests.screened import cleared

from comity.app.applying import apply
from comity.hub.api import ENDPOINTS
from comity.hub.endpoint import Endpoint
from comity.kernel.codes import Language
from comity.kernel.errors import NotFound
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Contact, Paper
from comity.redress.enclosing import enclosure

BODIES: dict[str, Any] = {
    "revise_draft": plain(),
    "submit_request": {"despite": "x"},
    "withdraw_request": {},
    "reply_to_return": {"body": plain()},
    "ask_reconsideration": {"reasons": "x"},
    "release_review": {},
    "give_opinion": {"decision": "approve", "reasons": "x"},
    "record_context": {},
    "amend_notice": plain(),
    "suspend_notice": {"until": "2027-01-01", "reason": "x"},
    "achieve_purpose": {},
    "withdraw_notice": {"ground": "OTHER"},
    "extend_retention": {"until": "2033-01-01", "reason": "x"},
    "restrict_circulation": {"circulation": {"mode": "only", "members": []}},
    "authorise_extract": {},
    "add_addendum": {"text": "x"},
    "block_notice": {"ground": "OTHER", "reason": "x"},
    "unblock_notice": {"reason": "x"},
    "cancel_notice": {"ground": "OTHER"},
    "record_treatment": {"treatment": "entered"},
    "record_answer": {"answer": "located"},
    "raise_objection": {"kind": "identity", "text": "x"},
    "revise_profile": {"profile": {"name": "x", "login": "x"}},
    "amend_ties": {"nationalities": ["XA"]},
    "set_duty": {"on": True},
    "fill_office": {"office": "auditor"},
    "propose_change": {"invitation": True},
}
"""A body that is right in form, for every command on something that must be there already."""
_WHAT = {"Requests": "request", "Review": "review", "Notices": "notice", "Campaigns": "campaign", "People": "person",
         "Redress": "application", "Screening": "clearance"}  # fmt: skip
_PREFIX = {"request": "req", "review": "req", "notice": "ntc", "campaign": "cmp", "person": "per", "application": "rdr",
           "clearance": "clr"}  # fmt: skip
_FROM_THE_QUEUE = {"claim_review", "release_review"}
"""One acts on these cases from a list, without the right to open the file."""


def applied(home: House) -> str:
    """Return the id of an application with a document."""
    paper = b"%PDF-1.7"
    form = ApplicationForm(
        name="Ilya Marek",
        contact=Contact(email="m@example.org"),
        statement="Delete it.",
        enclosures=[found] if (found := enclosure(Paper.IDENTITY, "marek.pdf", paper)) else None,
    )
    apply(home.comity, ApplicationKind.DELETION, Applicant.PERSON, Language("en"), form, [paper])
    with home.comity.look() as look:
        return next(row.stream_id for row in look.reader.registers("application"))


def on_one_thing() -> list[Endpoint]:
    return [each for each in ENDPOINTS if "{id}" in each.path]


@pytest.fixture(scope="module")
def things(standing: Desk) -> dict[str, str]:
    """A draft, an open case, a notice for XB alone, a campaign and a person: one of each kind."""
    home = standing.home
    narrow = Circulation(mode=CirculationMode.ONLY, members=[home.bureau["XB"].member])
    campaign = home.comity.chance.id("cmp")
    home.do(home.bureau["XA"], c.CreateCampaign(id=campaign, member=home.bureau["XA"].member, title="Most wanted"))
    notice = home.published(request(circulation=narrow))
    return {
        "request": home.draft(),
        "review": home.submitted(request(circulation=narrow)),
        "notice": notice,
        "clearance": cleared(home, home.bureau["XB"], notice),
        "campaign": campaign,
        "person": home.bureau["XE"].id,
        "application": applied(home),
    }


def bare(answer: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    return answer.status_code, sorted(answer.headers.items()), answer.content


def test_every_command_has_a_body_to_try() -> None:
    """A new endpoint that needs a body cannot be left out of these tests."""
    asking = {each.name for each in on_one_thing() if each.body is not None}
    assert asking <= BODIES.keys()


class Work:
    """What an answer costs: the statements that the database gets, and the decisions asked of the policies."""

    def __init__(self, desk: Desk) -> None:
        self._engine, self._gate = desk.home.comity.store.engine, desk.home.comity.gate  # type: ignore[attr-defined]
        self.statements: list[str] = []

    def __enter__(self) -> "Work":
        event.listen(self._engine, "before_cursor_execute", self._heard)
        self._before = self._asked
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._heard)
        self.decisions = self._asked - self._before

    def _heard(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        self.statements.append(statement)

    @property
    def _asked(self) -> int:
        known = self._gate._decided.cache_info()
        return known.hits + known.misses


@pytest.mark.parametrize("endpoint", on_one_thing(), ids=lambda each: f"{each.method} {each.path}")
def test_hidden_costs_what_unknown_costs(standing: Desk, things: dict[str, str], endpoint: Endpoint) -> None:
    """No clock tells one from the other: the same statements, and as many decisions, for a bureau left out."""
    what, by = _WHAT[endpoint.tag], standing.roles["left_out"]
    if endpoint.name in _FROM_THE_QUEUE:
        return
    worked = []
    for name in (things[what], f"{_PREFIX[what]}_{UNKNOWN}") * 2:
        path = endpoint.path.format(
            id=name, notice=f"ntc_{UNKNOWN}", office="auditor", place="1", change=f"chg_{UNKNOWN}"
        )
        match = {"If-Match": '"1"'} if endpoint.seen else {}
        with Work(standing) as work:
            answer = standing.ask(by, endpoint.method, path, BODIES.get(endpoint.name), **match)
        assert answer.status_code == 404
        worked.append((work.statements, work.decisions))
    assert worked[2] == worked[3]


@pytest.mark.parametrize("endpoint", on_one_thing(), ids=lambda each: f"{each.method} {each.path}")
def test_hidden_is_as_unknown(standing: Desk, things: dict[str, str], endpoint: Endpoint) -> None:
    """Status, headers and body for a hidden thing are those for an identifier that was never given."""
    what = _WHAT[endpoint.tag]
    tried = 0
    for by in standing.roles.values():
        if by is None or endpoint.name in _FROM_THE_QUEUE:
            continue
        with standing.home.comity.look() as look:
            try:
                look.see(by, what, things[what])
                continue
            except NotFound:
                pass
        answers = []
        for name in (things[what], f"{_PREFIX[what]}_{UNKNOWN}"):
            path = endpoint.path.format(
                id=name, notice=f"ntc_{UNKNOWN}", office="auditor", place="1", change=f"chg_{UNKNOWN}"
            )
            match = {"If-Match": '"1"'} if endpoint.seen else {}
            answers.append(bare(standing.ask(by, endpoint.method, path, BODIES.get(endpoint.name), **match)))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
        tried += 1
    assert tried or endpoint.name in _FROM_THE_QUEUE


@pytest.mark.parametrize("act", ["claim", "release"])
def test_a_case_that_a_tie_excludes_is_as_unknown_in_the_queue(
    standing: Desk, things: dict[str, str], act: str
) -> None:
    """Whoever may neither see nor act on a case is answered as if it were not there."""
    for role in ("tied_reviewer", "owner", "recipient", "president", "auditor", "commissioner"):
        by = standing.roles[role]
        hidden, unknown = (
            standing.ask(by, "POST", f"/review/{name}/{act}") for name in (things["review"], f"req_{UNKNOWN}")
        )
        if role != "commissioner":
            assert bare(hidden) == bare(unknown)
            assert hidden.status_code == 404
        else:
            assert (hidden.status_code, unknown.status_code) == (403, 404)


def test_malformed_identifiers_are_as_unknown_ones(standing: Desk) -> None:
    """What cannot be an identifier is not found either, and reaches no database."""
    owner = standing.roles["owner"]
    answers = [
        bare(standing.ask(owner, "GET", f"/requests/{name}"))
        for name in (f"req_{UNKNOWN}", "x", "req_%00", "ntc_0000000000000000", "..%2f..", "é" * 20, "req_" + "9" * 5000)
    ]
    assert {answer[0] for answer in answers} == {404}
    assert len({answer[2] for answer in answers if b"no-such-address" not in answer[2]}) == 1


def test_a_403_names_the_policy_for_what_the_caller_can_see(standing: Desk, things: dict[str, str]) -> None:
    """The requester sees its notice and may not cancel it: the policy says so."""
    answer = standing.ask(
        standing.roles["owner"],
        "POST",
        f"/notices/{things['notice']}/cancel",
        {"ground": "OTHER"},
        **{"If-Match": '"1"'},
    )
    assert answer.status_code == 403
    assert {"policy", "citation"} <= answer.json().keys()
