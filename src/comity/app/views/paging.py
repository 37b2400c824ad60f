"""Pages of what a caller may see, each with the cursor of the next."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import NO_TIME, Listing
from comity.governance.scope import Predicate, holds
from comity.kernel.subject import Record

T = TypeVar("T")
Cursor = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z_:.-]{1,80}$", description="`next` of the page before.")]
Limit = Annotated[int, msgspec.Meta(ge=1, le=200)]


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some entries of a list; `next` is None on the last page.

    `unread` says how many were left out of this page because their rows cannot be read; absent where all were read.
    """

    entries: tuple[T, ...]
    next: str | None = None
    unread: int | msgspec.UnsetType = msgspec.UNSET


class PageQuery(Record, frozen=True):
    """Where a page begins and how long it is."""

    after: Cursor | None = None
    limit: Limit = 50


def page(look: Look, listing: Listing, line: Callable[[Found], T]) -> Page[T]:
    """Return one page of `listing`; what a date has ended is judged as it stands now, not as it was filed."""
    rows = look.reader.page(msgspec.structs.replace(listing, limit=listing.limit + 1))
    more = len(rows) > listing.limit
    shown = rows[: listing.limit]
    found = list(look.legible(shown))
    unread = len(shown) - len(found) or msgspec.UNSET
    kept = tuple(line(each) for each in found if _still(listing.scope, listing, each))
    # A row whose time of making cannot be read names no place in the order: the page goes on after the one before.
    last = next((row for row in reversed(shown) if row.created != NO_TIME), None)
    return Page(kept, look.reader.cursor(last, listing.by_deadline) if more and last else None, unread)


def _still(scope: Predicate, listing: Listing, found: Found) -> bool:
    if listing.states and found.row.state not in listing.states:
        return False
    return holds(scope, found.row)
