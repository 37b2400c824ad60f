"""What a date has ended is over, whatever the clock was late with; nothing else is changed."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.decider import ContentRef
from comity.notices.notice import IN_FORCE, Notice, due
from comity.notices.noticing import NOTICE
from comity.notices.requesting import Request
from comity.notices.standing import as_of
from comity.notices.vocabulary import State

REF = ContentRef("cnt_0000000000000000", "0" * 64)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
_FIRST, _LAST = NOON.replace(year=2026, month=1).replace(tzinfo=None), NOON.replace(year=2028).replace(tzinfo=None)
moments = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
notices = st.builds(
    Notice,
    id=st.just("ntc_0000000000000000"),
    state=st.sampled_from([*IN_FORCE, State.EXPIRED]),
    body=st.just(REF),
    extract=st.none() | st.just(REF),
    extract_until=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    published_at=st.just(NOON),
    expires=st.none() | moments,
    suspended_until=st.none() | moments,
    retention_asked=st.just(NOON),
)


@given(notices, moments)
def test_no_reader_finds_open_what_the_clock_should_have_ended(notice: Notice, at: datetime) -> None:
    """As of any time, nothing that expires, lapses or is withdrawn from the public lies in the past."""
    found = as_of(notice, at)
    if found.state in IN_FORCE:
        waiting = due(found)
        assert waiting is None or waiting[0] > at
    else:
        assert found.body is None or found is notice


@given(notices, moments)
def test_standing_is_final_and_only_ever_closes(notice: Notice, at: datetime) -> None:
    """Asked twice or later, what is over stays over, and nothing is public that was not."""
    found = as_of(notice, at)
    assert as_of(found, at) == found
    later = as_of(notice, at + timedelta(days=1))
    assert NOTICE.row(later).public <= NOTICE.row(found).public <= NOTICE.row(notice).public


def test_a_return_without_reply_lapses_and_a_closed_file_is_gone_on_its_day() -> None:
    """Requests are as dated as notices."""
    returned = Request(state=State.RETURNED, reply_by=NOON, body=REF)
    assert as_of(returned, NOON).state is State.LAPSED
    assert as_of(returned, NOON - timedelta(seconds=1)) is returned
    refused = Request(state=State.REFUSED, erase_on=NOON, body=REF)
    gone = as_of(refused, NOON)
    assert (gone.state, gone.body) == (State.ERASED, None)
    assert msgspec.structs.replace(gone, state=State.REFUSED, body=REF, erase_on=NOON) == refused
