"""What a restore lost is known elsewhere: no number of it is given again, and no cursor of it answered in silence."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.app.test_keeping_archives import archived, opened, target
from tests.house import House, request

from comity import keeping
from comity.app.publicset import PublicSet
from comity.app.views import feed as feeds
from comity.hub.public import changes as public_changes
from comity.hub.public.index import entry
from comity.kernel.errors import CursorUnknown
from comity.notices import commands as c
from comity.notices.request import PublicExtract
from comity.notices.vocabulary import Ground
from comity.settings import Settings

__all__ = ["target"]
PUBLIC = request(public_extract=PublicExtract(authorised=True, reason="The public can help."))


def feed(found: House, after: int = 0) -> feeds.Feed:
    with found.comity.look() as look:
        return feeds.feed(look, found.bureau["XB"], feeds.FeedQuery(after=after, limit=200))


def changed(found: House, after: str = "") -> dict[str, Any]:
    public = PublicSet(found.comity, partial(entry, base=found.comity.base_url))
    return public_changes.changes(found.comity, public, [("after", after)])


def number(found: House, notice: str) -> str:
    return str(found.state("notice", notice).number)


def test_no_number_of_a_lost_act_is_given_again(both: House, target: Settings, tmp_path: Path) -> None:
    """Public numbers, entries of feeds and public changes go on beyond whatever the lost acts can have used."""
    kept = both.published(PUBLIC)
    file, keys = archived(both, tmp_path)
    lost = [both.published(PUBLIC) for _ in range(3)]
    known = {number(both, each) for each in [kept, *lost]}
    seqs, cursor, public = {each.seq for each in feed(both).entries}, feed(both).cursor, str(changed(both)["cursor"])
    keeping.restore(target, file, keys, clock=both.clock)
    again = opened(target, both)
    assert number(again, kept) in known
    before = feed(again)
    new = [again.published(PUBLIC) for _ in range(5)]
    assert known.isdisjoint(number(again, each) for each in new)
    entries = feed(again, before.cursor).entries
    assert [each.notice for each in entries] == new
    assert seqs.isdisjoint(each.seq for each in entries)
    for ask in (lambda: feed(again, cursor), lambda: changed(again, public)):
        with pytest.raises(CursorUnknown, match="Begin anew"):
            ask()


def test_a_reader_that_read_nothing_of_what_was_lost_goes_on_and_misses_no_recall(
    both: House, target: Settings, tmp_path: Path
) -> None:
    """Its cursor is one of the restored feed too; the epoch tells that there was a restore."""
    notice = both.published(PUBLIC)
    cursor, public, epoch = feed(both).cursor, str(changed(both)["cursor"]), feed(both).epoch
    file, keys = archived(both, tmp_path)
    both.published(PUBLIC)
    keeping.restore(target, file, keys, clock=both.clock)
    again = opened(target, both)
    again.do(again.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE))
    assert [each.kind for each in feed(again, cursor).entries] == ["recall"]
    again.later(days=1)
    assert [each["change"] for each in changed(again, public)["changes"]] == ["removed"]
    assert epoch == 0 < feed(again).epoch


def test_a_second_restore_of_one_archive_goes_on_above_the_first(home: House, tmp_path: Path) -> None:
    """Neither the lost acts of the first life nor those of the second share a number with the third."""
    home.published(PUBLIC)
    file, keys = archived(home, tmp_path)
    given: list[set[str]] = []
    ends: list[int] = []
    for life in ("second", "third", "fourth"):
        given.append({number(home, home.published(PUBLIC)) for _ in range(3)})
        ends.append(feed(home).cursor)
        home.later(minutes=1)
        place = msgspec.structs.replace(Settings(data=tmp_path / life), master_key=tmp_path / "data" / "master.key")
        keeping.restore(place, file, keys, clock=home.clock)
        opened(place, home)
        for end in ends:
            with pytest.raises(CursorUnknown):
                feed(home, end)
    assert len(set.union(*given)) == 9


def test_a_clock_that_is_behind_gives_no_number_again(both: House) -> None:
    """A restore on a machine that thinks it is the first of January numbers on beyond what the archive knows."""
    notice = both.published(PUBLIC)
    last, at = feed(both).cursor, both.clock.at
    for _ in range(2):
        with both.comity.store.writing(lambda: None) as writer:
            writer.leave_gap(at.replace(year=at.year - 3, month=1, day=1))
        again = both.published(PUBLIC)
        assert feed(both).cursor > last
        last = feed(both).cursor
        assert int(number(both, again).partition("/")[2]) > int(number(both, notice).partition("/")[2])
        notice = again


def test_a_cursor_ahead_of_the_feed_is_refused(both: House) -> None:
    """Silence would be taken for "nothing new"; zero and every cursor that was given are answered."""
    assert feed(both, 0).entries == ()
    both.published(PUBLIC)
    end = feed(both).cursor
    assert feed(both, end).entries == ()
    with pytest.raises(CursorUnknown):
        feed(both, end + 1)
    day = (both.clock.at + timedelta(days=400)).date().isoformat()
    assert changed(both, f"{day}.1")["changes"] == []
    with pytest.raises(CursorUnknown):
        changed(both, f"{day}.2")
