"""Acts found for an auditor: by who, on what, when; on both engines."""

from datetime import timedelta

import pytest
from tests.house import House

from comity.app.views import auditing
from comity.app.views.auditing import AuditQuery
from comity.kernel.errors import Forbidden, UnusableInput
from comity.notices import access
from comity.notices import commands as c
from comity.notices.vocabulary import Treatment


def found(both: House, **asked: object) -> auditing.ActPage:
    with both.comity.look() as look:
        return auditing.acts(look, both.auditor, AuditQuery(**asked))  # type: ignore[arg-type]


def test_what_a_person_did_is_found_by_the_person(both: House) -> None:
    """Every act of that person, and of nobody else, the newest first."""
    both.submitted()
    officer = both.bureau["XA"].id
    entries = found(both, person=officer).entries
    assert [line.type for line in entries] == ["RequestSubmitted", "RequestDrafted"]
    assert {line.actor for line in entries} == {officer}


def test_on_a_file_stand_its_readers_and_what_members_did_with_it(both: House) -> None:
    """The notice, who opened it, and the dealings of a member under it; nothing of another notice."""
    notice, other = both.published(), both.published()
    both.do(both.bureau["XB"], access.OpenFile(id=notice))
    both.do(both.bureau["XB"], c.RecordTreatment(notice=notice, member="XB", treatment=Treatment.ENTERED))  # type: ignore[arg-type]
    entries = found(both, file=notice).entries
    assert [line.type for line in entries] == ["TreatmentRecorded", "FileOpened", "NoticePublished"]
    assert other not in {line.stream for line in entries}
    assert [line.type for line in found(both, file=notice, act="FileOpened").entries] == ["FileOpened"]


def test_a_day_bounds_the_acts(both: House) -> None:
    """From the first act of one day until the last of another."""
    both.draft()
    at = both.later(days=2)
    both.draft()
    on_later = found(both, since=at.date()).entries
    before = found(both, until=(at - timedelta(days=1)).date()).entries
    assert {line.at.date() for line in on_later} == {at.date()}
    assert max(line.at for line in before) < at
    assert len(on_later) + len(before) == found(both, limit=200).entries[0].seq


def test_acts_dated_out_of_order_are_found_by_their_own_day_alone(both: House) -> None:
    """A clock that ran ahead dated one act tomorrow and the next two today: each day has its own, and no other."""
    today = both.later(days=2)
    both.draft()
    both.clock.at = today + timedelta(days=1)
    ahead = both.draft()
    both.clock.at = today + timedelta(minutes=5)
    both.draft()
    tomorrow = found(both, since=(day := (today + timedelta(days=1)).date()), until=day).entries
    now = found(both, since=today.date(), until=today.date()).entries
    assert ({line.at.date() for line in now}, {line.at.date() for line in tomorrow}) == ({today.date()}, {day})
    assert {line.stream for line in tomorrow} == {ahead}
    assert now[0].seq > tomorrow[0].seq > now[-1].seq
    with both.comity.look() as look:
        query = AuditQuery(since=day, until=day)
        ends = auditing.chunks(look, both.auditor, query)
        parts = [each for end in ends for each in auditing.export(look, both.auditor, query, end)]
    assert [each.line for each in parts] == list(tomorrow)


def test_pages_follow_one_another_without_a_gap(both: House) -> None:
    """The cursor of one page is the beginning of the next, down to the first act."""
    seen: list[int] = []
    after = None
    while True:
        page = found(both, limit=7, after=after)
        seen += [line.seq for line in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == list(range(seen[0], 0, -1))


def test_where_no_index_leads_only_a_span_is_looked_through(both: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says that it did not look at everything, and where to go on; an index on the file needs no span."""
    monkeypatch.setattr(auditing, "SPAN", 5)
    request = both.draft()
    for _ in range(10):
        both.do(both.bureau["XA"], access.OpenFile(id=request))
    page = found(both, act="RequestDrafted")
    assert (page.entries, page.whole) == ((), False)
    assert page.next is not None
    assert found(both, act="RequestDrafted", file=request).entries[0].stream == request


def test_an_export_holds_every_act_once(both: House) -> None:
    """The parts of an export together are the acts from the last to the first."""
    both.published()
    with both.comity.look() as look:
        query = AuditQuery()
        parts = [auditing.export(look, both.auditor, query, end) for end in auditing.chunks(look, both.auditor, query)]
        last = look.reader.last_seq()
    assert [each.line.seq for part in parts for each in part] == list(range(last, 0, -1))


@pytest.mark.parametrize("asked", [{"act": "NoSuchAct"}, {"what": "secrets"}])
def test_a_filter_that_names_nothing_is_refused(both: House, asked: dict[str, str]) -> None:
    """The fault names the filter."""
    with pytest.raises(UnusableInput) as refused:
        found(both, **asked)
    assert refused.value.errors[0].path in asked


def test_nobody_but_an_auditor_reads_the_acts(both: House) -> None:
    """The policy names who may."""
    for by in (both.admin, both.secretary, both.officer, both.president, both.bureau["XA"]):
        with both.comity.look() as look, pytest.raises(Forbidden):
            auditing.acts(look, by, AuditQuery())
