"""The clock is not believed blindly: what cannot be undone waits until the date is right, or a person says it is."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.app.planting import settings_of
from tests.house import Country, House

from comity import bootstrap, keeping
from comity.adapters.storage.store import SqlStore
from comity.app import clock, figures, ticking
from comity.app.clock import ClockInDoubt, belief_now
from comity.app.founding import found_token
from comity.app.notifying import notify
from comity.app.ticking import tick
from comity.app.verification import verify
from comity.governance.events import ClockConfirmed
from comity.kernel.errors import Forbidden, NotFound
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.vocabulary import State, Treatment
from comity.settings import Settings

YEARS = timedelta(days=6 * 365)


def kept(home: House) -> dict[str, object]:
    """Return how much there is of what a round could destroy, release or forget."""
    store = home.comity.store
    assert isinstance(store, SqlStore)
    tables = ("acts", "contents", "tokens", "session_seen", "idempotency", "uploads", "feed", "public_changes", "tries")
    with store.engine.connect() as connection:
        found = {each: connection.scalar(text(f"SELECT count(*) FROM {each}")) for each in tables}
    return found | {"keys": sorted(home.comity.vault.ids())}


def uploaded(home: House) -> None:
    new = home.comity.chance.id("upl")
    home.do(home.bureau["XA"], ReceiveUpload(id=new, member=Country("XA"), data=b"a paper"), key="once")


def test_six_years_at_once_destroy_nothing(both: House) -> None:
    """Notices, a draft, an upload, keys of idempotency and quarters to come: all are there when the clock is right."""
    notice, draft = both.published(), both.draft()
    both.do(both.bureau["XA"], c.AuthoriseExtract(id=notice))
    uploaded(both)
    assert tick(both.comity).held is None
    before, at = kept(both), both.clock.at
    both.clock.at = at + YEARS
    for _ in range(3):
        held = tick(both.comity)
        assert held.done == {}
        assert held.held is not None
        assert "comity tick --confirm-clock" in held.held.says
    assert kept(both) == before
    assert both.state("notice", notice).state is State.EXPIRED, "what has expired is silent, by the date"
    both.clock.at = at + timedelta(minutes=1)
    assert tick(both.comity).held is None
    assert both.state("notice", notice).state is State.PUBLISHED
    assert both.state("request", draft).state is State.DRAFT


def test_an_act_under_a_wrong_clock_does_not_make_its_time_believed(both: House) -> None:
    """Someone works in the wrong year; the next rounds there are held all the same, and those of the right time not."""
    notice, at = both.published(), both.clock.at
    tick(both.comity)
    both.clock.at = at + YEARS
    both.draft()
    both.later(hours=3)
    both.draft()
    assert tick(both.comity).held is not None
    both.clock.at = at + timedelta(hours=20)
    assert tick(both.comity).held is None
    assert both.state("notice", notice).state is State.PUBLISHED


def test_acts_carry_the_believed_time_on_where_no_round_runs(home: House) -> None:
    """A hub on the command line alone, where someone does something each day, needs no confirmation."""
    tick(home.comity)
    for _ in range(4):
        home.later(hours=23)
        home.draft()
    home.later(hours=23)
    assert tick(home.comity).held is None


@pytest.mark.parametrize(
    ("moved", "held"),
    [
        (timedelta(0), False),
        (timedelta(hours=24), False),
        (timedelta(hours=24, seconds=1), True),
        (timedelta(minutes=-5), False),
        (timedelta(minutes=-5, seconds=-1), True),
        (-YEARS, True),
    ],
)
def test_a_round_is_held_more_than_a_day_after_the_last_or_before_it(home: House, moved: timedelta, held: bool) -> None:
    """A day ahead is an ordinary night; before the last round only what two processes differ by."""
    tick(home.comity)
    home.clock.at += moved
    assert (tick(home.comity).held is not None) is held


def test_a_confirmation_is_an_act_and_holds_for_its_own_time_alone(both: House) -> None:
    """After a stand of four days the administrator confirms once; the next jump needs a word of its own."""
    notice = both.published()
    tick(both.comity)
    last = both.clock.at
    both.clock.at = both.state("notice", notice).expires - timedelta(days=30)
    assert tick(both.comity).held is not None
    assert clock.confirm(both.comity, both.admin)
    assert not clock.confirm(both.comity, both.admin), "there is nothing more to confirm"
    assert tick(both.comity).held is None
    with both.comity.look() as look:
        (act,) = [each for each in look.all_acts() if isinstance(each.event, ClockConfirmed)]
    assert (act.actor, act.at) == (both.admin.id, both.clock.at)
    assert act.event == ClockConfirmed(last=last)
    both.clock.at += YEARS
    assert tick(both.comity).held is not None
    assert clock.confirm(both.comity, both.admin)
    assert tick(both.comity).done["ExpireNotice"] == 1


def test_a_clock_that_was_confirmed_wrongly_is_confirmed_back(home: House) -> None:
    """Who confirmed a year too far says so once more at the right time, and work goes on."""
    tick(home.comity)
    at = home.clock.at
    home.later(days=365)
    clock.confirm(home.comity, home.admin)
    tick(home.comity)
    home.clock.at = at + timedelta(hours=1)
    assert tick(home.comity).held is not None
    with pytest.raises(ClockInDoubt):
        home.draft()
    assert clock.confirm(home.comity, home.admin)
    assert tick(home.comity).held is None
    home.draft()


def test_no_one_dates_an_act_before_what_was_recorded(both: House) -> None:
    """A notice published in 2020 would run out the minute the clock is right; so no act is taken, and nothing lost."""
    notice, at = both.published(), both.clock.at
    tick(both.comity)
    before = kept(both)
    both.clock.at = at - YEARS
    with pytest.raises(ClockInDoubt, match="Nothing was done"):
        both.draft()
    assert kept(both) == before
    both.clock.at = at + timedelta(hours=1)
    both.do(both.bureau["XB"], c.RecordTreatment(notice=notice, member=Country("XB"), treatment=Treatment.ENTERED))


def test_a_person_stops_a_notice_at_once_while_rounds_are_held(home: House) -> None:
    """After days of standing still nobody waits for an operator to withdraw what must not stand."""
    notice = home.published()
    tick(home.comity)
    home.later(days=3)
    assert tick(home.comity).held is not None
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    assert home.state("notice", notice).state not in {State.PUBLISHED, State.SUSPENDED}


def test_figures_of_a_future_that_is_not_believed_are_released_by_no_one(home: House) -> None:
    """Neither by the clock nor by the statistician's own hand."""
    home.published()
    tick(home.comity)
    home.later(days=400)
    with pytest.raises(ClockInDoubt):
        figures.release_due(home.comity, home.clock.at)
    assert ticking.waiting(home.comity)["PublishRelease"] >= 4


