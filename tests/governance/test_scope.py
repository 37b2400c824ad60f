"""A list and an item cannot differ: the predicate of a caller's scope is the gate's answer, row by row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.strategies import kinds, principals, rows

from comity.governance.gate import WHAT, Principal, Resource, gate
from comity.governance.offices import Office
from comity.governance.scope import And, Concerns, Everything, Not, Nothing, Or, Reaches, extracts, holds, queue, scope
from comity.kernel.decider import Row


@settings(max_examples=500, deadline=None)
@given(principal=principals(), what=kinds, row=rows)
def test_what_a_list_shows_is_what_the_gate_allows_one_by_one(principal: Principal, what: str, row: Row) -> None:
    """For any principal, kind and row, being in the list is being permitted to open the item."""
    verdict = gate().check(principal, f"files:{what}:view", Resource("res_0000000000000001", what, row))
    assert holds(scope(principal, what), row) == verdict.allowed, verdict


@pytest.mark.parametrize("office", list(Office))
@settings(max_examples=30, deadline=None)
@given(data=st.data(), row=rows)
def test_each_office_alone_sees_in_lists_what_the_gate_allows(office: Office, data: st.DataObject, row: Row) -> None:
    """The same for each office by itself over every kind, so that none is only rarely drawn."""
    principal = data.draw(principals(frozenset({office})))
    for what in WHAT:
        verdict = gate().check(principal, f"files:{what}:view", Resource("res_0000000000000001", what, row))
        assert holds(scope(principal, what), row) == verdict.allowed, (what, verdict)


@settings(max_examples=250, deadline=None)
@given(principal=principals(), row=rows)
def test_the_queue_shows_what_the_gate_allows_to_be_queued(principal: Principal, row: Row) -> None:
    """The review queue is filtered by the same rule as `review:queue:view`."""
    verdict = gate().check(principal, "review:queue:view", Resource("req_0000000000000001", "review", row))
    assert holds(queue(principal), row) == verdict.allowed, verdict


@settings(max_examples=150, deadline=None)
@given(principal=principals(), row=rows)
def test_the_public_list_shows_what_the_gate_lets_anyone_read(principal: Principal, row: Row) -> None:
    """The extracts in the public list are those that `public:extract:read` permits, whoever asks."""
    verdict = gate().check(principal, "public:extract:read", Resource("ntc_0000000000000001", "notice", row))
    barred = verdict.policy in {"COMMISSION-ONLY-CONTROLS", "AUDIT-CHANGES-NOTHING", "NO-POLITICAL-ACCESS"}
    assert not barred, "reading what is public is closed to no one"
    assert holds(extracts(), row) == verdict.allowed


REACH = [
    ("*", "XA", "XB", True),
    ("*", "XA", "XA", False),
    ("+XB,XC", "XA", "XB", True),
    ("+XB,XC", "XA", "XD", False),
    ("+XA,XB", "XA", "XA", False),
    ("+", "XA", "XB", False),
    ("-XB", "XA", "XB", False),
    ("-XB", "XA", "XC", True),
    ("-", "XA", "XC", True),
    (None, "XA", "XB", False),
    ("", "XA", "XB", False),
    ("?XB", "XA", "XB", False),
    ("*", None, "XB", True),
]


@pytest.mark.parametrize(("circulation", "owner", "member", "reached"), REACH)
def test_a_notice_reaches_whom_its_circulation_names(
    circulation: str | None, owner: str | None, member: str, reached: bool
) -> None:
    """All, only, except; never the requester itself; and an unreadable circulation reaches no one."""
    row = Row(state="published", member=owner, circulation=circulation)
    assert holds(Reaches(member), row) is reached


def test_what_would_match_everything_or_nothing_says_so() -> None:
    """Empty conditions fail: no part of an `Or` is nothing; the ends of the scale are what they are called."""
    row = Row(state="open", member="XA", concerned="XB")
    assert holds(Everything(), row)
    assert not holds(Nothing(), row)
    assert not holds(Or(()), row)
    assert holds(And((Everything(), Not(Nothing()))), row)
    assert holds(Concerns(frozenset({"XA"})), row)
    assert holds(Concerns(frozenset({"XB"})), row)
    assert not holds(Concerns(frozenset()), row)


def test_a_reviewer_whose_ties_are_not_known_sees_no_case() -> None:
    """A tie that is not known is not the absence of a tie."""
    stranger = Principal("per_0000000000000001", frozenset({Office.REVIEWER}))
    row = Row(state="open", member="XA", assigned=stranger.id)
    assert not holds(queue(stranger), row)
    assert not holds(scope(stranger, "review"), row)
