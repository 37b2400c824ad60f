"""Feeds and public changes, held against what the acts lead to: nothing is left out, put in, or out of its order.

Numbers rise by one, but for the gap that a restore leaves. That a picture was made anew changes the public notices that
show it, and which these are no act says: their rows are allowed where a picture of that member was made on that day. A
change of a notice that stays public may be missing, as earlier versions left some out, if no number is.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from comity.app.ports.store import Reader
from comity.app.verification.columns import compared
from comity.app.verification.replica import Replica
from comity.app.verification.rows import Row, rows_of, shape_of
from comity.kernel.errors import Fault

_GAP: Final = 10_000
"""The least that a restore leaves out."""
_Group = tuple[str, Iterator[Row]]


class Sequences:
    """The rows that are numbered one after the other; `ends` are the last numbers of feeds, once these were read."""

    def __init__(self, kept: Reader, replica: Replica) -> None:
        self._kept, self._replica = kept, replica
        self.ends: dict[str, int] = {}

    def feeds(self) -> Iterator[Fault]:
        """Yield a fault for each feed that does not hold what the acts sent to its member."""
        shape, floor = shape_of(self._kept, "feed", compared("feed")), self._kept.floor("feed")
        own, other = (_by_member(rows_of(each, shape)) for each in (self._kept, self._replica.writer))
        here, there = next(own, None), next(other, None)
        while here is not None or there is not None:
            member = min(group[0] for group in (here, there) if group is not None)
            rows = here[1] if here is not None and here[0] == member else iter(())
            wanted = there[1] if there is not None and there[0] == member else iter(())
            yield from _held(f"feed {member}", self._counted(member, rows), wanted, floor)
            if here is not None and here[0] == member:
                here = next(own, None)
            if there is not None and there[0] == member:
                there = next(other, None)

    def _counted(self, member: str, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.ends[member] = row["seq"]
            yield row

    def public(self) -> Iterator[Fault]:
        """Yield a fault where the public changes are not those that the acts led to."""
        shape = shape_of(self._kept, "public_changes", compared("public_changes"))
        rows, wanted = rows_of(self._kept, shape), rows_of(self._replica.writer, shape)
        numbers = {notice: state.number for notice, state in self._replica.streams("notice")}

        def pictured(row: Row) -> bool:
            shown = (row["notice"], row["day"]) in self._replica.pictured
            return shown and row["kind"] == "changed" and row["number"] == numbers.get(row["notice"])

        floor = self._kept.floor("public")
        yield from _held("public_changes", rows, wanted, floor, pictured, lambda row: bool(row["kind"] == "changed"))


def _by_member(rows: Iterator[Row]) -> Iterator[_Group]:
    return groupby(rows, lambda row: str(row["member"]))


def _held(
    place: str,
    rows: Iterator[Row],
    rebuilt: Iterator[Row],
    floor: int,
    may_come: Callable[[Row], bool] = lambda row: False,
    may_lack: Callable[[Row], bool] = lambda row: False,
) -> Iterator[Fault]:
    last, wanted = 0, next(rebuilt, None)
    for row in rows:
        seq = row["seq"]
        if seq != last + 1 and not (seq >= last + _GAP and seq - 1 <= floor):
            yield Fault(
                f"{place} {seq}", f"A row before it is missing, or its number is wrong: {last + 1} would follow."
            )
            return
        last = seq
        if not _same(row, wanted) and may_come(row):
            continue
        while wanted is not None and not _same(row, wanted) and may_lack(wanted):
            wanted = next(rebuilt, None)
        if not _same(row, wanted):
            yield Fault(f"{place} {seq}", f"The acts lead to {_told(wanted)}, and not to {_told(row)}.")
            return
        wanted = next(rebuilt, None)
    if wanted is not None:
        yield Fault(f"{place} {last + 1}", f"The acts lead to {_told(wanted)}, which is missing.")


def _same(row: Row, wanted: Row | None) -> bool:
    return wanted is not None and all(row[name] == value for name, value in wanted.items() if name != "seq")


def _told(row: Row | None) -> str:
    return " ".join(str(value) for name, value in row.items() if name != "seq") if row else "nothing more"
