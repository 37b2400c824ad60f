"""How far the clock of the machine is believed: what cannot be undone waits where the date itself is in doubt.

1. The time of each believed round is kept. The acts since carry it on, each by a day at most, so that no act that a
   wrong clock dated makes its time the believed one.
2. A round is believed within a day after that time. One that is later, or before it, is held: until the clock is right
   or an operator confirms its time, nothing is ended, erased, released or told by date. Reads go by the date all the
   same.
3. A confirmation is an act of its own and holds for the time of that act alone; from there rule 1 goes on.
4. An act of a person is not held, because who stops a notice must be able to at once. Only a time more than a day
   before the last round is refused to people: what they would date then would run out once the clock is right.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from comity.app.ports.store import Reader, Round
from comity.governance.commands import ConfirmClock
from comity.governance.gate import Principal
from comity.kernel.errors import Unavailable

if TYPE_CHECKING:
    from comity.app.comity import Comity

DAY: Final = timedelta(days=1)
"""How long a hub may stand still, or its clock go ahead, without a word of an operator."""
SLACK: Final = timedelta(minutes=5)
"""How far a clock may be set back without one: two processes, or a clock that is corrected while it runs."""
BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC) + SLACK
"""A time before any look, for what is kept in memory by date and read again where the clock is set back."""


class ClockInDoubt(Unavailable):
    """The clock stands before what was recorded already."""

    type, title = "clock-in-doubt", "The clock of this hub is in doubt"


class Belief(msgspec.Struct, frozen=True):
    """What was believed last, and the time now; `last` is None where nothing was recorded yet."""

    last: datetime | None
    now: datetime
    lost: bool = False
    """True where the time of the last round cannot be read, and no operator confirmed the time since."""

    @property
    def holds(self) -> bool:
        """Return True if what a date brings may be done at the time now."""
        if self.lost:
            return False
        return self.last is None or self.last - SLACK <= self.now <= self.last + DAY

    @property
    def says(self) -> str:
        """Return what is in doubt and what to do about it, for an operator."""
        last = f"{self.last:%Y-%m-%d %H:%M} UTC" if self.last else "never"
        if self.lost:
            last = f"{last}, by the acts alone, because the time of the last round is damaged"
        return (
            f"The clock of this machine says {self.now:%Y-%m-%d %H:%M} UTC; the last act or round that is believed "
            f"was {last}. Nothing is ended, erased, released or told by date until the clock is set right or, where it "
            "is right, an operator confirms it: `comity tick --confirm-clock`."
        )


def believed(reader: Reader, now: datetime) -> Belief:
    """Return what is believed of the time `now`."""
    kept = reader.last_round()
    lost = kept is not None and kept.damaged
    if lost and kept is not None:
        lost = not any(act.type == "ClockConfirmed" for act in reader.act_times(kept.act))
    last, after = (kept.at, kept.act) if kept and not kept.damaged else (None, 0)
    for act in reader.act_times(after):
        if last is None or act.type == "ClockConfirmed" or last <= act.at <= last + DAY:
            last = act.at
    return Belief(last, now, lost)


def require_order(reader: Reader, now: datetime) -> None:
    """Raise `ClockInDoubt` where `now` lies more than a day before the last round."""
    last = reader.last_round()
    if last is not None and not last.damaged and now < last.at - DAY:
        raise ClockInDoubt(
            f"The clock of this hub stands before the last round, of {last.at:%Y-%m-%d %H:%M} UTC: no act is taken "
            "until an operator has set it right or confirmed it. Nothing was done."
        )


def begin_round(comity: "Comity", now: datetime) -> Belief:
    """Return what is believed of a round at `now`, which is kept as the last one where it is believed."""
    with comity.store.writing(_nothing) as writer:
        belief = believed(writer, now)
        if belief.holds:
            writer.put_round(Round(max(now, belief.last or now), writer.last_seq()))
    return belief


def belief_now(comity: "Comity") -> Belief:
    """Return what is believed of the present."""
    with comity.look() as look:
        return believed(look.reader, look.at)


def confirm(comity: "Comity", by: Principal) -> bool:
    """Record that the time now is right, in the name of `by`; return False where it is believed already."""
    belief = belief_now(comity)
    if belief.holds or belief.last is None:
        return False
    comity.order(by, ConfirmClock(last=belief.last))
    return True


def assume(comity: "Comity") -> None:
    """Believe the time now without an act: for a clock that is set and not read, as that of a sample in the past."""
    with comity.store.writing(_nothing) as writer:
        writer.put_round(Round(comity.clock.now(), writer.last_seq()))


def _nothing() -> None:
    return None
