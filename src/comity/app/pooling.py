"""When a message may leave: causes are pooled, so that its time tells little of when something happened, or what.

Each person has slots, an hour apart, at a minute of the hour that is their own: all that came in between leaves as
one message, the same as for a single cause. What is imminent has slots of five minutes. Whoever was in a session
since is not told. All functions are pure.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from comity.app.ports.store import Awaiting

POOL: Final = timedelta(hours=1)
"""Who reads the mail of a bureau learns the hour in which something happened, and not the minute of a recall."""
IMMINENT_POOL: Final = timedelta(minutes=5)
"""A threat to life is worth telling that something is urgent; five minutes still hide which of two acts it was."""
_LATE: Final = 0.75
"""The part of a pool that lies between two messages at least, where a failing host made the first one late."""
_FIRST_PAUSE: Final = timedelta(minutes=1)
DOWN_AT_MOST: Final = timedelta(minutes=30)
"""The longest pause where a whole host failed: it comes back, and then many wait."""
REFUSED_AT_MOST: Final = timedelta(hours=24)
"""The longest pause where a host takes messages and not this one: the address is likely gone."""


def slot(person: str, after: datetime, pool: timedelta) -> datetime:
    """Return the first of a person's slots after a time."""
    seconds = int(pool.total_seconds())
    offset = int.from_bytes(sha256(person.encode()).digest()[:8]) % seconds
    number = (int(after.timestamp()) - offset) // seconds + 1
    return datetime.fromtimestamp(number * seconds + offset, UTC)


def leaves(row: Awaiting) -> datetime | None:
    """Return when the message of a person may leave; None where nothing waits."""
    if row.since is None:
        return None
    pools = [(row.since, POOL)] + ([(row.urgent, IMMINENT_POOL)] if row.urgent else [])
    first = min(_next(row, since, pool) for since, pool in pools)
    return max(first, row.retry) if row.retry else first


def _next(row: Awaiting, since: datetime, pool: timedelta) -> datetime:
    return slot(row.person, max(since, row.told + pool * _LATE) if row.told else since, pool)


def caused(row: Awaiting, at: datetime, urgent: bool) -> Awaiting:
    """Return the row after something came to wait at `at`; what did not leave so far may be tried anew."""
    return replace(
        row,
        since=min(row.since, at) if row.since else at,
        latest=max(row.latest, at) if row.latest else at,
        urgent=row.urgent or (at if urgent else None),
    )


def present(row: Awaiting, seen: datetime) -> Awaiting:
    """Return the row after the person was in a session at `seen`: what came before needs no message."""
    if row.since is None or row.latest is None or seen < row.since:
        return row
    if seen >= row.latest:
        return replace(row, since=None, latest=None, urgent=None, failures=0, retry=None)
    return replace(row, since=row.latest, urgent=row.urgent if row.urgent and row.urgent > seen else None)


def told(row: Awaiting, at: datetime) -> Awaiting:
    """Return the row after a message left at `at`; what came while it was on its way still waits."""
    return replace(present(row, at), told=at, failures=0, retry=None)


def failed(row: Awaiting, at: datetime, down: bool) -> Awaiting:
    """Return the row after a message did not leave: the next try comes after a pause twice as long as the last."""
    longest = DOWN_AT_MOST if down else REFUSED_AT_MOST
    pause = min(_FIRST_PAUSE * 2 ** min(row.failures, 20), longest)
    return replace(row, failures=row.failures + 1, retry=at + pause)
