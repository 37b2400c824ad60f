"""An application to the commission: received, receipted, its clock started, and no one else's business."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import msgspec
import pytest

from comity.governance.gate import WHAT, Principal, Resource, gate
from comity.governance.offices import OF_A_MEMBER, Office
from comity.kernel.decider import ContentRef, Refusal
from comity.kernel.errors import UnusableInput
from comity.kernel.wire import builtins, convert
from comity.law.citations import Citation
from comity.redress import commands as c
from comity.redress import events as e
from comity.redress.application import ACTIONS, APPLICATION, ApplicationState, RedressFacts
from comity.redress.limits import admissibility, decision, falls_due
from comity.redress.receipt import digest

AT = datetime(2026, 1, 31, 15, 30, tzinfo=UTC)
ID = "rdr_7k3m9p2x0000abcd"
FORM = c.ApplicationForm(
    name="Sanna Orle", contact=c.Contact(email="sanna@orle.example"), statement="Please erase notice 2025/17."
)
RECEIVE = c.ReceiveApplication(
    id=ID,
    kind=c.ApplicationKind.DELETION,
    by=c.Applicant.PERSON,
    language="en",  # type: ignore[arg-type]
    form=FORM,
    secret_digest=digest("ABCD-EFGH-JKMN-PQRS-TVWX"),
)
REFS = {
    "form": ContentRef("cnt_0000000000000001", "0" * 64),
    "secret_digest": ContentRef("cnt_0000000000000002", "1" * 64),
}
FACTS = RedressFacts(actor="public", refs=REFS)


def received() -> ApplicationState:
    events = APPLICATION.decide(APPLICATION.initial, RECEIVE, FACTS, AT)
    assert not isinstance(events, Refusal)
    return APPLICATION.evolve(APPLICATION.initial, events[0], AT)


def test_receiving_starts_the_clock_of_admissibility() -> None:
    """One month, to the end of the last day; January's 31st falls due on the last of February."""
    state = received()
    assert state.admissibility_due == datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)
    assert APPLICATION.due(state) == (state.admissibility_due, c.MarkOverdue(id=ID))
    assert APPLICATION.row(state).wake == state.admissibility_due


def test_the_event_of_receipt_holds_no_word_of_the_applicant() -> None:
    """Neither the name nor the digest of the secret: both are sealed, and the act points at them."""
    events = APPLICATION.decide(APPLICATION.initial, RECEIVE, FACTS, AT)
    assert not isinstance(events, Refusal)
    text = str(builtins(events[0]))
    assert "Orle" not in text
    assert RECEIVE.secret_digest not in text
    assert set(c.ReceiveApplication.sealed) == {"form", "secret_digest", "enclosures"}


def test_an_application_belongs_to_no_member_and_names_no_state() -> None:
    """Nothing in the clear from which a member could tell that someone applied."""
    row = APPLICATION.row(received())
    assert (row.member, row.concerned, row.circulation, row.parent, row.public) == (None, "", None, None, False)


def test_only_the_commission_opens_an_application() -> None:
    """Every office, one by one."""
    resource = Resource(ID, "application", APPLICATION.row(received()))
    for office in Office:
        principal = Principal("per_0000000000000001", frozenset({office}), "XA" if office in OF_A_MEMBER else None)
        allowed = gate().check(principal, "files:application:view", resource).allowed
        assert allowed == (office is Office.COMMISSIONER), office
    assert APPLICATION.name in WHAT


def test_a_clock_that_has_run_out_is_marked_once() -> None:
    """Too early is refused, then it is marked, then it is over."""
    state = received()
    assert state.admissibility_due is not None
    mark = c.MarkOverdue(id=ID)
    late = state.admissibility_due + timedelta(seconds=1)
    assert isinstance(APPLICATION.decide(state, mark, FACTS, AT), Refusal)
    events = APPLICATION.decide(state, mark, FACTS, late)
    assert events == [e.OverdueMarked(due=state.admissibility_due)]
    marked = APPLICATION.evolve(state, e.OverdueMarked(due=state.admissibility_due), late)
    assert APPLICATION.due(marked) is None
    assert APPLICATION.row(marked).rank == 1
    assert isinstance(APPLICATION.decide(marked, mark, FACTS, late), Refusal)


