"""What is kept beside the acts and follows from none: held against what the acts allow."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from comity.app.path import Done
from comity.app.ports.store import Reader
from comity.app.verification.replica import Replica
from comity.app.verification.rows import Row, rows_of, shape_of
from comity.kernel import wire
from comity.kernel.errors import Fault

_AHEAD: Final = timedelta(minutes=5)
"""How much later than the latest known time a time may stand that another process wrote meanwhile."""
_RETRY: Final = timedelta(hours=24)
"""The longest pause before a message is tried again (`pooling`)."""
_END: Final = datetime.max.replace(tzinfo=UTC) - 2 * _RETRY
"""The latest time that anything is reckoned from."""


def believed(kept: Reader, replica: Replica, at: datetime) -> datetime:
    """Return the latest time that was ever taken for the present: now, by the last round or by a confirmation.

    A clock that ran ahead within what is believed, and is right again, forgot by its own time and left it behind.
    """
    shape = shape_of(kept, "last_round", ("at",))
    rounds = [found for row in rows_of(kept, shape) if (found := _time(row["at"]))]
    return min(max(at, replica.confirmed, *rounds), _END)


class Records:
    """The rows of one reading, and the replica that says what the acts allow."""

    def __init__(self, kept: Reader, replica: Replica, feeds: Mapping[str, int], at: datetime) -> None:
        self._kept, self._replica, self._feeds, self._now = kept, replica, feeds, at
        self._at = min(max(at, believed(kept, replica, at), *(when for _, when in replica.done.values())), _END)
        self.remarks: list[str] = []
        tokens = shape_of(kept, "tokens", ("token", "expires"))
        self._ends = {row["token"]: datetime.fromisoformat(row["expires"]) for row in rows_of(replica.writer, tokens)}

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each row that the acts do not allow."""
        yield from self._of("ledger_nodes", ("level", "position"), self._node)
        yield from self._of("idempotency", ("actor", "key", "outcome", "at"), self._answer)
        yield from self._of("session_seen", ("session", "seen"), self._session)
        yield from self._of("proof_marks", ("person", "mark"), self._person)
        yield from self._of("awaiting", ("person", "since", "latest", "urgent", "told", "retry"), self._awaiting)
        yield from self._of("telling", ("name", "position"), self._position)
        yield from self._of("last_round", ("name", "at", "act"), self._round)
        yield from self._uses()
        yield from self._numbers()

    def _of(self, table: str, columns: tuple[str, ...], why: Callable[[Row], str | None]) -> Iterator[Fault]:
        shape = shape_of(self._kept, table, columns)
        for row in rows_of(self._kept, shape):
            wrong = why(row)
            if wrong:
                yield Fault(f"{table} {' '.join(str(row[name]) for name in shape.key)}", wrong)

    def _node(self, row: Row) -> str | None:
        level, position = row["level"], row["position"]
        inside = isinstance(level, int) and isinstance(position, int) and 0 <= level < 64 and position >= 0
        if inside and (position + 1) << level <= self._replica.size:
            return None
        return "No act leads to this node of the ledger."

    def _answer(self, row: Row) -> str | None:
        try:
            done = wire.trusted(row["outcome"], Done)
        except (msgspec.MsgspecError, TypeError):
            return "The answer that is kept cannot be read."
        at = _time(row["at"])
        if at is None or at > self._at + _AHEAD:
            return "It is kept under a time that has not come."
        by = [self._replica.done.get(each) for each in done.acts[:1]]
        if any(each != (row["actor"], at) for each in by):
            return "The answer that is kept names an act that this caller did not do at this time."
        return None

    def _session(self, row: Row) -> str | None:
        session = self._ends.get(row["session"])
        seen = _time(row["seen"])
        if seen is None:
            return "When it was last used cannot be read."
        if session is not None and seen > session + _AHEAD:
            return "It was used after its end."
        return None

    def _person(self, row: Row) -> str | None:
        return None if self._replica.load("person", str(row["person"])).version else "There is no such person."

    def _awaiting(self, row: Row) -> str | None:
        if self._person(row):
            return "There is no such person."
        for name, most in (
            ("since", _AHEAD),
            ("latest", _AHEAD),
            ("urgent", _AHEAD),
            ("told", _AHEAD),
            ("retry", _RETRY),
        ):
            found = _time(row[name])
            if row[name] is not None and (found is None or found > self._at + most):
                return f"{name} is a time that has not come."
        ordered = row["since"] is None or (row["latest"] is not None and row["since"] <= row["latest"])
        return None if ordered else "Its last cause came before its first."

    def _round(self, row: Row) -> str | None:
        at, act = _time(row["at"]), row["act"]
        if at is None:
            return "The time of the last round of the clock cannot be read."
        if at > self._now + _AHEAD:
            self.remarks.append(
                f"The last round of the clock was at {at:%Y-%m-%d %H:%M} UTC, which has not come: "
                "the clock of this machine ran ahead then, or is behind now."
            )
        return None if isinstance(act, int) and 0 <= act <= self._replica.size else "It names an act that is not there."

    def _position(self, row: Row) -> str | None:
        name, position = str(row["name"]), row["position"]
        beyond = "The cursor stands beyond what there is."
        if not isinstance(position, int) or position < 0:
            return beyond
        if name.startswith("feed "):
            there = position <= self._feeds.get(name.removeprefix("feed "), 0)
        else:
            there = position <= (self._replica.size if name == "acts" else (self._at + _AHEAD).timestamp())
        return None if there else beyond

    def _uses(self) -> Iterator[Fault]:
        shape = shape_of(self._kept, "uploads", ("sha256", "member"))
        held = {(row["sha256"], row["member"]) for row in rows_of(self._kept, shape)}

        def why(row: Row) -> str | None:
            request = self._replica.load("request", str(row["file"])).state
            if (row["sha256"], row["member"]) not in held:
                return "It names an upload that is not there."
            return None if request.member == row["member"] else "It gives a file to a request of another member."

        yield from self._of("upload_uses", ("sha256", "member", "file"), why)

    def _numbers(self) -> Iterator[Fault]:
        last = dict(self._replica.numbers)
        for row in rows_of(self._kept, shape_of(self._kept, "public_numbers", ("year", "last"))):
            given = last.pop(row["year"], 0)
            if not isinstance(row["last"], int) or row["last"] < given:
                yield Fault(f"public_numbers {row['year']}", f"The number {row['year']}/{given} would be given again.")
        for year, given in sorted(last.items()):
            yield Fault(f"public_numbers {year}", f"The numbers up to {year}/{given} would be given again.")


def _time(value: object) -> datetime | None:
    """Return a time as rows hold it; None for anything else."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
