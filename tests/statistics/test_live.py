"""Live counts for desks: of the rows in scope, as they stand."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.decider import Row
from comity.statistics.live import Due, Facet, crosstab, live
from tests.statistics.story import moment

AT = moment("2026-06-10")
rows_of = st.lists(
    st.builds(
        Row,
        state=st.sampled_from(["published", "blocked", "under_review"]),
        kind=st.sampled_from(["red", "blue", None]),
        member=st.sampled_from(["XA", "XB", None]),
        public=st.booleans(),
        due=st.none() | st.integers(-20, 20).map(lambda days: AT + timedelta(days=days)),
    )
)


def test_rows_are_counted_by_deadline() -> None:
    """Overdue is before this moment; today, this week and later come after it."""
    days = (-3, -0.01, 0.1, 3, 30)
    rows = [Row(state="open", due=AT + timedelta(days=days_)) for days_ in days] + [Row(state="open")]
    assert live(rows, AT).due == Due(overdue=2, today=1, week=1, later=1, none=1)


def test_values_come_most_frequent_first() -> None:
    """A desk sees first what there is most of; what is not known has a dash."""
    rows = [Row(state="open", kind="red"), Row(state="open"), Row(state="closed", kind="red", public=True)]
    found = live(rows, AT)
    assert list(found.facets[Facet.STATE].items()) == [("open", 2), ("closed", 1)]
    assert list(found.facets[Facet.KIND].items()) == [("red", 2), ("-", 1)]
    assert (found.total, found.public) == (3, 1)


@given(rows_of)
def test_every_facet_counts_every_row_once(rows: list[Row]) -> None:
    """Facets, pairs and deadlines all add up to the total."""
    found = live(rows, AT, list(Facet))
    assert all(sum(values.values()) == len(rows) for values in found.facets.values())
    due = found.due
    assert due.overdue + due.today + due.week + due.later + due.none == len(rows) == found.total
    assert sum(crosstab(rows, Facet.STATE, Facet.KIND).values()) == len(rows)


def test_pairs_are_counted_together() -> None:
    """A desk may ask how many of each kind are in each state."""
    rows = [Row(state="open", kind="red"), Row(state="open", kind="red"), Row(state="open")]
    assert crosstab(rows, Facet.STATE, Facet.KIND) == {("open", "-"): 1, ("open", "red"): 2}