def test_nobody_but_an_administrator_confirms(home: House) -> None:
    """Not a reviewer, not the Secretary General, not the president."""
    tick(home.comity)
    home.later(days=3)
    for by in (home.reviewers[0], home.secretary, home.president, home.bureau["XA"], home.auditor):
        with pytest.raises((Forbidden, NotFound)):
            clock.confirm(home.comity, by)
    assert not belief_now(home.comity).holds


def test_an_organisation_of_an_earlier_version_is_believed_from_its_last_act(both: House) -> None:
    """What a migration finds is the time of the last act; without either, the first act alone is believed."""
    both.published()
    store = both.comity.store
    assert isinstance(store, SqlStore)
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM last_round"))
    assert belief_now(both.comity).last == both.clock.at
    both.later(days=2)
    assert tick(both.comity).held is not None


def test_the_last_round_is_kept_though_the_round_fails(home: House) -> None:
    """A round that a defect stops each minute for two days must not make the clock one that is not believed."""
    before: datetime = home.clock.at
    assert clock.begin_round(home.comity, before).holds
    home.later(hours=20)
    assert clock.begin_round(home.comity, home.clock.at).holds
    home.later(hours=20)
    assert tick(home.comity).held is None


def test_nothing_is_told_by_a_clock_that_is_not_believed(home: House) -> None:
    """Else the cursor of dates would stand years ahead, and whom a date concerns would hear of none until then."""
    tick(home.comity)
    home.later(days=400)
    notify(home.comity)
    with home.comity.look() as look:
        assert (look.reader.position("acts"), look.reader.position("dates")) == (None, None)


@pytest.mark.parametrize("confirmed", [False, True], ids=["as it is", "confirmed"])
def test_a_folder_whose_clock_once_ran_ahead_comes_back(both: House, tmp_path: Path, confirmed: bool) -> None:
    """Rounds were believed at times that have not come, and forgot tokens by them: a remark, and no forgery."""
    found_token(both.comity, both.admin.id, 1)
    both.published()
    at = both.clock.at
    for hours in (20, 43, 66):
        both.clock.at = at + timedelta(hours=hours)
        assert tick(both.comity).held is None
    uploaded(both)
    both.clock.at = at + timedelta(minutes=1)
    if confirmed:
        assert clock.confirm(both.comity, both.admin)
        assert tick(both.comity).held is None
    with bootstrap.read_only(settings_of(both), both.clock) as comity:
        found = verify(comity)
    assert found.faults == ()
    assert any("which has not come" in each for each in found.remarks) != confirmed
    file, keys = tmp_path / "data.zip", tmp_path / "keys.archive"
    keeping.backup(settings_of(both), file, keys)
    target = Settings(data=tmp_path / "restored", master_key=tmp_path / "data" / "master.key")
    restored = keeping.restore(target, file, keys, clock=both.clock)
    assert restored.manifest.acts == found.size
