"""How often something may be tried: counted for all workers together, across restarts, under keys that name no one.

1. A try is counted before its outcome is known, so that tries at once are counted too; success gives it back.
2. The last try that is allowed already sets the hold; each later one, after its hold, sets the next.
3. A try during a hold is not counted and does not lengthen it: no one can shut another out for good.
4. What cannot be counted cannot be done: a store that cannot be written refuses the try.
"""

import hmac
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.ports.store import Tries
from comity.kernel.errors import TooManyRequests

_QUIET: Final = timedelta(hours=24)
"""After a day without a try nothing is held against anyone."""
_MINUTE: Final = timedelta(minutes=1)


class Limit(msgspec.Struct, frozen=True):
    """`most` tries within `window`, and what follows on the last: one hold, or holds that grow from try to try."""

    most: int
    window: timedelta
    holds: tuple[timedelta, ...]
    says: str


LIMITS: Final[Mapping[str, Limit]] = {
    # A six-digit code is one of a million, three of which hold at once: with 24 tries a day it takes centuries.
    "login": Limit(
        5,
        15 * _MINUTE,
        (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, 60 * _MINUTE),
        "There were too many tries to sign in with this login.",
    ),
    # A bureau of a hundred people behind one address mistypes less than this.
    "address": Limit(30, 15 * _MINUTE, (15 * _MINUTE,), "There were too many tries to sign in from where you are."),
    "application": Limit(10, 60 * _MINUTE, (60 * _MINUTE,), "There were too many applications from where you are."),
    # A secret of 100 bits is not guessed; who mistypes it ten times in an hour should rather look at the receipt.
    "receipt": Limit(10, 60 * _MINUTE, (60 * _MINUTE,), "There were too many tries to follow an application."),
    "test-message": Limit(5, 60 * _MINUTE, (60 * _MINUTE,), "Enough test messages were sent for now."),
}
"""What is limited, by name."""


def take(comity: Comity, what: str, whom: str) -> None:
    """Count one try of `what` by `whom`, a login or an address.

    Raises `TooManyRequests` while there is a hold, and `Unavailable` where it cannot be counted.
    """
    limit, at, key = LIMITS[what], comity.clock.now(), _key(comity, what, whom)
    with comity.store.writing(_nothing) as writer:
        known = writer.tries(key)
        if known is not None and known.until is not None and at < known.until:
            raise _too_many(limit, known.until - at)
        writer.put_tries(_counted(limit, known, key, at))


def give_back(comity: Comity, what: str, whom: str) -> None:
    """Take one try back that came to something, and the hold that it set."""
    key = _key(comity, what, whom)
    with comity.store.writing(_nothing) as writer:
        known = writer.tries(key)
        if known is not None:
            count, holds = max(known.count - 1, 0), max(known.holds - 1, 0)
            writer.put_tries(msgspec.structs.replace(known, count=count, holds=holds, until=None))


def clear(comity: Comity, what: str, whom: str) -> None:
    """Hold nothing against `whom` any more."""
    with comity.store.writing(_nothing) as writer:
        writer.drop_tries(_key(comity, what, whom))


def _counted(limit: Limit, known: Tries | None, key: str, at: datetime) -> Tries:
    if known is None or _over(limit, known, at):
        known = Tries(key, 0, at, at)
    count, holds, until = known.count + 1, known.holds, None
    if count >= limit.most:
        until = at + limit.holds[min(holds, len(limit.holds) - 1)]
        holds += 1
    return Tries(key, count, known.began, at, holds, until)


def _over(limit: Limit, known: Tries, at: datetime) -> bool:
    """Say whether what was counted is past: holds that grow go on growing until a quiet day."""
    growing = len(limit.holds) > 1 and known.holds > 0
    return at - known.last >= _QUIET or (not growing and at - known.began >= limit.window)


def _too_many(limit: Limit, left: timedelta) -> TooManyRequests:
    minutes = max(1, math.ceil(left / _MINUTE))
    when = "in a minute" if minutes == 1 else f"in {minutes} minutes"
    return TooManyRequests(f"{limit.says} Try again {when}.", max(1, math.ceil(left.total_seconds())))


def _key(comity: Comity, what: str, whom: str) -> str:
    """Return an HMAC, so that no login and no address stands in a table."""
    return hmac.digest(comity.secret, f"tries\0{what}\0{_one(whom)}".encode("utf-8", "replace"), sha256).hex()


def _one(whom: str) -> str:
    """Return an IPv6 address as its network: one customer has 2^64 of them."""
    try:
        found = ip_address(whom)
    except ValueError:
        return whom
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
    return str(found)


def _nothing() -> None:
    return None
