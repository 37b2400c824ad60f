"""The scope of a list in SQL is the scope in Python: the same rows, none more and none fewer."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, insert, select
from tests.governance.strategies import PEOPLE, STATES, kinds, members, principals, rows

from comity.adapters.storage.schema import register
from comity.adapters.storage.scope import to_sql
from comity.governance.gate import Principal
from comity.governance.scope import (
    And,
    AssignedTo,
    Concerns,
    Everything,
    KindIn,
    Not,
    Nothing,
    Or,
    OwnerIs,
    Predicate,
    Public,
    Reaches,
    StateIn,
    extracts,
    holds,
    queue,
    scope,
)
from comity.kernel.decider import Row

leaves = st.one_of(
    st.builds(Everything),
    st.builds(Nothing),
    st.builds(Public),
    st.builds(OwnerIs, st.none() | members),
    st.builds(StateIn, st.frozensets(st.sampled_from(STATES), max_size=3)),
    st.builds(KindIn, st.frozensets(st.sampled_from(("red", "special")), max_size=2)),
    st.builds(Reaches, members),
    st.builds(Concerns, st.frozensets(members)),
    st.builds(AssignedTo, st.sampled_from(PEOPLE)),
)
predicates = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(And, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=6,
)
many_rows = st.lists(rows, min_size=1, max_size=12)
LOOSE = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    register.create(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _found(connection: Connection, predicate: Predicate, held: list[Row]) -> list[str]:
    connection.execute(delete(register))
    connection.execute(
        insert(register),
        [
            {
                "stream_type": "notice",
                "stream_id": f"ntc_{place:016}",
                "version": 1,
                "document": b"",
                "state": row.state,
                "kind": row.kind,
                "member": row.member,
                "circulation": row.circulation,
                "concerned": row.concerned,
                "assigned": row.assigned,
                "rank": row.rank,
                "public": row.public,
                "created": "",
                "updated": "",
            }
            for place, row in enumerate(held)
        ],
    )
    query = select(register.c.stream_id).where(to_sql(predicate, register)).order_by(register.c.stream_id)
    return list(connection.scalars(query))


def _expected(predicate: Predicate, held: list[Row]) -> list[str]:
    return [f"ntc_{place:016}" for place, row in enumerate(held) if holds(predicate, row)]


@LOOSE
@given(predicate=predicates, held=many_rows)
def test_every_predicate_selects_the_rows_for_which_it_holds(
    connection: Connection, predicate: Predicate, held: list[Row]
) -> None:
    """Whatever is nested in whatever, NULLs included: SQL's third truth value never decides."""
    assert _found(connection, predicate, held) == _expected(predicate, held)


@LOOSE
@given(principal=principals(), what=kinds, held=many_rows)
def test_a_caller_s_list_is_the_caller_s_scope(
    connection: Connection, principal: Principal, what: str, held: list[Row]
) -> None:
    """For any caller and kind; the queue and the public list as well."""
    for predicate in (scope(principal, what), queue(principal), extracts()):
        assert _found(connection, predicate, held) == _expected(predicate, held)


CASES = [
    (AssignedTo("per_0000000000000001"), Row(state="open", assigned="per_0000000000000011"), False),
    (AssignedTo("per_0000000000000001"), Row(state="open", assigned="per_0000000000000011,per_0000000000000001"), True),
    (AssignedTo("per_000000000000000%"), Row(state="open", assigned="per_0000000000000001"), False),
    (AssignedTo("per_000000000000000_"), Row(state="open", assigned="per_0000000000000001"), False),
    (Not(OwnerIs("XA")), Row(state="open", member=None), True),
    (Not(KindIn(frozenset({"red"}))), Row(state="open", kind=None), True),
    (Not(Reaches("XA")), Row(state="published", circulation=None), True),
    (Reaches("XA"), Row(state="published", circulation="-XB", member=None), True),
]


@pytest.mark.parametrize(("predicate", "row", "expected"), CASES)
def test_no_code_matches_within_another_and_no_null_is_an_answer(
    connection: Connection, predicate: Predicate, row: Row, expected: bool
) -> None:
    """Ids with characters that LIKE reads as any character, and columns without a value."""
    assert bool(_found(connection, predicate, [row])) is expected
    assert holds(predicate, row) is expected
