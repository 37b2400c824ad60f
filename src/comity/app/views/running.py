"""What who runs the secretariat sees: clocks, load and measures, and of no case what it is about."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Final

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing, Registered
from comity.app.views.paging import Page, PageQuery
from comity.governance.commands import PersonProfile
from comity.governance.gate import Principal, Resource
from comity.governance.scope import And, AssignedTo, Everything, Predicate, holds, queue
from comity.kernel.decider import Row
from comity.notices.notice import Notice
from comity.notices.reviewing import Review
from comity.notices.vocabulary import State, UrgencyLevel

NEAR: Final = timedelta(days=14)
"""How far ahead replies and suspensions are looked at: time enough to call a bureau, and for it to act."""
MOST_COUNTED: Final = 2_000
_STEP: Final = 200
_ORGANISATION: Final = Resource("organisation", "organisation", Row(state="established"))


class Held(msgspec.Struct, frozen=True):
    """A place in a case: who holds it, and until when."""

    reviewer: str
    until: datetime


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """An open case: how urgent, how late, and who holds it."""

    id: str
    urgency: UrgencyLevel
    due: datetime | None
    overdue: bool
    held: tuple[Held, ...]


class CasesQuery(PageQuery, frozen=True):
    """`overdue` are those past their date, `unheld` those that nobody holds, `by` those that a reviewer holds."""

    overdue: bool = False
    unheld: bool = False
    by: Annotated[str, msgspec.Meta(pattern=r"^per_[0-9a-z]{16}$")] | None = None


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's load: cases held, those of them that are overdue, and when the first of them falls due."""

    reviewer: str
    held: int
    overdue: int
    first_due: datetime | None


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """All open cases counted; `more` where there are more than were counted."""

    open: int
    overdue: int
    unheld: int
    holders: tuple[Holder, ...]
    more: bool


class Clock(msgspec.Struct, frozen=True):
    """Clocks of one bureau that run out soon: how many, and when the first does."""

    member: str
    count: int
    first: datetime


def require(look: Look, by: Principal) -> None:
    """Raise `Forbidden` for who does not run the secretariat."""
    look.require(by, "secretariat:load:view", _ORGANISATION)


def cases(look: Look, by: Principal, query: CasesQuery) -> Page[CaseLine]:
    """Return a page of the open cases, the most urgent first, then those due first."""
    require(look, by)
    kept: list[CaseLine] = []
    last: Registered | None = None
    for registered, line in _open(look, by, query):
        if last is not None and len(kept) == query.limit:
            return Page(tuple(kept), look.reader.cursor(last, by_deadline=True))
        last = registered
        if _wanted(line, query):
            kept.append(line)
    return Page(tuple(kept))


def _wanted(line: CaseLine, query: CasesQuery) -> bool:
    if query.overdue and not line.overdue:
        return False
    if query.unheld and line.held:
        return False
    return query.by is None or query.by in {each.reviewer for each in line.held}


def _open(look: Look, by: Principal, query: CasesQuery) -> Iterator[tuple[Registered, CaseLine]]:
    scope: Predicate = And((queue(by), AssignedTo(query.by))) if query.by else queue(by)
    after = query.after
    while True:
        listing = Listing(
            stream_type="review",
            scope=scope,
            states=("open",),
            due_before=look.at if query.overdue else None,
            after=after,
            limit=_STEP,
            by_deadline=True,
        )
        rows = look.reader.page(listing)
        for registered in rows:
            found = next(look.legible((registered,)), None)
            if found and holds(scope, found.row):
                yield registered, _line(found, look.at)
        if len(rows) < _STEP:
            return
        after = look.reader.cursor(rows[-1], by_deadline=True)


def _line(found: Found, at: datetime) -> CaseLine:
    state: Review = found.state
    held = tuple(Held(each.reviewer, each.until) for each in state.claims if each.until > at)
    return CaseLine(
        id=state.id, urgency=state.urgency, due=state.due, overdue=bool(state.due and state.due <= at), held=held
    )


def case(look: Look, by: Principal, id_: str) -> CaseLine | None:
    """Return one open case, None where there is none of this id."""
    require(look, by)
    found = look.find("review", id_)
    return _line(found, look.at) if found and found.state.state is State.OPEN else None


def load(look: Look, by: Principal) -> Load:
    """Return all open cases counted, and what each reviewer holds, the most first."""
    require(look, by)
    lines: list[CaseLine] = []
    more = False
    for _, line in _open(look, by, CasesQuery()):
        if len(lines) == MOST_COUNTED:
            more = True
            break
        lines.append(line)
    by_reviewer: dict[str, list[CaseLine]] = {}
    for line in lines:
        for each in line.held:
            by_reviewer.setdefault(each.reviewer, []).append(line)
    holders = [_holder(reviewer, held) for reviewer, held in by_reviewer.items()]
    return Load(
        open=len(lines),
        overdue=sum(line.overdue for line in lines),
        unheld=sum(not line.held for line in lines),
        holders=tuple(sorted(holders, key=lambda each: (-each.held, each.reviewer))),
        more=more,
    )


def _holder(reviewer: str, held: list[CaseLine]) -> Holder:
    return Holder(
        reviewer=reviewer,
        held=len(held),
        overdue=sum(line.overdue for line in held),
        first_due=min((line.due for line in held if line.due), default=None),
    )


def replies(look: Look, by: Principal) -> tuple[Clock, ...]:
    """Return the replies that bureaus owe within `NEAR`, the first first; without one a request lapses."""
    require(look, by)
    found = look.reader.falling_due("request", "returned", look.at, look.at + NEAR)
    return _by_member((row.row.member or "", row.row.due) for row in found)


def suspensions(look: Look, by: Principal) -> tuple[Clock, ...]:
    """Return the suspensions that run out within `NEAR`, the first first; without a word the notice is cancelled."""
    require(look, by)
    listing = Listing(stream_type="notice", scope=Everything(), states=("suspended",), limit=MOST_COUNTED)
    return _by_member(_ending(look, each) for each in look.legible(look.reader.page(listing)))


def _ending(look: Look, found: Found) -> tuple[str, datetime | None]:
    state: Notice = found.state
    until = state.suspended_until if state.state is State.SUSPENDED else None
    return state.member or "", until if until and until <= look.at + NEAR else None


def _by_member(clocks: Iterable[tuple[str, datetime | None]]) -> tuple[Clock, ...]:
    found: dict[str, list[datetime]] = {}
    for member, due in clocks:
        if due is not None:
            found.setdefault(member, []).append(due)
    every = (Clock(member, len(dues), min(dues)) for member, dues in found.items())
    return tuple(sorted(every, key=lambda each: (each.first, each.member)))


def names(look: Look, by: Principal, people: Iterable[str]) -> Mapping[str, str]:
    """Return the names of those of `people` whom `by` may see; of anyone else the id stands for the name."""
    found = {}
    for person in dict.fromkeys(people):
        known = look.find("person", person)
        seen = known is not None and look.may(by, "files:person:view", "person", known)
        profile = known.state.profile if known is not None and seen else None
        opened = look.if_opened(profile, PersonProfile)
        found[person] = opened.name if opened else person
    return found
