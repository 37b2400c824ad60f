"""Marking for whom something waits: what happened since the last round, and dates that come near.

Marks and the cursors up to which acts, feeds and dates were read are written in one transaction: whenever a process
is killed, nothing is lost and nothing is marked twice. Only who chose to be told is marked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec

from comity.app.acts import Act
from comity.app.awaits import ACCOUNT, NEAR, WATCHED, Matter, Who, awaits, awaits_near, awaits_overdue, imminent, who_is
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.pooling import caused, present
from comity.app.ports.store import Awaiting
from comity.governance.credentials import SessionEnded, SessionOpened
from comity.governance.notifications import NotificationsSet
from comity.governance.people import PersonState

_ACTS, _DATES = "acts", "dates"
_PAGE: Final = 500
_MANY: Final = 2**53
"""More entries than any feed will have, and more acts than there will be."""


class Mark(msgspec.Struct, frozen=True):
    """Something came to wait for a person at a time; or, where `cause` is not set, the person was in a session."""

    person: str
    at: datetime
    cause: bool = True
    urgent: bool = False


class _Read(msgspec.Struct, frozen=True):
    """What one reading found: `before` is the cursor it began at, `positions` the cursors now, `more` to be read."""

    before: int | None
    positions: dict[str, int]
    marks: list[Mark] = []
    more: bool = False


def mark(comity: Comity) -> None:
    """Read what happened since the last round, and write for whom something waits."""
    more = True
    while more:
        with comity.look() as look:
            found = _read(look)
        more = _write(comity, found)


def _read(look: Look) -> _Read:
    """Read one page of acts, and the dates; nothing before the first choice is anyone's to be told."""
    before, last = look.reader.position(_ACTS), look.reader.last_seq()
    people = tuple(state for state in _people(look) if state.state == "active")
    chosen = {state.id for state in people if state.notifications.choice}
    if not chosen:
        return _Read(before, {} if before == last else {_ACTS: last})
    acts = look.acts(before or 0, _PAGE)
    after = acts[-1].seq if acts else last
    positions, fed = _fed(look, acts)
    everyone, dates = tuple(map(who_is, people)), int(look.at.timestamp())
    marks = [*after_acts(look, acts, everyone, fed), *_after_dates(look, everyone, dates)]
    positions |= {_ACTS: after, _DATES: dates}
    return _Read(before, positions, [each for each in marks if each.person in chosen], after < last)


def _people(look: Look) -> Iterator[PersonState]:
    return (each.state for each in look.legible(look.reader.registers("person")))


def _fed(look: Look, acts: list[Act]) -> tuple[dict[str, int], dict[int, set[str]]]:
    """Return how far each member's feed was read, and which members' feeds have an entry of which act."""
    positions: dict[str, int] = {}
    fed: dict[int, set[str]] = {}
    if not acts:
        return positions, fed
    for member in look.organisation().members:
        after = begin_of_feed(look, str(member), acts[0].seq)
        while rows := [row for row in look.reader.feed(member, after, _PAGE) if row.act <= acts[-1].seq]:
            for row in rows:
                fed.setdefault(row.act, set()).add(str(member))
            after = rows[-1].seq
            positions[f"feed {member}"] = after
    return positions, fed


def begin_of_feed(look: Look, member: str, act: int) -> int:
    """Return up to where a feed is of acts before `act`: as far as it was read, or further where no one had chosen."""

    def following(entry: int) -> int:
        rows = look.reader.feed(member, entry, 1)
        return rows[0].act if rows else _MANY

    read = look.reader.position(f"feed {member}") or 0
    return read if following(read) >= act else bisect_left(range(_MANY), act, lo=read, key=following)


def after_acts(look: Look, acts: Iterable[Act], people: tuple[Who, ...], fed: Mapping[int, set[str]]) -> Iterator[Mark]:
    """Yield for whom something waits after acts; `fed` has the members whose feeds have an entry of an act."""
    for act in acts:
        match act.event:
            case SessionOpened() | SessionEnded() | NotificationsSet() if act.actor == act.stream_id:
                yield Mark(act.actor, act.at, cause=False)
            case _ if act.stream_type in WATCHED or act.seq in fed or type(act.event) in ACCOUNT:
                matter = _matter(look, act, fed.get(act.seq, set()))
                urgent = imminent(matter)
                yield from (Mark(person, act.at, urgent=urgent) for person in sorted(awaits(matter, people)))
            case _:
                pass


def _matter(look: Look, act: Act, fed: set[str]) -> Matter:
    state = look.state_of(act.stream_type, act.stream_id)
    about = look.state_of("notice", state.notice) if act.stream_type == "dealing" else state
    return Matter(act, state, getattr(about, "member", None), frozenset(fed))


def _after_dates(look: Look, people: tuple[Who, ...], dates: int) -> Iterator[Mark]:
    """Replies that come near, and clocks that ran out, since dates were last looked at."""
    before = look.reader.position(_DATES)
    since = datetime.fromtimestamp(dates if before is None else before, UTC)
    until = datetime.fromtimestamp(dates, UTC)
    for found in look.legible(look.reader.falling_due("request", "returned", since + NEAR, until + NEAR)):
        yield from (Mark(person, until) for person in sorted(awaits_near(found.state, people)))
    for found in look.legible(look.reader.falling_due("review", "open", since, until)):
        yield from (Mark(person, until) for person in sorted(awaits_overdue(found.state, people)))


def _write(comity: Comity, found: _Read) -> bool:
    """Write marks and cursors, all or none, and return whether to read on; another process may have been first."""
    if not found.positions:
        return False
    with comity.store.writing(_nothing) as writer:
        if writer.position(_ACTS) != found.before:
            return True
        rows = dict(writer.awaiting())
        for each in found.marks:
            row = rows.get(each.person, Awaiting(person=each.person))
            rows[each.person] = caused(row, each.at, each.urgent) if each.cause else present(row, each.at)
        for person in dict.fromkeys(each.person for each in found.marks):
            writer.put_awaiting(rows[person])
        for name, position in found.positions.items():
            writer.put_position(name, position)
    return found.more


def _nothing() -> None:
    return None