def test_an_application_is_received_once() -> None:
    """A double submit does not start a second clock."""
    refusal = APPLICATION.decide(received(), RECEIVE, FACTS, AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "wrong-state"


def test_intake_asks_only_for_what_an_answer_needs() -> None:
    """A way to answer, and who acts for the person: admissibility is for the commission to decide."""
    bare = msgspec.structs.replace(FORM, contact=c.Contact())
    command = msgspec.structs.replace(RECEIVE, form=bare, by=c.Applicant.COUNSEL)
    refusal = APPLICATION.decide(APPLICATION.initial, command, FACTS, AT)
    assert isinstance(refusal, Refusal)
    assert [fault.path for fault in refusal.errors] == ["$.form.contact", "$.form.representative"]
    named = msgspec.structs.replace(FORM, representative=c.Representative(name="Advocate Tol"))
    counsel = msgspec.structs.replace(RECEIVE, form=named, by=c.Applicant.COUNSEL)
    assert not isinstance(APPLICATION.decide(APPLICATION.initial, counsel, FACTS, AT), Refusal)


MALFORMED = {
    "an unknown kind": ({"kind": "revision"}, "$.kind"),
    "an unknown language": ({"language": "xx"}, "$.language"),
    "an unknown key": ({"urgent": True}, "$.urgent"),
    "a form without a name": ({"form": {"contact": {}, "statement": "x"}}, "$.form"),
    "an empty name": ({"form": {"name": "", "contact": {}, "statement": "x"}}, "$.form.name"),
    "an empty statement": ({"form": {"name": "x", "contact": {}, "statement": ""}}, "$.form.statement"),
    "an identity that is no digest": (
        {"form": {"name": "x", "contact": {}, "statement": "x", "identity": "passport.pdf"}}, "$.form.identity"),
    "a birth date that is none": (
        {"form": {"name": "x", "contact": {}, "statement": "x", "birth_date": "1990-02-31"}}, "$.form.birth_date"),
    "an id of something else": ({"id": "nope"}, "$.id"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "path"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_application_is_refused_with_its_place(change: dict[str, object], path: str) -> None:
    """Each names where it is wrong."""
    with pytest.raises(UnusableInput) as caught:
        convert({**builtins(RECEIVE), **change}, c.ReceiveApplication)
    assert caught.value.errors[0].path == path


def test_the_limits_are_those_of_the_law_on_the_day() -> None:
    """One month, four months for access, nine for correction and deletion, each with its place in the statute."""
    day = AT.date()
    assert admissibility(day).months == 1
    assert {kind.value: decision(kind, day).months for kind in c.ApplicationKind} == {
        "access": 4,
        "correction": 9,
        "deletion": 9,
    }
    assert decision(c.ApplicationKind.ACCESS, day).citation == Citation.parse("CCF 40")
    assert falls_due(AT, decision(c.ApplicationKind.ACCESS, day)).date().isoformat() == "2026-05-31"


def test_every_command_has_an_act() -> None:
    """No command is left without a policy to ask."""
    assert set(APPLICATION.commands) == set(ACTIONS)


ADD = c.AddEnclosures(
    id=ID,
    named=[
        c.Enclosure(
            what=c.Paper.DOCUMENT,
            name="a.pdf",
            media_type="application/pdf",
            sha256=sha256(b"%PDF-").hexdigest(),
            size=5,
        )
    ],
    enclosures=(b"%PDF-",),
)
ADDED = RedressFacts(
    actor="public", refs={"named": ContentRef("cnt_3", "3" * 64), "enclosures.0": ContentRef("cnt_4", "4" * 64)}
)
WRONG = {
    "nothing is named": (msgspec.structs.replace(ADD, named=[]), "$.named"),
    "another file": (msgspec.structs.replace(ADD, enclosures=(b"%PDF-2",)), "$.enclosures[0]"),
    "no document": (msgspec.structs.replace(ADD, enclosures=(b"MZ",)), "$.enclosures[0]"),
    "too many": (msgspec.structs.replace(ADD, named=ADD.named * 9, enclosures=ADD.enclosures * 9), "$.enclosures"),
}


def test_documents_sent_later_are_named_by_a_list_of_their_own() -> None:
    """The act points at them and holds no name of a file."""
    events = APPLICATION.decide(received(), ADD, ADDED, AT)
    assert events == [e.EnclosuresAdded(named=ADDED.refs["named"], enclosures=(ADDED.refs["enclosures.0"],))]
    state = APPLICATION.evolve(received(), events[0], AT)
    assert (state.enclosures, state.names) == ((ADDED.refs["enclosures.0"],), (ADDED.refs["named"],))
    assert set(c.AddEnclosures.sealed) == {"named", "enclosures"}


@pytest.mark.parametrize("case", WRONG)
def test_documents_sent_later_are_refused_where_they_are_not_what_is_named(case: str) -> None:
    """The same rules as for those that come with the application."""
    command, path = WRONG[case]
    refusal = APPLICATION.decide(received(), command, ADDED, AT)
    assert isinstance(refusal, Refusal)
    assert path in [fault.path for fault in refusal.errors]
