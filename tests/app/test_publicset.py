"""The public set of each worker is right at the next question, whoever changed what, and while it is being read."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import pytest
from tests.house import House
from tests.hub.public.site import listed, listing, public

from comity.app import publicset, published
from comity.app.publicset import PublicSet
from comity.app.published import Published
from comity.kernel.errors import NotFound, Unavailable
from comity.notices import commands as c
from comity.notices.vocabulary import Ground, Kind


@contextmanager
def worker(home: House) -> Iterator[PublicSet[str]]:
    """Yield the set of a worker that keeps the number of each notice."""
    shown = PublicSet(home.comity, lambda one: one.number)
    try:
        yield shown
    finally:
        shown.close()


def test_what_one_worker_does_another_sees_at_the_next_question(both: House) -> None:
    """Published, revised, ended and blocked: no worker needs to be told."""
    with worker(both) as shown:
        assert shown.listed(Kind.SPECIAL).entries == ()
        ids = listed(both, [listing(1), listing(2)])
        assert sorted(shown.listed(Kind.SPECIAL).entries) == ["2026/1", "2026/2"]
        both.do(both.listing, c.ReviseListing(id=ids[0], body=listing(1, forenames="Gaius")))
        assert shown.find(Kind.SPECIAL, "2026/1").extract.subject.forenames == "Gaius"
        both.do(both.listing, c.EndListing(id=ids[0]))
        assert shown.listed(Kind.SPECIAL).entries == ("2026/2",)
        with pytest.raises(NotFound):
            shown.find(Kind.SPECIAL, "2026/1")
        notice = both.published(public())
        assert shown.listed(Kind.RED).entries == ("2026/3",)
        both.do(both.commissioner, c.BlockNotice(id=notice, ground=Ground.NEUTRALITY, reason="Under review"))
        assert shown.listed(Kind.RED).entries == ()


def test_a_notice_blocked_in_another_process_is_gone_from_the_next_answer(home: House, tmp_path: Path) -> None:
    """Two processes share nothing but the data folder."""
    notice = home.published(public())
    with worker(home) as shown:
        assert shown.listed(Kind.RED).entries == ("2026/1",)
        more = [str(tmp_path / "data"), home.commissioner.id, notice]
        command = [sys.executable, "-m", "tests.app.blocking_process", *more]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
        assert shown.listed(Kind.RED).entries == ()
        with pytest.raises(NotFound):
            shown.find(Kind.RED, "2026/1")


class Slow(PublicSet[str]):
    """A set whose reading of itself stops after a number of notices until it is let go on."""

    def __init__(self, home: House, stop_after: int) -> None:
        self.go_on, self.stopped, self._left = Event(), Event(), stop_after
        super().__init__(home.comity, self._number)

    def _number(self, one: Published) -> str:
        self._left -= 1
        if self._left == 0:
            self.stopped.set()
            self.go_on.wait(30)
        return one.number


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read ten notices at a time, and wait no longer than a moment."""
    monkeypatch.setattr(published, "CHUNK", 10)
    monkeypatch.setattr(publicset, "CHUNK", 10)
    monkeypatch.setattr(publicset, "PATIENCE_S", 0.05)


def test_the_newest_are_served_while_the_rest_is_being_read(home: House, small_pages: None) -> None:
    """The first page does not wait for the last notice; what cannot be known yet is said to be so."""
    for number in range(1, 36):
        listed(home, [listing(number)])
        home.later(seconds=1)
    shown = Slow(home, stop_after=25)
    shown.start()
    assert shown.stopped.wait(30)
    first = shown.listed(Kind.SPECIAL, at_least=10)
    assert list(first.entries)[:10] == [f"2026/{number}" for number in range(35, 25, -1)]
    assert first.total == 35
    assert not shown.ready
    with pytest.raises(Unavailable):
        shown.listed(Kind.SPECIAL)
    with pytest.raises(Unavailable):
        shown.listed(Kind.SPECIAL, at_least=34)
    assert shown.listed(Kind.RED, at_least=20).entries == ()
    assert shown.find(Kind.SPECIAL, "2026/1").extract.subject.family_name == "Fictus 1"
    shown.go_on.set()
    assert shown.complete(30)
    assert len(shown.listed(Kind.SPECIAL).entries) == 35
    shown.close()


def test_what_is_taken_down_while_the_set_is_read_does_not_come_back(home: House, small_pages: None) -> None:
    """A page that was read before the take-down is put in after it, without the notice."""
    ids = []
    for number in range(1, 36):
        ids += listed(home, [listing(number)])
        home.later(seconds=1)
    shown = Slow(home, stop_after=15)
    shown.start()
    assert shown.stopped.wait(30)
    home.do(home.listing, c.EndListing(id=ids[20]))
    home.do(home.listing, c.EndListing(id=ids[34]))
    listed(home, [listing(36)])
    assert "2026/35" not in shown.listed(Kind.SPECIAL, at_least=5).entries
    shown.go_on.set()
    assert shown.complete(30)
    entries = shown.listed(Kind.SPECIAL).entries
    assert sorted(entries, key=lambda one: int(one[5:])) == [f"2026/{n}" for n in range(1, 37) if n not in (21, 35)]


def test_an_old_notice_that_changes_while_the_set_is_read_keeps_its_place(home: House, small_pages: None) -> None:
    """It is not shown before those between, which are still to be read."""
    ids = []
    for number in range(1, 36):
        ids += listed(home, [listing(number)])
        home.later(seconds=1)
    shown = Slow(home, stop_after=15)
    shown.start()
    assert shown.stopped.wait(30)
    home.do(home.listing, c.ReviseListing(id=ids[0], body=listing(1, forenames="Gaius")))
    read = list(shown.listed(Kind.SPECIAL, at_least=10).entries)
    assert read == [f"2026/{number}" for number in range(35, 25, -1)]
    with pytest.raises(Unavailable):
        shown.listed(Kind.SPECIAL, at_least=11)
    shown.go_on.set()
    assert shown.complete(30)
    assert list(shown.listed(Kind.SPECIAL).entries) == [f"2026/{number}" for number in range(35, 0, -1)]


def test_a_set_that_could_not_be_read_is_read_again(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away for a moment does not leave a worker blind for ever."""
    listed(home, [listing(1)])
    away = True

    def index(one: Published) -> str:
        if away:
            raise Unavailable("The database cannot be read now.")
        return one.number

    monkeypatch.setattr(publicset, "PATIENCE_S", 60)
    shown = PublicSet(home.comity, index)
    with pytest.raises(Unavailable, match="cannot be read now"):
        shown.listed(Kind.SPECIAL)
    away = False
    assert shown.listed(Kind.SPECIAL).entries == ("2026/1",)
    shown.close()


def test_a_set_that_is_closed_has_stopped_reading(home: House, small_pages: None) -> None:
    """A worker that ends leaves no thread behind that reads a closed store."""
    listed(home, [listing(number) for number in range(1, 36)])
    shown = Slow(home, stop_after=15)
    shown.start()
    assert shown.stopped.wait(30)
    Timer(0.1, shown.go_on.set).start()
    shown.close()
    shown.start()
    assert not shown.complete(0.01)
