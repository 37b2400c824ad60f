"""The queue as its readers filter it, and how much of it is theirs, late or free."""

from collections.abc import Callable, Iterator
from typing import Annotated, Final

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing, Registered
from comity.app.views.paging import Page, PageQuery
from comity.app.views.reviews import QueueLine, queued
from comity.governance.gate import Principal, Resource
from comity.governance.offices import Office
from comity.governance.scope import And, AssignedTo, Predicate, holds, queue
from comity.kernel.decider import Row
from comity.notices.vocabulary import Kind, ReviewCause, UrgencyLevel

_STEP: Final = 200
MOST_COUNTED: Final = 2000
"""Open cases that are counted: more than a secretariat with 60 new requests a day holds in a month."""
_SEES_CASES: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER})
_ORGANISATION: Final = Resource("organisation", "organisation", Row(state="established"))


class QueueQuery(PageQuery, frozen=True):
    """`mine` are the cases that the reader holds, `free` those with a place left, `overdue` those past their date."""

    mine: bool = False
    free: bool = False
    overdue: bool = False
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=9)] = ()
    urgency: Annotated[tuple[UrgencyLevel, ...], msgspec.Meta(max_length=3)] = ()
    cause: Annotated[tuple[ReviewCause, ...], msgspec.Meta(max_length=7)] = ()


class Tally(msgspec.Struct, frozen=True):
    """How many open cases there are; `more` where not all were counted."""

    open: int
    overdue: int
    free: int
    mine: int
    more: bool


def sees_cases(by: Principal) -> bool:
    """Say whether the reader sees the lines of the queue, and not its counts alone."""
    return bool(by.offices & _SEES_CASES)


def filtered(look: Look, by: Principal, query: QueueQuery) -> Page[QueueLine]:
    """Return a page of the open cases that `by` may see and that `query` asks for, the most urgent first.

    Who runs the secretariat sees no case. Raises `Forbidden` for who may not know of the queue.
    """
    if not sees_cases(by):
        look.require(by, "secretariat:load:view", _ORGANISATION)
        return Page(())
    wanted = _wanted(query)
    kept: list[QueueLine] = []
    last: Registered | None = None
    for row, found in _open(look, by, query):
        if last and len(kept) == query.limit:
            return Page(tuple(kept), look.reader.cursor(last, by_deadline=True))
        line = queued(found.state, by, look.at)
        last = row
        if wanted(line):
            kept.append(line)
    return Page(tuple(kept))


def tally(look: Look, by: Principal) -> Tally:
    """Return how many of the open cases that `by` may know of are overdue, free and held by `by`."""
    if not sees_cases(by):
        look.require(by, "secretariat:load:view", _ORGANISATION)
    lines: list[QueueLine] = []
    for _, found in _open(look, by, QueueQuery()):
        if len(lines) == MOST_COUNTED:
            return _told(lines, True)
        lines.append(queued(found.state, by, look.at))
    return _told(lines, False)


def _told(lines: list[QueueLine], more: bool) -> Tally:
    return Tally(
        open=len(lines),
        overdue=sum(line.overdue for line in lines),
        free=sum(_free(line) for line in lines),
        mine=sum(line.mine for line in lines),
        more=more,
    )


def _free(line: QueueLine) -> bool:
    return line.places_left > 0 and not line.mine and not line.given


def _wanted(query: QueueQuery) -> Callable[[QueueLine], bool]:
    def wanted(line: QueueLine) -> bool:
        return (
            (not query.mine or line.mine or line.given)
            and (not query.free or _free(line))
            and (not query.overdue or line.overdue)
            and (not query.urgency or line.urgency in query.urgency)
            and (not query.cause or line.cause in query.cause)
        )

    return wanted


def _open(look: Look, by: Principal, query: QueueQuery) -> Iterator[tuple[Registered, Found]]:
    """Yield the open cases in the order of the queue, some at a time."""
    scope: Predicate = And((queue(by), AssignedTo(by.id))) if query.mine else queue(by)
    kinds = tuple(each.value for each in query.kind)
    after = query.after
    while True:
        listing = Listing(
            stream_type="review", scope=scope, states=("open",), kinds=kinds, after=after, limit=_STEP, by_deadline=True
        )
        rows = look.reader.page(listing)
        for row in rows:
            found = next(look.legible((row,)), None)
            if found and found.row.state == "open" and holds(scope, found.row):
                yield row, found
        if len(rows) < _STEP:
            return
        after = look.reader.cursor(rows[-1], by_deadline=True)
