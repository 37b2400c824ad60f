"""Pages of what a caller may see, each with the cursor of the next."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.governance.scope import Predicate, holds
from comity.kernel.subject import Record

T = TypeVar("T")
Cursor = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z_:.-]{1,80}$", description="`next` of the page before.")]
Limit = Annotated[int, msgspec.Meta(ge=1, le=200)]


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some entries of a list; `next` is None on the last page."""

    entries: tuple[T, ...]
    next: str | None = None


class PageQuery(Record, frozen=True):
    """Where a page begins and how long it is."""

    after: Cursor | None = None
    limit: Limit = 50


def page(look: Look, listing: Listing, line: Callable[[Found], T]) -> Page[T]:
    """Return one page of `listing`; what a date has ended is judged as it stands now, not as it was filed."""
    rows = look.reader.page(msgspec.structs.replace(listing, limit=listing.limit + 1))
    more = len(rows) > listing.limit
    shown = rows[: listing.limit]
    found = [look.typed(row) for row in shown]
    kept = tuple(line(each) for each in found if _still(listing.scope, listing, each))
    return Page(kept, look.reader.cursor(shown[-1], listing.by_deadline) if more else None)


def _still(scope: Predicate, listing: Listing, found: Found) -> bool:
    if listing.states and found.row.state not in listing.states:
        return False
    return holds(scope, found.row)
