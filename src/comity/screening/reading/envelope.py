"""The envelope of passenger lists: interchange, groups and messages, and whether what they say of themselves holds."""

from collections.abc import Iterator
from typing import Final

from comity.screening.reading.edifact import Segment
from comity.screening.reading.record import Problem, problem

_PASSENGERS: Final = frozenset({"FL", "DDU"})
_CREW: Final = frozenset({"FM", "DDT"})
_COUNTED: Final = {"41": ("crew", _CREW), "42": ("passengers", _PASSENGERS)}


class Envelope:
    """Follows the service segments of a file; knows whether a passenger list is open and who was counted in it."""

    def __init__(self) -> None:
        self.open_list = False
        self.persons_follow = False
        self._interchange: Segment | None = None
        self._group: Segment | None = None
        self._message: Segment | None = None
        self._segments = self._messages = self._groups = self._grouped = self._last = self._people = 0
        self._kinds: list[str] = []

    def counts(self, kind: str) -> bool:
        """Say whether a name segment of this kind is a person on board, and count it."""
        known = kind in _PASSENGERS | _CREW
        if known:
            self._kinds.append(kind)
            self.persons_follow = True
        return known

    def next_id(self) -> str:
        """Return the id of the next person: the reference of the message and the place in its list."""
        self._people += 1
        return f"{self._message.get(0) if self._message else ''}/{self._people}"

    def passed_over(self) -> None:
        """Count a segment that could not be read."""
        self._segments += 1

    def take(self, segment: Segment) -> list[Problem]:
        """Follow a segment; return what does not agree."""
        self._last = segment.number
        self._segments += 1
        match segment.tag:
            case "UNB":
                return list(self._begin(segment))
            case "UNG":
                self._group, self._grouped, self._groups = segment, 0, self._groups + 1
            case "UNH":
                return list(self._open(segment))
            case "TDT":
                self.persons_follow = True
            case "CNT":
                return list(self._count(segment))
            case "UNT":
                return list(self._close(segment))
            case "UNE":
                return list(self._close_group(segment))
            case "UNZ":
                return list(self._finish(segment))
        return []

    def end(self) -> Iterator[Problem]:
        """Yield what is still open at the end of the file."""
        if self._message or self._interchange:
            missing = "UNT and no UNZ" if self._message and self._interchange else "UNT" if self._message else "UNZ"
            yield problem(f"after segment {self._last}", f"There is no {missing}: the file may be cut off here")
        elif not self._last:
            yield problem("segment 1", "There is no segment at all; an interchange begins with UNB")

    def _begin(self, segment: Segment) -> Iterator[Problem]:
        if self._interchange:
            yield problem(segment.place, "An interchange begins before the one before it has ended with UNZ")
        yield from self._broken_off(segment)
        self._interchange, self._messages, self._groups = segment, 0, 0

    def _open(self, segment: Segment) -> Iterator[Problem]:
        yield from self._broken_off(segment)
        if not self._interchange and not self._messages:
            yield problem(segment.place, "A message stands outside an interchange, which begins with UNB")
        self._message, self._segments, self._people, self._kinds = segment, 1, 0, []
        self._messages, self._grouped = self._messages + 1, self._grouped + 1
        self.persons_follow, self.open_list = False, segment.get(1) == "PAXLST"
        if not self.open_list:
            yield problem(segment.place, f"This is a message {segment.get(1)!r} and no PAXLST; it was passed over")

    def _broken_off(self, segment: Segment) -> Iterator[Problem]:
        if self._message:
            said = f"The message {self._message.get(0)} has not ended with UNT: it may be cut off before this"
            yield problem(segment.place, said)
        self._message, self.open_list = None, False

    def _count(self, segment: Segment) -> Iterator[Problem]:
        if not self.open_list or segment.get(0) not in _COUNTED:
            return
        what, kinds = _COUNTED[segment.get(0)]
        found = sum(kind in kinds for kind in self._kinds)
        yield from _differs(segment, segment.get(0, 1), found, what)

    def _close(self, segment: Segment) -> Iterator[Problem]:
        if self._message is None:
            yield problem(segment.place, "A message ends that has not begun with UNH")
            return
        yield from _differs(segment, segment.get(0), self._segments, "segments in the message")
        yield from _refers(segment, self._message.get(0), "message")
        self._message, self.open_list = None, False

    def _close_group(self, segment: Segment) -> Iterator[Problem]:
        yield from self._broken_off(segment)
        if self._group is None:
            yield problem(segment.place, "A group ends that has not begun with UNG")
            return
        yield from _differs(segment, segment.get(0), self._grouped, "messages in the group")
        yield from _refers(segment, self._group.get(4), "group")
        self._group = None

    def _finish(self, segment: Segment) -> Iterator[Problem]:
        yield from self._broken_off(segment)
        if self._interchange is None:
            yield problem(segment.place, "An interchange ends that has not begun with UNB")
            return
        what = "groups" if self._groups else "messages"
        yield from _differs(segment, segment.get(0), self._groups or self._messages, f"{what} in the interchange")
        yield from _refers(segment, self._interchange.get(4), "interchange")
        self._interchange = None


def _differs(segment: Segment, said: str, found: int, what: str) -> Iterator[Problem]:
    if not said.isdecimal() or int(said[:9]) != found:
        yield problem(segment.place, f"It says {said[:20] or 'nothing'} and there are {found} {what}")


def _refers(segment: Segment, right: str, what: str) -> Iterator[Problem]:
    if segment.get(1) != right:
        yield problem(segment.place, f"It names the {what} {segment.get(1)[:40]!r}, and {right[:40]!r} is open")
