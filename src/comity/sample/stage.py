"""The stage: plots played by date down the one path, in batches, with the clock's rounds between."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from comity.adapters.surroundings import SetClock
from comity.app.clock import assume
from comity.app.comity import Comity
from comity.app.path import Done, Order
from comity.app.pictures import render
from comity.app.ticking import tick
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.hashing import sha256_hex
from comity.notices.access import ReceiveUpload
from comity.sample.chance import SeededChance
from comity.sample.staff import Staff

Plot = Iterator[timedelta]
"""What happens to a case: each step is played, then says how long until the next."""
BATCH: Final = timedelta(days=7)


class Stage:
    """Plays plots from the past to the present; `do` is only called from within a plot."""

    def __init__(self, comity: Comity, clock: SetClock, chance: SeededChance, staff: Staff) -> None:
        self.comity, self.clock, self.chance, self.staff = comity, clock, chance, staff
        self._run: Callable[[Order], Done] | None = None
        self._waiting: list[tuple[datetime, int, Plot]] = []
        self._order = count()

    @property
    def at(self) -> datetime:
        return self.clock.at

    def plan(self, at: datetime, plot: Plot) -> None:
        """Let a plot begin at `at`."""
        heapq.heappush(self._waiting, (at, next(self._order), plot))

    def play(self, until: datetime, progress: Callable[[int, int], None]) -> None:
        """Play everything that falls before `until`; what is later never happens."""
        first = self._waiting[0][0]
        while self._waiting and self._waiting[0][0] < until:
            end = min(self._waiting[0][0] + BATCH, until)
            with self.comity.path.batch() as run:
                self._run = run
                while self._waiting and self._waiting[0][0] < end:
                    self._step()
            self._run = None
            self.clock.at = end
            assume(self.comity)
            tick(self.comity)
            progress((end - first).days, (until - first).days)

    def _step(self) -> None:
        at, _, plot = heapq.heappop(self._waiting)
        self.clock.at = at
        pause = next(plot, None)
        if pause is not None:
            self.plan(at + pause, plot)

    def do(self, by: Principal, command: Command) -> Done:
        """Give a command as part of the batch that runs."""
        assert self._run is not None
        return self._run(Order(by=by, command=command))

    def upload(self, by: Principal, data: bytes) -> str:
        """Send a photograph or paper and return its digest."""
        assert by.member is not None
        shown = render(data)
        new, member = self.chance.id("upl"), Country(by.member)
        self.do(by, ReceiveUpload(id=new, member=member, data=data, picture=shown.data, fault=shown.fault))
        return sha256_hex(data)

    def hours(self, least: int, most: int) -> timedelta:
        """Return a pause of some hours, with minutes, so that not all happens on the hour."""
        return timedelta(hours=self.chance.between(least, most), minutes=self.chance.between(1, 59))

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.chance.between(least, most)) + self.hours(0, 9)
