"""When a message leaves: pooled by the hour, sooner where lives are at stake, never for who was there since."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.app.pooling import (
    DOWN_AT_MOST,
    IMMINENT_POOL,
    POOL,
    REFUSED_AT_MOST,
    caused,
    failed,
    leaves,
    present,
    slot,
    told,
)
from comity.app.ports.store import Awaiting

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ME = Awaiting(person="per_0000000000000001")
MINUTE = timedelta(minutes=1)
times = st.integers(0, 365 * 86400 * 1000).map(lambda ms: AT + timedelta(milliseconds=ms))
people = st.integers(0, 10**6).map("per_{:016d}".format)


@given(person=people, since=times, later=st.timedeltas(timedelta(0), timedelta(hours=3)))
def test_all_that_comes_in_one_hour_of_a_person_leaves_at_the_same_time(
    person: str, since: datetime, later: timedelta
) -> None:
    """From the time of a message one cannot tell when in its hour something happened, nor how often."""
    first, then = slot(person, since, POOL), slot(person, since + later, POOL)
    assert since < first <= since + POOL
    if since + later < first:
        assert then == first
    row = caused(caused(Awaiting(person=person), since, urgent=False), min(since + later, first), urgent=False)
    assert leaves(row) == first


def test_people_of_one_bureau_are_not_told_at_the_same_minute() -> None:
    """Who reads all their mail learns no more of the minute than from one."""
    slots = {slot(f"per_{number:016d}", AT, POOL) for number in range(50)}
    assert len(slots) > 40


@given(person=people, at=times, late=st.timedeltas(timedelta(0), timedelta(hours=2)))
def test_messages_are_an_hour_apart(person: str, at: datetime, late: timedelta) -> None:
    """One in each hour of a person, and never two close together, however late the first one left."""
    row = caused(Awaiting(person=person), at, urgent=False)
    first = leaves(row)
    assert first
    left = first + late
    second = leaves(caused(told(row, left), left + MINUTE, urgent=False))
    assert second
    assert second - left > POOL * 0.7
    on_time = leaves(caused(told(row, first + MINUTE), first + 2 * MINUTE, urgent=False))
    assert on_time == first + POOL


def test_what_is_imminent_leaves_within_five_minutes_of_its_coming() -> None:
    """Even where something else has waited, or was told, shortly before."""
    quiet = caused(ME, AT, urgent=False)
    both = caused(quiet, AT + MINUTE, urgent=True)
    when = leaves(both)
    assert when
    assert AT + MINUTE < when <= AT + MINUTE + IMMINENT_POOL
    just = leaves(caused(told(quiet, AT + MINUTE), AT + 2 * MINUTE, urgent=True))
    assert just
    assert just <= AT + 2 * MINUTE + 2 * IMMINENT_POOL


def test_nothing_leaves_where_nothing_waits() -> None:
    """A row that remembers when someone was told is no cause by itself."""
    assert leaves(ME) is None
    assert leaves(told(caused(ME, AT, urgent=True), AT + MINUTE)) is None


def test_who_was_in_a_session_since_is_not_told() -> None:
    """They saw it, or could have."""
    assert leaves(present(caused(ME, AT, urgent=True), AT)) is None


def test_who_was_in_a_session_before_is_told() -> None:
    """A session that ended before something came shows nothing of it."""
    row = caused(ME, AT, urgent=False)
    assert present(row, AT - MINUTE) == row


def test_what_came_after_the_session_still_waits() -> None:
    """And what was imminent before it makes no haste any more."""
    row = caused(caused(ME, AT, urgent=True), AT + 10 * MINUTE, urgent=False)
    left = present(row, AT + 5 * MINUTE)
    assert (left.since, left.urgent) == (AT + 10 * MINUTE, None)
    assert leaves(left) == slot(ME.person, AT + 10 * MINUTE, POOL)


def test_what_came_while_a_message_was_on_its_way_still_waits() -> None:
    """Nothing that the message could not have meant is struck off with it."""
    row = caused(caused(ME, AT, urgent=False), AT + 10 * MINUTE, urgent=False)
    assert told(row, AT + 5 * MINUTE).since == AT + 10 * MINUTE


def test_pauses_grow_to_a_bound_and_end_with_the_first_success() -> None:
    """A host that is down is asked twice an hour; an address that is refused once a day; nothing is given up."""
    for down, longest in ((True, DOWN_AT_MOST), (False, REFUSED_AT_MOST)):
        row, pauses = caused(ME, AT, urgent=False), []
        for _ in range(15):
            row = failed(row, AT, down)
            assert row.retry
            pauses.append(row.retry - AT)
        assert pauses[:3] == [MINUTE, 2 * MINUTE, 4 * MINUTE]
        assert pauses == sorted(pauses)
        assert pauses[-1] == longest
        assert (told(row, AT).failures, told(row, AT).retry) == (0, None)


def test_a_message_that_failed_leaves_after_its_pause() -> None:
    """A new cause makes no host come back sooner."""
    row = replace(caused(ME, AT, urgent=True), retry=AT + timedelta(hours=5))
    assert leaves(caused(row, AT + MINUTE, urgent=True)) == AT + timedelta(hours=5)
