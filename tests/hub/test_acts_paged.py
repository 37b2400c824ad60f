"""The acts of the ledger, page by page and day by day."""

from datetime import UTC, date, datetime, timedelta

from tests.house import House
from tests.hub.desk import Desk

from comity.app.views.auditing import AuditQuery, acts


def test_a_program_that_follows_next_reads_every_act(served: Desk) -> None:
    """`next` stands on each page but the last, as the page on the interface says of all lists."""
    home = served.home
    home.published()
    with home.comity.look() as look:
        last = look.seq
    found, after = [], 0
    while True:
        page = served.get(home.auditor, f"/ledger/acts?after={after}&limit=7")
        found += [each["seq"] for each in page["acts"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found[:last] == list(range(1, last + 1))


def test_acts_out_of_their_order_are_found_by_their_day(both: House) -> None:
    """Where a clock was set back, a later number has an earlier day: it is found on the day that it bears."""
    both.published()
    with both.comity.store.writing(lambda: None) as writer:
        from sqlalchemy import text

        early = "2024-02-03T10:00:00.000000Z"
        writer.connection.execute(text("UPDATE acts SET at = :at WHERE seq = 9"), {"at": early})  # type: ignore[attr-defined]
    with both.comity.look() as look:
        last, days = look.seq, timedelta(days=0)
        on = acts(look, both.auditor, AuditQuery(since=date(2024, 2, 3), until=date(2024, 2, 3) + days, limit=200))
        later = acts(look, both.auditor, AuditQuery(since=datetime(2026, 1, 1, tzinfo=UTC).date(), limit=200))
    assert [line.seq for line in on.entries] == [9]
    assert {line.seq for line in later.entries} == set(range(1, last + 1)) - {9}
